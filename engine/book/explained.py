"""The errors that a page explains, as its front matter says, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from engine.book.kinds import SESSION
from engine.book.page import Page
from engine.book.session import session
from engine.book.tree import Module, Tree


@lru_cache(maxsize=1024)
def sought(error: str) -> re.Pattern[str]:
    """Return what finds an error in a text; `*` in it stands for any text of a line.

    A long message may be broken into lines, at a space.
    """
    text = re.escape(error).replace(r"\ ", r"\s+")
    return re.compile(text.replace(r"\*", ".*"))


def parts(tree: Tree, page: Page) -> list[tuple[str, str]]:
    """Return the anchor of each heading with what stands below it, outputs included.

    What stands above the first has the anchor "".
    """
    starts = [each.line for each in page.text.headings]
    texts: list[list[str]] = [[] for _ in range(len(starts) + 1)]
    for number, line in page.numbered():
        texts[bisect_right(starts, number)].append(line)
    for fence in page.fences:
        for include in fence.includes():
            module = tree.module(include.file)
            if module and fence.label == SESSION:
                said = printed(module, include.section)
                texts[bisect_right(starts, fence.line)].append(said)
    anchors = ["", *(each.anchor for each in page.text.headings)]
    return list(zip(anchors, map("\n".join, texts), strict=True))


def entries(tree: Tree, page: Page) -> dict[str, str]:
    """Return the anchor below which each error that a page explains stands.

    One with a `*` could be many. It has the first place that no other error has, if
    there is one.
    """
    explained = page.meta.get("explains")
    errors = [str(each) for each in explained] if isinstance(explained, list) else []
    places = parts(tree, page)
    found: dict[str, str] = {}
    for error in sorted(errors, key=lambda each: "*" in each):
        there = [anchor for anchor, text in places if sought(error).search(text)]
        free = [each for each in there if each not in found.values()]
        if "*" not in error or not free:
            free = there
        if free:
            found[error] = free[0]
    return found


def printed(module: Module, section: str | None) -> str:
    """Return what a section of a module's session prints; nothing if it is broken."""
    try:
        examples = session(module.source)
    except SyntaxError:
        return ""
    return "".join(
        each.output
        for each in examples
        if each.section and each.section.name == section
    )
