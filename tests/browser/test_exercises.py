"""Exercises answer: a verdict for each answer, by key alone, kept in the browser."""

from __future__ import annotations

import base64
import json
import re
import textwrap
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.book.lesson import stem
from engine.live import exercise
from engine.live.names import below
from tests.browser import tabs
from tests.browser.accessibility import violations
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import Block, begun
from tests.browser.serving import ROOT, Host, Site, page_stems
from tests.every import every
from tests.samples import BENCH, KEPT, LESSON, SAMPLE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser


def found_in(tree: Path) -> dict[str, Any]:
    """Return the exercises of a tree, by their names below snippets."""
    return {
        below(file): exercise.read(file.read_text("utf-8"), file.name)
        for file in sorted((tree / "snippets").rglob("exercises/*.py"))
    }


def pages_with(kind: str) -> dict[str, str]:
    """Return for each module in a fence of this kind the stem of its page."""
    found = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for name in re.findall(
            rf'```{kind}\n--8<-- "([^":]+)', page.read_text(encoding="utf-8")
        ):
            found[name] = stem(page.relative_to(ROOT).as_posix())
    return found


FOUND = found_in(ROOT)
NAME = "kitchen/exercises/odd_cups.py"
OWN = found_in(SAMPLE)[NAME]

EXERCISES, PARSONS = pages_with("exercise"), pages_with("parsons")
EACH = every("name", EXERCISES, "exercise")


def task(page: Page, name: str, kind: str = "exercise") -> Any:
    return page.locator(f'.{kind}[data-exercise="snippets/{name}"]')


def checked(section: Locator, text: str) -> str:
    """Put an answer into an exercise, check it, and return the verdict's words."""
    figure = Block(section.page, section.locator("figure[data-kind=starter]"))
    section.locator(":scope > .verdict").evaluate_all("all => all.map(e => e.remove())")
    figure.edit(text).press("Check")
    verdict = section.locator(":scope > .verdict > p").first
    verdict.wait_for(timeout=60_000)
    return re.sub(r" It is line \d+ of your answer\.$", "", verdict.inner_text())


def body(section: Any) -> str:
    """Return the text of a section, as a reader has it."""
    return "\n".join(section.lines) + "\n"


def plain(text: str) -> str:
    return text.replace("`", "")


@pytest.fixture(scope="module")
def warm(browser: Browser) -> Iterator[Any]:
    """A function that opens an address for one reader, whose browser has Python."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)

    def open_(address: str) -> Any:
        for page in context.pages:
            page.close()
        page = context.new_page()
        page.goto(address, wait_until="load")
        return page

    yield open_
    tabs.close(context)


@EACH
def test_an_answer_gets_its_verdict_and_can_be_watched_in(
    name: str, warm: Callable[[str], Page], whole: Site
) -> None:
    # each wrong answer and each solution are judged by this same Python under Node
    found = FOUND[name]
    section = task(warm(whole.url(EXERCISES[name])), name)
    assert checked(section, body(found.starter)).startswith("✕ Not yet.")
    wrong = next(iter(found.wrong.values()))
    told = checked(section, body(wrong.section))
    assert told == f"✕ Not yet. {plain(wrong.told)}"
    verdict = section.locator(":scope > .verdict")
    assert verdict.get_attribute("data-passed") == "false"
    title = section.locator(".admonition-title")
    assert not title.inner_text().endswith("· passed")
    assert checked(section, body(found.solution)).startswith("■ Passed.")
    assert title.inner_text().endswith("· passed")

    Block(section.page, section.locator("figure[data-kind=starter]")).press("Step")
    stage = section.locator(".stage")
    stage.wait_for(timeout=60_000)
    stage.get_by_role("slider").press("End")
    assert stage.locator(".card").count()
    assert found.example in stage.inner_text()


def test_an_answer_that_fills_memory_is_told_of_a_way_out(
    open_page: Open,
) -> None:
    section = task(open_page(LESSON), NAME)
    kept = "kept = []\nwhile True: kept.append(bytes(10_000_000))\n"
    within = "".join(f"  {line}\n" for line in kept.splitlines())
    for full in (kept, f"def {OWN.answer_name}(*_):\n{within}"):
        told = checked(section, full)
        assert "raised MemoryError. Python's memory is full" in told
        figure = Block(section.page, section.locator("figure[data-kind=starter]"))
        figure.press("Start afresh")
        figure.until("idle", "changed")
        assert checked(section, body(OWN.solution)).startswith("■ Passed.")


def test_a_pasted_answer_is_judged_as_it_runs_and_told_what_was_taken_off(
    open_page: Open,
) -> None:
    section = task(open_page(LESSON), NAME)
    first, *more = body(OWN.solution).splitlines()
    rest = "".join(f"... {line}\n" for line in more)
    told = checked(section, f">>> {first}\n{rest}")
    assert told.startswith("■ Passed.")
    assert told.endswith(" The prompts and the answers were taken out.")
    indented = textwrap.indent(body(OWN.solution), "    ")
    told = checked(section, indented)
    assert told.endswith(" The indentation that all lines shared was taken off.")
    heard = section.page.locator("[role=status]", has_text="lines shared was taken off")
    heard.first.wait_for(state="attached")


def test_every_exercise_there_is_stands_on_a_built_page(whole: Site) -> None:
    drawn = re.compile(r'class="exercise [^>]*data-exercise="snippets/([^"]+)"')
    built = {
        name: page.parent.relative_to(whole.folder).as_posix()
        for page in whole.folder.rglob("index.html")
        for name in drawn.findall(page.read_text(encoding="utf-8"))
    }
    assert built == EXERCISES
    assert set(built) == set(FOUND)


@pytest.fixture
def first(open_page: Open) -> tuple[Locator, Any]:
    return task(open_page(LESSON), NAME), OWN


class TestHelp:
    def test_hints_come_one_at_a_time(self, first: tuple[Locator, Any]) -> None:
        section, _ = first
        hints = section.locator(".hint")
        assert hints.count() >= 2
        assert [hints.nth(n).is_visible() for n in range(2)] == [True, False]
        hints.nth(0).locator("summary").click()
        hints.nth(1).wait_for(state="visible")

    def test_the_solution_can_be_opened_before_any_try(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, _ = first
        solution = section.locator("details", has_text="olution").last
        assert not solution.locator("code").first.is_visible()
        solution.locator("summary").focus()
        section.page.keyboard.press("Enter")
        assert "yield" in solution.inner_text()

    def test_without_scripts_all_of_it_opens(self, open_page: Open) -> None:
        section = task(open_page(LESSON, java_script_enabled=False), NAME)
        for each in section.locator("details").all():
            each.locator("summary").click()
            assert len(each.inner_text().splitlines()) > 1


@pytest.fixture
def parsons(warm: Callable[[str], Page], site: Site) -> tuple[Locator, Any]:
    section = task(warm(site.url(LESSON)), NAME, "parsons")
    section.get_by_role("button", name="Arrange here").press("Enter")
    section.get_by_role("button", name="Move:").first.wait_for()
    return section, OWN


def lines(section: Locator) -> list[str]:
    return section.locator("ol.lines:not(.out) > li code").all_inner_texts()


KEYS = {
    "Move up": "ArrowUp",
    "Move down": "ArrowDown",
    "Indent less": "ArrowLeft",
    "Indent more": "ArrowRight",
    "Leave out": "Delete",
}


def press(section: Locator, row: int, word: str, times: int = 1) -> None:
    """Press the key for something at the line in a row, as often as is said.

    The line may move; the key is pressed again where it went.
    """
    line = section.locator("ol.lines:not(.out) > li").nth(row)
    found = line.locator("[data-act=move]").element_handle()
    for _ in range(times):
        found.press(KEYS[word])


def arrange(section: Locator, wanted: list[str]) -> None:
    """Bring the lines into an order, leaving out the others, by keyboard alone."""
    bare = [each.strip() for each in wanted]
    for line in lines(section):
        if line not in bare:
            press(section, lines(section).index(line), "Leave out")
    for place, line in enumerate(bare):
        now = lines(section).index(line, place)
        press(section, now, "Move up", now - place)
        depth = (len(wanted[place]) - len(wanted[place].lstrip())) // 4
        press(section, place, "Indent more", depth)


def focused_act(section: Locator) -> str:
    """Return what the button that has the focus does."""
    return str(section.page.evaluate("document.activeElement.dataset.act"))


def place(section: Locator, row: int) -> tuple[float, float]:
    """Return a point in the code of the line in a row, in its middle."""
    line = section.locator("ol.lines:not(.out) > li").nth(row)
    box = line.bounding_box()
    assert box
    return box["x"] + 30, box["y"] + box["height"] / 2


def indentation(section: Locator) -> float:
    """Return how many pixels one indentation is."""
    size = "each => parseFloat(getComputedStyle(each).fontSize)"
    # four letters, each six tenths as wide as the font is high
    return 2.4 * float(section.locator("ol.lines li code").first.evaluate(size))


def verdict(section: Locator) -> str:
    section.get_by_role("button", name="Check").press("Enter")
    found = section.locator(":scope > .verdict > p")
    found.first.wait_for(timeout=60_000)
    return "\n".join(found.all_inner_texts())


def asked_twice(section: Locator, begin: Callable[[], object]) -> None:
    """See that an endless check is asked about, goes on, and is stopped."""
    page = section.page
    begin()
    stop = section.get_by_role("button", name="Stop")
    section.get_by_text("Checking").wait_for(timeout=60_000)
    begun(page)
    page.clock.fast_forward(11_000)
    section.get_by_role("button", name="Keep going").click()
    page.clock.fast_forward(22_000)
    assert stop.is_visible()
    page.clock.fast_forward(40_000)
    section.get_by_role("button", name="Keep going").wait_for()
    stop.click()
    section.get_by_text("Stopped").wait_for()
    # it stays, so that nothing comes to lie where it was
    assert stop.get_attribute("aria-disabled")
    assert not section.locator(":scope > .verdict").count()


class TestACheckThatTakesLong:
    @pytest.fixture
    def page(self, reader: Arrive) -> Page:
        page = reader().new_page()
        page.clock.install()
        return page

    def test_can_go_on_or_be_stopped_where_an_answer_is_written(
        self, site: Site, page: Page
    ) -> None:
        page.goto(site.url(LESSON))
        section = task(page, NAME)
        figure = Block(page, section.locator("figure[data-kind=starter]"))
        figure.edit("while True: pass")
        asked_twice(section, lambda: figure.press("Check"))

    def test_can_go_on_or_be_stopped_where_lines_are_arranged(
        self, site: Site, page: Page
    ) -> None:
        page.goto(site.url(LESSON))
        section = task(page, NAME, "parsons")
        section.get_by_role("button", name="Arrange here").press("Enter")
        section.get_by_role("button", name="Move:").first.wait_for()
        # its docstring is all that the loop does
        told = next(line for line in lines(section) if line.startswith('"""'))
        head = next(line for line in lines(section) if line.startswith("def "))
        endless = ["    number = 1", "    while number < limit:"]
        arrange(section, [head, *endless, f"        {told}", "    yield number"])
        check = section.get_by_role("button", name="Check")
        asked_twice(section, lambda: check.press("Enter"))

    def test_takes_back_what_was_said_of_the_answer_before(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, found = first
        told = section.locator(":scope > .verdict")
        assert checked(section, body(found.starter)).startswith("✕")
        figure = Block(section.page, section.locator("figure[data-kind=starter]"))
        figure.edit("import time\ntime.sleep(2)").press("Check")
        figure.until("running")
        assert not told.count()
        told.wait_for()

    def test_checks_a_newer_answer_once_it_is_over(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, found = first
        figure = Block(section.page, section.locator("figure[data-kind=starter]"))
        figure.edit("import time\ntime.sleep(2)").press("Check")
        figure.until("running")
        figure.edit(body(found.solution)).press("Check")
        assert figure.said() == (
            "Your newer answer is checked after this one; Stop ends this check."
        )
        told = section.locator(":scope > .verdict > p").first
        told.wait_for(timeout=60_000)
        assert told.inner_text().startswith("■ Passed.")

    def test_is_of_what_stands_there_though_it_was_another_meanwhile(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, found = first
        figure = Block(section.page, section.locator("figure[data-kind=starter]"))
        right = f"{body(found.solution)}\nimport time\ntime.sleep(2)\n"
        figure.edit(right).press("Check")
        figure.until("running")
        figure.edit(body(found.starter)).press("Check")
        figure.edit(right).press("Check")
        assert figure.said() == "Checking"
        told = section.locator(":scope > .verdict > p").first
        told.wait_for(timeout=60_000)
        assert told.inner_text().startswith("■ Passed.")

    def test_leads_on_to_the_next_exercise_of_the_page(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, found = first
        assert checked(section, body(found.solution)).startswith("■ Passed.")
        link = section.locator(":scope > .verdict .next a")
        after = task(section.page, NAME, "parsons").locator(".admonition-title")
        assert link.inner_text() == after.inner_text()
        link.click()
        assert after.evaluate("each => each.matches(':target')")
        edge = after.bounding_box()
        assert edge
        assert 0 <= edge["y"] < 640

    def test_leaves_an_answer_changed_that_was_typed_meanwhile(
        self, first: tuple[Locator, Any]
    ) -> None:
        section, _ = first
        figure = Block(section.page, section.locator("figure[data-kind=starter]"))
        figure.edit("import time\ntime.sleep(1)").press("Check")
        figure.until("running")
        figure.edit("print('typed')")
        assert section.get_by_role("button", name="Stop").is_visible()
        section.locator(":scope > .verdict").wait_for()
        figure.until("changed")


class TestLinesToPutInOrder:
    def solution(self, found: Any) -> list[str]:
        return [each for each in body(found.solution).splitlines() if each.strip()]

    def test_pass_when_they_are_arranged_by_key(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, found = parsons
        arrange(section, self.solution(found))
        assert verdict(section).startswith("■ Passed.")

    def test_lead_on_when_they_have_passed(self, parsons: tuple[Locator, Any]) -> None:
        section, found = parsons
        arrange(section, self.solution(found))
        assert verdict(section).startswith("■ Passed.")
        onward = section.page.locator("nav.onward a[rel=next]")
        link = section.locator(":scope > .verdict .next a")
        assert link.get_attribute("href") == onward.evaluate("each => each.href")
        assert link.inner_text() in onward.inner_text()

    def test_do_not_pass_as_they_were_given(self, parsons: tuple[Locator, Any]) -> None:
        section, _ = parsons
        assert verdict(section).startswith("✕ Not yet.")

    def test_are_told_where_they_part_from_the_solution(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, found = parsons
        right = self.solution(found)
        arrange(section, right)
        last = len(right) - 1

        def said() -> str:
            told = verdict(section)
            assert told.startswith("✕ Not yet.")
            return told

        press(section, last, "Move up")
        swapped = f"line {last}: {right[last].strip()} belongs somewhere else."
        assert swapped in said()
        press(section, last - 1, "Move down")
        press(section, last, "Indent less", 5)
        assert f"line {last + 1}: {right[last].strip()} is indented" in said()
        press(section, last, "Indent more", 1)
        out = section.locator("ol.out > li").first
        spare = out.locator("code").inner_text()
        out.get_by_role("button", name="Take back").press("Enter")
        press(section, last + 1, "Move up", last)
        assert f"line 2: {spare} doesn't belong." in said()
        for row in range(last + 2):
            press(section, 0, "Leave out")
            assert len(lines(section)) == last + 1 - row
        assert "Everything up to line 0 is right, but more lines are needed." in said()

    def test_keep_the_focus_on_the_line_that_moved_and_say_where_it_is(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        last = lines(section)[-1]
        press(section, len(lines(section)) - 1, "Move up")
        assert lines(section)[-2] == last
        focused = "document.activeElement.closest('li').querySelector('code').innerText"
        assert section.page.evaluate(focused) == last
        voice = section.page.locator("p.unseen[role=status]").first
        rows = len(lines(section))
        assert voice.inner_text() == f"Line {rows - 1} of {rows}, not indented: {last}"
        press(section, rows - 2, "Indent more")
        assert voice.inner_text() == f"Line {rows - 1} of {rows}, indented once: {last}"
        following = lines(section)[-1]
        press(section, rows - 2, "Leave out")
        assert voice.inner_text() == f"Left out: {last}"
        assert section.page.evaluate(focused) == following
        assert focused_act(section) == "move"
        back = section.get_by_role("button", name="Take back")
        back.press("Enter")
        assert lines(section)[-1] == last
        assert section.page.evaluate(focused) == last
        assert focused_act(section) == "move"

    def test_are_moved_by_arrows_that_the_chosen_line_has(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        row = section.locator("ol.lines:not(.out) > li")
        assert row.first.get_by_role("button").count() == 2
        given = lines(section)
        knob = row.first.locator("[data-act=move]")
        knob.click()
        assert knob.get_attribute("aria-pressed") == "true"
        for name, key in KEYS.items():
            if key.startswith("Arrow"):
                assert row.first.get_by_role("button", name=name).is_visible()
        down = row.first.get_by_role("button", name="Move down")
        down.click()
        down = row.nth(1).get_by_role("button", name="Move down")
        assert lines(section)[:2] == [given[1], given[0]]
        assert down.evaluate("each => each === document.activeElement")
        row.nth(1).get_by_role("button", name="Indent more").click()
        assert row.nth(1).get_attribute("data-depth") == "1"
        row.nth(1).locator("[data-act=move]").press("Escape")
        assert section.locator(".arrows").count() == 0

    def test_follow_a_mouse_to_where_they_are_dropped(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        mouse, given = section.page.mouse, lines(section)
        first, third = place(section, 0), place(section, 2)
        step = indentation(section)
        mouse.move(*first)
        mouse.down()
        mouse.move(first[0] + step, third[1] + 4, steps=8)
        held = section.locator("li[data-held]")
        assert held.count() == 1
        assert section.locator("[data-drop]").count() == 1
        mouse.up()
        assert not held.count()
        assert not section.locator("[data-drop]").count()
        assert lines(section) == [*given[1:3], given[0], *given[3:]]
        row = section.locator("ol.lines:not(.out) > li").nth(2)
        assert row.get_attribute("data-depth") == "1"
        assert focused_act(section) == "move"
        voice = section.page.locator("p.unseen[role=status]").first
        all_ = len(given)
        assert voice.inner_text() == f"Line 3 of {all_}, indented once: {given[0]}"

    def test_are_left_out_and_taken_back_by_dragging(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        mouse, given = section.page.mouse, lines(section)
        out = section.locator("ol.out")
        last = len(given) - 1
        start = place(section, last)
        mouse.move(*start)
        mouse.down()
        mouse.move(start[0], start[1] + 10, steps=3)
        box = out.bounding_box()
        assert box, "there is no place to drop it"
        mouse.move(start[0], box["y"] + box["height"] - 4, steps=5)
        mouse.up()
        assert lines(section) == given[:-1]
        assert out.locator("li code").all_inner_texts() == given[-1:]
        box = out.locator("li").bounding_box()
        assert box
        mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
        mouse.down()
        mouse.move(*place(section, 0), steps=8)
        mouse.move(place(section, 0)[0], place(section, 0)[1] - 6)
        mouse.up()
        assert lines(section) == [given[-1], *given[:-1]]
        assert not out.is_visible()

    def test_go_back_when_a_drag_is_broken_off(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        mouse, given = section.page.mouse, lines(section)
        mouse.move(*place(section, 0))
        mouse.down()
        mouse.move(*place(section, 3), steps=5)
        section.page.keyboard.press("Escape")
        mouse.up()
        assert lines(section) == given
        assert not section.locator("li[data-held], [data-drop]").count()

    def test_follow_a_finger_at_their_handle_and_scroll_elsewhere(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader(width=320, has_touch=True).new_page()
        page.goto(site.url(LESSON))
        section = task(page, NAME, "parsons")
        section.get_by_role("button", name="Arrange here").press("Enter")
        section.get_by_role("button", name="Move:").first.wait_for()
        given = lines(section)
        knob = section.locator("li [data-act=move]").first
        knob.evaluate("each => each.scrollIntoView({block: 'center'})")
        touch = page.context.new_cdp_session(page)

        def at(kind: str, *point: float) -> None:
            points = [{"x": point[0], "y": point[1]}] if point else []
            asked = {"type": kind, "touchPoints": points}
            touch.send("Input.dispatchTouchEvent", asked)

        def swiped(x: float, y: float, to: float) -> None:
            at("touchStart", x, y)
            for n in range(1, 9):
                at("touchMove", x, y + (to - y) * n / 8)
            at("touchEnd")

        box = knob.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        swiped(x, y, place(section, 2)[1] + 4)
        assert lines(section) == [*given[1:3], given[0], *given[3:]]
        before = page.evaluate("scrollY")
        swiped(60, y, y - 120)
        page.wait_for_function("before => scrollY !== before", arg=before)
        assert lines(section) == [*given[1:3], given[0], *given[3:]]

    def test_go_on_paper_as_they_are_without_buttons(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        press(section, 0, "Move down")
        arranged = lines(section)
        section.page.emulate_media(media="print")
        assert lines(section) == arranged
        assert not [b for b in section.locator("button").all() if b.is_visible()]

    def test_can_be_brought_back_to_how_they_were_given(
        self, parsons: tuple[Locator, Any]
    ) -> None:
        section, _ = parsons
        given = lines(section)
        press(section, 0, "Leave out")
        press(section, len(given) - 2, "Move up")
        press(section, 1, "Indent more")
        again = section.get_by_role("button", name="Start over")
        again.press("Enter")
        assert lines(section) == given
        depths = section.locator("li[data-depth]").evaluate_all(
            "all => all.map(each => each.dataset.depth)"
        )
        assert set(depths) == {"0"}
        box = again.bounding_box()
        assert box
        assert box["height"] >= 24

    def test_are_lettered_where_no_script_runs(self, open_page: Open) -> None:
        page = open_page(LESSON, java_script_enabled=False)
        section = task(page, NAME, "parsons")
        assert section.locator("ol.lines > li").count() >= 4
        style = "each => getComputedStyle(each).listStyleType"
        assert section.locator("ol.lines").evaluate(style) == "upper-alpha"
        section.locator("details summary").last.click()
        assert "yield" in section.locator("details").last.inner_text()


LESSONS = sorted(
    stem(page.relative_to(ROOT).as_posix())
    for page in (ROOT / "docs").rglob("*.md")
    if re.search("^/+ (question|predict)", page.read_text("utf-8"), re.MULTILINE)
)
ASKING = every("lesson", LESSONS, "page that asks a question")


def test_every_page_that_asks_is_known(whole: Site) -> None:
    asks = re.compile(r'class="(asked|predict)\b')
    built = [s for s in page_stems() if asks.search(whole.file(s).read_text("utf-8"))]
    assert sorted(built) == LESSONS


@ASKING
def test_each_choice_of_a_question_answers_by_key_on(
    lesson: str, open_whole: Open
) -> None:
    page = open_whole(lesson)
    for question in page.locator(".asked").all():
        choices = question.locator(":scope > details")
        assert choices.count() >= 2
        for choice in choices.all():
            answer = choice.locator(":scope > :not(summary)")
            verdict = (
                "Right."
                if "right" in (choice.get_attribute("class") or "")
                else "Not quite"
            )
            assert not answer.first.is_visible()
            choice.locator(":scope > summary").focus()
            page.keyboard.press("Enter")
            assert all(each.is_visible() for each in answer.all())
            assert answer.first.inner_text().startswith(verdict)
            page.keyboard.press("Space")
            assert not answer.first.is_visible()


@ASKING
def test_each_open_question_opens_and_closes_by_key_on(
    lesson: str, open_whole: Open
) -> None:
    page = open_whole(lesson)
    for question in page.locator(".predict").all():
        answer = question.locator(":scope > :not(summary)")
        assert not answer.first.is_visible()
        question.locator(":scope > summary").focus()
        page.keyboard.press("Enter")
        assert all(each.is_visible() for each in answer.all())
        page.keyboard.press("Space")
        assert not answer.first.is_visible()


MARK = "(each, of) => getComputedStyle(each.querySelector(of), '::before').content"


def test_a_question_waits_until_its_right_choice_is_open(open_page: Open) -> None:
    question = open_page(LESSON).locator(".asked").first
    title, wrong, right = ":scope > p", ":scope > .wrong", ":scope > .right"
    letters = question.locator(":scope > details > summary")
    assert letters.count() == 3
    assert "counter(choice, upper-alpha)" in question.evaluate(MARK, f"{wrong} summary")
    letters.first.click()
    assert "✕" in question.evaluate(MARK, f"{wrong} > summary")
    assert "❚❚" in question.evaluate(MARK, title)
    question.locator(right).locator("summary").click()
    assert "✓" in question.evaluate(MARK, f"{right} > summary")
    assert "▶" in question.evaluate(MARK, title)


def test_paper_has_the_choices_and_only_the_answers_that_were_opened(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    question = page.locator(".asked").first
    question.locator("summary").first.click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    choices = question.locator(":scope > details")
    seen = [each.locator(":scope > p").first.is_visible() for each in choices.all()]
    assert seen == [True, False, False]
    assert all(each.is_visible() for each in choices.locator("summary").all())
    assert "❚❚" in question.evaluate(MARK, ":scope > p")
    # nor do their marks tell which one is right, though all are open for the printer
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    kept = [each.evaluate(MARK, ":scope > summary") for each in choices.all()]
    assert ["counter(choice" in each for each in kept] == [False, True, True]


def stored(page: Page) -> list[str]:
    """Return what is in local storage besides the colours."""
    keys = page.evaluate("Object.keys(localStorage)")
    return [key for key in keys if not key.endswith(".__palette")]


class TestWhatIsKept:
    def test_a_passed_exercise_is_remembered_shown_exported_and_cleared(
        self, site: Site, first: tuple[Locator, Any]
    ) -> None:
        section, found = first
        page = section.page
        checked(section, body(found.solution))
        page.reload()
        title = page.locator(".exercise .admonition-title").first
        assert title.inner_text().endswith("· passed")
        page.goto(site.url(KEPT))
        page.get_by_role("button", name="Show what is kept here").click()
        kept = page.locator("[data-keeping]")
        kept.get_by_text("1 passed exercise.").wait_for()
        with page.expect_download() as saved:
            kept.get_by_role("button", name="Save progress as a file").click()
        assert saved.value.suggested_filename == "progress.json"
        text = saved.value.path().read_text(encoding="utf-8")
        name = Path(NAME).stem
        passed = {f"exercise {name}": body(found.solution)}
        kept_ = json.loads(text)
        assert (kept_["v"], kept_["passed"]) == (1, passed)
        assert kept_["last"] == LESSON.rpartition("/")[2]
        assert kept_["pages"][kept_["last"]]["done"] == 1
        kept.get_by_role("button", name="Delete progress").click()
        kept.get_by_text("0 passed exercises.").wait_for()
        assert stored(page) == []
        with page.expect_file_chooser() as chosen:
            kept.get_by_role("button", name="Load progress").click()
        chosen.value.set_files(saved.value.path())
        kept.get_by_text("1 passed exercise.").wait_for()

    def test_a_file_that_is_no_progress_is_refused_by_name(
        self, open_page: Open, tmp_path: Path
    ) -> None:
        page = open_page(KEPT)
        page.get_by_role("button", name="Show what is kept here").click()
        for at, text in enumerate(["[1", '{"v": 1, "passed": null}', "null"]):
            file = tmp_path / f"{at}.json"
            file.write_text(text, encoding="utf-8")
            with page.expect_file_chooser() as chosen:
                page.get_by_role("button", name="Load progress").click()
            chosen.value.set_files(file)
            page.get_by_text("That file could not be read").wait_for()
        assert stored(page) == []


CODE = "def naïve():\n    yield '→ ✓'\n\nlist(naïve())\n"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each request that the site's server gets, its headers and all."""
    asked: list[str] = []

    def note(handler: Any, *_: object) -> None:
        asked.append(f"{handler.requestline}\n{handler.headers}")

    monkeypatch.setattr(Host, "log_request", note)
    return asked


def test_an_answer_goes_on_paper_as_its_reader_wrote_it(
    first: tuple[Locator, Any],
) -> None:
    section, found = first
    figure = Block(section.page, section.locator("figure[data-kind=starter]"))
    figure.edit(body(found.solution))
    section.page.emulate_media(media="print")
    editor = figure.figure.locator(".editor")
    lines = editor.locator("pre")
    assert lines.is_visible()
    # each is a box of its own, which `innerText` would end once more
    assert (lines.text_content() or "").strip() == body(found.solution).strip()
    assert not editor.locator("textarea").is_visible()


class TestThePlayground:
    @pytest.fixture
    def figure(self, open_page: Open) -> Block:
        rights = ["clipboard-read", "clipboard-write"]
        page = open_page(BENCH, permissions=rights)
        return Block(page, page.locator("figure[data-run]").first)

    def shared(self, figure: Block) -> str:
        """Share a block's code; return the link."""
        page = figure.page
        page.get_by_role("button", name="Copy a link to this code").click()
        page.locator("[data-share] .said").get_by_text("Copied").wait_for()
        link = page.evaluate("navigator.clipboard.readText()")
        assert link == page.url
        return str(link)

    def test_runs_what_a_reader_writes(self, figure: Block) -> None:
        figure.edit("print(*(n * n for n in range(4)))").run()
        assert figure.printed() == "0 1 4 9\n"
        assert not figure.page.locator("[data-share] .said").count()

    def test_is_shared_by_a_link_that_no_server_sees(
        self, served: list[str], figure: Block, reader: Arrive
    ) -> None:
        figure.edit(CODE)
        link = self.shared(figure)
        other = reader().new_page()
        other.goto(link)
        area = other.locator("figure[data-run] .editor textarea").first
        area.wait_for()
        assert area.input_value() == CODE
        there = Block(other, other.locator("figure[data-run]").first)
        assert there.state() == "changed"
        allowed = "can't reach the network" in there.said()
        assert allowed, "not where the reader presses Run"
        assert not other.locator("pre.came").count()
        assert served
        assert not [each for each in served if "/runtime-" in each]
        secret = re.compile(rf"{link.split('=')[-1]}|na%C3%AFve|naïve")
        assert not [each for each in served if secret.search(each)]

    def test_a_short_link_that_unpacks_to_very_much_is_refused(
        self, site: Site, reader: Arrive
    ) -> None:
        packed = zlib.compress(b"#" * 100_000_000, 9, wbits=-15)
        code = base64.urlsafe_b64encode(packed).decode().rstrip("=")
        page = reader().new_page()
        page.goto(site.url(BENCH) + f"#code={code}")
        said = page.locator("[data-share] .said")
        said.wait_for()
        assert "broken or too long" in said.inner_text()

    def test_code_that_is_too_long_for_a_link_says_so(self, figure: Block) -> None:
        figure.edit("#" * 1_000_001)
        figure.page.get_by_role("button", name="Copy a link").click()
        said = figure.page.locator("[data-share] .said")
        said.wait_for()
        assert "too long for a link" in said.inner_text()

    def test_says_of_a_broken_link_that_it_is_broken(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(site.url(BENCH) + "#code=S04tUc")
        said = page.locator("[data-share] .said")
        said.wait_for()
        assert said.inner_text() == (
            "The code in this link is broken or too long: ask for the link again."
        )
        figure = Block(page, page.locator("figure[data-run]").first)
        assert figure.state() == "idle"
        figure.press("Edit")
        assert figure.figure.locator("textarea").input_value().startswith("def halves")
        assert not failures


def test_axe_finds_nothing_in_any_state(
    scheme: str, width: int, open_page: Open, site: Site
) -> None:
    page = open_page(LESSON, scheme=scheme, width=width, bypass_csp=True)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        page.evaluate("scrollTo(0, 0)")  # nothing lies under the header then
        found[state] = [str(each) for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[state].append("the page scrolls sideways")

    section, arranged = task(page, NAME), task(page, NAME, "parsons")
    arranged.get_by_role("button", name="Arrange here").press("Enter")
    arranged.get_by_role("button", name="Move:").first.wait_for()
    press(arranged, 0, "Indent more", 5)
    press(arranged, 1, "Leave out")
    assert checked(section, body(OWN.starter)).startswith("✕")
    look("arranged; checked: wrong")
    assert verdict(arranged).startswith("✕")
    assert checked(section, body(OWN.solution)).startswith("■")
    look("arranged, checked: wrong; checked: solved")
    page.goto(site.url(BENCH))
    Block(page, page.locator("figure[data-run]").first).edit(CODE)
    look("editing")
    page.goto(site.url(KEPT))
    page.get_by_role("button", name="Show what is kept here").click()
    page.get_by_text("At the moment:").wait_for()
    look("shown")
    assert not {state: each for state, each in found.items() if each}
