"""A hook of MkDocs: it tells `engine.blocks` which page it converts, and who judges.

It also says the site's language, and tells MkDocs the anchors of what fences draw.
"""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from engine.book import messages
from engine.gates.rules import page_faults

# where words of the page may lead, in what a fence has drawn
MOMENT = re.compile(r'<li id="([^"]+)">')


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


def on_page_content(html: str, page: Page, **_: object) -> None:
    """Tell MkDocs of anchors that it has not seen: it reads Markdown's tree alone."""
    if page.present_anchor_ids is not None:
        page.present_anchor_ids |= set(MOMENT.findall(html))
