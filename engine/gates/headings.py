"""Headings are written in one way, and no two of a page read the same; nor do ids.

A link, or a reader, could not tell those. What Python-Markdown draws as a heading and
CommonMark reads as a paragraph would be judged by no gate. Only the page's title is a
heading of the first level.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.text import Text
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield each heading that reads as one above it does, or is written otherwise."""
    text = tree.page_at(path).text
    for each in text.misread:
        what = f"a line of {each.mark} makes a heading of the one above it"
        if each.mark == "#":
            what = "a heading without a space after its #"
        mend = "write a heading as `## Words`, on a line of its own"
        yield Fault(path, each.line, what, mend)
    lines: dict[str, int] = {}
    titled = next((each.line for each in text.headings if each.level == 1), 0)
    for heading in text.headings:
        first = lines.setdefault(heading.text.casefold(), heading.line)
        if first != heading.line:
            what = f"the heading {heading.text!r} is also at line {first}"
            yield Fault(path, heading.line, what, "word them differently")
        elif heading.level == 1 and titled != heading.line:
            mend = "write it as `## Words`, below the first"
            yield Fault(path, heading.line, "a second title on a page", mend)
    known: dict[str, int] = {}
    for at, name in sorted(ids(text), key=lambda each: each[0]):
        if name in known:
            what = f"the id {name!r} is also at line {known[name]}"
            yield Fault(path, at, what, "name one of them differently")
        known.setdefault(name, at)


def ids(text: Text) -> Iterator[tuple[int, str]]:
    """Yield each id of a text with its line: of headings, tags, and in braces."""
    yield from ((each.line, each.anchor) for each in text.headings)
    yield from ((each.line, each.name) for each in text.named)
    for tag in text.tags:
        yield from ((tag.line, value) for key, value in tag.attributes if key == "id")


GATE = Gate("headings", pages, judge)
