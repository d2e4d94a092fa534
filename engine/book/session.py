"""The session of a module, read once for all who ask."""

from __future__ import annotations

from functools import lru_cache

from engine.live import transcript
from engine.live.transcript import Example


def session(source: str) -> tuple[Example, ...]:
    """Return the examples of a module's session; raise SyntaxError for no Python."""
    found = read(source)
    if isinstance(found, SyntaxError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=1024)
def read(source: str) -> tuple[Example, ...] | SyntaxError:
    """Return the examples, or the error that is raised, which is asked for as often."""
    try:
        return tuple(transcript.session(source))
    except SyntaxError as error:
        return error
