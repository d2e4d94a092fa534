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
OPENING = r'<figure class="stage"(?P<said>[^>]*? data-section="(?P<name>[^"]+)")'
FIGURE = re.compile(rf"{OPENING}.*?</figure>", re.DOTALL)
CAPTION = re.compile(r"<figcaption>(?P<text>.*?)</figcaption>", re.DOTALL)


def address(name: str) -> str:
    """Return the address, from its page, at which a stage stands alone."""
    return f"stage-{name}/"


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
            self.found.append((page, found["name"], found[0]))
            way = f' data-alone="{address(found["name"])}"'
            end = found.end("said") - found.start()
            return found[0][:end] + way + found[0][end:]

        return FIGURE.sub(draw, html)

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the pages."""
        for page, name, figure in self.found:
            template = self.env.get_template(TEMPLATE)
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
