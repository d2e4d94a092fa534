"""How long a piece of code may take."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

leave = os._exit  # a run may find another there


class TimeIsUpError(BaseException):
    """An input that did not end; no `except Exception` hides it, a bare one does."""


# what ends a run from outside: no error of the code that runs, and not to be kept
STOPS = (KeyboardInterrupt, TimeIsUpError)


@contextlib.contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise TimeIsUpError inside when it lasts longer, where the platform can."""
    if (
        seconds is None
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        if sooner and callable(before):
            before(number, frame)
        raise TimeIsUpError(f"this did not end within {seconds:g} s")

    started = time.monotonic()
    outer, _ = signal.getitimer(signal.ITIMER_REAL)
    sooner = 0 < outer < seconds
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, outer if sooner else seconds)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)
        # a limit around this one goes on; where it is over, it tells at once
        left = max(outer - (time.monotonic() - started), 1e-3) if outer else 0
        signal.setitimer(signal.ITIMER_REAL, left)


@contextlib.contextmanager
def or_no_more(seconds: float, told: object) -> Iterator[None]:
    """Say what is told and end this process, where no error ends what runs inside.

    A browser's Python has no threads, and so no such end.
    """
    if sys.platform == "emscripten":
        yield
        return

    def end() -> None:
        print(told, file=sys.__stderr__, flush=True)
        leave(1)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
