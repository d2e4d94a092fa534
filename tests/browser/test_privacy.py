"""A page asks no other host for anything, sets no cookie, stores only what we list."""

from __future__ import annotations

import re

import pytest

from tests.browser.fixtures import Open, Visits
from tests.browser.serving import Elsewhere, Site

pytestmark = pytest.mark.browser

# the scheme that a reader chose, by the site's own folder
KNOWN = {"local": {"__palette", "progress"}, "session": set(), "cookies": set()}


def test_nobody_else_is_asked_for_anything_by(
    stem: str, whole: Site, visit: Visits
) -> None:
    found = visit(stem)
    assert found.asked
    # another process may have made the visit, and served the site at its own port
    host = re.match(r"http://127\.0\.0\.1:\d+/", found.asked[0])
    assert host
    ours = (host[0], "data:", f"blob:{host[0]}")
    assert not [url for url in found.asked if not url.startswith(ours)]
    assert not found.elsewhere


@pytest.mark.parametrize("where", KNOWN)
def test_nothing_is_kept_but_what_we_list_by(
    stem: str, where: str, visit: Visits
) -> None:
    assert {key.split(".")[-1] for key in visit(stem).kept[where]} <= KNOWN[where]


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
def test_a_page_that_asks_another_host_is_noticed(
    script: str, open_page: Open, others: Elsewhere
) -> None:
    # without the policy, which would refuse all of these by itself
    page = open_page("index", bypass_csp=True)
    del others.asked[:]
    page.evaluate("script => { eval(script) }", script)
    page.wait_for_timeout(400)
    assert others.asked
