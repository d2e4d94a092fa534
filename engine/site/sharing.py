"""What MkDocs is told, so that a site can be shared: a plugin that `site` adds.

Templates get `sharing` for each page. After the pages come the pictures, the icons,
robots.txt and the manifest; whichever of these docs has itself is left as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from engine.book.fault import Fault, listing
from engine.book.tree import Tree
from engine.site import history, look, metadata, pictures
from engine.site.card import Card

# what `extra.sharing` in mkdocs.yml may have; see CONTRIBUTING.md
SETTINGS = {"licences": list, "locale": str, "pictures": bool, "short_name": str}


class Sharing(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Knows a site's pages, and hands templates what is told of each."""

    def __init__(self, root: Path) -> None:
        """Take the repository's root."""
        self.root = root

    def on_config(self, config: MkDocsConfig) -> None:
        """Read the settings and the theme's look, once a build.

        A theme without our colours has no look, and its site no pictures or icons.
        """
        self.options = settings(config.extra.get("sharing"))
        themed = (self.root / look.COLOURS).is_file()
        own = [str(config.theme.get(key) or "") for key in ("favicon", "logo")]
        sheets = [str(each) for each in config.extra_css]
        self.look = look.read(self.root, sheets, own) if themed else None
        # for templates of pages and of none: there are icons, and a manifest
        config.extra["installed"] = bool(self.look)
        language = str(config.theme.get("language") or "en")
        self.course = metadata.Course(
            name=metadata.plain(config.site_name),
            description=metadata.plain(config.site_description),
            author=metadata.plain(config.site_author),
            address=config.site_url or "",
            language=language,
            locale=(self.options.get("locale") or language).replace("-", "_"),
            licences=tuple(map(str, self.options.get("licences") or [])),
        )

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the order of the pages."""
        self.nav = nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Date all pages, and judge their pictures' words, before one is written."""
        self.days: dict[str, str] = {}
        sources = {page.path: history.sources(page) for page in Tree(self.root).pages()}
        pages = [file.page for file in files.documentation_pages() if file.page]
        dates = history.dates(self.root)
        for path in (page.file.src_uri for page in pages):
            files_of = sources.get(f"docs/{path}", [f"docs/{path}"])
            self.days[path] = history.last(dates, files_of)
        entries = [self.entry(page) for page in self.nav.pages]
        self.lessons = [each for each in entries if each.question]
        self.cards: dict[str, Card] = {}
        if self.look and self.options.get("pictures", True):
            entries = [self.entry(page) for page in pages]
            self.cards = {each.stem: self.card(each) for each in entries}
            found = pictures.faults(self.root, self.look, self.cards)
            if found:
                raise click.ClickException(listing(found))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the sitemap each page's own day, which may be none."""
        context["days"] = self.days  # type: ignore[typeddict-unknown-key]
        return context

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Add `sharing`: OpenGraph's properties, and JSON-LD or nothing."""
        entry, home = self.entry(page), page.is_homepage
        address = self.course.address
        drawn = bool(address and entry.stem in self.cards)
        picture = address + quote(pictures.place(entry.stem)) if drawn else ""
        told = metadata.data(self.course, entry, self.lessons, home)
        context["sharing"] = {  # type: ignore[typeddict-unknown-key]
            "graph": metadata.graph(self.course, entry, home, picture),
            "data": metadata.script(told) if told else "",
        }
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what stands beside the pages."""
        folder = Path(config.site_dir)
        files = {"robots.txt": metadata.robots(self.course.address)}
        if self.look:
            icons = pictures.write(self.root, folder, self.look, self.cards)
            name = self.course.name
            short = self.options.get("short_name") or name
            paper = self.look.colours["paper"]
            files["manifest.json"] = metadata.manifest(name, short, paper, icons)
        for path, text in files.items():
            if not (folder / path).exists():
                (folder / path).write_text(text, encoding="utf-8")

    def entry(self, page: Page) -> metadata.Entry:
        """Return a page as metadata has it."""
        return metadata.Entry(
            stem=page.file.src_uri.rpartition(".")[0],
            address=page.canonical_url or "" if self.course.address else "",
            title=metadata.title(page.meta, str(page.title)),
            meta=page.meta,
            day=self.days[page.file.src_uri],
        )

    def card(self, entry: metadata.Entry) -> Card:
        """Return the words of a page's picture; a site's name stands there once."""
        name = self.course.name
        words = entry.question or entry.description or self.course.description
        return Card("" if entry.title == name else name, entry.title, words)


def settings(said: object) -> dict[str, Any]:
    """Return `extra.sharing`, empty where there is none.

    Raises click.ClickException for what it may not have.
    """
    what = ""
    if said is None:
        return {}
    if not isinstance(said, dict):
        what = "`sharing` under `extra` isn't a mapping"
    else:
        for key, value in said.items():
            if key not in SETTINGS:
                what = f"`sharing` has no setting {key!r}"
            elif not isinstance(value, SETTINGS[key]):
                what = f"`{key}` of `sharing` isn't a {SETTINGS[key].__name__}"
    if what:
        mend = f"give it {', '.join(SETTINGS)}, or fewer"
        raise click.ClickException(str(Fault("mkdocs.yml", 0, what, mend)))
    return dict(said)  # type: ignore[call-overload, no-any-return]
