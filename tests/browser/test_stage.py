"""A stage comes alive where it stands: pressed, by key, by link, on any block."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from engine.book import lesson
from tests.browser import tabs
from tests.browser.accessibility import violations
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import Block, block
from tests.browser.serving import ROOT, Site, page_stems
from tests.every import every
from tests.samples import BENCH, CODE, DEEP, ERROR, LESSON, SESSION

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

# every stage of this site, as its page names it
FENCED = re.compile(
    r'```(?:stage\n--8<-- "[^":]+:|pair\n--8<-- "[^"]+\.(?=[^".]+\.json))([\w-]+)'
)
STAGES = sorted(
    (stem, section)
    for page in (ROOT / "docs").rglob("*.md")
    for stem in [lesson.stem(page.relative_to(ROOT).as_posix())]
    for section in FENCED.findall(page.read_text(encoding="utf-8"))
)
SECTION = "whole-life"  # of the lesson that these tests have
HIDDEN = (DEEP, "three")  # within an answer
HEIGHTS = {1440: 380, 320: 900}  # px, of a stage in the text of a lesson
SIZES = {320: 640, 768: 1024, 1440: 900}  # px of windows: wide, and high
LIVE = ROOT / "engine/theme/modules/live"

# where all that a press is about stands, from the window's top
LOOK = """figure => {
  const rect = node => { const {top, bottom} = node.getBoundingClientRect();
    return [Math.round(top), Math.round(bottom)]; };
  const said = [...figure.querySelectorAll(".says > [data-now], .under > .line")]
    .find(node => node.checkVisibility({visibilityProperty: true}));
  const lines = said && document.createRange();
  lines?.selectNodeContents(said);
  return {figure: rect(figure), controls: rect(figure.querySelector(".controls")),
    said: said && rect(lines), focus: document.activeElement?.dataset.act,
    high: innerHeight, head: document.querySelector(".md-header").offsetHeight};
}"""
# how high each stage is that no closed answer hides
HIGH = """() => [...document.querySelectorAll("article figure.stage")]
  .filter(each => !each.closest("details"))
  .map(each => [each.dataset.section, each.getBoundingClientRect().height])"""
READY = "[data-act=next]"
# the lines with a dot, and the one where it is
MARKED = """figure => [...figure.querySelectorAll(".card li")]
  .filter(each => each.matches(".ran, [data-at]")).map(each => String(each.value))"""
# all that is read aloud unasked, in order, and what a key changes where the focus is
LISTEN = """() => {
  window.heard = [];
  const live = "[role=status], [role=alert], [role=log], [aria-live], output, progress";
  new MutationObserver(changes => {
    const found = new Set();
    for (const {target, type, attributeName} of changes) {
      const node = target.nodeType === 1 ? target : target.parentElement;
      const where = node?.closest(live);
      if (where && type !== "attributes") found.add(where);
      if (type === "attributes" && node === document.activeElement)
        heard.push(`${attributeName}: ${node.getAttribute(attributeName)}`);
    }
    for (const each of found) if (each.textContent) heard.push(each.textContent);
  }).observe(document, {subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["aria-label", "aria-valuetext"]});
}"""
# whether the words of a moment lie on who asks
LIES = """figure => [...figure.querySelectorAll(".you :is(li, .keeps)")].some(each =>
  each.getBoundingClientRect().bottom >
    figure.querySelector(".under").getBoundingClientRect().top)"""
# which of what can be pressed lies under something else, so that no pointer gets there
COVERED = """figure => [...figure.querySelectorAll("button, a, input, [data-pick]")]
  .filter(each => each.checkVisibility({visibilityProperty: true})).flatMap(each => {
    const {x, y, width, height} = each.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return !hit || each.contains(hit) ? []
      : [`${each.textContent} lies under ${hit.tagName}.${hit.className}`];
  })"""
# which note of a card stands outside of it, or on its code
STRAYS = """figure => [...figure.querySelectorAll(".card .keeps .count")]
  .filter(each => each.checkVisibility({visibilityProperty: true}) && each.textContent)
  .flatMap(each => {
    const words = document.createRange();
    words.selectNodeContents(each);
    const note = words.getBoundingClientRect();
    const card = each.closest(".card"), box = card.getBoundingClientRect();
    const code = [...card.querySelectorAll("li code")].flatMap(line => {
      words.selectNodeContents(line);
      return [...words.getClientRects()].filter(one =>
        Math.min(one.right, note.right) - 1 > Math.max(one.left, note.left) &&
        Math.min(one.bottom, note.bottom) - 4 > Math.max(one.top, note.top))
        .map(() => line.textContent);
    });
    const inside = note.top >= box.top && note.bottom <= box.bottom;
    return [...code, ...inside ? [] : ["its card's end"]]
      .map(where => `${each.textContent} on ${where}`);
  })"""
# which words on wires lie on one another, on a line of code, or outside of the page;
# a line's box is higher than its letters
OVERLAPS = """figure => [...figure.querySelectorAll(".board")].flatMap(board => {
  const words = [...board.querySelectorAll(".what")].map(each =>
    [each.textContent, each.querySelector("rect").getBoundingClientRect()]);
  const lines = [...board.querySelectorAll(".lane :is(li, .head, .keeps > *)")]
    .filter(each => each.checkVisibility({visibilityProperty: true}))
    .flatMap(each => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return [...range.getClientRects()].map(({x, y, width, height}) =>
        [each.textContent, new DOMRect(x, y + 4, width, height - 8)]);
    });
  const lies = (one, two) => Math.min(one.right, two.right) - 1 >
    Math.max(one.left, two.left) && Math.min(one.bottom, two.bottom) - 1 >
    Math.max(one.top, two.top);
  const outside = words.filter(([, box]) => box.left < 0 || box.right > innerWidth);
  return [...words.flatMap(([word, box], at) => [...words.slice(at + 1), ...lines]
    .filter(([, other]) => lies(box, other)).map(([other]) => `${word} on ${other}`)),
    ...outside.map(([word]) => `${word} leaves the page`)];
})"""


def stage(page: Page, section: str) -> Any:
    page.evaluate(
        "() => document.querySelectorAll('details').forEach(d => d.open = true)"
    )
    found = page.locator(f'figure.stage[data-section="{section}"]')
    found.locator(READY).wait_for()
    return found


def brought(page: Page, section: str, act: str = "next") -> Any:
    """Press a button of a stage at rest, and wait until it has come alive."""
    found = stage(page, section)
    found.locator(f"[data-act={act}]").press("Enter")
    page.wait_for_selector(f'.stage.alive[data-section="{section}"]')
    return found


def place(found: Any) -> str:
    return str(found.locator(".place").inner_text())


def in_view(seen: dict[str, Any], key: str) -> bool:
    top, bottom = seen[key]
    return bool(seen["head"] <= top + 1 and bottom <= seen["high"] + 1)


def test_every_stage_there_is_stands_on_a_built_page(whole: Site) -> None:
    drawn = re.compile(r'<figure class="?stage')
    built = sum(
        len(drawn.findall(whole.file(stem).read_text("utf-8"))) for stem in page_stems()
    )
    assert built == len(STAGES)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages: what these tests look at hangs on nothing stored."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context.new_page()
    tabs.close(context)


def test_no_stage_in_the_text_of_a_lesson_is_higher_than_a_look(
    window: Page, whole: Site
) -> None:
    window.set_viewport_size({"width": 1440, "height": SIZES[1440]})
    found = {}
    for stem in sorted({stem for stem, _ in STAGES}):
        window.goto(whole.url(stem), wait_until="load")
        window.locator(READY).first.wait_for(state="attached")
        for section, high in window.evaluate(HIGH):
            found[stem, section] = high
    # a site may have none there
    assert found or not STAGES
    assert not {where: high for where, high in found.items() if high > HEIGHTS[1440]}


@every("where", STAGES, "stage")
def test_a_press_leaves_controls_moment_and_focus_in_view_and_moves_nothing_on(
    where: tuple[str, str], window: Page, whole: Site
) -> None:
    for wide in SIZES:
        press_all(where, wide, window, whole)


def press_all(where: tuple[str, str], wide: int, page: Page, whole: Site) -> None:
    """Press what a stage at rest has, in a window of a width; judge what is seen."""
    stem, section = where
    page.set_viewport_size({"width": wide, "height": SIZES[wide]})
    page.goto("about:blank")
    page.goto(whole.url(stem), wait_until="load")
    found = stage(page, section)
    found.locator(READY).scroll_into_view_if_needed()
    before = found.evaluate(LOOK)
    tall = before["figure"][1] - before["figure"][0]
    if wide in HEIGHTS and found.evaluate("each => !each.closest('details')"):
        assert tall <= HEIGHTS[wide], wide
    assert not found.evaluate(LIES), wide
    for act in ("next", "next", "back", "play"):
        assert not found.evaluate(STRAYS), (wide, act)
        found.locator(f"[data-act={act}]").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f'.stage.alive[data-section="{section}"]')
        seen = found.evaluate(LOOK)
        assert seen["figure"] == before["figure"], (wide, act)
        assert in_view(seen, "controls"), (wide, act, seen)
        assert in_view(seen, "said"), (wide, act, seen)
        assert seen["focus"] == act, wide
    assert not found.evaluate(LIES), wide


@every("where", STAGES, "stage")
def test_a_stage_keeps_its_height_for_all_moments_with_all_in_a_pointers_reach_on(
    where: tuple[str, str], window: Page, whole: Site
) -> None:
    stem, section = where
    page = window
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("about:blank")
    page.goto(whole.url(stem), wait_until="load")
    found = stage(page, section)
    high = {found.bounding_box()["height"]}
    brought(page, section)
    moments = int(found.get_by_role("slider").get_attribute("max"))
    found.scroll_into_view_if_needed()
    for _ in range(moments):
        high.add(found.bounding_box()["height"])
        assert not found.evaluate(COVERED), place(found)
        assert not found.evaluate(STRAYS), place(found)
        if found.locator(".predicting").is_visible():
            found.get_by_role("button", name="Show me").press("Enter")
            high.add(found.bounding_box()["height"])
        page.keyboard.press("ArrowRight")
    assert len(high) == 1, high
    assert place(found) == f"{moments - 1} of {moments - 1}"


@every("where", STAGES, "stage")
def test_no_word_on_a_wire_lies_on_another_on(
    where: tuple[str, str], window: Page, whole: Site
) -> None:
    stem, section = where
    lying = []
    for wide in HEIGHTS:
        window.set_viewport_size({"width": wide, "height": SIZES[wide]})
        window.goto("about:blank")
        window.goto(whole.url(stem), wait_until="load")
        found = brought(window, section)
        moments = int(found.get_by_role("slider").get_attribute("max"))
        for _ in range(moments):
            if found.locator(".predicting").is_visible():
                found.get_by_role("button", name="Show me").press("Enter")
            lying += [(wide, place(found), each) for each in found.evaluate(OVERLAPS)]
            found.get_by_role("slider").press("ArrowRight")
        assert place(found) == f"{moments - 1} of {moments - 1}"
    assert not lying


class TestAStage:
    @pytest.fixture
    def page(self, open_page: Open) -> Page:
        return open_page(LESSON, reduced_motion="reduce")

    def test_goes_by_keys_only_while_the_focus_is_inside(self, page: Page) -> None:
        found = brought(page, SECTION)
        last = int(found.get_by_role("slider").get_attribute("max")) - 1
        for key, at in [
            ("ArrowRight", f"2 of {last}"),
            ("ArrowRight", f"3 of {last}"),
            ("ArrowLeft", f"2 of {last}"),
            ("End", f"{last} of {last}"),
            ("Home", "start"),
        ]:
            page.keyboard.press(key)
            assert place(found) == at
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        assert place(found) == "start"

    def test_is_left_by_escape_towards_what_comes_behind_it(self, page: Page) -> None:
        found = brought(page, SECTION)
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        behind = found.evaluate(
            "each => !!(each.compareDocumentPosition(document.activeElement) & 4)"
        )
        assert behind

    def test_shows_each_moment_with_the_sentence_that_the_page_has_of_it(
        self, page: Page
    ) -> None:
        said = stage(page, SECTION).locator(".says > li").all_text_contents()
        found = brought(page, SECTION)
        seen = []
        for _ in said[1:]:
            seen.append(found.locator(".says > [data-now]").text_content())
            page.keyboard.press("ArrowRight")
        assert seen == said[1:]

    def test_marks_the_lines_that_the_sentence_of_a_moment_names(
        self, page: Page
    ) -> None:
        found = brought(page, SECTION)
        marked, named = [], []
        for said in found.locator(".says > li").all_text_contents()[1:]:
            lines = re.findall(r"It runs lines? ([\d, and]+\d)", said)
            named.append(set(re.findall(r"\d+", " ".join(lines))))
            marked.append(set(found.evaluate(MARKED)) if lines else set())
            page.keyboard.press("ArrowRight")
        assert len([each for each in named if each]) > 2
        assert marked == named

    def test_tells_at_rest_what_there_is_to_press_where_no_table_says_more(
        self, page: Page
    ) -> None:
        page.set_viewport_size({"width": 320, "height": 640})
        found = stage(page, SECTION)
        assert found.locator(".whole").is_visible()
        assert found.locator(".says > li").first.is_hidden()
        found.locator(READY).press("Enter")
        page.wait_for_selector(f'.stage.alive[data-section="{SECTION}"]')
        assert found.locator(".whole").is_hidden()

    def test_says_a_moment_once_when_it_holds_still(self, page: Page) -> None:
        found = brought(page, SECTION)
        for _ in range(2):
            page.keyboard.press("ArrowRight")
        said = found.locator(".says > [data-now]").text_content()
        page.wait_for_function(
            "said => [...document.querySelectorAll('[role=status]')].some(each =>"
            " each.textContent === `Moment 3 of ${said.all}. ${said.text}`)",
            arg={"text": said, "all": found.locator(".says > li").count() - 1},
        )

    @pytest.mark.parametrize("slider", [False, True], ids=["Next", "slider"])
    def test_says_one_sentence_for_each_of_ten_presses(
        self, slider: bool, page: Page
    ) -> None:
        found = brought(page, SECTION)
        page.keyboard.press("Home")
        said = found.locator(".says > li").all_text_contents()
        last = len(said) - 1
        page.wait_for_timeout(600)
        page.evaluate(LISTEN)
        if slider:
            found.get_by_role("slider").focus()
        ways = ["ArrowRight"] * last + ["ArrowLeft"] * last
        at = 0
        wanted: list[str] = []
        for key in [*ways, *ways][:10]:
            page.keyboard.press(key)
            page.wait_for_timeout(600)
            at += 1 if key == "ArrowRight" else -1
            where = f"Moment {at} of {last}" if at else "start"
            # a slider says by itself where it stands
            told = [f"aria-valuetext: {where}", said[at]]
            wanted += told if slider else [f"{where}. {said[at]}"]
        assert page.evaluate("heard") == wanted

    def test_says_only_where_it_stands_after_ten_quick_presses(
        self, page: Page
    ) -> None:
        found = brought(page, SECTION)
        page.wait_for_timeout(600)
        page.evaluate(LISTEN)
        for _ in range(5):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(600)
        (said,) = page.evaluate("heard")
        assert said.endswith(found.locator(".says > [data-now]").text_content())

    def test_lets_the_value_land_under_who_asked_for_it(self, page: Page) -> None:
        found = brought(page, SECTION)
        page.keyboard.press("ArrowRight")
        wire = found.locator(".wires > .yield:not(.what)")
        assert wire.count() == 1
        row = found.locator(".you li.out.seen").last
        word = found.locator(".wires > .what.yield text").text_content()
        assert word == row.inner_text().strip()
        tip, under = wire.locator(".tip").bounding_box(), row.bounding_box()
        assert under["y"] <= tip["y"] + tip["height"] / 2 <= under["y"] + 20

    def test_goes_line_by_line_when_asked_to(self, page: Page) -> None:
        found = brought(page, SECTION)
        moments = int(found.get_by_role("slider").get_attribute("max"))
        found.get_by_role("button", name="Every line").press("Enter")
        assert int(found.get_by_role("slider").get_attribute("max")) > moments

    def test_leaves_every_line_again_by_a_click(self, page: Page) -> None:
        found = brought(page, SECTION)
        lines = found.get_by_role("button", name="Every line")
        lines.click()
        found.locator("[data-act=next]").click()
        assert not found.evaluate(COVERED)
        lines.click()
        assert lines.get_attribute("aria-pressed") == "false"

    def test_plays_at_its_pace_after_a_pause_of_a_moment(self, open_page: Open) -> None:
        page = open_page(LESSON)
        page.emulate_media(reduced_motion="reduce")
        found = brought(page, SECTION)
        page.clock.install()
        play = found.locator("[data-act=play]")
        play.press("Enter")
        page.clock.run_for(500)
        for _ in range(2):  # pause; and play, which goes on at once
            play.press("Enter")
        assert place(found).startswith("3 of ")
        page.clock.run_for(900)
        assert place(found).startswith("3 of ")
        page.clock.run_for(100)
        assert place(found).startswith("4 of ")

    def test_plays_to_its_end_and_then_stands_still(self, open_page: Open) -> None:
        page = open_page(LESSON)
        found = brought(page, SECTION, "play")
        assert found.get_by_role("button", name=re.compile("^Pause")).count() == 1
        last = found.locator(".says > li").count() - 1
        page.wait_for_function(
            "place => place.textContent === place.dataset.last",
            arg=found.locator(".place").evaluate_handle(
                f"each => (each.dataset.last = '{last} of {last}', each)"
            ),
            timeout=60_000,
        )
        found.get_by_role("button", name=re.compile("^Play")).wait_for()

    def test_lets_nothing_travel_for_who_wants_none(self, page: Page) -> None:
        found = brought(page, SECTION)
        page.evaluate(
            "() => { window.tokens = 0; new MutationObserver(all => all.forEach("
            "each => each.addedNodes.forEach(node => {"
            " if (node.classList?.contains('token')) window.tokens += 1 })))"
            ".observe(document.body, {subtree: true, childList: true}) }"
        )
        page.keyboard.press("ArrowRight")
        assert place(found).startswith("2 of ")
        assert page.evaluate("window.tokens") == 0

    def test_is_brought_to_a_moment_by_words_that_lead_there(self, page: Page) -> None:
        found = stage(page, SECTION)
        page.evaluate(
            "section => { const link = document.createElement('a');"
            " link.href = `#${section}-2`; link.textContent = 'the first cup';"
            " document.querySelector(`[data-section='${section}'].stage`)"
            ".before(link) }",
            SECTION,
        )
        page.get_by_role("link", name="the first cup").click()
        page.wait_for_selector(f'.stage.alive[data-section="{SECTION}"]')
        assert place(found).startswith("2 of ")
        assert page.url.endswith(f"#{SECTION}-2")
        assert in_view(found.evaluate(LOOK), "said")

    def test_is_found_again_at_its_moment_by_the_link_that_it_copies(
        self, page: Page, reader: Arrive
    ) -> None:
        found = brought(page, SECTION)
        page.keyboard.press("ArrowRight")
        found.get_by_role("button", name="Copy link").press("Enter")
        page.wait_for_url(f"**#{SECTION}-2")
        other = reader().new_page()
        other.goto(page.url)
        other.wait_for_selector(".stage.alive")
        again = other.locator(f'figure.stage[data-section="{SECTION}"]')
        assert place(again).startswith("2 of ")

    def test_is_found_at_its_moment_by_the_link_that_it_copies_at_a_line(
        self, page: Page
    ) -> None:
        found = brought(page, SECTION)
        found.get_by_role("button", name="Every line").press("Enter")
        found.locator("[data-act=next]").press("Enter")
        # no sentence of a moment is shown
        assert not found.locator(".says > [data-now]").count()
        found.get_by_role("button", name="Copy link").press("Enter")
        page.wait_for_url(f"**#{SECTION}-1")

    def test_is_found_by_its_link_within_a_closed_answer(
        self, open_page: Open, site: Site
    ) -> None:
        stem, section = HIDDEN
        page = open_page(stem)
        page.goto(f"{site.url(stem)}#{section}-2")
        page.reload()
        page.wait_for_selector(".stage.alive .place")
        found = page.locator(f'figure.stage[data-section="{section}"]')
        assert found.is_visible()
        assert place(found).startswith("2 of ")

    @pytest.mark.parametrize("at", [".says > [data-now]", ".line:not([hidden])"])
    def test_is_copied_as_a_picture_that_has_its_words_as_title(
        self, page: Page, at: str
    ) -> None:
        found = brought(page, SECTION)
        if "line" in at:  # one between two moments
            found.get_by_role("button", name="Every line").press("Enter")
            found.get_by_role("slider").focus()
            page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        said = found.locator(at).text_content()
        page.evaluate("() => { ClipboardItem.supports = () => false }")
        with page.expect_download() as download:
            found.get_by_role("button", name="Copy as picture").press("Enter")
        text = download.value.path().read_text(encoding="utf-8")
        shown = page.evaluate(
            "text => { const found = new DOMParser().parseFromString(text,"
            " 'image/svg+xml'); return [found.querySelector('title')?.textContent,"
            " found.querySelectorAll('text').length,"
            " !!found.querySelector('parsererror, foreignObject')] }",
            text,
        )
        assert shown[0] == said
        assert shown[1] > 10
        assert not shown[2]

    def test_stands_alone_at_an_address_of_its_own(self, page: Page) -> None:
        found = brought(page, SECTION)
        found.get_by_role("link", name="Open alone").click()
        page.wait_for_url(f"**/stage-{SECTION}/")
        assert page.locator("figure").count() == 1
        assert page.locator("header, nav, aside").count() == 0
        brought(page, SECTION)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def test_asks_for_nothing_of_python(self, page: Page) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        brought(page, SECTION)
        assert asked
        assert not [u for u in asked if "/runtime-" in u or "/python-" in u]


@pytest.mark.parametrize("act", ["rest", "moment", "table", "end"])
def test_axe_finds_nothing_in_a_stage(
    act: str, scheme: str, width: int, open_page: Open
) -> None:
    page = open_page(
        LESSON, scheme=scheme, width=width, bypass_csp=True, reduced_motion="reduce"
    )
    found = stage(page, SECTION)
    if act != "rest":
        brought(page, SECTION)
        page.keyboard.press("End" if act == "end" else "ArrowRight")
    if act == "table":
        found.get_by_role("button", name="Table").press("Enter")
    page.evaluate("scrollTo(0, 0)")  # nothing lies under the header then
    wrong = violations(page)
    assert not wrong, "\n".join(map(str, wrong))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for each in found.locator(".controls button").all():
        box = each.bounding_box()
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_code_has_the_colours_that_it_has_in_a_block(
    scheme: str, open_page: Open
) -> None:
    page = open_page(LESSON, scheme=scheme, reduced_motion="reduce")
    for kind in ("k", "nf", "s2", "p", "n"):
        inks = page.evaluate(
            """(kind) => ["div.highlight", ".stage .card"].map((place) => {
              const span = document.createElement("span");
              span.className = kind;
              document.querySelector(`${place} code`).append(span);
              return getComputedStyle(span).color;
            })""",
            kind,
        )
        assert inks[0] == inks[1], kind


def test_what_who_asks_types_is_selected_whole_without_its_prompt(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    line = page.locator(".stage .you li").first
    selected = line.evaluate(
        "line => { getSelection().selectAllChildren(line); return `${getSelection()}` }"
    )
    assert selected.strip() == "g = pour(2)"


def test_forced_colours_show_where_a_frame_waits(scheme: str, open_page: Open) -> None:
    page = open_page(
        LESSON, scheme=scheme, forced_colors="active", reduced_motion="reduce"
    )
    found = brought(page, SECTION)
    page.keyboard.press("ArrowRight")
    line = found.locator(".card li[data-at]")
    outline, colour, paper = line.evaluate(
        "each => [getComputedStyle(each).outlineStyle, getComputedStyle(each).color,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert outline == "solid"
    assert colour != paper
    sign = line.locator(".sign path")
    assert sign.evaluate("each => getComputedStyle(each).stroke") != paper


def test_without_scripts_code_table_and_all_sentences_are_there(
    open_page: Open,
) -> None:
    page = open_page(LESSON, java_script_enabled=False)
    found = page.locator(f'figure.stage[data-section="{SECTION}"]')
    assert found.locator(".card li").count() >= 3
    assert found.locator(".times tbody tr").count() >= 3
    for each in found.locator(".says > li, .times td:not(:empty), .you li").all():
        assert each.is_visible()
    assert not found.locator("button").count()


def test_on_paper_code_table_and_all_sentences_are_there(open_page: Open) -> None:
    page = open_page(LESSON, reduced_motion="reduce")
    found = brought(page, SECTION)
    page.emulate_media(media="print")
    for each in found.locator(".says > li, .times td:not(:empty), .you li").all():
        assert each.is_visible()
    for each in found.locator("button, .wires, .along").all():
        assert not each.is_visible()


class TestStep:
    @pytest.mark.parametrize("wide", SIZES)
    def test_on_any_block_brings_a_stage_with_controls_and_moment_in_view(
        self, wide: int, open_page: Open
    ) -> None:
        page = open_page(
            LESSON, width=wide, height=SIZES[wide], reduced_motion="reduce"
        )
        stage(page, SECTION)  # opens what is closed
        for name in (CODE, SESSION, ERROR):
            each = block(page, name)
            each.figure.locator(".tools [data-act=step]").focus()
            page.keyboard.press("Enter")
            found = staged(each)
            seen = found.evaluate(LOOK)
            assert in_view(seen, "controls"), (name, seen)
            assert in_view(seen, "said"), (name, seen)
            assert seen["focus"] == "next"

    def test_shows_the_readers_own_generator_while_it_pauses(
        self, open_page: Open
    ) -> None:
        page = open_page(BENCH, reduced_motion="reduce")
        each = block(page, "halves")
        each.edit(
            "def mine():\n    got = yield 41\n    yield got\n\n"
            "m = mine()\nnext(m)\nm.send(7)"
        )
        each.press("Step")
        found = staged(each)
        said, crossed = [], []
        while True:
            said.append(found.locator(".says > [data-now]").inner_text())
            crossed += found.locator(".wires > .send text, .wires > .yield text").all()
            crossed = [t if isinstance(t, str) else t.text_content() for t in crossed]
            next_ = found.locator("[data-act=next]")
            if next_.get_attribute("aria-disabled") == "true":
                break
            next_.press("Enter")
        # it is halves no more
        assert "your code" in found.locator("figcaption").inner_text()
        assert found.locator(".card .head b").inner_text() == "m"
        assert any("yields 41 and is suspended at line 2" in each for each in said)
        assert crossed.count("41") == 1
        assert "7" in crossed

    def test_leaves_the_session_as_a_run_does(self, open_page: Open) -> None:
        page = open_page(LESSON)
        each = block(page, SESSION)
        each.press("Step")
        staged(each)
        assert re.match(r"As recorded: (\d+) of \1\.", each.said())
        each.press("Run")
        each.figure.locator(".stage").wait_for(state="detached")
        each.until("ran")

    def test_is_closed_and_gives_the_focus_back(self, open_page: Open) -> None:
        page = open_page(LESSON)
        each = block(page, CODE)
        each.press("Step")
        staged(each).get_by_role("button", name="Close").press("Enter")
        assert each.figure.locator(".stage").count() == 0
        assert page.evaluate("document.activeElement.dataset.act") == "run"

    def test_stops_what_never_ends_and_goes_on(self, open_page: Open) -> None:
        each = block(open_page(BENCH), "halves").run()
        each.edit("def f():\n    while True:\n        yield 1\nsum(f())")
        each.press("Step")
        each.until("running")
        each.press("Stop")
        each.until("stopped")
        assert each.edit("6 * 7").run().printed() == "42\n"


def staged(each: Block) -> Any:
    """Return the stage below a block, once it is there."""
    found = each.figure.locator(".stage")
    found.wait_for(timeout=60_000)
    return found


def test_its_scripts_are_small(whole: Site) -> None:
    scripts = sorted(whole.folder.glob("static/modules-*/live/stage*.js"))
    assert len(scripts) == len(list(LIVE.glob("stage*.js")))
    assert sum(len(gzip.compress(each.read_bytes())) for each in scripts) <= 14 * 1024
