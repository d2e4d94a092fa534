"""The README's picture of the first page shows what that page says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.browser.screenshot import FOLDER
from tests.every import every

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@every("drawn", sorted(file.name for file in FOLDER.glob("start-*.svg")), "picture")
def test_every_word_of_the_picture_is_on_the_page(
    open_whole: Callable[..., Page], drawn: str
) -> None:
    picture = ElementTree.parse(FOLDER / drawn)
    lines = [
        each.text or "" for each in picture.iter("{http://www.w3.org/2000/svg}text")
    ]
    page = open_whole("index", width=1100, height=760)
    said = " ".join((page.text_content("body") or "").split())
    gone = [line for line in lines if re.search(r"\w", line) and line not in said]
    assert len(lines) > 40
    assert not gone, "run `make screenshot`"
