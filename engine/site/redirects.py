"""Old addresses lead to where their pages stand now: `extra.redirects` of mkdocs.yml.

It maps a page that was to one that is, both as nav names them. A page is written at
each old address: it takes a reader on, the part of the address behind `?` or `#` with
them, and says where to where no script runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.tree import SETTINGS, Tree

TEMPLATE = "moved.html"


def redirects(tree: Tree) -> dict[str, str]:
    """Return the setting: pages that were, each with the one that is there for it."""
    extra = tree.settings().get("extra")
    found = extra.get("redirects") if isinstance(extra, dict) else None
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(old): str(new) for old, new in pairs}


def faults(tree: Tree) -> list[Fault]:
    """Return the redirects that lead nowhere, or stand where a page is."""
    text = (tree.root / SETTINGS).read_text(encoding="utf-8").splitlines()
    docs = tree.root / lesson.DOCS
    pages = [each for pattern in ("*.md", "*.ipynb") for each in docs.rglob(pattern)]
    there = {lesson.address(each.relative_to(docs).as_posix()) for each in pages}
    found = []
    for old, new in redirects(tree).items():
        keys = [each.partition(":")[0].strip() for each in text]
        line = keys.index(old) + 1 if old in keys else 0
        if not (docs / new).is_file():
            what, mend = f"{old} leads to docs/{new}, which is not there", "name a page"
        elif lesson.address(old) in there:
            what, mend = f"{old} is the address of a page", "delete the line"
        else:
            continue
        found.append(Fault(SETTINGS, line, what, mend))
    return found


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
            file = Path(config.site_dir) / lesson.address(old) / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            page = self.pages[new]
            way = lesson.root_from(old) + page.url
            html = template.render(config=config, page=page, way=way)
            file.write_text(html, encoding="utf-8")
