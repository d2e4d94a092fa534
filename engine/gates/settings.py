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
    errors = settings(tree).search.errors
    known = [lesson.address(page.path) for page in tree.pages()] if errors else []
    if errors not in ("", *known):
        line = line_of(tree.text(FILE), f"{TABLE}.search", "errors")
        mend = nearest(errors, known) or "name one by its address below the site's"
        yield Fault(FILE, line, f"{errors!r} is no page", mend)


GATE = Gate("settings", whole, judge)
