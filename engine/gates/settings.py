"""The site's settings are known, of the type that they have to be, and name pages."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.settings import FILE, TABLE, faults, line_of, settings
from engine.book.tree import Tree
from engine.gates.gate import Gate, whole


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield each setting that is unknown, of another type, or names no page."""
    yield from faults(tree)
    read = settings(tree)
    named = (
        (f"{TABLE}.search", "errors", read.search.errors),
        (TABLE, "glossary", read.glossary),
    )
    for table, key, address in named:
        known = [lesson.address(page.path) for page in tree.pages()] if address else []
        if address not in ("", *known):
            line = line_of(tree.text(FILE), table, key)
            other = "name a page by its address within the site"
            mend = nearest(address, known) or other
            yield Fault(FILE, line, f"{address!r} isn't a page", mend)


GATE = Gate("settings", whole, judge)
