"""A place to play is ready to type: code, prompt and programs to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import violations
from tests.browser.fixtures import Open
from tests.browser.running import Block, block
from tests.samples import PLAY

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value
  }).observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 500)
})"""


def text(page: Page) -> str:
    """Return what stands in the editor."""
    return page.locator("figure > .editor textarea").first.input_value()


def test_it_opens_ready_to_type_and_fetches_nothing_for_that(open_page: Open) -> None:
    page = open_page(PLAY)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [each for each in asked if "/live/" in each]
    area = page.locator("figure > .editor textarea")
    assert area.evaluate("area => area === document.activeElement")
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(SHIFT) < 0.02
    assert text(page).startswith("def lamps")
    page.keyboard.type("print('typed')")
    page.locator(".prompt").wait_for()
    assert text(page).endswith("yield f\"lamp {number}\"\nprint('typed')")
    assert area.evaluate("area => area === document.activeElement")
    shown = block(page, "lamps").run()
    assert shown.printed() == "typed\n"


def test_on_a_phone_no_keyboard_covers_it(open_page: Open) -> None:
    page = open_page(PLAY, width=320, has_touch=True, is_mobile=True)
    assert page.evaluate("document.activeElement === document.body")
    page.locator("figure > .editor textarea").tap()
    page.locator(".prompt").wait_for()


def test_what_is_typed_while_its_colours_come_can_be_read(open_page: Open) -> None:
    page = open_page(PLAY)
    page.route("**/live/*.js", lambda route: route.abort())
    page.keyboard.type("x = 1\n")
    area = page.locator("figure > .editor textarea")
    colour = "area => getComputedStyle(area).color"
    assert area.evaluate(colour) not in ("rgba(0, 0, 0, 0)", "transparent")


def test_its_prompt_is_there_at_once_and_knows_the_code(open_page: Open) -> None:
    page = open_page(PLAY)
    page.keyboard.press("ArrowDown")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    assert shown.prompt().input_value() == "list(lamps(3))"
    shown.prompt().press("Enter")
    log = shown.figure.locator(".prompt .log", has_text="'lamp 3'")
    log.wait_for(timeout=60_000)
    assert log.inner_text() == (">>> list(lamps(3))\n['lamp 1', 'lamp 2', 'lamp 3']\n")
    shown.run()
    assert log.is_visible(), "a prompt stays, and what was typed at it"


def test_programs_can_be_chosen_and_the_readers_own_comes_back(
    open_page: Open,
) -> None:
    page = open_page(PLAY)
    page.keyboard.type("mine = 1\n")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    page.get_by_role("button", name="steps", exact=True).click()
    assert text(page).startswith("def steps")
    chosen = page.locator("[data-playground] [aria-pressed=true]")
    assert chosen.inner_text() == "steps"
    shown.press("Bring mine back")
    assert text(page).endswith("mine = 1\n")
    page.get_by_role("button", name="lamps", exact=True).click()
    assert text(page).startswith("def lamps")
    assert shown.prompt().input_value() == "list(lamps(3))"


def test_a_step_shows_what_the_line_at_the_prompt_asks_for(open_page: Open) -> None:
    page = open_page(PLAY)
    page.keyboard.press("ArrowDown")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    shown.press("Step")
    shown.until("ran", seconds=60)
    assert "['lamp 1', 'lamp 2', 'lamp 3']" in shown.printed()
    assert shown.prompt().input_value() == "list(lamps(3))"


def test_it_starts_afresh_with_its_text_and_prompt(open_page: Open) -> None:
    page = open_page(PLAY)
    page.keyboard.press("ArrowDown")
    shown = block(page, "lamps").run()
    shown.press("Start afresh")
    shown.figure.get_by_text("This is a new Python").wait_for()
    shown.prompt().fill("len(list(lamps(2)))")
    shown.prompt().press("Enter")
    shown.figure.locator(".prompt .log", has_text="2").wait_for(timeout=60_000)


def test_what_is_typed_is_there_after_a_reload(open_page: Open) -> None:
    page = open_page(PLAY)
    page.keyboard.type("mine = 1\n")
    block(page, "lamps").prompt().wait_for()
    page.reload()
    block(page, "lamps").until("changed")
    assert text(page).endswith("\nmine = 1\n")


def test_axe_finds_nothing(scheme: str, width: int, open_page: Open) -> None:
    page = open_page(PLAY, scheme=scheme, width=width, bypass_csp=True)
    found = {"idle": violations(page)}
    area = page.locator("figure > .editor textarea")
    area.focus()
    page.keyboard.type("x = 1\n")
    page.locator(".prompt").wait_for()
    page.evaluate("scrollTo(0, 0)")
    found["typing"] = violations(page)
    Block(page, page.locator("figure[data-run]").first).run()
    page.evaluate("scrollTo(0, 0)")
    found["ran"] = violations(page)
    assert not {state: each for state, each in found.items() if each}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_all_programs_can_be_read(open_page: Open) -> None:
    page = open_page(PLAY, java_script_enabled=False)
    assert page.locator("figure.listing:visible").count() == 4
