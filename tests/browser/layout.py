"""What of a page sticks out, moves, or goes on paper though paper cannot do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WIDER = """() => {
  const most = document.documentElement.clientWidth + 1;
  // what is cut with a sign is not wider; painted lines go with their text area
  const scrolls = node => {
    const {overflowX, textOverflow} = getComputedStyle(node);
    return /auto|scroll/.test(overflowX) || textOverflow === "ellipsis"
      || node.matches(".editor > pre > code");
  };
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


def in_the_open(element: Locator) -> bool:
    """Return whether no closed answer has an element within."""
    return not element.evaluate("each => each.closest('details')")


def print_faults(page: Page) -> list[str]:
    """Return what is wrong with a page on paper; put it back on screen."""
    page.emulate_media(media="print")
    found = [f"is printed: {each}" for each in page.evaluate(PRINTED)]
    answers = page.locator("main details > :not(summary)").all()
    found += [f"open: {a.text_content()}" for a in answers if a.is_visible()]
    # what a stage says is no answer, unless the stage is part of one
    steps = page.locator(".stage .says li, .stage .times td:not(:empty)").all()
    found += [
        f"left out: {each.text_content()}"
        for each in steps
        if in_the_open(each) and not each.is_visible()
    ]
    if not page.pdf().startswith(b"%PDF"):
        found.append("nothing is printed")
    page.emulate_media(media="screen")
    return found
