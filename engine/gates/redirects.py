"""An old address leads to a page that is there, and stands where no page is."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.tree import SETTINGS, Tree
from engine.gates.gate import Gate, whole


def redirects(tree: Tree) -> dict[str, str]:
    """Return the setting: pages that were, each with the one that is there for it."""
    extra = tree.settings().get("extra")
    found = extra.get("redirects") if isinstance(extra, dict) else None
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(old): str(new) for old, new in pairs}


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield the redirects that lead to no page, or stand where a page is."""
    there = tree.files(lesson.DOCS, ".md", ".ipynb")
    taken = {lesson.address(path) for path in there}
    text = tree.text(SETTINGS).splitlines() if tree.there(SETTINGS) else []
    keys = [each.partition(":")[0].strip() for each in text]
    for old, new in redirects(tree).items():
        if f"{lesson.DOCS}/{new}" not in there:
            what = f"{old} leads to docs/{new}, which isn't a page"
            mend = "name a page"
        elif lesson.address(old) in taken:
            what, mend = f"{old} is now a page's own address", "delete the line"
        else:
            continue
        yield Fault(SETTINGS, keys.index(old) + 1 if old in keys else 0, what, mend)


GATE = Gate("redirects", whole, judge)
