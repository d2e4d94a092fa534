"""An address that is not there still helps."""

from __future__ import annotations

import pytest

from tests.browser import reading
from tests.browser.fixtures import Arrive
from tests.browser.serving import BELOW, Site
from tests.samples import LESSON, PAGES

pytestmark = pytest.mark.browser

LOST = ["nowhere", "nowhere/", f"{LESSON}/nowhere.html", "a/b/c/d?e=f#g"]


@pytest.mark.parametrize("path", LOST)
def test_a_lost_reader_gets_search_and_every_lesson(
    path: str, site: Site, reader: Arrive
) -> None:
    page = reader().new_page()
    failed: list[str] = []
    page.on("response", lambda r: failed.extend([r.url] * (r.status >= 400)))
    answer = page.goto(site.address + path)
    assert answer is not None
    assert answer.status == 404
    assert failed == [answer.url], "the 404 page asks for what is not there"
    links = page.locator("main a[href]").evaluate_all("all => all.map(a => a.pathname)")
    wanted = {BELOW + ("" if s == "index" else f"{s}/") for s in PAGES}
    assert wanted <= {*links}
    assert reading.search(page, "kettle")


def test_a_lost_reader_is_one_click_from_a_lesson(site: Site, reader: Arrive) -> None:
    page = reader().new_page()
    page.goto(site.address + LOST[-1])
    page.locator("article a[href*='kitchen/kettle']").first.click()
    page.wait_for_url(site.url(LESSON))
    assert page.locator("h1").first.is_visible()
