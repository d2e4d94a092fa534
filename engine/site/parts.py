"""What MkDocs knows of a site's parts: a plugin that `build` adds.

A lesson is a page that asks a question. Its part is the outermost section of nav that
it stands in, and its place the number that it has there. Templates get `places`, by
the pages' source paths.

What a page says of other lessons is drawn here, never typed: an element with
`data-lessons="…"` gets links to lessons, one with `data-size="…"` their number and
minutes. Each names pages or folders of docs, a space between two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from engine.book.fault import Fault, listing

DRAWN = re.compile(
    r'(?P<open><(?P<tag>p|div|span|li) data-(?P<what>lessons|size)="(?P<names>[^"]*)")'
    r"(?P<more>[^>]*>)\s*(?=</(?P=tag)>)"
)
TEMPLATE = "partials/drawn.html"


@dataclass(frozen=True)
class Place:
    """Where a lesson stands: in which part ("" for none), as which of how many."""

    part: str
    number: int
    count: int


def outermost(page: Page) -> StructureItem | None:
    """Return the outermost section that a page stands in, or None."""
    ancestors = list(page.ancestors)
    return ancestors[-1] if ancestors else None


def asks(page: Page) -> bool:
    """Return whether a page is a lesson."""
    return bool((page.meta or {}).get("question"))


def places(pages: list[Page]) -> dict[str, Place]:
    """Return the place of each lesson among pages, which are in the order of nav."""
    # by the section itself: two parts may have one title
    parts: dict[int, tuple[str, list[Page]]] = {}
    for page in filter(asks, pages):
        part = outermost(page)
        title = str(part.title) if part else ""
        parts.setdefault(id(part), (title, []))[1].append(page)
    return {
        page.file.src_uri: Place(title, number, len(lessons))
        for title, lessons in parts.values()
        for number, page in enumerate(lessons, 1)
    }


def stem(page: Page) -> str:
    """Return a page's path below docs without its ending."""
    return page.file.src_uri.rpartition(".")[0]


def chosen(pages: list[Page], names: str) -> tuple[list[Page], list[str]]:
    """Return the lessons that names stand for, as nav orders them, and names of none.

    A name is that of a page, or of a folder with lessons in it at any depth.
    """
    found: list[Page] = []
    unknown = []
    for name in names.split():
        prefix = name.strip("/")
        of_name = [
            page
            for page in pages
            if asks(page) and f"{stem(page)}/".startswith(f"{prefix}/")
        ]
        if not of_name:
            unknown.append(name)
        found += of_name
    return [page for page in pages if page in found], unknown


def minutes(pages: list[Page]) -> int:
    """Return the minutes that lessons take, to read them and to do their exercises."""
    return sum(sum((page.meta.get("minutes") or {}).values()) for page in pages)


class Parts(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Knows where lessons stand, and draws what pages say of them."""

    def __init__(self, root: Path) -> None:
        """Take the repository's root."""
        self.root = root

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the order of the pages."""
        self.nav = nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Number the lessons; refuse names of none before a page is written."""
        self.env = env
        env.globals["places"] = places(self.nav.pages)
        found = [
            fault
            for file in files.documentation_pages()
            if file.page
            for fault in self.faults(file.page)
        ]
        if found:
            raise click.ClickException(listing(found))

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Draw what a page says of other lessons."""

        def draw(found: re.Match[str]) -> str:
            lessons, _ = chosen(self.nav.pages, found["names"])
            links = [(each.file.url_relative_to(page.file), each) for each in lessons]
            html = self.env.get_template(TEMPLATE).render(
                what=found["what"], links=links, minutes=minutes(lessons)
            )
            return f"<{found['tag']}{found['more']}{html.strip()}"

        page.content = DRAWN.sub(draw, page.content or "")
        return context

    def faults(self, page: Page) -> list[Fault]:
        """Return the names on a page that are no lesson's, each with its line."""
        path = Path("docs", page.file.src_uri)
        found = []
        for drawn in DRAWN.finditer(page.content or ""):
            for name in chosen(self.nav.pages, drawn["names"])[1]:
                lines = (self.root / path).read_text(encoding="utf-8").splitlines()
                sought = drawn["names"]
                line = next((n for n, text in enumerate(lines, 1) if sought in text), 0)
                what = f"{name!r} is no lesson of nav, and no folder with one"
                mend = "name a page's path below docs, without .md, or a folder"
                found.append(Fault(path.as_posix(), line, what, mend))
        return found
