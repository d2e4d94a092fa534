"""A page can be used by keyboard alone: in order, seen, and never trapped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser import reading

pytestmark = pytest.mark.browser

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


def walk(page) -> tuple[list[str], list[dict]]:
    """Press Tab from the page's start to its end; return what should be and was met."""
    names = page.evaluate(STOPS)
    met: list[dict] = []
    seen: set = set()
    for _ in range(2 * len(names) + 20):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (here["stop"], here["name"]) in seen:
            break
        seen.add((here["stop"], here["name"]) if here["stop"] is not None else None)
        met.append(here)
    return names, met


def problems(page) -> list[str]:
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


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(
    stem, open_page
) -> None:
    page = open_page(stem, reduced_motion="reduce")
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true })"
    )
    found = problems(page)
    assert not found, "\n".join(found)


def test_tab_reaches_every_control_on_a_phone(open_page) -> None:
    page = open_page("tutorial/first-generator", width=320, reduced_motion="reduce")
    found = problems(page)
    assert not found, "\n".join(found)


def test_the_lessons_open_by_keyboard_on_a_phone(open_page) -> None:
    page = open_page("tutorial/first-generator", width=320, reduced_motion="reduce")
    lesson = page.get_by_role("link", name="One pass only").first
    assert not lesson.is_visible()
    page.locator("label[for=__drawer][tabindex='0']").press("Enter")
    lesson.wait_for(state="visible")
    for _ in range(40):
        page.keyboard.press("Tab")
        if lesson.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/tutorial/one-pass/")


def test_the_first_stop_skips_to_the_lesson(stem, open_page) -> None:
    page = open_page(stem)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    page.keyboard.press("Enter")
    # getElementById, because an id may hold what a selector must escape
    inside = "id => !!document.getElementById(id)?.closest('main, [role=main]')"
    assert page.evaluate(inside, target[1:])


def test_escape_closes_the_search_and_gives_the_focus_back(open_page) -> None:
    page = open_page("tutorial/first-generator", reduced_motion="reduce")
    field = reading.open_search(page)
    assert field.evaluate("node => node === document.activeElement")
    page.keyboard.type("StopIteration")
    page.locator(reading.HITS).first.wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator(reading.HITS).first.wait_for(state="hidden")
    assert field.evaluate("node => node !== document.activeElement")


def test_a_hit_is_reached_and_opened_by_keyboard(open_page) -> None:
    page = open_page("index", reduced_motion="reduce")
    reading.open_search(page)
    page.keyboard.type("StopIteration")
    hit = page.locator(reading.HITS).first
    hit.wait_for(state="visible")
    for _ in range(6):
        page.keyboard.press("Tab")
        if hit.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/*-*/**")


def test_an_answer_opens_by_keyboard(open_page) -> None:
    page = open_page("tutorial/first-generator")
    summary = page.locator(f"main {reading.OPENED}").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.locator("xpath=..").evaluate("node => node.open")


@pytest.mark.parametrize(
    ("complaint", "html"),
    [
        ("never reached", "<button onfocus='this.blur()'>b</button>"),
        (
            "never reached",
            "<button onkeydown='return false'>a</button><button>b</button>",
        ),
        ("out of order", "<button tabindex='2'>b</button>"),
        (
            "focus is not seen",
            "<button style='outline: 0; box-shadow: none'>b</button>",
        ),
        ("focus is outside", "<button style='position: fixed; top: -9em'>b</button>"),
    ],
)
def test_a_page_that_breaks_this_is_noticed(complaint, html, open_page) -> None:
    page = open_page("404", reduced_motion="reduce", bypass_csp=True)
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)",
        html,
    )
    assert any(each.startswith(complaint) for each in problems(page))
