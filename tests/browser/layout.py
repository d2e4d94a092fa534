"""What of a page sticks out, moves, or goes on paper though paper cannot do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# one question for all elements: each question by itself takes its time
OF_ALL = """(all) => {
  const seen = (each) => {
    const {width, height} = each.getBoundingClientRect()
    return width > 0 && height > 0 && each.checkVisibility({visibilityProperty: true})
  }
  return ANSWER
}"""

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

PRINTED = """() => {
  const found = ["header", "nav", "button", "input", "textarea", "dialog",
    "[role=search]"]
    .flatMap(each => [...document.querySelectorAll(each)])
    .filter(node => !node.closest("main header"))
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .map(node => `${node.tagName}.${node.className}`);
  // of a stage, no line lies on the one before
  for (const part of document.querySelectorAll(".stage :is(.lane, .under)")) {
    let low = -Infinity;
    for (const line of part.querySelectorAll(".head, li, tr")) {
      const words = document.createRange();
      words.selectNodeContents(line);
      const {top, bottom, height} = words.getBoundingClientRect();
      if (!height) continue;
      if (top < low - 4) found.push(`lies on another: ${line.textContent}`);
      low = bottom;
    }
  }
  return found;
}"""


def of_all(answer: str) -> str:
    """Return a function of elements, `all`, which may ask whether each is `seen`."""
    return OF_ALL.replace("ANSWER", answer)


def print_faults(page: Page) -> list[str]:
    """Return what is wrong with a page on paper; put it back on screen."""
    page.emulate_media(media="print")
    found = [f"is printed: {each}" for each in page.evaluate(PRINTED)]
    found += page.locator("main details > :not(summary)").evaluate_all(
        of_all("all.filter(seen).map((each) => `open: ${each.textContent}`)")
    )
    # what a stage says is no answer, unless the stage is part of one
    found += page.locator(".stage .says li, .stage .times td:not(:empty)").evaluate_all(
        of_all(
            "all.filter((each) => !each.closest('details') && !seen(each))"
            ".map((each) => `left out: ${each.textContent}`)"
        )
    )
    if not page.pdf().startswith(b"%PDF"):
        found.append("nothing is printed")
    page.emulate_media(media="screen")
    return found
