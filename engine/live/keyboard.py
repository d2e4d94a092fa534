"""The keyboard of a page's Python: nobody sits at it, and a program that asks is told.

A worker cannot wait for an answer, so `input()` raises, with a sentence that says why.
"""

from __future__ import annotations

import io

from engine.live.messages import message


class Keyboard(io.TextIOBase):
    """A standard input at which nobody answers. Each read raises EOFError."""

    def readable(self) -> bool:
        """Return True, as for any standard input."""
        return True

    def close(self) -> None:
        """Leave it open: a program that closes it takes it from no other."""

    def read(self, size: int | None = -1, /) -> str:
        """Raise EOFError with a sentence for the reader."""
        raise EOFError(message("session.nobody_to_ask"))

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Raise EOFError with a sentence for the reader."""
        raise EOFError(message("session.nobody_to_ask"))
