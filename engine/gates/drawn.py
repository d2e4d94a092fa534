"""What a page lets be drawn of other lessons names lessons, and can be drawn.

An element with `data-lessons="…"` gets links to lessons, one with `data-size="…"` their
number and minutes (engine/site/parts.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.kinds import DRAWN
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages

KEYS = ("data-lessons", "data-size")


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the names that are no lesson's, and the elements that stay as they are."""
    page = tree.page_at(path)
    tags = [
        (tag, dict(tag.attributes)[key])
        for tag in page.text.tags
        for key in KEYS
        if key in dict(tag.attributes)
    ]
    if not tags:
        return
    lessons = [lesson.stem(name) for name in tree.nav() if asks(tree, name)]
    known = {each.rpartition("/")[0] for each in lessons} | set(lessons)
    text = tree.text(path).split("\n")
    for tag, names in tags:
        if not re.search(DRAWN, text[tag.line - 1]):
            mend = 'write `<span data-size="…"></span>`: p, div, span or li, empty'
            yield Fault(path, tag.line, f"nothing is drawn in this <{tag.name}>", mend)
            continue
        for name in names.split():
            inside = f"{name.strip('/')}/"
            if not any(f"{each}/".startswith(inside) for each in lessons):
                what = f"{name!r} is neither a lesson in nav nor a folder with one"
                mend = "name a page's path under docs, without .md, or a folder"
                yield Fault(path, tag.line, what, nearest(name, sorted(known)) or mend)


def asks(tree: Tree, name: str) -> bool:
    """Return whether what nav names is a lesson."""
    page = tree.page(name)
    return bool(page and page.meta.get("question"))


GATE = Gate("drawn", pages, judge)
