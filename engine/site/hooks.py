"""A hook of MkDocs: it says to `engine.blocks` which page is converted."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, **_: object
) -> None:
    """Tell the extension the page's path below docs, which Markdown is not told."""
    config.mdx_configs.setdefault("engine.blocks", {})["page"] = page.file.src_uri
