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

# what `Page.render` sets, MkDocs' or that of a notebook, which has its own
SET = ("content", "toc", "title", "_title_from_render", "present_anchor_ids")
LINKS = "links_to_anchors"


@dataclass(frozen=True)
class Kept:
    """What a page was made from, and what came of it."""

    made_from: object
    found: dict[str, Any]
    links: dict[str, dict[str, str]]  # by the path of the page that is linked to


Parser: Any = searching.Parser
Render = Callable[[Page, MkDocsConfig, Files], None]


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
        render, source, tree = Page.render, Page.read_source, Tree(self.root, known={})
        others: list[object] = []

        def asked(page: Page, config: MkDocsConfig, files: Files, own: Render) -> None:
            if not others:
                others.append(tuple(sorted(each.src_uri for each in files)))
                others.append(glossary(tree))
            self.render(page, config, files, own, [*others, *inputs(tree, page)])

        def converted(page: Page, config: MkDocsConfig, files: Files) -> None:
            asked(page, config, files, render)

        def sourced(page: Page, config: MkDocsConfig) -> None:
            source(page, config)
            if own := vars(page).get("render"):  # a plugin has given it one

                def with_own(config: MkDocsConfig, files: Files) -> None:
                    asked(page, config, files, lambda _, *given: own(*given))

                page.render = with_own  # type: ignore[method-assign]

        Page.render = converted  # type: ignore[assignment,method-assign]
        Page.read_source = sourced  # type: ignore[assignment,method-assign]
        searching.Parser = Remembered
        try:
            yield
        except BaseException:
            self.kept.clear()
            raise
        finally:
            Page.render = render  # type: ignore[method-assign]
            Page.read_source = source  # type: ignore[method-assign]
            searching.Parser = Parser
            if said:
                self.kept.clear()

    def render(
        self,
        page: Page,
        config: MkDocsConfig,
        files: Files,
        render: Render,
        made_from: object,
    ) -> None:
        """Give a page what was made of it before, or have it made."""
        path = page.file.src_uri
        kept = self.kept.get(path)
        if kept is None or kept.made_from != made_from:
            render(page, config, files)
            links = getattr(page, LINKS) or {}
            named = {to.src_uri: anchors for to, anchors in links.items()}
            found = {name: vars(page)[name] for name in SET if name in vars(page)}
            self.kept[path] = Kept(made_from, found, named)
            return
        for name, value in kept.found.items():
            setattr(page, name, value)
        # MkDocs has other records of the same files in each build
        there = {files.get_file_from_path(to): each for to, each in kept.links.items()}
        setattr(page, LINKS, there)


def inputs(tree: Tree, page: Page) -> list[object]:
    """Return all that a page's conversion hangs on, but for what all pages share."""
    found: list[object] = [page.markdown, str(page.meta), tree.stamp(SETTINGS)]

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
