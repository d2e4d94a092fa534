"""What a reader has done shows where pages lead to lessons, in this browser alone."""

from __future__ import annotations

import pytest

from engine.book import messages
from tests.browser.fixtures import Open
from tests.browser.serving import ROOT
from tests.samples import LESSON

pytestmark = pytest.mark.browser

SAID = messages.read(messages.folder(ROOT), messages.SOURCE)["page"]["first"]
NAV = f".md-nav--primary a[href*='{LESSON.rpartition('/')[2]}']"
TASKS = ".asks, .exercise"
KEPT = "() => Object.keys(localStorage).filter((key) => key.endsWith('.progress'))"


def test_an_answered_question_fills_the_pages_frame_and_is_found_again(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    link = page.locator(".md-nav--primary a[aria-current]")
    assert link.get_attribute("data-done") is None
    wrong = page.locator(".asked .wrong > summary").first
    wrong.click()
    assert page.evaluate(KEPT) == []
    page.locator(".asked .right > summary").first.click()
    assert link.get_attribute("data-done") == "some"
    count = page.locator(TASKS).count()
    told = SAID["done"].format(done=1, all=count)
    assert link.text_content().strip().endswith(told)  # type: ignore[union-attr]
    title = page.locator("h1").inner_text().removesuffix("¶").strip()
    page.locator("a.brand").click()
    page.wait_for_load_state("load")
    assert page.locator(NAV).get_attribute("data-done") == "some"
    onward = page.locator("a[data-resume]")
    assert onward.inner_text() == SAID["go_on"].format(name=title)
    onward.click()
    page.wait_for_load_state("load")
    assert page.url.rstrip("/").endswith(LESSON)


def test_nothing_is_stored_and_nothing_said_before_an_answer(open_page: Open) -> None:
    page = open_page("index")
    before = page.locator("a[data-resume]").inner_text()
    page = open_page(LESSON)
    page.locator("a.brand").click()
    page.wait_for_load_state("load")
    assert page.locator("a[data-resume]").inner_text() == before
    assert page.evaluate(KEPT) == []
    assert page.locator("[data-done]").count() == 0
