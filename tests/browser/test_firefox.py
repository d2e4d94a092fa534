"""The site in a stock Firefox: what a reader does first works there as in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.setup import browser
from tests.browser import listings, reading
from tests.browser.firefox import Firefox, FirefoxError, Reader, started

pytestmark = pytest.mark.browser

LESSON = "first-generator"


@pytest.fixture(scope="module")
def firefox(others) -> Iterator[Firefox]:
    """One Firefox, with nothing to say to any host but this one."""
    with started(browser.find(browser.FIREFOX), others.address) as found:
        yield found


@pytest.fixture
def visitor(firefox: Firefox) -> Iterator[Reader]:
    """A reader with nothing stored."""
    with firefox.reader() as found:
        yield found


def test_every_page_loads_without_an_error(stem, site, visitor, others) -> None:
    del others.asked[:]
    visitor.open(site.url(stem))
    assert visitor.evaluate("document.readyState") == "complete"
    fonts = "Promise.all([...document.fonts].map(each => each.load())).then(() => true)"
    assert visitor.evaluate(fonts)
    visitor.pause()
    assert not visitor.errors
    assert not others.asked
    ours = (site.address.split("/a/")[0], "data:", "blob:")
    assert visitor.requests
    assert not [each for each in visitor.requests if not each.startswith(ours)]


def test_the_copy_button_copies_what_the_page_promises(site, visitor) -> None:
    visitor.open(site.url(LESSON))
    html = site.file(LESSON).read_text(encoding="utf-8")
    (promised, *_) = listings.read(html)
    visitor.evaluate("navigator.clipboard.writeText('nothing copied')")
    visitor.click(f"{reading.LISTING} {reading.COPY}")
    copied = "await navigator.clipboard.readText()"
    visitor.wait_for(f"(async () => {copied} !== 'nothing copied')()")
    assert visitor.evaluate("navigator.clipboard.readText()").rstrip() == (
        promised.copy.rstrip()
    )


def test_the_search_opens_by_its_key_and_finds(site, visitor) -> None:
    visitor.open(site.url(LESSON))
    visitor.press("/")
    visitor.wait_for(f"document.activeElement.matches({reading.SEARCH_FIELD!r})")
    visitor.type("StopIteration")
    visitor.wait_for(f"document.querySelectorAll({reading.HITS!r}).length > 2")


class TestTheDriver:
    def test_tells_of_what_a_page_gets_wrong(self, site, visitor) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate("setTimeout(() => nonesuch())")
        visitor.evaluate("console.error('a word')")
        visitor.pause()
        assert any("nonesuch" in each for each in visitor.errors)
        assert "a word" in visitor.errors

    def test_sees_what_a_page_asks_of_others(self, visitor, others) -> None:
        del others.asked[:]
        visitor.open("http://stranger.example/")
        assert "http://stranger.example/" in visitor.requests
        assert any("stranger.example" in each for each in others.asked)

    def test_tells_of_what_the_pages_policy_stops(self, site, visitor) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate("fetch('http://stranger.example/').catch(() => 0)")
        visitor.pause()
        assert any("Content-Security-Policy" in each for each in visitor.errors)

    def test_does_not_click_through_what_lies_above(self, site, visitor) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate(
            "Object.assign(document.body.appendChild(document.createElement('div')),"
            " {id: 'above'}).style.cssText = 'position:fixed;inset:0;z-index:999'"
        )
        with pytest.raises(FirefoxError, match=r"hidden by <div id=.above"):
            visitor.click(reading.LISTING)
        with pytest.raises(FirefoxError, match="there is no #nonesuch"):
            visitor.click("#nonesuch")

    def test_says_what_was_waited_for(self, visitor) -> None:
        with pytest.raises(FirefoxError, match=r"not so after 0\.1 s: 1 > 2"):
            visitor.wait_for("1 > 2", seconds=0.1)

    def test_gives_each_reader_a_store_of_their_own(self, site, firefox) -> None:
        for _ in range(2):
            with firefox.reader() as reader:
                reader.open(site.url(LESSON))
                assert reader.evaluate("localStorage.getItem('mine')") is None
                reader.evaluate("localStorage.setItem('mine', '1')")

    def test_says_why_a_firefox_did_not_come_up(self, tmp_path, others) -> None:
        broken = tmp_path / "firefox"
        broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
        broken.chmod(0o755)
        with (
            pytest.raises(FirefoxError, match="did not come up: no display"),
            started(str(broken), others.address),
        ):
            pass
