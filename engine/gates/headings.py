"""No two headings of a page read the same: a link, or a reader, could not tell them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield each heading of a page that reads as one above it does."""
    lines: dict[str, int] = {}
    for heading in tree.page_at(path).text.headings:
        first = lines.setdefault(heading.text.casefold(), heading.line)
        if first != heading.line:
            what = f"the heading {heading.text!r} stands at line {first} too"
            yield Fault(path, heading.line, what, "give each its own words")


GATE = Gate("headings", pages, judge)
