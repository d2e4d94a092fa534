"""What a reader does on a page: opens answers, searches, copies, changes the scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

LISTING = "figure.listing"
COPY = "[data-act=copy]"
SEARCH_FIELD = "input[data-md-component=search-query]"
HITS = "[data-md-component=search-result] a[href]"
OPENED = "article details > summary"

# before the index is read, what is typed may find nothing
READY = """() => !document.querySelector("[data-md-component=search-result]")
  .innerText.startsWith("Initializing")"""

STORED = "() => [Object.keys(localStorage), Object.keys(sessionStorage)]"


def open_answers(page: Page) -> None:
    """Open everything on a page that opens."""
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def open_search(page: Page) -> Locator:
    """Open the search by its key and return its field."""
    page.keyboard.press("/")
    field = page.locator(SEARCH_FIELD)
    field.wait_for(state="visible")
    return field


def search(page: Page, words: str) -> list[str]:
    """Type words into the search and return the addresses of the hits, best first."""
    field = open_search(page)
    page.wait_for_function(READY, timeout=10_000)
    field.fill("")
    field.press_sequentially(words)
    return settled(page)


def search_again(page: Page, words: str) -> list[str]:
    """Put words in the place of those in the open search; return the new hits."""
    field = page.locator(SEARCH_FIELD)
    field.fill("")
    page.wait_for_function("hits => !document.querySelector(hits)", arg=HITS)
    field.fill(words)
    return settled(page)


def settled(page: Page) -> list[str]:
    """Return the addresses of the hits, once no more of them come."""
    # the hits come in parts: they are all here when they no longer change
    before: list[str] = []
    for _ in range(20):
        page.wait_for_timeout(150)
        hits = page.locator(HITS).evaluate_all("all => all.map(each => each.href)")
        if hits and hits == before:
            break
        before = hits
    return before


def copy(page: Page, listing: Locator) -> str:
    """Click a listing's copy button and return what the clipboard then holds."""
    page.evaluate("navigator.clipboard.writeText('nothing copied')")
    listing.scroll_into_view_if_needed()
    listing.hover()
    listing.locator(COPY).first.click()
    page.wait_for_function(
        "async () => await navigator.clipboard.readText() !== 'nothing copied'",
        timeout=10_000,
    )
    return str(page.evaluate("navigator.clipboard.readText()"))
