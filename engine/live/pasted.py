"""What a reader has pasted: a session with its prompts, or lines cut out of a block.

Python takes neither. Here the inputs are taken out of the one, and the common
indentation off the other, so that both run as they were meant.
"""

from __future__ import annotations

import ast
import re
import textwrap
from typing import Literal, NamedTuple

from engine.live.sources import UNREADABLE

INPUT = re.compile(r"\s*(?:>>>|In \[\d*\]:)(?: (?P<text>.*)|(?P<bare>))$")
MORE = re.compile(r"\s*(?:\.\.\.|\.{3,}:)(?: (?P<text>.*)|(?P<bare>))$")

Mend = Literal["prompts", "indent"]


class Plain(NamedTuple):
    """A text as Python takes it, and what was taken off for that, None for nothing."""

    text: str
    mend: Mend | None


def plain(text: str) -> Plain:
    """Return a pasted text without prompts, answers and common indentation.

    Text that can be Python already stays as it is. Of a session the inputs are kept,
    each at its own line, so that an error's line number is that of the pasted text.
    """
    if whole(text):
        return Plain(text, None)
    kept = inputs(text)
    if kept is not None:
        return Plain(kept, "prompts")
    less = textwrap.dedent(text)
    if less != text and text.lstrip("\r\n")[:1] in " \t":
        return Plain(less, "indent")
    return Plain(text, None)


def whole(text: str) -> bool:
    """Return whether a text is Python."""
    try:
        ast.parse(text)
    except UNREADABLE:
        return False
    return True


def inputs(text: str) -> str | None:
    """Return a session's inputs, blank lines where its answers stood.

    Lines before the first prompt stay: somebody typed them. None without a prompt.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if INPUT.match(line)), None)
    if first is None:
        return None
    found = lines[:first]
    open_ = False
    for line in lines[first:]:
        match = INPUT.match(line) or (MORE.match(line) if open_ else None)
        open_ = match is not None
        found.append((match["text"] or "").rstrip("\r") if match else "")
    return "\n".join(found)
