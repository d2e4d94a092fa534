"""What Markdown made of each page, kept from one build to the next.

Most of a build is the conversion of pages, and a save changes one of them. A page is
converted again when its own text differs, or anything that its blocks are made of. What
search reads off a page's HTML is kept as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from material.plugins.search import plugin as searching  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine.book import lesson
from engine.book.glossary import glossary
from engine.book.imports import third_party
from engine.book.tree import SETTINGS, Tree

# what MkDocs' `Page.render` sets
SET = ("content", "toc", "_title_from_render", "present_anchor_ids")
LINKS = "links_to_anchors"


@dataclass(frozen=True)
class Kept:
    """What a page was made from, and what came of it."""

    made_from: object
    found: dict[str, Any]
    links: dict[str, dict[str, str]]  # by the path of the page that is linked to


Parser: Any = searching.Parser


@lru_cache(maxsize=256)
def sections(html: str) -> Any:
    """Return what search's plugin reads off a page: its sections, with their words."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return parser.data


class Remembered:
    """What search's plugin takes for its parser: each page is parsed once."""

    def feed(self, html: str) -> None:
        """Take a page; its sections are the plugin's, which gives them titles."""
        self.data = [copy(each) for each in sections(html)]

    def close(self) -> None:
        """Do nothing: the page was whole."""


class Converted:
    """The pages of one site as they were converted last."""

    def __init__(self, root: Path) -> None:
        """Take the tree's root; start with no page."""
        self.root = root
        self.kept: dict[str, Kept] = {}

    @contextmanager
    def at_work(self, said: Sequence[str]) -> Iterator[None]:
        """Let MkDocs convert no page anew that would come out the same.

        A kept page warns of nothing, so what it warned of must not be lost: where
        anything has been `said`, or raised, all pages are converted again.
        """
        render, tree = Page.render, Tree(self.root, known={})
        others: list[object] = []

        def converted(page: Page, config: MkDocsConfig, files: Files) -> None:
            if not others:
                others.append(tuple(sorted(each.src_uri for each in files)))
            self.render(page, config, files, render, [others[0], *inputs(tree, page)])

        Page.render = converted  # type: ignore[assignment,method-assign]
        searching.Parser = Remembered
        try:
            yield
        except BaseException:
            self.kept.clear()
            raise
        finally:
            Page.render = render  # type: ignore[method-assign]
            searching.Parser = Parser
            if said:
                self.kept.clear()

    def render(
        self,
        page: Page,
        config: MkDocsConfig,
        files: Files,
        render: Callable[[Page, MkDocsConfig, Files], None],
        made_from: object,
    ) -> None:
        """Give a page what was made of it before, or have it made."""
        path = page.file.src_uri
        kept = self.kept.get(path)
        if kept is None or kept.made_from != made_from:
            render(page, config, files)
            links = getattr(page, LINKS) or {}
            named = {to.src_uri: anchors for to, anchors in links.items()}
            found = {name: getattr(page, name) for name in SET}
            self.kept[path] = Kept(made_from, found, named)
            return
        for name, value in kept.found.items():
            setattr(page, name, value)
        # MkDocs has other records of the same files in each build
        there = {files.get_file_from_path(to): each for to, each in kept.links.items()}
        setattr(page, LINKS, there)


def inputs(tree: Tree, page: Page) -> list[object]:
    """Return all that a page's conversion hangs on, but for which pages there are."""
    found: list[object] = [page.markdown, str(page.meta), tree.stamp(SETTINGS)]
    found.append(glossary(tree))

    def read(path: str) -> str | None:
        found.append(tree.stamp(path))
        return tree.text(path) if tree.there(path) else None

    own = tree.page(page.file.src_uri)
    for fence in own.fences if own else ():
        for include in fence.includes():
            recorded = lesson.stage(include.file, include.section)
            found.append(tree.stamp(f"{lesson.SNIPPETS}/{recorded}"))
            source = read(f"{lesson.SNIPPETS}/{include.file}")
            if source and include.file.endswith(".py"):
                third_party(source, read)
    return found
