"""A page fits a small phone, stands still for who asks, and prints as a handout."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Open, Visits
from tests.browser.layout import CHARTED, MOVING, PRINTED, UNSHADED, WIDER
from tests.browser.serving import WIDE

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


def test_nothing_moves_for_a_reader_who_asked_for_that(
    stem: str, visit: Visits
) -> None:
    assert not visit(stem).moving


def test_print_leaves_out_what_paper_cannot_do(stem: str, visit: Visits) -> None:
    assert not visit(stem).printed


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
