"""A place to play is ready to type: code, prompt and programs to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.accessibility import violations
from tests.browser.fixtures import Open
from tests.browser.running import Block, block
from tests.samples import PLAY

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

pytestmark = pytest.mark.browser

SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value
  }).observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 500)
})"""


def opened(open_page: Open, **reading: Any) -> Page:
    """Open the page, and wait until it is ready to type."""
    page = open_page(PLAY, **reading)
    page.locator("figure > .editor textarea").wait_for()
    return page


def text(page: Page) -> str:
    """Return what stands in the editor."""
    return page.locator("figure > .editor textarea").first.input_value()


def test_it_opens_ready_to_type_and_fetches_nothing_for_that(open_page: Open) -> None:
    page = opened(open_page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not [each for each in asked if "/live/" in each]
    area = page.locator("figure > .editor textarea")
    area.wait_for()
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
    page = opened(open_page, width=320, has_touch=True, is_mobile=True)
    assert page.evaluate("document.activeElement === document.body")
    page.locator("figure > .editor textarea").tap()
    page.locator(".prompt").wait_for()


def test_what_is_typed_while_its_colours_come_can_be_read(open_page: Open) -> None:
    page = opened(open_page, routes={"**/live/*.js": lambda route: route.abort()})
    page.keyboard.type("x = 1\n")
    area = page.locator("figure > .editor textarea")
    colour = "area => getComputedStyle(area).color"
    assert area.evaluate(colour) not in ("rgba(0, 0, 0, 0)", "transparent")


def test_its_prompt_is_there_at_once_and_knows_the_code(open_page: Open) -> None:
    page = opened(open_page)
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


def choose(page: Page, program: str) -> None:
    """Begin with another program."""
    page.get_by_role("button", name=program, exact=True).click()


def test_programs_can_be_chosen_and_the_readers_own_comes_back(
    open_page: Open,
) -> None:
    page = opened(open_page)
    page.keyboard.type("mine = 1\n")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    choose(page, "steps")
    assert text(page).startswith("def steps")
    chosen = page.locator("[data-playground] [aria-pressed=true]")
    assert chosen.inner_text() == "steps"
    shown.press("Bring mine back")
    assert text(page).endswith("mine = 1\n")
    choose(page, "lamps")
    assert text(page).startswith("def lamps")
    assert shown.prompt().input_value() == "list(lamps(3))"


def test_a_second_choice_leaves_the_readers_own_to_be_brought_back(
    open_page: Open,
) -> None:
    page = opened(open_page)
    page.keyboard.type("mine = 1\n")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    for program in ("steps", "lamps", "steps"):
        choose(page, program)
        assert text(page).startswith(f"def {program}")
    shown.press("Bring mine back")
    assert text(page).endswith("mine = 1\n")


def test_all_that_a_reader_typed_comes_back_by_turns(open_page: Open) -> None:
    page = opened(open_page)
    area = page.locator("figure > .editor textarea").first
    shown = block(page, "lamps")
    area.fill("mine = 1\n")
    shown.prompt().wait_for()
    choose(page, "steps")
    area.fill("mine = 2\n")
    choose(page, "lamps")
    found = []
    for _ in range(3):
        shown.press("Bring mine back")
        found.append(text(page))
    assert found == ["mine = 2\n", "mine = 1\n", "mine = 2\n"]


def test_a_program_that_nobody_changed_needs_no_way_back(open_page: Open) -> None:
    page = opened(open_page)
    choose(page, "steps")
    choose(page, "lamps")
    assert text(page).startswith("def lamps")
    shown = block(page, "lamps")
    back = shown.figure.locator("[data-act=back]")
    assert not back.is_visible()
    page.reload()
    choose(page, "steps")
    page.wait_for_timeout(600)
    page.reload()
    shown.until("changed")
    choose(page, "lamps")
    assert not back.is_visible(), "nor after a reload"


def test_the_code_of_a_link_gives_way_to_what_was_typed(open_page: Open) -> None:
    page = opened(open_page)
    area = page.locator("figure > .editor textarea").first
    shown = block(page, "lamps")
    area.fill("linked = 1\n")
    page.get_by_role("button", name="Copy a link to this code").click()
    page.wait_for_url("**#code=*")
    link = page.url
    area.fill("mine = 1\n")
    page.wait_for_timeout(600)
    page.goto(link.split("#")[0])
    shown.until("changed")
    page.goto(link)
    page.locator("[data-share] .said").wait_for()
    assert text(page) == "linked = 1\n"
    choose(page, "steps")
    shown.press("Bring mine back")
    assert text(page) == "mine = 1\n"
    shown.press("Bring mine back")
    assert text(page) == "linked = 1\n"


def test_the_code_of_a_link_is_the_readers_own_once_it_is_changed(
    open_page: Open,
) -> None:
    page = opened(open_page)
    area = page.locator("figure > .editor textarea").first
    area.fill("linked = 1\n")
    page.get_by_role("button", name="Copy a link to this code").click()
    page.wait_for_url("**#code=*")
    link = page.url
    page.evaluate("sessionStorage.clear()")
    area.fill("")
    page.goto(link.split("#")[0])
    page.goto(link)
    page.locator("[data-share] .said").wait_for()
    area.press_sequentially("x")
    changed = text(page)
    for program in ("steps", "lamps"):
        choose(page, program)
    block(page, "lamps").press("Bring mine back")
    assert text(page) == changed


def test_it_has_one_editor_though_its_script_comes_late(open_page: Open) -> None:
    page = opened(open_page)
    page.keyboard.type("mine = 1\n")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    page.wait_for_timeout(600)
    late: list[Route] = []
    page.route("**/playing*.js", lambda route: late.append(route))
    page.reload(wait_until="commit")
    shown.until("changed")
    (script,) = late
    script.continue_()
    page.get_by_role("button", name="steps", exact=True).wait_for()
    assert shown.figure.locator(":scope > .editor").count() == 1
    shown.prompt().wait_for()
    assert text(page).endswith("mine = 1\n")
    choose(page, "steps")
    shown.press("Bring mine back")
    assert text(page).endswith("mine = 1\n")


def test_what_is_typed_while_its_script_fails_to_come_is_what_runs(
    open_page: Open,
) -> None:
    page = opened(open_page, routes={"**/live/page*.js*": lambda route: route.abort()})
    area = page.locator("figure > .editor textarea").first
    area.fill("print('mine')\n")
    page.locator(".lost").wait_for()
    page.unroute_all()
    shown = block(page, "lamps").run()
    assert shown.printed() == "mine\n"
    area.press("End")
    shown.prompt().wait_for()
    assert text(page) == "print('mine')\n"


def test_a_step_shows_what_the_line_at_the_prompt_asks_for(open_page: Open) -> None:
    page = opened(open_page)
    page.keyboard.press("ArrowDown")
    shown = block(page, "lamps")
    shown.prompt().wait_for()
    shown.press("Step")
    shown.until("ran", seconds=60)
    assert "['lamp 1', 'lamp 2', 'lamp 3']" in shown.printed()
    assert shown.prompt().input_value() == "list(lamps(3))"


def test_run_is_not_missed_where_what_it_does_comes_during_the_press(
    open_page: Open, width: int
) -> None:
    held: list[Route] = []
    page = opened(
        open_page,
        routes={"**/live/page.js": lambda each: held.append(each)},
        width=width,
    )
    with page.expect_request("**/live/page.js"):
        page.keyboard.press("ArrowDown")
    run = page.locator('figure:has(> .editor) > .tools [data-act="run"]')
    run.hover()
    page.mouse.down()
    # what the key asked for may be on its way for seconds
    (route,) = held
    route.continue_()
    page.locator(".prompt").wait_for()
    page.mouse.up()
    assert block(page, "lamps").until("loading", "starting", "running", "ran") < 10


def test_it_starts_afresh_with_its_text_and_prompt(open_page: Open) -> None:
    page = opened(open_page)
    page.keyboard.press("ArrowDown")
    shown = block(page, "lamps").run()
    shown.press("Start afresh")
    shown.figure.get_by_text("This is a new Python").wait_for()
    shown.prompt().fill("len(list(lamps(2)))")
    shown.prompt().press("Enter")
    shown.figure.locator(".prompt .log", has_text="2").wait_for(timeout=60_000)


def test_what_is_typed_is_there_after_a_reload(open_page: Open) -> None:
    page = opened(open_page)
    page.keyboard.type("mine = 1\n")
    block(page, "lamps").prompt().wait_for()
    page.reload()
    block(page, "lamps").until("changed")
    assert text(page).endswith("\nmine = 1\n")


def test_what_is_typed_before_a_draft_comes_back_stays_and_so_does_the_draft(
    open_page: Open,
) -> None:
    page = opened(open_page)
    area = page.locator("figure > .editor textarea").first
    area.fill("draft = 1\n")
    block(page, "lamps").prompt().wait_for()
    page.wait_for_timeout(600)
    page.route("**/live/page*.js*", lambda route: route.abort())
    page.reload()
    page.locator(".lost").wait_for()
    area.fill("newer = 1\n")
    page.unroute_all()
    choose(page, "steps")
    shown = block(page, "lamps")
    found = []
    for _ in range(2):
        shown.press("Bring mine back")
        found.append(text(page))
    assert found == ["newer = 1\n", "draft = 1\n"]


def test_axe_finds_nothing(scheme: str, width: int, open_page: Open) -> None:
    page = opened(open_page, scheme=scheme, width=width, bypass_csp=True)
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
