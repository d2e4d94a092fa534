"""Texts of Python: their lines, what can't be read, and files that are not there."""

from __future__ import annotations

import contextlib
import linecache
from collections.abc import Iterator

from engine.live.messages import message

# what Python raises for a text that its parser, or its compiler, has no room for
TOO_DEEP = (MemoryError, RecursionError)
# and for any that it can't read
UNREADABLE = (SyntaxError, ValueError, OverflowError, *TOO_DEEP)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as Python counts them, without their ends.

    A form feed ends none, nor does U+2028, where `splitlines` sees an end.
    """
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return found if found[-1] else found[:-1]


@contextlib.contextmanager
def readable() -> Iterator[None]:
    """Raise SyntaxError of a text that is too deep for Python, as of any other."""
    try:
        yield
    except TOO_DEEP:
        raise SyntaxError(message("repl.too_deep")) from None


def remember(file: str, text: str) -> None:
    """Let a traceback show the lines of a file that is not there.

    This is the one writer of `linecache`.
    """
    kept = [f"{line}\n" for line in lines_of(text)]
    linecache.cache[file] = (len(text), None, kept, file)


def remembered(file: str) -> str | None:
    """Return the text of such a file, if it is known."""
    kept = linecache.cache.get(file)
    return "".join(kept[2]) if kept and len(kept) > 2 else None
