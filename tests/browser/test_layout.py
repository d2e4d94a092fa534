"""A page fits a small phone, stands still for who asks, and prints as a handout."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Open, Visits
from tests.browser.layout import CHARTED, MOVING, PRINTED, UNSHADED, WIDER, drawn
from tests.browser.running import Block
from tests.browser.serving import WIDE
from tests.samples import LESSON, SESSION

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("wide", WIDE)
def test_no_page_is_wider_than_its_window(stem: str, wide: int, visit: Visits) -> None:
    found = visit(stem).wider[str(wide)]
    assert not found, f"at {wide} px:\n" + "\n".join(found)


@pytest.mark.parametrize("wide", WIDE)
def test_what_goes_on_sideways_shows_it_whoever_chooses_the_colours(
    stem: str, wide: int, visit: Visits
) -> None:
    found = visit(stem).unsigned[str(wide)]
    assert not found, f"at {wide} px:\n" + "\n".join(found)


@pytest.mark.parametrize("wide", WIDE)
def test_no_word_of_a_chart_lies_on_another(
    stem: str, wide: int, visit: Visits
) -> None:
    assert not visit(stem).charted[str(wide)]


@pytest.mark.parametrize("wide", WIDE)
def test_all_boxes_are_of_one_family(stem: str, wide: int, visit: Visits) -> None:
    looks = visit(stem).looks[str(wide)]
    assert one_family(looks, visit("index").looks[str(wide)]), looks


def one_family(*pages: dict[str, list[str]]) -> bool:
    """Tell whether all boxes there are have one look; a frame has its first part."""
    looks = {look for page in pages for look in page}
    closed = {look for look in looks if ";" in look}
    return len(closed) <= 1 and len({look.split(";")[0] for look in looks}) <= 1


def test_what_a_press_brings_is_of_the_family(open_page: Open) -> None:
    page = open_page(LESSON, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    sides = {look.split("; ")[1] for look in drawn(page) if ";" in look}
    session = Block(page, page.locator(f"[data-section='{SESSION}']"))
    session.edit("print(1)").run()
    session.prompt().wait_for()
    answer = Block(page, page.locator("figure[data-kind=starter]"))
    answer.edit("def odd_cups(limit):\n    yield 3\n").press("Check")
    page.locator(".verdict dd code").first.wait_for(timeout=60_000)
    page.get_by_role("button", name="Arrange here").click()
    page.get_by_role("button", name="Move:").first.wait_for()
    now = drawn(page)
    assert {look.split("; ")[1] for look in now if ";" in look} == sides, now
    brought = {name for boxes in now.values() for name in boxes}
    assert {"PRE.came", "DIV.entry", "DIV.verdict", "LI."} <= brought


def test_nothing_moves_for_a_reader_who_asked_for_that(
    stem: str, visit: Visits
) -> None:
    assert not visit(stem).moving


def test_print_leaves_out_what_paper_cannot_do(stem: str, visit: Visits) -> None:
    assert not visit(stem).printed


# whether what a face has in the middle of its zero is ink
BARRED = """async face => {
  await document.fonts.load(`100px ${face}`);
  const context = document.createElement("canvas").getContext("2d");
  context.font = `100px ${face}`;
  context.fillText("0", 20, 120);
  const box = context.measureText("0");
  const right = 20 + (box.actualBoundingBoxRight - box.actualBoundingBoxLeft) / 2;
  const up = 120 - box.actualBoundingBoxAscent / 2;
  return context.getImageData(right, up, 1, 1).data[3] > 128;
}"""


def test_a_zero_in_prose_is_plain_and_one_in_code_is_not(open_page: Open) -> None:
    page = open_page("index")
    faces = page.evaluate(
        "['--text', '--code'].map(each =>"
        " getComputedStyle(document.documentElement).getPropertyValue(each))"
    )
    assert [page.evaluate(BARRED, each) for each in faces] == [False, True]


def test_printing_in_the_dark_scheme_is_black_on_white(open_page: Open) -> None:
    page = open_page("index", scheme="dark")
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('main p')).color]"
    )
    paper, ink = ([float(n) for n in c.strip("rgba()").split(",")] for c in colours)
    assert paper[:3] == [255, 255, 255] or paper[3:] == [0]
    assert max(ink[:3]) < 90


@pytest.mark.parametrize(
    ("measure", "html"),
    [
        (WIDER, "<p style='width: 400px'>wide</p>"),
        (WIDER, "<pre style='width: 100%; overflow: visible'>" + "x" * 90 + "</pre>"),
        (
            UNSHADED,
            "<pre style='width: 50px; overflow-x: auto'>" + "x" * 90 + "</pre>",
        ),
        (
            CHARTED,
            "<div class=chart><svg><text y=20>word</text><text y=22>other</text></svg>",
        ),
        (MOVING, "<p style='transition: opacity 1s !important'>slow</p>"),
        (PRINTED, "<button style='display: block !important'>press</button>"),
        (
            PRINTED,
            "<div class=stage><ol class=under><li style='height: 0'>a<li>b</ol></div>",
        ),
    ],
)
def test_a_page_that_breaks_this_is_noticed(
    measure: str, html: str, open_page: Open
) -> None:
    page = open_page("index", width=320, reduced_motion="reduce", bypass_csp=True)
    page.emulate_media(media="print" if measure is PRINTED else "screen")
    before = page.evaluate(measure)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)",
        html,
    )
    assert len(page.evaluate(measure)) > len(before)
