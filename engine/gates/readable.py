"""What others hang on can be read: front matter is YAML, pyproject.toml is TOML.

Where one can't, nobody knows what it says, and what other gates tell then follows from
that: each of them would name a place that nobody has to mend.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.page import Page
from engine.book.settings import FILE, slip
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages


def about(tree: Tree) -> Iterator[str]:
    """Yield the paths of all pages, and of the settings."""
    yield from pages(tree)
    yield FILE


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield where a file stops being what it has to be."""
    if path != FILE:
        yield from unread(tree.page_at(path))
    elif tree.there(path) and (fault := slip(tree.text(path))):
        yield fault


def unread(page: Page) -> Iterator[Fault]:
    """Yield where a page's front matter can't be read."""
    if page.broken:
        line, what = page.broken
        yield Fault(page.path, line, f"front matter: {what}", "fix the YAML")


GATE = Gate("readable", about, judge)
