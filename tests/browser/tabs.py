"""A tab of Chromium or of Firefox, both driven alike."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from engine.live.limits import TimeIsUpError, at_most
from engine.setup import browser
from tests.browser.firefox import Reader, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


class Tab(Protocol):
    """A tab of some browser."""

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is there."""

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function of JavaScript gives for an argument, in the page."""

    def inside(self, function: str, argument: object = None) -> Any:
        """Return the same in the frame where Python runs; None where there is none."""


class ChromiumTab:
    """A tab of Chromium."""

    def __init__(self, page: Page) -> None:
        """Take a page of Playwright's."""
        self.page = page

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is there."""
        self.page.goto(address, wait_until="load")

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function gives for an argument, in the page."""
        return self.page.evaluate(function, argument)

    def inside(self, function: str, argument: object = None) -> Any:
        """Return the same in the frame where Python runs; None where there is none."""
        frames = self.page.main_frame.child_frames
        return frames[0].evaluate(function, argument) if frames else None


class FirefoxTab:
    """A tab of Firefox."""

    def __init__(self, reader: Reader) -> None:
        """Take a reader's tab."""
        self.reader = reader

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is there."""
        self.reader.open(address)

    def evaluate(self, function: str, argument: object = None) -> Any:
        """Return what a function gives for an argument, in the page."""
        return self.reader.evaluate(function, argument)

    def inside(self, function: str, argument: object = None) -> Any:
        """Return the same in the frame where Python runs; None where there is none."""
        command = self.reader.firefox.command
        tree = command("browsingContext.getTree", root=self.reader.context)
        frames = tree["contexts"][0]["children"]
        if not frames:
            return None
        frame = Reader(self.reader.firefox, frames[0]["context"])
        return frame.evaluate(function, argument)


# gives a fresh tab, with nothing stored, until its block ends
Fresh = Callable[[], AbstractContextManager[Tab]]


def close(context: BrowserContext, seconds: float = 60) -> None:
    """Close a context; one that Chromium does not close in time is left, and told."""
    try:
        with at_most(seconds):
            context.close()
    except TimeIsUpError:
        what = f"{context} did not close in {seconds:g} s, and was left"
        warnings.warn(what, stacklevel=2)


@contextmanager
def chromium(shared: Browser, proxy: str, words: list[str]) -> Iterator[Fresh]:
    """Start a Chromium beside one that runs, with any certificate good enough.

    That is a word of the command line: a context's own setting spares service workers.
    """
    launched = shared.browser_type.launch(
        executable_path=browser.find(),
        args=[
            *words,
            "--ignore-certificate-errors",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ],
        proxy={"server": proxy, "bypass": "127.0.0.1"},
    )

    @contextmanager
    def fresh() -> Iterator[Tab]:
        context = launched.new_context(permissions=["notifications"])
        context.set_default_timeout(30_000)
        yield ChromiumTab(context.new_page())
        close(context)

    yield fresh
    launched.close()


@contextmanager
def firefox(proxy: str) -> Iterator[Fresh]:
    """Start a Firefox."""
    with started(browser.find(browser.FIREFOX), proxy) as found:

        @contextmanager
        def fresh() -> Iterator[Tab]:
            with found.reader() as reader:
                yield FirefoxTab(reader)

        yield fresh
