"""How long a piece of code may take."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


class TimeIsUpError(BaseException):
    """An input that did not end; no `except Exception` of its code can hide it."""


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

    def stop(*_: object) -> None:
        raise TimeIsUpError(f"this did not end within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
