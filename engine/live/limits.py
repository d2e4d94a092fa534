"""How long a piece of code may take."""

from __future__ import annotations

import _thread
import contextlib
import functools
import os
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

# what is called from there, or put in order there, ends by itself
LIBRARIES = (os.path.dirname(os.path.dirname(__file__)), os.path.dirname(os.__file__))


class TimeIsUpError(BaseException):
    """An input that did not end; code that hides it is told until it no longer does."""


class Bell:
    """Rings the alarm where the code goes on, each time that it's negated.

    A function called for that, or any call after it, would hear the alarm itself.
    """

    __neg__ = staticmethod(
        functools.partial(
            _thread.interrupt_main, getattr(signal, "SIGALRM", signal.SIGINT)
        )
    )


@contextlib.contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise TimeIsUpError inside when it lasts longer, where the platform can.

    Where that is swallowed, as a bare `except` does, it is raised once more after as
    long, and from then on at every turn of the code.
    """
    if (
        seconds is None
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    told = over = False
    turn = 1
    bell = Bell()

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told, turn
        if over:
            return
        if sooner and callable(before):
            before(number, frame)
            return
        error = TimeIsUpError(f"this did not end within {seconds:g} s")
        if told:
            # Python 3.12 takes the end of an `except` for a part of its `try`, so an
            # error at each turn, or each second one, might never get out
            turn = (turn * 69069 + 1) % 2**32
            spared = of_library(frame) or turn >> 16 & 1
            _ = -bell
            if spared:
                return
        told = True
        raise error

    started = time.monotonic()
    outer, again = signal.getitimer(signal.ITIMER_REAL)
    sooner = 0 < outer < seconds
    before = signal.getsignal(signal.SIGALRM)
    signal.signal(signal.SIGALRM, stop)
    first, later = (outer, again) if sooner else (seconds, seconds)
    signal.setitimer(signal.ITIMER_REAL, first, later)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        # a limit around this one goes on; where it is over, it tells at once
        left = max(outer - (time.monotonic() - started), 1e-3) if outer else 0
        signal.setitimer(signal.ITIMER_REAL, left, again)


def of_library(frame: FrameType | None) -> bool:
    """Return whether a frame is of this engine or of a library, and no one's answer."""
    file = frame.f_code.co_filename if frame else ""
    return file.startswith(LIBRARIES) or "site-packages" in file
