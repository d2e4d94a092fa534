"""A page whose code runs: its blocks, what they say, and how they are driven."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DONE = ("ran", "failed", "stopped")

# the seven loops that a Stop must end; the first two are Python's own steps
LOOPS = {
    "an empty loop": "while True: pass",
    "a list of an endless generator": (
        "def ones():\n    while True:\n        yield 1\nsum(ones())"
    ),
    # of a million numbers one is kept: memory that is full would end it by itself
    "a list without an end": (
        "import itertools\nlist(itertools.islice(itertools.count(), 0, None, 10**6))"
    ),
    "a sum without an end": "import itertools\nsum(itertools.repeat(1))",
    "a long sleep": "import time\ntime.sleep(60)",
    "a bare except": (
        "while True:\n    try:\n        while True: pass\n    except:\n        pass"
    ),
    "a flood of lines": "while True: print('x' * 30)",
}


@dataclass(frozen=True)
class Block:
    """One runnable listing of an open page."""

    page: Page
    figure: Locator

    def press(self, word: str) -> None:
        """Press one of its buttons."""
        self.figure.locator(".tools button", has_text=word).first.click()

    def state(self) -> str:
        """Return how it stands."""
        return self.figure.get_attribute("data-state") or "idle"

    def said(self) -> str:
        """Return what it says of its last run."""
        return self.figure.locator(".said").first.inner_text()

    def printed(self) -> str:
        """Return what its last run printed."""
        return self.figure.locator("pre.came").first.inner_text()

    def until(self, *states: str, seconds: float = 30) -> float:
        """Wait until it stands in one of these states; return the seconds it took."""
        start = time.monotonic()
        self.page.wait_for_function(
            "([figure, states]) => states.includes(figure.dataset.state)",
            arg=[self.figure.element_handle(), states],
            timeout=seconds * 1000,
            polling=5,
        )
        return time.monotonic() - start

    def run(self, seconds: float = 60) -> Block:
        """Press Run, and wait until it is over."""
        self.figure.evaluate("figure => delete figure.dataset.state")
        self.press("Run")
        self.until(*DONE, seconds=seconds)
        return self

    def edit(self, text: str) -> Block:
        """Write a text in place of its own."""
        if not self.figure.locator(":scope > .editor").count():
            self.press("Edit")
        self.figure.locator(":scope > .editor textarea").fill(text, timeout=60_000)
        return self

    def prompt(self) -> Locator:
        """Return the prompt below it."""
        return self.figure.locator(".prompt textarea")

    def enter(self, *lines: str) -> str:
        """Type lines at its prompt; return all that stands above it then."""
        for line in lines:
            self.prompt().press_sequentially(line)
            self.prompt().press("Enter")
            self.page.wait_for_timeout(50)
            self.until(*DONE)
        return self.figure.locator(".prompt .log").inner_text()


def begun(page: Page) -> None:
    """Wait until Python works on what was asked: then it asks whether to stop.

    Were a page's clock to leap before that, the page would take Python for a dead one.
    """
    page.wait_for_event("request", lambda request: request.url.startswith("blob:"))


def blocks(page: Page) -> list[Block]:
    """Return the runnable listings of a page, its answers opened."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.locator("figure[data-run]")
    return [Block(page, found.nth(n)) for n in range(found.count())]


def block(page: Page, section: str) -> Block:
    """Return the runnable listing of a section."""
    return Block(page, page.locator(f'figure[data-run][data-section="{section}"]'))
