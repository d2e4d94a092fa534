"""Headings are written in one way, and no two of a page read the same.

A link, or a reader, could not tell those. What Python-Markdown draws as a heading and
CommonMark reads as a paragraph would be judged by no gate.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield each heading that reads as one above it does, or is written otherwise."""
    for each in tree.page_at(path).text.misread:
        what = f"a line of {each.mark} makes a heading of the one above it"
        if each.mark == "#":
            what = "a heading without a space after its #"
        mend = "write a heading as `## Words`, on a line of its own"
        yield Fault(path, each.line, what, mend)
    lines: dict[str, int] = {}
    for heading in tree.page_at(path).text.headings:
        first = lines.setdefault(heading.text.casefold(), heading.line)
        if first != heading.line:
            what = f"the heading {heading.text!r} is also at line {first}"
            yield Fault(path, heading.line, what, "word them differently")


GATE = Gate("headings", pages, judge)
