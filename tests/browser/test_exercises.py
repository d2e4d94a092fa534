"""Exercises answer: a verdict for each answer, by key alone, kept in the browser."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from engine.live import exercise
from tests.browser.accessibility import violations
from tests.browser.running import Block
from tests.browser.serving import ROOT

pytestmark = pytest.mark.browser

FOUND: dict[str, Any] = {
    f"exercises/{file.name}": exercise.read(file.read_text("utf-8"), file.name)
    for file in sorted((ROOT / "snippets" / "exercises").glob("*.py"))
}


def pages_with(kind: str) -> dict[str, str]:
    """Return for each module in a fence of this kind the stem of its page."""
    found = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for name in re.findall(
            rf'```{kind}\n--8<-- "([^":]+)', page.read_text(encoding="utf-8")
        ):
            found[name] = page.stem
    return found


EXERCISES, PARSONS = pages_with("exercise"), pages_with("parsons")


def task(page, name: str, kind: str = "exercise"):
    return page.locator(f'.{kind}[data-exercise="snippets/{name}"]')


def checked(section, text: str) -> str:
    """Put an answer into an exercise, check it, and return the verdict's words."""
    figure = Block(section.page, section.locator("figure[data-kind=starter]"))
    section.locator(":scope > .verdict").evaluate_all("all => all.map(e => e.remove())")
    figure.edit(text).press("Check")
    verdict = section.locator(":scope > .verdict > p")
    verdict.wait_for(timeout=60_000)
    return verdict.inner_text()


def body(section) -> str:
    """Return the text of a section, as a reader has it."""
    return "\n".join(section.lines) + "\n"


def plain(text: str) -> str:
    return text.replace("`", "")


@pytest.mark.parametrize("name", EXERCISES)
def test_each_answer_gets_its_own_verdict_in(name, open_page) -> None:
    found = FOUND[name]
    section = task(open_page(EXERCISES[name]), name)
    assert checked(section, body(found.starter)).startswith("✕ Not yet.")
    for wrong in found.wrong.values():
        assert plain(wrong.told) in checked(section, body(wrong.section))
        assert section.locator(":scope > .verdict").get_attribute("data-passed") == (
            "false"
        )
    assert checked(section, body(found.solution)).startswith("■ Passed.")


@pytest.fixture
def first(open_page):
    name = next(iter(EXERCISES))
    return task(open_page(EXERCISES[name]), name), FOUND[name]


class TestHelp:
    def test_hints_come_one_at_a_time(self, first) -> None:
        section, _ = first
        hints = section.locator(".hint")
        assert hints.count() >= 2
        assert [hints.nth(n).is_visible() for n in range(2)] == [True, False]
        hints.nth(0).locator("summary").click()
        hints.nth(1).wait_for(state="visible")

    def test_the_solution_can_be_opened_before_any_try(self, first) -> None:
        section, _ = first
        solution = section.locator("details", has_text="olution").last
        assert not solution.locator("code").first.is_visible()
        solution.locator("summary").focus()
        section.page.keyboard.press("Enter")
        assert "yield" in solution.inner_text()

    def test_without_scripts_all_of_it_opens(self, open_page) -> None:
        name = next(iter(EXERCISES))
        section = task(open_page(EXERCISES[name], java_script_enabled=False), name)
        for each in section.locator("details").all():
            each.locator("summary").click()
            assert len(each.inner_text().splitlines()) > 1


@pytest.fixture
def parsons(open_page):
    name = next(iter(PARSONS))
    section = task(open_page(PARSONS[name]), name, "parsons")
    section.get_by_role("button", name="Arrange here").press("Enter")
    section.get_by_role("button", name="Move up").first.wait_for()
    return section, FOUND[name]


def lines(section) -> list[str]:
    return section.locator("ol.lines:not(.out) > li code").all_inner_texts()


def press(section, row: int, word: str, times: int = 1) -> None:
    """Press a button of the line in a row by key, as often as is said.

    The line may move; its button is pressed again where it went.
    """
    line = section.locator("ol.lines:not(.out) > li").nth(row)
    found = line.get_by_role("button", name=word).element_handle()
    for _ in range(times):
        found.press("Enter")


def arrange(section, wanted: list[str]) -> None:
    """Bring the lines into an order, leaving out the others, by keyboard alone."""
    bare = [each.strip() for each in wanted]
    for line in lines(section):
        if line not in bare:
            press(section, lines(section).index(line), "Leave out, or take back")
    for place, line in enumerate(bare):
        now = lines(section).index(line, place)
        press(section, now, "Move up", now - place)
        depth = (len(wanted[place]) - len(wanted[place].lstrip())) // 4
        press(section, place, "Indent more", depth)


def verdict(section) -> str:
    section.get_by_role("button", name="Check").press("Enter")
    found = section.locator(":scope > .verdict > p")
    found.wait_for(timeout=60_000)
    return found.inner_text()


class TestLinesToPutInOrder:
    def solution(self, found) -> list[str]:
        return [each for each in body(found.solution).splitlines() if each.strip()]

    def test_pass_when_they_are_arranged_by_key(self, parsons) -> None:
        section, found = parsons
        arrange(section, self.solution(found))
        assert verdict(section).startswith("■ Passed.")

    def test_do_not_pass_as_they_were_given(self, parsons) -> None:
        section, _ = parsons
        assert verdict(section).startswith("✕ Not yet.")

    def test_keep_the_focus_on_the_line_that_moved_and_say_where_it_is(
        self, parsons
    ) -> None:
        section, _ = parsons
        last = lines(section)[-1]
        press(section, len(lines(section)) - 1, "Move up")
        assert lines(section)[-2] == last
        focused = "document.activeElement.closest('li').querySelector('code').innerText"
        assert section.page.evaluate(focused) == last
        said = section.page.locator("p.unseen[role=status]").first.inner_text()
        assert said.startswith(f"{last}: line {len(lines(section)) - 1} of ")

    def test_can_be_brought_back_to_how_they_were_given(self, parsons) -> None:
        section, _ = parsons
        given = lines(section)
        press(section, 0, "Leave out, or take back")
        press(section, len(given) - 2, "Move up")
        press(section, 1, "Indent more")
        again = section.get_by_role("button", name="Start over")
        again.press("Enter")
        assert lines(section) == given
        depths = section.locator("li[data-depth]").evaluate_all(
            "all => all.map(each => each.dataset.depth)"
        )
        assert set(depths) == {"0"}
        assert again.bounding_box()["height"] >= 24

    def test_are_lettered_where_no_script_runs(self, open_page) -> None:
        name = next(iter(PARSONS))
        page = open_page(PARSONS[name], java_script_enabled=False)
        section = task(page, name, "parsons")
        assert section.locator("ol.lines > li").count() >= 4
        style = "each => getComputedStyle(each).listStyleType"
        assert section.locator("ol.lines").evaluate(style) == "upper-alpha"
        section.locator("details summary").last.click()
        assert "yield" in section.locator("details").last.inner_text()


class TestWhatIsKept:
    def test_a_passed_exercise_is_remembered_shown_exported_and_cleared(
        self, site, first
    ) -> None:
        section, found = first
        page = section.page
        checked(section, body(found.solution))
        page.reload()
        title = page.locator(".exercise .admonition-title").first
        assert title.inner_text().endswith("· passed")
        page.goto(site.url("your-browser"))
        page.get_by_role("button", name="Show what is kept here").click()
        kept = page.locator("[data-keeping]")
        with page.expect_download() as saved:
            kept.get_by_role("button", name="Save progress as a file").click()
        text = saved.value.path().read_text(encoding="utf-8")
        assert body(found.solution).strip() in json.dumps(
            json.loads(text), ensure_ascii=False
        ).replace("\\n", "\n").replace('\\"', '"')
        kept.get_by_role("button", name="Delete progress").click()
        page.wait_for_function(
            "() => !Object.keys(localStorage).some(key => key.endsWith('.progress'))"
        )


CODE = "def naïve():\n    yield '→ ✓'\n\nlist(naïve())"


class TestThePlayground:
    @pytest.fixture
    def page(self, open_page):
        return open_page("playground", permissions=["clipboard-read"])

    def test_is_shared_by_a_link_that_no_server_sees(self, page, site, reader) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        figure = Block(page, page.locator("figure[data-run]").first)
        figure.edit(CODE)
        page.get_by_role("button", name="Copy a link to this code").click()
        page.locator("[data-share] .said").wait_for()
        assert "#code=" in page.url
        other = reader().new_page()
        other.on("request", lambda request: asked.append(request.url))
        other.goto(page.url)
        area = other.locator("figure[data-run] .editor textarea").first
        area.wait_for()
        assert area.input_value() == CODE
        assert Block(other, other.locator("figure[data-run]").first).state() == (
            "changed"
        )
        assert not [each for each in asked if "code=" in each.split("#")[0]]
        assert not [each for each in asked if "/runtime/" in each]

    def test_says_of_a_broken_link_that_it_is_broken(self, site, reader) -> None:
        page = reader().new_page()
        page.goto(site.url("playground") + "#code=nonsense")
        said = page.locator("[data-share] .said")
        said.wait_for()
        assert "broken" in said.inner_text()


def test_axe_finds_nothing_in_a_verdict_or_in_arranged_lines(
    scheme, width, open_page
) -> None:
    both = next(name for name in PARSONS if PARSONS[name] in EXERCISES.values())
    name = next(n for n, stem in EXERCISES.items() if stem == PARSONS[both])
    page = open_page(PARSONS[both], scheme=scheme, width=width, bypass_csp=True)
    section = task(page, name)
    assert checked(section, body(FOUND[name].starter))
    lines_ = task(page, both, "parsons")
    lines_.get_by_role("button", name="Arrange here").click()
    lines_.get_by_role("button", name="Move up").first.wait_for()
    page.evaluate("scrollTo(0, 0)")  # nothing lies under the header then
    found = violations(page)
    assert not found, "\n".join(map(str, found))
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
