"""What a run prints: sent on while it comes, and cut when it is too much."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

MOST_LINES = 2_000
MOST_CHARACTERS = 64 * 1024
PAUSE = 0.05  # seconds between two batches of output

Send = Callable[[str], object]


class Output(io.StringIO):
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
        kept = "".join(text[:room].splitlines(True)[: MOST_LINES - self.lines])
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
