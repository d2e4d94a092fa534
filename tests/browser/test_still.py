"""What stands on a page stays where it is while the rest of it comes.

Chromium counts how far what is in view has moved, and of how much of the window: a
layout shift.
"""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Arrive
from tests.browser.serving import WIDE, Site

pytestmark = pytest.mark.browser

MOST = 0.02
HEIGHT = 900
# the least time that nothing moves any more, in ms
STILL = 700

WATCH = """
new PerformanceObserver((list) => {
  window.moved ??= []
  for (const {value, hadRecentInput, sources} of list.getEntries()) {
    if (hadRecentInput) continue
    const names = sources.map(({node}) => {
      const named = node instanceof Element ? node : node?.parentElement
      return `${named?.nodeName}.${named?.className}`
    })
    window.moved.push([value, names.join(" ")])
  }
}).observe({type: "layout-shift", buffered: true})
"""
LATE = """async () => {
  await document.fonts.ready
  return window.moved ?? []
}"""


def test_a_page_stands_still(stem: str, whole: Site, reader: Arrive) -> None:
    # in tabs side by side, of readers whose browser has nothing of the site
    pages = {}
    for wide in WIDE:
        pages[wide] = reader(width=wide, height=HEIGHT).new_page()
        pages[wide].add_init_script(WATCH)
        pages[wide].goto(whole.url(stem), wait_until="load")
    for wide, page in pages.items():
        page.wait_for_timeout(STILL / len(pages))
        moved = page.evaluate(LATE)
        total = sum(value for value, _ in moved)
        told = "\n".join(f"{value:.4f} {names}" for value, names in moved)
        assert total < MOST, f"{total:.4f} at {wide} px:\n{told}"


def test_what_comes_late_and_pushes_is_noticed(whole: Site, reader: Arrive) -> None:
    page = reader(width=320, height=HEIGHT).new_page()
    page.add_init_script(WATCH)
    page.goto(whole.url("index"), wait_until="load")
    page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => {
          document.querySelector("main").style.paddingTop = "300px"
          setTimeout(done, 300)
        }))"""
    )
    assert sum(value for value, _ in page.evaluate(LATE)) >= MOST
