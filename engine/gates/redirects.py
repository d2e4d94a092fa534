"""An old address leads to a page that is there, and stands where no page is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.mapping import line_of
from engine.book.tree import SETTINGS, Tree
from engine.gates.gate import Gate, whole

EXTRA, KEY = "extra", "redirects"
# what the engine reads under `extra`; a theme may read more
KEYS = (KEY, "sharing", "lost")
# as nav names a page: what leaves docs, or has another suffix, has no address here
NAMED = re.compile(r"(?:(?!\.\.?/)[^/\\?#:]+/)*[^/\\?#:]+\.(?:md|ipynb)")


def extra(tree: Tree) -> dict[object, object]:
    """Return what mkdocs.yml has under `extra`."""
    found = tree.settings().get(EXTRA)
    return found if isinstance(found, dict) else {}


def redirects(tree: Tree) -> dict[str, str]:
    """Return the setting: pages that were, each with the one that is there for it."""
    found = extra(tree).get(KEY)
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(old): str(new) for old, new in pairs}


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield the redirects that lead to no page, or whose address is taken."""

    def fault(key: str, what: str, mend: str, *within: str) -> Fault:
        line = line_of(tree.text(SETTINGS), EXTRA, *within, key)
        return Fault(SETTINGS, line, what, mend)

    own = extra(tree)
    for key in map(str, own):
        near = nearest(key, KEYS, 0.8)
        if near and key not in KEYS:
            yield fault(key, f"an unknown {key!r} under `{EXTRA}`", near)
    if not isinstance(own.get(KEY) or {}, dict):
        mend = "under it, write `old.md: new.md`, a line each"
        yield fault(KEY, f"`{KEY}` isn't a table", mend)
    there = tree.files(lesson.DOCS, ".md", ".ipynb")
    taken = {lesson.address(path) for path in there}
    led = dict[str, str]()
    for old, new in redirects(tree).items():
        if not NAMED.fullmatch(old):
            what = f"{old!r} doesn't name an old page as nav would"
            mend = "write it as in `part/page.md`"
        elif f"{lesson.DOCS}/{new}" not in there:
            what = f"{old} leads to docs/{new}, which isn't a page"
            mend = "name a page"
        elif lesson.address(old) in taken:
            what, mend = f"{old} is now a page's own address", "delete the line"
        elif (first := led.setdefault(lesson.address(old), old)) != old:
            what, mend = f"{old} has the address of {first}", "delete one of both"
        else:
            continue
        yield fault(old, what, mend, KEY)


GATE = Gate("redirects", whole, judge)
