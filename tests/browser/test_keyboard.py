"""A page can be used by keyboard alone: in order, seen, and never trapped."""

from __future__ import annotations

import pytest

from tests.browser import reading
from tests.browser.fixtures import Open, Visits
from tests.browser.keyboard import problems
from tests.samples import BENCH, LESSON

pytestmark = pytest.mark.browser


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(
    stem: str, visit: Visits
) -> None:
    found = visit(stem).keyboard
    assert not found, "\n".join(found)


def test_tab_reaches_every_control_on_a_phone(open_page: Open) -> None:
    page = open_page(LESSON, width=320, reduced_motion="reduce")
    found = problems(page)
    assert not found, "\n".join(found)


def test_the_lessons_open_by_keyboard_on_a_phone(open_page: Open) -> None:
    page = open_page(LESSON, width=320, reduced_motion="reduce")
    lesson = page.get_by_role("link", name="Workbench").first
    assert not lesson.is_visible()
    page.locator("label[for=__drawer][tabindex='0']").press("Enter")
    lesson.wait_for(state="visible")
    for _ in range(40):
        page.keyboard.press("Tab")
        if lesson.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{BENCH}/")


def test_the_first_stop_skips_to_the_lesson(stem: str, visit: Visits) -> None:
    target, leads_in = visit(stem).skip
    assert target.startswith("#")
    assert leads_in


def test_escape_closes_the_search_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page(LESSON, reduced_motion="reduce")
    field = reading.open_search(page)
    assert field.evaluate("node => node === document.activeElement")
    page.keyboard.type("kettle")
    page.locator(reading.HITS).first.wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator(reading.HITS).first.wait_for(state="hidden")
    assert field.evaluate("node => node !== document.activeElement")


def test_a_hit_is_reached_and_opened_by_keyboard(open_page: Open) -> None:
    page = open_page("index", reduced_motion="reduce")
    reading.open_search(page)
    page.keyboard.type("kettle")
    hit = page.locator(reading.HITS).first
    hit.wait_for(state="visible")
    for _ in range(6):
        page.keyboard.press("Tab")
        if hit.evaluate("node => node === document.activeElement"):
            break
    there = hit.evaluate("node => node.href")
    page.keyboard.press("Enter")
    page.wait_for_url(there)


def test_an_answer_opens_by_keyboard(open_page: Open) -> None:
    page = open_page(LESSON)
    summary = page.locator(f"main {reading.OPENED}").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.locator("xpath=..").evaluate("node => node.open")


@pytest.mark.parametrize(
    ("complaint", "html"),
    [
        ("never reached", "<button onfocus='this.blur()'>b</button>"),
        (
            "never reached",
            "<button onkeydown='return false'>a</button><button>b</button>",
        ),
        ("out of order", "<button tabindex='2'>b</button>"),
        (
            "focus is not seen",
            "<button style='outline: 0; box-shadow: none'>b</button>",
        ),
        ("focus is outside", "<button style='position: fixed; top: -9em'>b</button>"),
    ],
)
def test_a_page_that_breaks_this_is_noticed(
    complaint: str, html: str, open_page: Open
) -> None:
    page = open_page("404", reduced_motion="reduce", bypass_csp=True)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)",
        html,
    )
    assert any(each.startswith(complaint) for each in problems(page))
