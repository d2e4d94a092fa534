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
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from engine.book.kinds import DRAWN

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


def chosen(pages: list[Page], names: str) -> list[Page]:
    """Return the lessons that names stand for, as nav orders them.

    A name is that of a page, or of a folder with lessons in it at any depth.
    """
    folders = tuple(f"{name.strip('/')}/" for name in names.split())
    lessons = filter(asks, pages)
    return [each for each in lessons if f"{stem(each)}/".startswith(folders)]


def minutes(pages: list[Page]) -> int:
    """Return the minutes that lessons take, to read them and to do their exercises."""
    return sum(sum((page.meta.get("minutes") or {}).values()) for page in pages)


class Parts(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Knows where lessons stand, and draws what pages say of them."""

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the order of the pages."""
        self.nav = nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Number the lessons."""
        self.env = env
        env.globals["places"] = places(self.nav.pages)

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
            lessons = chosen(self.nav.pages, found["names"])
            links = [(each.file.url_relative_to(page.file), each) for each in lessons]
            html = self.env.get_template(TEMPLATE).render(
                what=found["what"], links=links, minutes=minutes(lessons)
            )
            return f"<{found['tag']}{found['before']}{found['after']}>{html.strip()}"

        page.content = re.sub(DRAWN, draw, page.content or "")
        return context
