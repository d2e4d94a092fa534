"""A page fits a small phone, stands still for who asks, and prints as a handout."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WIDER = """() => {
  const most = document.documentElement.clientWidth + 1;
  const scrolls = node => /auto|scroll/.test(getComputedStyle(node).overflowX);
  const apart = node => {
    for (let up = node; up && up !== document.body; up = up.parentElement) {
      if (up !== node && scrolls(up)) return true;
      if (getComputedStyle(up).position === "fixed") return true;
    }
    return false;
  };
  const found = [];
  if (document.scrollingElement.scrollWidth > most) found.push("the page scrolls");
  for (const node of document.body.querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if (box.width > 1 && box.right > most && node.checkVisibility() && !apart(node))
      found.push(`${node.tagName}.${node.className}: to ${Math.round(box.right)} px`);
  }
  return found;
}"""

MOVING = """() => {
  const longest = text => Math.max(...text.split(",").map(
    part => parseFloat(part) * (part.trim().endsWith("ms") ? 1 : 1000)));
  const found = [];
  for (const node of document.querySelectorAll("*")) {
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(node, pseudo);
      const moves = Math.max(longest(style.transitionDuration),
        style.animationName === "none" ? 0 : longest(style.animationDuration));
      if (moves > 0.02 || style.scrollBehavior === "smooth")
        found.push(`${node.tagName}.${node.className}${pseudo || ""}: ${moves} ms`);
    }
  }
  return found;
}"""

PRINTED = """() => ["header", "nav", "button", "input", "[role=search]", "dialog"]
  .flatMap(each => [...document.querySelectorAll(each)]
    .filter(node => !node.closest("main header"))
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .map(node => `${node.tagName}.${node.className}`))"""


def test_no_page_is_wider_than_a_phone(stem, open_page) -> None:
    page = open_page(stem, width=320)
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    assert not page.evaluate(WIDER)


def test_nothing_moves_for_a_reader_who_asked_for_that(stem, open_page) -> None:
    page = open_page(stem, reduced_motion="reduce")
    assert not page.evaluate(MOVING)


def in_the_open(element) -> bool:
    """Return whether no closed answer has an element within."""
    return not element.evaluate("each => each.closest('details:not(.story)')")


def test_print_leaves_out_what_paper_cannot_do(stem, open_page) -> None:
    page = open_page(stem)
    page.emulate_media(media="print")
    assert not page.evaluate(PRINTED)
    answers = page.locator("main details:not(.story) > :not(summary)").all()
    assert not any(answer.is_visible() for answer in answers)
    # the steps of a strip are no answer, unless the strip is part of one
    steps = page.locator(".strip .story li").all()
    assert all(step.is_visible() for step in steps if in_the_open(step))
    assert page.pdf().startswith(b"%PDF")


def test_printing_in_the_dark_scheme_is_black_on_white(open_page) -> None:
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
        (MOVING, "<p style='transition: opacity 1s !important'>slow</p>"),
        (PRINTED, "<button style='display: block !important'>press</button>"),
    ],
)
def test_a_page_that_breaks_this_is_noticed(measure, html, open_page) -> None:
    page = open_page("index", width=320, reduced_motion="reduce", bypass_csp=True)
    page.emulate_media(media="print" if measure is PRINTED else "screen")
    before = page.evaluate(measure)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)",
        html,
    )
    assert len(page.evaluate(measure)) > len(before)
