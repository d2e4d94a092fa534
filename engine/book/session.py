"""The session of a module, read once for all who ask."""

from __future__ import annotations

from functools import lru_cache

from engine.live import transcript
from engine.live.transcript import Example


@lru_cache(maxsize=1024)
def session(source: str) -> tuple[Example, ...]:
    """Return the examples of a module's session; raise SyntaxError for no Python."""
    return tuple(transcript.session(source))
