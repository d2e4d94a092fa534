"""What a run prints: sent on while it comes, and cut when it is too much."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable

MOST_LINES = 2_000
MOST_CHARACTERS = 64 * 1024
LINE = re.compile(r".*\n|.+")
PAUSE = 0.05  # seconds between two batches of output

Send = Callable[[str], object]


class Printed(io.StringIO):
    """What a program prints, which stands, as at a terminal.

    It stays open, for what prints next has no other; nobody reads it, goes back in it
    or cuts it off. `getvalue` is for who runs the program.
    """

    def close(self) -> None:
        """Leave it open."""
        self.flush()

    def readable(self) -> bool:
        """Return False."""
        return False

    def seekable(self) -> bool:
        """Return False."""
        return False

    def read(self, size: int | None = -1, /) -> str:
        """Raise what Python raises for what can't be read."""
        raise io.UnsupportedOperation("not readable")

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Raise what `read` does."""
        return self.read()

    def __next__(self) -> str:  # type: ignore[override]
        """Raise what `read` does."""
        return self.read()

    def seek(self, *_: int) -> int:
        """Raise what Python raises at a terminal."""
        raise io.UnsupportedOperation("underlying stream is not seekable")

    def truncate(self, size: int | None = None, /) -> int:
        """Raise what `seek` does."""
        return self.seek()


class Output(Printed):
    """What one run prints: kept, sent on in batches, and cut when it is too much."""

    def __init__(self, send: Send) -> None:
        """Take what is called with each batch of text."""
        super().__init__()
        self.send = send
        self.waiting: list[str] = []
        self.sent = time.monotonic()
        self.lines = self.characters = 0
        self.cut = False

    def write(self, text: str) -> int:
        """Keep a text, but for what is over the limits."""
        if self.cut:
            return len(text)
        room = MOST_CHARACTERS - self.characters
        kept = "".join(LINE.findall(text[:room])[: MOST_LINES - self.lines])
        self.cut = len(kept) < len(text)
        self.lines += kept.count("\n")
        self.characters += len(kept)
        super().write(kept)
        self.waiting.append(kept)
        if self.cut or time.monotonic() - self.sent > PAUSE:
            self.pass_on()
        return len(text)

    def pass_on(self) -> None:
        """Send what waits."""
        if self.waiting:
            self.send("".join(self.waiting))
            self.waiting.clear()
        self.sent = time.monotonic()
