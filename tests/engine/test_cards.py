"""Each page of this site has words that its picture can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.tree import Tree
from engine.site import look, metadata, pictures
from engine.site.card import Card

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site("docs/", "mkdocs.yml")


def test_every_page_of_this_site_can_be_drawn() -> None:
    tree = Tree(ROOT)
    name = metadata.plain(tree.settings()["site_name"])
    cards = {}
    for page in tree.pages():
        words = page.meta.get("question") or page.meta["description"]
        title = metadata.title(page.meta, "")
        cards[page.stem] = Card(name, title, metadata.plain(words))
    found = pictures.faults(ROOT, look.read(ROOT), cards)
    assert cards
    assert not found, "\n" + listing(found)
