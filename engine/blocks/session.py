"""Draws a session: what somebody types at a prompt, and what Python answers."""

from __future__ import annotations

from pygments.lexers import PythonConsoleLexer

from engine.blocks.listing import Listing, Row, highlighted, html, listing
from engine.blocks.origin import Origin
from engine.book.transcript import line_kinds
from engine.live.sources import lines_of
from engine.live.transcript import examples


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a session's fence."""
    return html(read(source, origin), origin.say)


def read(source: str, origin: Origin) -> Listing:
    """Return a session as data; one that ends with a traceback is an error."""
    lines = tuple(lines_of(source.strip("\n")))
    kinds = line_kinds(lines)
    shown = highlighted(lines, PythonConsoleLexer(stripnl=False))
    rows = [Row(kind, text) for kind, text in zip(kinds, shown, strict=True)]
    kind = "error" if kinds[-1] == "err" else "session"
    return listing(origin, kind, rows, copied(lines))


def copied(lines: tuple[str, ...]) -> str:
    """Return what *copy* puts on the clipboard: input alone, ready to paste.

    A compound statement is followed by a blank line, which an older REPL needs to know
    that it is over.
    """
    return "".join(
        each.source + ("\n" if each.source.count("\n") > 1 else "")
        for each in examples("\n".join(lines) + "\n")
    )
