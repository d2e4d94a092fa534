"""A hook of MkDocs: it tells `engine.blocks` which page it converts, and who judges.

It also says the site's language.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from engine.book import messages
from engine.gates.rules import page_faults


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, **_: object
) -> None:
    """Tell the extension the page's path below docs, which Markdown is not told."""
    settings = config.mdx_configs.setdefault("engine.blocks", {})
    language = config.theme.get("language") or messages.SOURCE
    settings |= {
        "page": page.file.src_uri,
        "judge": page_faults,
        "language": str(language),
    }
