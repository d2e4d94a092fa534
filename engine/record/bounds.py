"""What a run of snippets may not do to what comes after it: end it, or change it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

# what ends a process at once, so that nobody could say why
ENDS = ("_exit", "abort", "execv", "execve")


@contextlib.contextmanager
def going_on(own: int | None = None) -> Iterator[None]:
    """Raise SystemExit where what runs inside would end this process.

    A process that it has started may end as it likes, and so may one that an input
    before has: `own` is the process in which the first began.
    """
    here = own or os.getpid()
    asked: list[str] = []

    def instead(name: str, end: Callable[..., Any]) -> Callable[..., NoReturn]:
        def ended(*arguments: Any, **named: Any) -> NoReturn:
            if os.getpid() != here:
                end(*arguments, **named)
            asked.append(name)
            raise SystemExit(f"os.{name}")

        return ended

    before = {name: getattr(os, name) for name in ENDS if hasattr(os, name)}
    for name, end in before.items():
        setattr(os, name, instead(name, end))
    try:
        yield
    finally:
        for name, end in before.items():
            setattr(os, name, end)
    if asked:  # in a thread, say, or by what swallows it
        raise SystemExit(f"os.{asked[0]}")


@contextlib.contextmanager
def restored() -> Iterator[None]:
    """Set back what a run inside has changed of this process."""
    folder, environment, path = os.getcwd(), dict(os.environ), sys.path[:]
    limit, collects = sys.getrecursionlimit(), gc.isenabled()
    traces, profiles = sys.gettrace(), sys.getprofile()
    main = threading.current_thread() is threading.main_thread()
    signals = {each: signal.getsignal(each) for each in signal.Signals if main}
    with warnings.catch_warnings():
        try:
            yield
        finally:
            os.chdir(folder)
            if dict(os.environ) != environment:
                os.environ.clear()
                os.environ.update(environment)
            sys.path[:] = path
            sys.setrecursionlimit(limit)
            (gc.enable if collects else gc.disable)()
            if sys.gettrace() is not traces:
                sys.settrace(traces)
            if sys.getprofile() is not profiles:
                sys.setprofile(profiles)
            for each, handler in signals.items():
                # None is a handler that isn't Python's
                if handler is not None and signal.getsignal(each) != handler:
                    signal.signal(each, handler)
