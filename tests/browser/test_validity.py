"""Every built page is valid HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import Fault, listing
from tests.browser import validity
from tests.browser.serving import Site, page_stems, source_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def faults(whole: Site) -> list[Fault]:
    return validity.faults(whole.folder)


def test_the_html_is_valid_of(stem: str, faults: list[Fault]) -> None:
    found = [fault for fault in faults if fault.path == source_of(stem)]
    assert not found, "\n" + listing(found)


def test_no_other_file_is_invalid(faults: list[Fault]) -> None:
    pages = {source_of(stem) for stem in page_stems()}
    found = [fault for fault in faults if fault.path not in pages]
    assert not found, "\n" + listing(found)


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("no-dup-id", "<p id=a></p><p id=a></p>"),
        ("close-order", "<p><em>words</p>"),
        ("element-permitted-content", "<p>words</p><ul><p>words</p></ul>"),
        ("element-name", "<gen-erator></gen-erator><generator></generator>"),
    ],
)
def test_invalid_html_is_named(rule: str, html: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        f"<!doctype html><html lang=en><head><title>t</title></head><body>{html}"
    )
    assert any(each.what.startswith(rule) for each in validity.faults(tmp_path))
