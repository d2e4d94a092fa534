"""Each stage has an address of its own, with nothing else on it.

It is for those who take one along: into the frame of a course's page, onto paper, away
from a network. It stands in the folder of its page: `<page>/stage-<id>/`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

TEMPLATE = "stage.html"
FIGURE = re.compile(r'<figure class="stage" id="(?P<id>[^"]+)".*?</figure>', re.DOTALL)
CAPTION = re.compile(r"<figcaption>(?P<text>.*?)</figcaption>", re.DOTALL)


def address(name: str) -> str:
    """Return the address, from its page, at which a stage stands alone."""
    return f"stage-{name}/"


def alone(figure: str, name: str) -> str:
    """Return a page's figure, which says where it stands alone."""
    opening = f'<figure class="stage" id="{name}"'
    return figure.replace(opening, f'{opening} data-alone="{address(name)}"', 1)


class Stages(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Writes a page for each stage, once MkDocs has written all others."""

    def __init__(self) -> None:
        """Begin with no stage."""
        super().__init__()
        self.found: list[tuple[Page, str, str]] = []

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Keep the templates."""
        self.env = env

    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Collect a page's stages; each says from there where it stands alone."""

        def draw(found: re.Match[str]) -> str:
            self.found.append((page, found["id"], found[0]))
            return alone(found[0], found["id"])

        return FIGURE.sub(draw, html)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the pages."""
        template = self.env.get_template(TEMPLATE)
        for page, name, figure in self.found:
            folder = Path(config.site_dir, page.url or ".", address(name))
            depth = len(folder.relative_to(config.site_dir).parts)
            caption = CAPTION.search(figure)
            html = template.render(
                config=config,
                page=page,
                figure=figure,
                root="../" * depth,
                caption=caption["text"] if caption else name,
            )
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(html, encoding="utf-8")
