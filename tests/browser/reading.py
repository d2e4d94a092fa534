"""What a reader does on a page: opens answers, searches, copies, changes the scheme."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

LISTING = "figure.listing"
COPY = ".highlight button"
SEARCH_FIELD = "input[data-md-component=search-query]"
HITS = "[data-md-component=search-result] a[href]"
OPENED = "details > summary"

STORED = "() => [Object.keys(localStorage), Object.keys(sessionStorage)]"


def open_search(page: Page) -> Locator:
    """Open the search by its key and return its field."""
    page.keyboard.press("/")
    field = page.locator(SEARCH_FIELD)
    field.wait_for(state="visible")
    return field


def search(page: Page, words: str) -> list[str]:
    """Search for words and return the addresses of the hits, best first."""
    field = open_search(page)
    field.fill(words)
    # the index is read by a worker, which answers when it is ready
    try:
        page.locator(HITS).first.wait_for(state="visible", timeout=5000)
    except Exception:
        return []
    page.wait_for_timeout(150)
    return page.locator(HITS).evaluate_all("all => all.map(each => each.href)")


def copy(page: Page, listing: Locator) -> str:
    """Click a listing's copy button and return what the clipboard then holds."""
    page.evaluate("navigator.clipboard.writeText('nothing copied')")
    listing.scroll_into_view_if_needed()
    listing.hover()
    listing.locator("button").first.click()
    page.wait_for_function(
        "async () => await navigator.clipboard.readText() !== 'nothing copied'",
        timeout=3000,
    )
    return str(page.evaluate("navigator.clipboard.readText()"))
