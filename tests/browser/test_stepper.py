"""A strip comes alive, a block is stepped through: by key, by link, in every scheme."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from engine.book import lesson
from tests.browser.accessibility import violations
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import block
from tests.browser.serving import ROOT, Site, page_stems
from tests.every import every
from tests.samples import BENCH, DEEP, LESSON, SAMPLE, SESSION

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STRIPS = sorted(
    (stem, section)
    for page in (ROOT / "docs").rglob("*.md")
    for stem in [lesson.stem(page.relative_to(ROOT).as_posix())]
    for section in re.findall(
        r'```strip\n--8<-- "[^":]+:([^"]+)"', page.read_text(encoding="utf-8")
    )
)
STEM, SECTION = LESSON, "whole-life"
HIDDEN = (DEEP, "three")  # within an answer


def strip(page: Page, section: str) -> Any:
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    return page.locator(f'figure.strip[data-section="{section}"]')


def opened(page: Page, section: str) -> Any:
    found = strip(page, section)
    found.get_by_role("button", name="Step through it").press("Enter")
    stepper = found.locator(".stepper")
    stepper.wait_for()
    return stepper


def told(found: Any) -> list[str]:
    return [*found.locator(".story > ol > li").all_inner_texts()]


def test_every_strip_there_is_stands_on_a_built_page(whole: Site) -> None:
    drawn = re.compile(r'<figure class="strip"')
    built = sum(
        len(drawn.findall(whole.file(stem).read_text("utf-8"))) for stem in page_stems()
    )
    assert built == len(STRIPS)


@every("place", STRIPS, "strip")
def test_each_step_is_told_and_shown_forth_and_back_on(
    place: tuple[str, str], open_whole: Open
) -> None:
    where, section = place
    page = open_whole(where)
    stepper = opened(page, section)
    steps = told(strip(page, section))
    words, next_ = stepper.locator(".words"), stepper.get_by_role("button", name="Next")
    shown, seen = [], []
    for each in steps:
        assert words.inner_text().split() == each.split()
        shown.append(stepper.locator(".stage").inner_text())
        seen += stepper.locator(".card").evaluate_all(
            "all => all.map(each => each.dataset.state)"
        )
        if each != steps[-1]:
            next_.press("Enter")
    assert next_.get_attribute("aria-disabled") == "true"
    assert "suspended" in seen
    back = stepper.get_by_role("button", name="Back")
    for stage in reversed(shown[:-1]):
        back.press("Enter")
        assert stepper.locator(".stage").inner_text() == stage


class TestAStepper:
    @pytest.fixture
    def page(self, open_page: Open) -> Page:
        return open_page(STEM)

    def test_goes_by_arrow_keys_only_while_the_focus_is_inside(
        self, page: Page
    ) -> None:
        stepper = opened(page, SECTION)
        place = stepper.locator(".place")
        most = len(told(strip(page, SECTION)))
        for key, at in [
            ("ArrowRight", 2),
            ("ArrowRight", 3),
            ("ArrowLeft", 2),
            ("End", most),
            ("Home", 1),
        ]:
            page.keyboard.press(key)
            assert place.inner_text() == f"Step {at} of {most}"
        page.evaluate("() => document.activeElement.blur()")
        page.keyboard.press("ArrowRight")
        assert place.inner_text() == f"Step 1 of {most}"

    def test_goes_by_its_slider_which_says_the_step(self, page: Page) -> None:
        stepper = opened(page, SECTION)
        steps = told(strip(page, SECTION))
        slider = stepper.get_by_role("slider")
        slider.focus()
        page.keyboard.press("ArrowRight")
        said = slider.get_attribute("aria-valuetext")
        assert said.split() == f"Step 2 of {len(steps)}: {steps[1]}".split()

    def test_says_a_step_once_it_holds_still(self, page: Page) -> None:
        stepper = opened(page, SECTION)
        steps = told(strip(page, SECTION))
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        status = stepper.get_by_role("status")
        page.wait_for_function(
            "status => status.textContent.startsWith('Step 4 ')",
            arg=status.element_handle(),
        )
        assert steps[3].split()[-1] in status.text_content()

    def test_is_found_again_by_its_link(self, page: Page, reader: Arrive) -> None:
        stepper = opened(page, SECTION)
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        stepper.locator(".place").click()
        assert page.url.endswith(f"#step-{SECTION}-5")
        other = reader().new_page()
        other.goto(page.url)
        place = other.locator(".stepper .place")
        place.wait_for()
        assert place.inner_text().startswith("Step 5 of ")

    def test_is_found_by_its_link_within_a_closed_answer(
        self, open_page: Open, site: Site
    ) -> None:
        stem, section = HIDDEN
        page = open_page(stem)
        page.goto(f"{site.url(stem)}#step-{section}-9")
        page.reload()
        place = page.locator(".stepper .place")
        place.wait_for()
        assert place.inner_text().startswith("Step 9 of ")

    def test_closes_and_gives_the_focus_back(self, page: Page) -> None:
        stepper = opened(page, SECTION)
        stepper.get_by_role("button", name="Close").press("Enter")
        assert stepper.count() == 0
        assert page.evaluate("document.activeElement.innerText") == "Step through it"
        assert strip(page, SECTION).locator("ol.frames").is_visible()

    def test_does_not_move_for_who_wants_none(self, open_page: Open) -> None:
        page = open_page(STEM, reduced_motion="reduce")
        stepper = opened(page, SECTION)
        while not stepper.locator(".value").count():
            page.keyboard.press("ArrowRight")
        names = "each => getComputedStyle(each).animationName"
        assert stepper.locator(".value").evaluate(names) == "none"

    def test_asks_for_nothing_of_python(self, page: Page) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        opened(page, SECTION)
        assert not [u for u in asked if "/runtime-" in u or "/python-" in u]


def test_axe_finds_nothing_in_a_stepper(
    scheme: str, width: int, open_page: Open
) -> None:
    page = open_page(STEM, scheme=scheme, width=width, bypass_csp=True)
    stepper = opened(page, SECTION)
    while not stepper.locator(".value").count():
        page.keyboard.press("ArrowRight")
    page.evaluate("scrollTo(0, 0)")  # nothing lies under the header then
    found = violations(page)
    assert not found, "\n".join(map(str, found))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for each in stepper.locator(".controls button").all():
        box = each.bounding_box()
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_without_scripts_the_strip_and_all_its_steps_are_there(open_page: Open) -> None:
    page = open_page(STEM, java_script_enabled=False)
    found = page.locator(f'figure.strip[data-section="{SECTION}"]')
    assert found.locator(".frame").count() >= 3
    found.locator("summary").click()
    assert found.locator(".story li").last.is_visible()


class TestStep:
    def test_shows_the_readers_own_generator_while_it_pauses(
        self, open_page: Open
    ) -> None:
        each = block(open_page(BENCH), "halves")
        each.edit(
            "def mine():\n    got = yield 41\n    yield got\n\n"
            "m = mine()\nnext(m)\nm.send(7)"
        )
        each.press("Step")
        stepper = each.figure.locator(".stepper")
        stepper.wait_for(timeout=60_000)
        steps = []
        next_ = stepper.get_by_role("button", name="Next")
        while next_.get_attribute("aria-disabled") != "true":
            steps.append(stepper.locator(".words").inner_text())
            next_.press("Enter")
        assert "mine yields 41 and is suspended at line 2." in steps
        assert any(s.startswith("m.send(7) resumes mine at line 2") for s in steps)
        assert each.printed().strip() == "7"

    def test_leaves_the_session_as_a_run_does(self, open_page: Open) -> None:
        page = open_page(LESSON)
        each = block(page, SESSION)
        each.press("Step")
        each.figure.locator(".stepper").wait_for(timeout=60_000)
        assert re.match(r"As recorded, (\d+) of \1\.", each.said())
        each.press("Run")
        each.figure.locator(".stepper").wait_for(state="detached")
        each.until("ran")

    def test_stops_what_never_ends_and_goes_on(self, open_page: Open) -> None:
        each = block(open_page(BENCH), "halves").run()
        each.edit("def f():\n    while True:\n        yield 1\nsum(f())")
        each.press("Step")
        each.until("running")
        each.press("Stop")
        each.until("stopped")
        assert each.edit("6 * 7").run().printed() == "42\n"


def test_a_recording_and_the_script_are_small() -> None:
    sizes = []
    ours = [*SAMPLE.rglob("*.strip.json"), *(ROOT / "snippets").rglob("*.strip.json")]
    for file in ours:
        data = json.loads(file.read_text(encoding="utf-8"))
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        sizes.append(len(gzip.compress(text.encode())))
    assert sorted(sizes)[len(sizes) // 2] <= 1024
    script = ROOT / "engine" / "theme" / "modules" / "live" / "stepper.js"
    assert len(gzip.compress(script.read_bytes())) <= 10 * 1024
