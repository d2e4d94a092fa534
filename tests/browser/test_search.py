"""An error message that a reader pastes into the search leads to its lesson."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from engine.book import messages
from engine.book.tree import Tree
from engine.live.transcript import session
from tests.browser import reading, tabs
from tests.browser.fixtures import Arrive
from tests.browser.serving import ROOT, Site
from tests.every import every

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TREE = Tree(ROOT)
SAID = messages.read(messages.folder(ROOT), messages.SOURCE)["page"]["first"]


def pages_of_sections() -> dict[tuple[str, str], set[str]]:
    """Return the pages that include each section, by module and section."""
    found: dict[tuple[str, str], set[str]] = {}
    for page in TREE.pages():
        for fence in page.fences:
            for each in fence.includes():
                key = (f"snippets/{each.file}", (each.section or "").lower())
                found.setdefault(key, set()).add(page.stem)
    return found


def errors() -> dict[str, set[str]]:
    """Return the last line of every error shown, with the pages that show it."""
    shown = pages_of_sections()
    found: dict[str, set[str]] = {}
    for module in TREE.modules():
        for example in session(module.source):
            if example.raises and example.section:
                message = example.output.strip().splitlines()[-1]
                stems = shown.get((module.path, example.section.name), set())
                found.setdefault(message, set()).update(stems)
    return {message: stems for message, stems in sorted(found.items()) if stems}


ERRORS = errors()


def stems(site: Site, hits: list[str]) -> list[str]:
    """Return the pages of hits, each once: one may have more of its sections below."""
    found = (
        hit.removeprefix(site.address).partition("#")[0].partition("?")[0].strip("/")
        for hit in hits
    )
    return [*dict.fromkeys(each or "index" for each in found)]


@pytest.fixture
def ask(site: Site, reader: Arrive) -> Callable[[str], list[str]]:
    """Return a function that searches and gives the stems of the pages found."""
    page = reader().new_page()
    page.goto(site.url("index"), wait_until="load")
    return lambda words: stems(site, reading.search(page, words))


@pytest.fixture(scope="module")
def paste(whole: Site, browser: Browser) -> Iterator[Callable[[str], list[str]]]:
    """Return a function that puts words into this repository's search, again."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(whole.url("index"), wait_until="load")
    reading.open_search(page)
    yield lambda words: stems(whole, reading.search_again(page, words))
    tabs.close(context)


@every("message", ERRORS, "error")
def test_a_lesson_is_found_by_the_message(
    message: str, paste: Callable[[str], list[str]]
) -> None:
    assert ERRORS[message] & set(paste(message)[:5])


@pytest.mark.parametrize(
    "words",
    ["StopIteration", "has no len()", "kettle", "leaves", "ring"],
)
def test_a_page_is_found_by_its_words(
    words: str, ask: Callable[[str], list[str]]
) -> None:
    assert ask(words)


def test_words_that_are_nowhere_are_offered_what_comes_nearest(
    reader: Arrive, site: Site
) -> None:
    page = reader().new_page()
    page.goto(site.url("index"), wait_until="load")
    assert reading.search(page, "xylophonequartz")
    told = page.locator("dialog.search [role=status]").text_content()
    best = page.locator(f"{reading.HITS} strong").first.inner_text()
    assert told == f"{SAID['nearest']} {best}"


def test_the_lines_of_a_pasted_traceback_stay_apart(
    reader: Arrive, site: Site
) -> None:
    page = reader().new_page()
    page.goto(site.url("index"), wait_until="load")
    field = reading.open_search(page)
    field.evaluate(
        """(field, text) => {
          const data = new DataTransfer()
          data.setData("text/plain", text)
          const init = {clipboardData: data, bubbles: true, cancelable: true}
          field.dispatchEvent(new ClipboardEvent("paste", init))
        }""",
        "Traceback (most recent call last):\n    print(len(g))\nStopIteration\n",
    )
    pasted = "Traceback (most recent call last): print(len(g)) StopIteration"
    assert field.input_value() == pasted
    hit = page.locator(reading.HITS).first
    hit.wait_for()
    assert "/kitchen/kettle/" in (hit.get_attribute("href") or "")


def test_a_slash_right_after_escape_opens_it_again(site: Site, reader: Arrive) -> None:
    page = reader().new_page()
    page.goto(site.url("index"), wait_until="load")
    reading.open_search(page)
    # in one turn of the page: until it's drawn anew, the focus stays in what is closed
    opened = page.evaluate(
        """() => {
          const dialog = document.querySelector("dialog.search");
          dialog.close();
          const key = {key: "/", bubbles: true, cancelable: true};
          document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
          return dialog.open;
        }"""
    )
    assert opened
    page.keyboard.press("/")
    assert page.locator(reading.SEARCH_FIELD).input_value() == "/"
