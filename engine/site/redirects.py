"""Old addresses lead to where their pages stand now: `extra.redirects` of mkdocs.yml.

It maps a page that was to one that is, both as nav names them. A page is written at
each old address: it takes a reader on, the part of the address behind `?` or `#` with
them, and says where to where no script runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine.book import lesson
from engine.book.tree import Tree
from engine.gates.redirects import redirects

TEMPLATE = "moved.html"


class Redirects(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Writes a page at each old address, once MkDocs has written all others."""

    def __init__(self, root: Path) -> None:
        """Take the tree's root."""
        super().__init__()
        self.tree = Tree(root)

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Keep the templates, and the pages by what nav calls them."""
        self.env = env
        found = [each.page for each in files.documentation_pages() if each.page]
        self.pages: dict[str, Page] = {each.file.src_uri: each for each in found}

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the pages."""
        for old, new in redirects(self.tree).items():
            template = self.env.get_template(TEMPLATE)
            file = file_of(Path(config.site_dir), old)
            file.parent.mkdir(parents=True, exist_ok=True)
            page = self.pages[new]
            way = lesson.root_from(old) + page.url
            html = template.render(config=config, page=page, way=way)
            file.write_text(html, encoding="utf-8")


def file_of(site: Path, old: str) -> Path:
    """Return the file of an old page's address; raise PluginError outside the site."""
    # not resolved: what leaves a folder that's a link to one is outside all the same
    file = Path(os.path.normpath(site / lesson.address(old) / "index.html"))
    if not file.is_relative_to(os.path.normpath(site)):
        raise PluginError(f"the redirect {old!r} leaves the site")
    return file
