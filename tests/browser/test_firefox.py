"""The site in a stock Firefox: what a reader does first works there as in Chromium."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.setup import browser
from tests import samples
from tests.browser import listings, reading
from tests.browser.editions import (
    FIRST,
    MARKS_SEEN,
    PAGES,
    SECOND,
    TELLS,
    THIRD,
    Deployment,
    release_of,
)
from tests.browser.firefox import Firefox, FirefoxError, Reader, started
from tests.browser.running import DONE, LOOPS
from tests.browser.serving import Elsewhere, Host, Site, hosted
from tests.samples import LESSON

pytestmark = pytest.mark.browser

# write a text into a block's editor, opening it if need be
TAKEN = """async (figure, text) => {
  const found = document.querySelector(figure)
  if (!found.querySelector(":scope > .editor"))
    [...found.querySelectorAll(".tools button")]
      .find((each) => each.textContent === "Edit").click()
  while (!found.querySelector(":scope > .editor textarea"))
    await new Promise((done) => setTimeout(done, 20))
  const area = found.querySelector(":scope > .editor textarea")
  area.value = text
  area.dispatchEvent(new InputEvent("input", {bubbles: true}))
}"""


@pytest.fixture
def visitor(firefox: Firefox) -> Iterator[Reader]:
    """A reader with nothing stored."""
    with firefox.reader() as found:
        yield found


def test_every_page_loads_without_an_error(
    stem: str, whole: Site, visitor: Reader, others: Elsewhere
) -> None:
    del others.asked[:]
    visitor.open(whole.url(stem))
    assert visitor.evaluate("document.readyState") == "complete"
    fonts = "Promise.all([...document.fonts].map(each => each.load())).then(() => true)"
    assert visitor.evaluate(fonts)
    visitor.pause()
    assert not visitor.errors
    assert not others.asked
    ours = (whole.address.split("/a/")[0], "data:", "blob:")
    assert visitor.requests
    assert not [each for each in visitor.requests if not each.startswith(ours)]


def test_the_copy_button_copies_what_the_page_promises(
    site: Site, visitor: Reader
) -> None:
    visitor.open(site.url(LESSON))
    html = site.file(LESSON).read_text(encoding="utf-8")
    (promised, *_) = listings.read(html)
    visitor.evaluate("navigator.clipboard.writeText('nothing copied')")
    visitor.click(f"{reading.LISTING} {reading.COPY}")
    copied = "await navigator.clipboard.readText()"
    visitor.wait_for(f"(async () => {copied} !== 'nothing copied')()")
    assert visitor.evaluate("navigator.clipboard.readText()").rstrip() == (
        promised.copy.rstrip()
    )


def test_the_search_opens_by_its_key_and_finds(site: Site, visitor: Reader) -> None:
    visitor.open(site.url(LESSON))
    visitor.press("/")
    visitor.wait_for(f"document.activeElement.matches({reading.SEARCH_FIELD!r})")
    visitor.type("kettle")
    visitor.wait_for(f"document.querySelectorAll({reading.HITS!r}).length > 1")


SHOWN = f"figure[data-run][data-section='{samples.SESSION}']"
CODE = f"figure[data-run][data-section='{samples.CODE}']"
COLD = 60  # seconds for the first output, on a slow machine


def press(visitor: Reader, figure: str, word: str) -> None:
    """Press a button of a block, named by its word."""
    name = figure.split("'")[1]
    visitor.click(
        f"{figure} .tools button[aria-label='{word}: {name}'],"
        f"{figure} .tools button[aria-label^='{word} ('][aria-label$='{name}']"
    )


def until(visitor: Reader, figure: str, *states: str, seconds: float = COLD) -> str:
    """Wait until a block stands in one of these states; return what it says."""
    now = f"document.querySelector({json.dumps(figure)})"
    wanted = f"{json.dumps(states)}.includes({now}.dataset.state)"
    said = f"{now}.querySelector('.said')?.textContent"
    try:
        visitor.wait_for(wanted, seconds)
    except FirefoxError as error:
        state = visitor.evaluate(f"{now}.dataset.state + ': ' + {said}")
        focused = visitor.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise FirefoxError(
            f"{error}\nit is {state}\nfocused: {focused}\nerrors: {visitor.errors}"
        ) from None
    return str(visitor.evaluate(said))


def run(visitor: Reader, figure: str) -> str:
    """Press Run, wait until it is over, and return what the block says."""
    press(visitor, figure, "Run")
    return until(visitor, figure, *DONE)


def write(visitor: Reader, figure: str, text: str) -> None:
    """Open a block's editor and type a text in place of its own."""
    if visitor.evaluate(f'!document.querySelector("{figure} > .editor")'):
        press(visitor, figure, "Edit")
        visitor.wait_for(f'document.activeElement.matches("{figure} textarea")')
    else:
        visitor.click(f"{figure} > .editor textarea")
    visitor.press("Control+a")
    visitor.type(text)


def printed(visitor: Reader, figure: str) -> str:
    """Return what a block's last run printed."""
    shown = f"document.querySelector(\"{figure} > pre.came\")?.textContent ?? ''"
    return str(visitor.evaluate(shown))


class TestLiveCode:
    def test_nothing_of_python_comes_before_the_first_run(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        visitor.pause()
        python = ("/runtime-", "/python-", "/live/", "/release-", "sw.js")
        assert not [u for u in visitor.requests if any(part in u for part in python)]

    def test_a_run_gives_what_is_recorded(
        self, site: Site, visitor: Reader, others: Elsewhere
    ) -> None:
        visitor.open(site.url(LESSON))
        del others.asked[:]
        said = run(visitor, SHOWN)
        assert said.startswith("As recorded: ")
        assert "The block before it ran first." in said
        marks = f'document.querySelectorAll("{SHOWN} .line > .mark").length'
        assert visitor.evaluate(marks) == int(said.split()[2])
        rows = f'document.querySelectorAll("{SHOWN} .line:has(> .mark)").length'
        assert visitor.evaluate(rows) == int(said.split()[2])
        assert not visitor.errors
        assert not others.asked

    def test_every_runnable_block_of_a_lesson_gives_what_is_recorded(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate(
            "document.querySelectorAll('details').forEach(each => each.open = true)"
        )
        figures = visitor.evaluate(
            "[...document.querySelectorAll('figure[data-run]')]"
            ".map(each => [each.dataset.section, each.dataset.kind])"
        )
        for section, kind in figures:
            figure = f"figure[data-run][data-section='{section}']"
            said = run(visitor, figure)
            assert said.startswith("Ran" if kind == "code" else "As recorded"), said

    def test_a_press_that_fetched_nothing_can_be_repeated(
        self, site: Site, visitor: Reader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = [True]
        get = Host.do_GET

        def answer(handler: Any) -> None:
            if gone[0] and "/live/" in handler.path:
                handler.send_response(503)
                handler.send_header("Content-Length", "0")
                handler.end_headers()
            else:
                get(handler)

        monkeypatch.setattr(Host, "do_GET", answer)
        visitor.open(site.url(LESSON))
        visitor.click(".exercise .tools [data-act=check]")
        visitor.wait_for("document.querySelector('[role=alert]')?.textContent")
        gone[0] = False
        # its verdict needs a script that in turn needs the one that did not come
        visitor.click(".exercise .tools [data-act=check]")
        said = "document.querySelector('.exercise > .verdict')?.textContent"
        assert visitor.wait_for(said, COLD).startswith("✕ Not yet.")
        assert visitor.evaluate("!document.querySelector('[role=alert]')")

    def test_an_edit_runs_by_key_and_reset_takes_it_back(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        write(visitor, CODE, "print(6 * 7)")
        visitor.press("Control+Enter")
        until(visitor, CODE, "ran")
        assert printed(visitor, CODE) == "42\n"
        press(visitor, CODE, "Reset")
        assert visitor.evaluate(f'!document.querySelector("{CODE} > .editor")')
        assert printed(visitor, CODE) == ""

    def test_every_endless_loop_stops(self, site: Site, visitor: Reader) -> None:
        visitor.open(site.url(LESSON))
        run(visitor, CODE)
        for loop in LOOPS.values():
            visitor.evaluate(TAKEN, CODE, loop)
            press(visitor, CODE, "Run")
            until(visitor, CODE, "running")
            visitor.pause(0.1)
            press(visitor, CODE, "Stop")
            said = until(visitor, CODE, "stopped")
            assert said.startswith("Stopped"), loop
        visitor.evaluate(TAKEN, CODE, "print('still here')")
        assert run(visitor, CODE).startswith("Ran")
        assert printed(visitor, CODE) == "still here\n"
        # a worker that is ended in the middle of its work leaves this in the console
        assert set(visitor.errors) <= {"uncaught exception: undefined"}

    def test_the_prompt_goes_on_where_the_block_ended(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        run(visitor, SHOWN)
        visitor.click(f"{SHOWN} .prompt textarea")
        visitor.type("next(g)\n")
        log = f'document.querySelector("{SHOWN} .prompt .log").textContent'
        visitor.wait_for(f"{log} !== ''")
        until(visitor, SHOWN, "ran")
        assert visitor.evaluate(log) == ">>> next(g)\n1\n"
        assert not visitor.errors

    def test_after_the_first_run_it_needs_no_network(
        self, site: Site, visitor: Reader
    ) -> None:
        with hosted(site.folder) as own:
            visitor.open(own.url(LESSON))
            run(visitor, SHOWN)
            visitor.wait_for("document.documentElement.dataset.kept === 'page'", COLD)
        visitor.reload()
        assert run(visitor, SHOWN).startswith("As recorded: ")
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(own.address)


def test_an_edition_gives_way_to_the_next_as_a_whole(
    host: Deployment, editions: dict[str, Path], visitor: Reader
) -> None:
    def tells(stem: str, letter: str) -> None:
        visitor.open(host.url(stem))
        section, module = PAGES[stem]
        figure = f"figure[data-run][data-section='{section}']"
        visitor.evaluate(TAKEN, figure, TELLS.format(module))
        # by key, for the buttons move while the first press brings their style
        visitor.evaluate(f'document.querySelector("{figure} textarea").focus()')
        visitor.press("Control+Enter")
        until(visitor, figure, *DONE)
        seen = visitor.evaluate(f"({MARKS_SEEN})()")
        assert [*seen, *printed(visitor, figure).split()[-4:]] == [letter] * 8

    def is_kept_by(letter: str) -> None:
        visitor.wait_for("document.documentElement.dataset.kept === 'page'", COLD)
        name = f"{host.address}edition-{release_of(editions[letter])}"
        assert visitor.evaluate("caches.keys()") == [name]

    tells(FIRST, "A")
    is_kept_by("A")
    host.folder = editions["B"]
    host.gone = True
    tells(FIRST, "A")
    # the next one may have been fetched beforehand
    visitor.open(host.url(THIRD))
    title = visitor.evaluate("document.querySelector('h1').textContent")
    assert title == "You are offline"
    host.gone = False
    tells(SECOND, "B")
    is_kept_by("B")
    host.gone = True
    for stem in (FIRST, SECOND):
        tells(stem, "B")


class TestTheDriver:
    def test_tells_of_what_a_page_gets_wrong(self, site: Site, visitor: Reader) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate("setTimeout(() => nonesuch())")
        visitor.evaluate("console.error('a word')")
        visitor.pause()
        assert any("nonesuch" in each for each in visitor.errors)
        assert "a word" in visitor.errors

    def test_sees_what_a_page_asks_of_others(
        self, visitor: Reader, others: Elsewhere
    ) -> None:
        del others.asked[:]
        visitor.open("http://stranger.example/")
        assert "http://stranger.example/" in visitor.requests
        assert any("stranger.example" in each for each in others.asked)

    def test_tells_of_what_the_pages_policy_stops(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate("fetch('http://stranger.example/').catch(() => 0)")
        visitor.pause()
        assert any("Content-Security-Policy" in each for each in visitor.errors)

    def test_does_not_click_through_what_lies_above(
        self, site: Site, visitor: Reader
    ) -> None:
        visitor.open(site.url(LESSON))
        visitor.evaluate(
            "Object.assign(document.body.appendChild(document.createElement('div')),"
            " {id: 'above'}).style.cssText = 'position:fixed;inset:0;z-index:999'"
        )
        with pytest.raises(FirefoxError, match=r"hidden by <div id=.above"):
            visitor.click(reading.LISTING)
        with pytest.raises(FirefoxError, match="there is no #nonesuch"):
            visitor.click("#nonesuch")

    def test_says_what_was_waited_for(self, visitor: Reader) -> None:
        with pytest.raises(FirefoxError, match=r"not so after 0\.1 s: 1 > 2"):
            visitor.wait_for("1 > 2", seconds=0.1)

    def test_gives_each_reader_a_store_of_their_own(
        self, site: Site, firefox: Firefox
    ) -> None:
        for _ in range(2):
            with firefox.reader() as reader:
                reader.open(site.url(LESSON))
                assert reader.evaluate("localStorage.getItem('mine')") is None
                reader.evaluate("localStorage.setItem('mine', '1')")

    def test_says_why_a_firefox_did_not_come_up(
        self, tmp_path: Path, others: Elsewhere
    ) -> None:
        broken = tmp_path / "firefox"
        broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n")
        broken.chmod(0o755)
        with (
            pytest.raises(FirefoxError, match="did not come up: no display"),
            started(str(broken), others.address),
        ):
            pass

    def test_comes_up_where_nobody_may_write_at_home(
        self, others: Elsewhere, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", "/dev/null/home")
        found = browser.find(browser.FIREFOX)
        with started(found, others.address) as firefox, firefox.reader() as reader:
            assert reader.evaluate("1 + 1") == 2
