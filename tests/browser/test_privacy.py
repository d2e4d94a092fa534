"""A page asks no other host for anything, sets no cookie, stores only what we list."""

from __future__ import annotations

import pytest

from tests.browser import reading

pytestmark = pytest.mark.browser

# the scheme that a reader chose, by the site's own folder
KNOWN = {"local": {"__palette"}, "session": set()}


def use_everything(page) -> None:
    """Open answers, copy, change the scheme, scroll, search."""
    for summary in page.locator(reading.OPENED).all():
        summary.click()
    listing = page.locator(reading.LISTING).first
    if listing.count():
        reading.copy(page, listing)
    for toggle in page.locator("[data-md-component=palette] label:visible").all()[:1]:
        toggle.click()
    page.mouse.wheel(0, 20_000)
    page.mouse.wheel(0, -20_000)
    reading.search(page, "generator")
    page.keyboard.press("Escape")


def test_nobody_else_is_asked_for_anything_by(stem, site, reader, others) -> None:
    del others.asked[:]
    context = reader(permissions=["clipboard-read", "clipboard-write"])
    urls: list[str] = []
    context.on("request", lambda request: urls.append(request.url))
    page = context.new_page()
    page.goto(site.url(stem))
    use_everything(page)
    page.wait_for_timeout(200)
    host = site.address.split("/a/")[0]
    strangers = [u for u in urls if not u.startswith((host, "data:", "blob:" + host))]
    assert not strangers
    assert not others.asked
    assert not context.cookies()
    local, session = page.evaluate(reading.STORED)
    assert {key.split(".")[-1] for key in local} <= KNOWN["local"]
    assert {key.split(".")[-1] for key in session} <= KNOWN["session"]


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://example.org/x').catch(() => 0)",
        "new Image().src = 'https://example.org/c.png'",
        "document.head.insertAdjacentHTML('beforeend',"
        " '<link rel=stylesheet href=https://example.org/x.css>')",
        "new Worker(URL.createObjectURL(new Blob([\"fetch('https://example.org/')\"])))",
    ],
)
def test_a_page_that_asks_another_host_is_noticed(script, open_page, others) -> None:
    # without the policy, which would refuse all of these by itself
    page = open_page("index", bypass_csp=True)
    del others.asked[:]
    page.evaluate("script => { eval(script) }", script)
    page.wait_for_timeout(400)
    assert others.asked
