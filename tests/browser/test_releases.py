"""A reader gets one release at a time, whatever the site's host does meanwhile."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import reading
from tests.browser.editions import (
    FIRST,
    PAGES,
    SECOND,
    Deployment,
    edition_on,
    in_charge,
    is_kept,
    listing,
    run,
    until,
)
from tests.browser.fixtures import Arrive
from tests.browser.running import Block, blocks
from tests.samples import BENCH

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NEW_EDITION = "This site has a new edition, and this page is from the one before it."
OFFLINE = "You are offline"


@pytest.mark.parametrize("order", [*itertools.permutations(PAGES)], ids="-then-".join)
class TestThreePages:
    """Each visited in every order, with the new edition deployed after the first."""

    def test_are_each_of_one_release_where_the_first_was_kept(
        self,
        order: tuple[str, ...],
        host: Deployment,
        editions: dict[str, Path],
        reader: Arrive,
    ) -> None:
        first, second, third = order
        page = reader().new_page()
        page.goto(host.url(first))
        assert run(page, first, editions) == "A"
        is_kept(page)
        host.folder = editions["B"]
        host.gone = True
        page.goto(host.url(first))
        assert run(page, first, editions) == "A"
        page.goto(host.url(second))
        assert page.locator("h1").inner_text() == OFFLINE
        host.gone = False
        page.goto(host.url(second))
        assert run(page, second, editions) == "B"
        is_kept(page)
        page.goto(host.url(third))
        in_charge(page, editions["B"])
        host.gone = True
        for stem in (first, second):
            page.goto(host.url(stem))
            assert run(page, stem, editions) == "B"

    def test_are_each_of_one_release_where_nothing_was_kept(
        self,
        order: tuple[str, ...],
        host: Deployment,
        editions: dict[str, Path],
        reader: Arrive,
    ) -> None:
        first, *others = order
        page = reader().new_page()
        page.goto(host.url(first))
        host.folder = editions["B"]
        for stem in others:
            page.goto(host.url(stem))
            assert run(page, stem, editions) == "B"
        # the browser itself still has the first page, of the edition before
        in_charge(page, editions["B"])
        page.goto(host.url(first))
        assert run(page, first, editions) == "B"
        is_kept(page)
        host.gone = True
        page.goto(host.url(first))
        assert run(page, first, editions) == "B"


def look(page: Page, words: str) -> None:
    """Search for words, by a press: the focus may be where something is typed."""
    page.locator(".search-open:visible").first.click()
    page.locator(reading.SEARCH_FIELD).fill(words)


def search(page: Page) -> None:
    """Search on a page whose index is gone; see that it says why it finds nothing."""
    look(page, "edition")
    page.get_by_text("The search index is in the new edition").wait_for()
    page.keyboard.press("Escape")


def is_lost(shown: Block, word: str) -> None:
    """Press a button whose script is gone; see that it says where that is."""
    shown.press(word)
    lost = shown.figure.locator(".tools .lost")
    lost.get_by_text("in the new edition of this site: load that").wait_for()


def load_new(page: Page, editions: dict[str, Path]) -> None:
    """Press what the notice of a new edition offers; see that it comes."""
    with page.expect_navigation():
        page.get_by_role("button", name="Load it").click()
    assert edition_on(page, editions) == "B"
    assert not page.get_by_text(NEW_EDITION).count()


class TestAPageThatTheBrowserItselfStillHas:
    def test_says_that_there_is_a_new_edition_before_anything_was_kept(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        host.folder = editions["B"]
        host.holds = r"/sw\.js$"  # a slow network: no service worker comes
        page.goto(host.url(SECOND))
        assert run(page, SECOND, editions) == "B"
        page.goto(host.url(FIRST))
        assert edition_on(page, editions) == "A"
        is_lost(listing(page, FIRST), "Run")
        load_new(page, editions)
        assert run(page, FIRST, editions) == "B"


class TestATabThatStaysOpen:
    def test_says_with_each_press_that_there_is_a_new_edition(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        host.folder = editions["B"]
        for word in ("Run", "Step", "Edit"):
            is_lost(listing(page, FIRST), word)
        task = page.locator(".exercise").first
        task.get_by_role("button", name="Check").click()
        task.get_by_text("in the new edition of this site: load that").wait_for()
        assert page.get_by_role("alert").get_by_text(NEW_EDITION).is_visible()
        load_new(page, editions)
        assert run(page, FIRST, editions) == "B"

    def test_works_as_it_did_where_it_is_kept_and_its_search_too(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        assert run(page, FIRST, editions) == "A"
        is_kept(page)
        host.folder = editions["B"]
        assert run(page, FIRST, editions) == "A"
        shown = listing(page, FIRST)
        assert shown.enter("sys.release").endswith("'A'\n")
        shown.press("Step")
        shown.figure.locator(".stage").wait_for()
        figure = page.locator(".exercise figure[data-kind=starter]").first
        Block(page, figure).edit("typed = 'an answer'").press("Check")
        page.locator(".verdict > p").first.wait_for()
        shown.edit("typed = 'a block'").run()
        shown.prompt().fill("typed = 'a line'")
        # the index was kept with the page
        look(page, "edition")
        page.locator(reading.HITS).first.wait_for()
        page.keyboard.press("Escape")
        assert run(page, FIRST, editions) == "A"
        assert not page.get_by_text(NEW_EDITION).count()

    def test_is_told_when_another_tab_has_brought_the_new_edition(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        run(page, FIRST, editions)
        is_kept(page)
        page.reload()
        host.folder = editions["B"]
        other = page.context.new_page()
        other.goto(host.url(SECOND))
        in_charge(other, editions["B"])
        page.get_by_text(NEW_EDITION).wait_for()
        assert not other.get_by_text(NEW_EDITION).count()


class TestWhatWasTyped:
    def test_is_shown_where_its_block_is_gone(
        self, host: Deployment, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        drafts = [{"place": "a_module.py part 0", "text": "typed = 1", "unsent": ""}]
        page.evaluate(
            "([place, drafts]) => sessionStorage.setItem(place + '.drafts', drafts)",
            [
                re.sub(r"^\w+://[^/]+", "", host.address),
                json.dumps({page.evaluate("location.pathname"): drafts}),
            ],
        )
        page.reload()
        page.get_by_text("This edition no longer has the block").wait_for()
        assert page.get_by_text("typed = 1", exact=True).is_visible()

    def test_is_not_lost_to_the_code_of_the_link_that_the_page_came_by(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(BENCH))
        shown = blocks(page)[0]
        shown.edit("came = 'with the link'")
        page.get_by_role("button", name="Copy a link to this code").click()
        until(page, lambda: "#code=" in page.url, "no link was made")
        shown.edit("typed = 'since then'")
        host.folder = editions["B"]
        search(page)
        load_new(page, editions)
        shown.figure.locator(":scope > .editor textarea").wait_for()
        page.wait_for_timeout(500)
        area = shown.figure.locator(":scope > .editor textarea")
        assert area.input_value() == "typed = 'since then'"

    def test_holds_the_page_where_it_cannot_be_stored(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new Error('no room') }"
        )
        page.goto(host.url(FIRST))
        listing(page, FIRST).edit("typed = 1")
        host.folder = editions["B"]
        search(page)
        page.get_by_role("button", name="Load it").click()
        page.get_by_text("copy what you have typed, then reload").wait_for()
        area = page.locator("figure > .editor textarea")
        assert area.input_value() == "typed = 1"
