"""A walk through a page by the keyboard: what it should meet, and what it met."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

# marks what Tab should reach, in the order of the document; returns their names
STOPS = """() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, " +
    "summary, [tabindex], [contenteditable], audio[controls], video[controls]";
  const groups = new Set();
  return [...document.querySelectorAll(kinds)].filter(node => {
    if (node.tabIndex < 0 || node.disabled || node.closest("[inert]")) return false;
    if (!node.checkVisibility({visibilityProperty: true})) return false;
    if (node.type === "radio") {
      if (groups.has(node.name)) return false;
      groups.add(node.name);
    }
    return true;
  }).map((node, at) => {
    node.dataset.stop = at;
    return `${node.tagName.toLowerCase()}.${node.className} ${
      (node.getAttribute("aria-label") || node.title || node.innerText || "").trim()
    }`.slice(0, 80);
  });
}"""

LOOKS = """node => [node, ...(node.labels || []), node.parentElement].flatMap(each =>
  [null, "::before", "::after"].map(pseudo => {
    const style = getComputedStyle(each, pseudo);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth);
    return `${outlined ? style.outlineWidth + style.outlineColor : "-"} ${
      style.boxShadow}`;
  })).join("; ")"""

# where the focus is: the mark, how it looks, and how it looks without the focus
HERE = f"""() => {{
  const looks = {LOOKS};
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const focused = looks(node);
  const name = `${{node.tagName.toLowerCase()}}.${{node.className}}`;
  const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
  node.blur();
  const blurred = looks(node);
  node.focus({{focusVisible: true, preventScroll: true}});
  return {{
    stop: node.dataset.stop === undefined ? null : Number(node.dataset.stop),
    name, scrolls, seen: focused !== blurred,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth,
  }};
}}"""


def top(page: Page) -> None:
    """Go above all stops, from where a page that opens ready to type has the focus."""
    if page.evaluate("document.activeElement !== document.body"):
        page.locator("a[href], button").first.focus()
        page.keyboard.press("Shift+Tab")


def walk(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """Press Tab from the page's start to its end; return what should be and was met."""
    top(page)
    names = page.evaluate(STOPS)
    met: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for _ in range(2 * len(names) + 20):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (here["stop"], here["name"]) in seen:
            break
        seen.add((here["stop"], here["name"]) if here["stop"] is not None else None)
        met.append(here)
    return names, met


def problems(page: Page) -> list[str]:
    """Return what a walk by keyboard finds wrong."""
    names, met = walk(page)
    order = [each["stop"] for each in met if each["stop"] is not None]
    found = [f"never reached: {names[n]}" for n in range(len(names)) if n not in order]
    found += [
        f"out of order: {names[b]} after {names[a]}"
        for a, b in pairwise(order)
        if b != a + 1
    ]
    for each in met:
        name = each["name"] if each["stop"] is None else names[each["stop"]]
        if each["stop"] is None and not each["scrolls"]:
            found.append(f"a stop that is no control: {name}")
        if not each["seen"]:
            found.append(f"focus is not seen on: {name}")
        if not each["inside"]:
            found.append(f"focus is outside the window on: {name}")
    return found


def skipped(page: Page) -> list[Any]:
    """Press Tab and Enter on a fresh page; return the address, and whether it led in.

    getElementById, because an id may hold what a selector must escape.
    """
    top(page)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')") or ""
    page.keyboard.press("Enter")
    inside = "id => !!document.getElementById(id)?.closest('main, [role=main]')"
    return [target, page.evaluate(inside, target[1:])]
