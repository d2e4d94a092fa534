"""Lets mkdocs-jupyter render notebooks with `notebook.html`: a hook of MkDocs.

Its own template puts 576 KB of styles and two scripts from other hosts on each page. It
has no setting for another one, so it is given an exporter that knows ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_jupyter import nbconvert2  # type: ignore[import-untyped]
from nbconvert.exporters.html import HTMLExporter

from engine.blocks.code import highlighted
from engine.book import lesson, messages
from engine.book.messages import Messages
from engine.live.sources import lines_of

HERE = Path(__file__).parent


class Exporter(HTMLExporter):
    """Writes a notebook's cells as the figures that blocks make of sections."""

    say: Messages  # what templates say in the site's language
    docs: str  # the folder of the pages

    def __init__(self, **settings: Any) -> None:
        """Take mkdocs-jupyter's settings, all but its template."""
        settings |= {
            "template_file": "notebook.html",
            "extra_template_paths": [str(HERE)],
            "filters": {"lines": lines},
        }
        super().__init__(**settings)  # type: ignore[no-untyped-call]

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["inlining"] = {"css": ""}
        resources["say"] = self.say
        name, folder = (resources["metadata"][key] for key in ("name", "path"))
        page = Path(folder or self.docs, f"{name}.ipynb").relative_to(self.docs)
        resources["source"] = f"{lesson.SNIPPETS}/{lesson.module(page.as_posix())}"
        return resources


def lines(source: str) -> str:
    """Return a cell's code as the highlighted lines of a listing."""
    rows = highlighted(lines_of(source))
    return "".join(f'<span class="line code">{row}\n</span>' for row in rows)


def on_startup(**_: object) -> None:
    """Give mkdocs-jupyter our exporter."""
    nbconvert2.HTMLExporter = Exporter


def on_config(config: MkDocsConfig, **_: object) -> None:
    """Let the exporter speak the site's language."""
    place = messages.folder(Path(config.config_file_path).parent)
    Exporter.docs = config.docs_dir
    language = str(config.theme.get("language") or messages.SOURCE)
    Exporter.say = Messages(messages.read(place, language)["theme"])


def on_page_content(html: str, **_: object) -> str:
    """Take away the style element that mkdocs-jupyter adds below a notebook."""
    before, found, after = html.rpartition("<style>")
    return before if found and after.strip().endswith("</style>") else html
