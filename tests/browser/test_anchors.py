"""Every address in the built site leads to a file, and to an id in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.book.fault import Fault, listing
from tests.browser import anchors
from tests.browser.serving import PUBLISHED, Site, page_stems, source_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def faults(whole: Site) -> list[Fault]:
    return anchors.faults(whole)


def test_every_address_leads_somewhere_on(stem: str, faults: list[Fault]) -> None:
    found = [fault for fault in faults if fault.path == source_of(stem)]
    assert not found, "\n" + listing(found)


def test_style_sheets_and_the_sitemap_lead_somewhere(faults: list[Fault]) -> None:
    pages = {source_of(stem) for stem in page_stems()}
    found = [fault for fault in faults if fault.path not in pages]
    assert not found, "\n" + listing(found)


def test_every_page_is_in_the_sitemap(whole: Site) -> None:
    listed = (whole.folder / "sitemap.xml").read_text(encoding="utf-8")
    published = replace(whole, address=PUBLISHED)
    missing = [
        s
        for s in page_stems()
        if s != "404" and f"<loc>{published.url(s)}<" not in listed
    ]
    assert not missing


def test_every_page_names_its_own_address(stem: str, whole: Site) -> None:
    text = whole.file(stem).read_text(encoding="utf-8")
    if stem != "404":
        address = replace(whole, address=PUBLISHED).url(stem)
        assert f'<link rel="canonical" href="{address}">' in text.replace("'", '"')


@pytest.mark.parametrize(
    "html",
    [
        '<a href="nowhere/">words</a>',
        '<a href="#nowhere">words</a>',
        '<a href="/">words</a>',
        '<a href="assets">words</a>',
        '<img src="nowhere.png" alt="">',
        '<img srcset="nowhere.png 2x" alt="">',
        '<link rel="preload" href="nowhere.woff2">',
        '<meta property="og:image" content="nowhere.png">',
        '<a href="http://example.org/">words</a>',
        '<link rel="preconnect" href="https://example.org/">',
        '<script src="https://example.org/x.js"></script>',
        '<img src="//example.org/x.png" alt="">',
    ],
)
def test_an_address_that_leads_nowhere_is_named(
    html: str, site: Site, tmp_path: Path
) -> None:
    copy = replace(site, folder=tmp_path / "site")
    shutil.copytree(site.folder, copy.folder)
    with site.file("index").open(encoding="utf-8") as page:
        (copy.folder / "index.html").write_text(page.read() + html, encoding="utf-8")
    before = set(anchors.faults(site))
    assert [f.path for f in set(anchors.faults(copy)) - before] == [source_of("index")]
