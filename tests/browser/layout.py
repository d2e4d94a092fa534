"""What of a page sticks out, moves, or goes on paper though paper cannot do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.serving import SCHEMES

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAPER = 660  # px between the margins of a sheet

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

# what goes on sideways without a shade at its edge that differs from its ground
UNSHADED = """() => {
  const found = [];
  for (const node of document.querySelectorAll("main *")) {
    const style = getComputedStyle(node);
    if (node.matches("textarea") || !/auto|scroll/.test(style.overflowX)) continue;
    if (node.scrollWidth <= node.clientWidth + 1 || !node.checkVisibility()) continue;
    const ground = style.backgroundColor;
    const ends = style.backgroundImage.match(/(rgba?|color)\\([^()]*\\)/g) ?? [];
    if (!ends.some(each => each !== ground && !/(^rgba.*, |\\/ )0\\)$/.test(each)))
      found.push(`${node.tagName}.${node.className}: ${style.backgroundImage}`);
  }
  return found;
}"""

# which words of a chart lie on one another: their boxes are higher than their letters
CHARTED = """() => [...document.querySelectorAll(".chart svg")].flatMap(chart => {
  const words = [...chart.querySelectorAll("text")]
    .map(each => [each.textContent, each.getBoundingClientRect()]);
  return words.flatMap(([word, one], at) => words.slice(at + 1).filter(([, two]) =>
    Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2
    && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > one.height / 3)
    .map(([other]) => `${word} on ${other}`));
})"""

# each box by its look: its hairline and corners, then its sides and the room in it.
# A frame of a stage is left open where it hands a value over, and has its own room
LOOKS = """() => {
  const looks = {};
  const clear = colour => /, 0\\)$/.test(colour);
  const page = getComputedStyle(document.body).backgroundColor;
  for (const node of document.querySelectorAll("main .md-typeset *")) {
    const style = getComputedStyle(node);
    if (/^(inline|table|contents|none)/.test(style.display)) continue;
    if (node.closest("a, button, dialog, figcaption, svg, table, textarea")) continue;
    if (!node.innerText?.trim() || !node.checkVisibility()) continue;
    const frame = node.matches(".card");
    if (!frame && node.closest(".stage")) continue;
    const sides = ["Top", "Right", "Bottom", "Left"].map(side =>
      clear(style[`border${side}Color`]) ? 0 : parseFloat(style[`border${side}Width`]));
    const ground = style.backgroundColor;
    if (!sides[1] && !sides[3] && (clear(ground) || ground === page)) continue;
    const look = [`${sides[0]} px, corner ${style.borderTopRightRadius}`];
    if (!frame) look.push(`${sides} px, corners ${style.borderRadius}`,
      `room ${style.paddingLeft} and ${style.paddingRight}`);
    (looks[look.join("; ")] ??= []).push(`${node.tagName}.${node.className}`);
  }
  return looks;
}"""

PRINTED = """() => {
  const found = ["header", "nav", "button", "input", "textarea", "dialog",
    "[role=search]", ".stage .whole"]
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


def unsigned(page: Page) -> list[str]:
    """Return what goes on sideways without a sign, where the system has the colours."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{scheme}: {each}" for each in page.evaluate(UNSHADED)]
    page.emulate_media(forced_colors="none", color_scheme=SCHEMES[-1])  # type: ignore[arg-type]
    return found


def drawn(page: Page) -> dict[str, list[str]]:
    """Return which boxes a page draws, by their looks."""
    found: dict[str, list[str]] = page.evaluate(LOOKS)
    return {look: sorted({*boxes}) for look, boxes in found.items()}


def of_all(answer: str) -> str:
    """Return a function of elements, `all`, which may ask whether each is `seen`."""
    return OF_ALL.replace("ANSWER", answer)


def print_faults(page: Page) -> list[str]:
    """Return what is wrong with a page on paper; put it back on screen."""
    window = page.viewport_size
    page.set_viewport_size({"width": PAPER, "height": 900})
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
    if window:
        page.set_viewport_size(window)
    return found
