"""A block has one quiet row of tools: little to see at rest, one stop for Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import reading
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import Block, block
from tests.browser.serving import Site
from tests.samples import CODE, LESSON, SESSION

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

MOST_BUTTONS = 20  # that a page at rest shows
# an answer's box, or a button: what an eye sees
SEEN = """() => [...document.querySelectorAll("button, [role=button]")].filter(each =>
  each.checkVisibility({opacityProperty: true, visibilityProperty: true})
).map(each => each.textContent.trim() || each.title)"""
FOCUSED = "document.activeElement.textContent"


def seen(row: Locator) -> list[str]:
    """Return the words of the buttons of a row that an eye sees."""
    words: list[str] = row.locator("button").evaluate_all(
        "all => all.filter(each => each.checkVisibility({opacityProperty: true}))"
        ".map(each => each.textContent)"
    )
    return words


def at_rest(page: Page) -> None:
    """Let nobody point at anything."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(100)


def test_a_page_at_rest_shows_few_buttons(stem: str, open_whole: Open) -> None:
    page = open_whole(stem)
    at_rest(page)
    found = page.evaluate(SEEN)
    assert len(found) <= MOST_BUTTONS, found


@pytest.mark.parametrize("ending", ["%", "100%25%", "%E0%A4%A", "no-such-place"])
def test_a_page_comes_alive_whatever_its_address_ends_in(
    ending: str, site: Site, reader: Arrive
) -> None:
    page = reader().new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{site.url(LESSON)}#{ending}", wait_until="load")
    # the choices of a question come after the stages
    page.locator(".asked summary[tabindex='-1']").first.wait_for(state="attached")
    # and the cost after all else
    page.locator(".tools .cost").wait_for()
    assert not failed


def test_a_row_is_one_stop_for_tab_and_so_are_the_choices_of_a_question(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    rows = page.locator("[role=toolbar], .asked")
    assert rows.count() > 5
    for row in rows.all():
        own = row.locator("xpath=./button | ./details/summary")
        assert own.count()
        assert own.evaluate_all("all => all.filter(e => e.tabIndex >= 0).length") == 1


def test_a_row_is_whole_where_somebody_points_or_types(open_page: Open) -> None:
    page = open_page(LESSON)
    row = block(page, SESSION).figure.locator(".tools")
    whole = ["Run", "Step", "Edit", "Copy"]
    at_rest(page)
    assert seen(row) == []
    row.locator("xpath=..").hover()
    assert seen(row) == whole
    at_rest(page)
    assert seen(row) == []
    row.locator("[data-act=run]").focus()
    assert seen(row) == whole


def test_a_row_is_always_whole_under_a_finger(open_page: Open) -> None:
    page = open_page(LESSON, width=320, has_touch=True, is_mobile=True)
    for row in page.locator("figure[data-run] > .tools:visible").all():
        assert seen(row) == ["Run", "Step", "Edit", "Copy"]


def test_the_arrows_lead_through_a_row_and_tab_leaves_it(open_page: Open) -> None:
    page = open_page(LESSON)
    row = block(page, SESSION).figure.locator(".tools")
    row.locator("[data-act=run]").focus()
    met = [page.evaluate(FOCUSED)]
    for key in ("ArrowRight", "ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        met.append(page.evaluate(FOCUSED))
    assert met == ["Run", "Step", "Edit", "Copy", "Run", "Copy", "Run"]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert not row.evaluate("row => row.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == "Step", "a row remembers where one was"


def test_a_row_has_a_stop_whatever_of_it_goes(open_page: Open) -> None:
    page = open_page(LESSON)
    shown = block(page, CODE).run()
    row = shown.figure.locator(".tools")
    shown.press("Start afresh")
    shown.until("idle")
    assert (
        row.evaluate(
            "row => [...row.querySelectorAll('button')]"
            ".filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
        )
        == 1
    )


def test_the_arrows_lead_through_the_choices_of_a_question(open_page: Open) -> None:
    page = open_page(LESSON)
    asked = page.locator(".asked").first
    summaries = asked.locator("details > summary")
    summaries.first.focus()
    page.keyboard.press("ArrowDown")
    assert summaries.nth(1).evaluate("each => each === document.activeElement")
    page.keyboard.press("Enter")
    assert summaries.nth(1).locator("xpath=..").evaluate("each => each.open")
    page.keyboard.press("ArrowUp")
    assert summaries.first.evaluate("each => each === document.activeElement")


def test_a_first_run_moves_no_row_of_its_block(open_page: Open) -> None:
    page = open_page(LESSON, width=1440)
    shown = block(page, CODE)
    run = shown.figure.locator("[data-act=run]")
    before = run.bounding_box()
    shown.run()
    assert run.bounding_box() == before


def test_a_row_on_a_phone_has_its_buttons_in_two_lines_at_most(
    open_page: Open,
) -> None:
    page = open_page(LESSON, width=320)
    answer = Block(page, page.locator(".exercise figure[data-kind=starter]").first)
    answer.edit("kept = 1").run()
    answer.edit("kept = 2")
    shown = answer.figure.locator(":scope > .tools > button:visible")
    words = shown.all_inner_texts()
    assert {"Check", "Stop", "Reset", "Start afresh"} < set(words), words
    tops = shown.evaluate_all("all => all.map(each => each.offsetTop)")
    assert len(set(tops)) <= 2, tops


def test_nothing_lies_on_the_code(open_page: Open) -> None:
    page = open_page(LESSON)
    assert not page.locator("pre button, pre nav, .highlight button").count()


def test_copying_needs_no_python(open_page: Open) -> None:
    page = open_page(LESSON, permissions=["clipboard-read", "clipboard-write"])
    shown = page.locator("details .listing:not([data-run])").first
    reading.open_answers(page)
    assert reading.copy(page, shown) == shown.locator(".highlight").get_attribute(
        "data-copy"
    )
    shown.get_by_text("Copied").wait_for()


def test_a_page_leads_to_each_of_its_files_once(open_page: Open) -> None:
    page = open_page(LESSON)
    links = page.locator("figcaption a").evaluate_all("all => all.map(e => e.href)")
    assert len(set(links)) == len(links)
