"""What a browser keeps is one whole edition, until it has all of the next."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import reading
from tests.browser.accessibility import violations
from tests.browser.editions import (
    FIRST,
    LONG,
    PAGES,
    SECOND,
    THIRD,
    Deployment,
    deployed,
    in_charge,
    is_kept,
    listing,
    release_of,
    run,
    shelves,
    until,
    until_no_other_comes,
)
from tests.browser.fixtures import Arrive
from tests.browser.serving import BELOW, another_release
from tests.samples import BENCH, KEPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OFFLINE = "You are offline"
DEEP = "a/b/c/"
NEW = "kitchen/a-new-page"  # as deep as the page that it is a copy of

# what was in charge before pages had releases: it keeps what it gets, by address
OLDER_WORKER = """
addEventListener("activate", (event) => event.waitUntil(clients.claim()))
const answered = async ({request: {url}}) => {
  const pages = await caches.open(registration.scope + "pages")
  try {
    const response = await fetch(url)
    if (response.ok) await pages.put(url, response.clone())
    return response
  } catch {
    return pages.match(url)
  }
}
addEventListener("fetch", (event) => event.respondWith(answered(event)))
"""
OLDER_PAGE = """<!doctype html><title>Older</title><script>
const root = location.href.replace("kitchen/kettle/", "")
const keep = async (name, path) => {
  const cache = await caches.open(root + name)
  await cache.put(root + path, new Response("older"))
}
self.kept = navigator.serviceWorker.register(root + "sw.js").then(async () => {
  await keep("pages", "kitchen/kettle/")
  await keep("python-1.2.3", "runtime/1.2.3/pyodide.mjs")
})
</script>"""


def controls(page: Page, host: Deployment) -> Any:
    """Open the page that tells what is kept; return its controls."""
    page.goto(host.url(KEPT))
    page.get_by_role("button", name="Show what is kept here").click()
    found = page.locator("[data-keeping]")
    found.get_by_text("At the moment").wait_for()
    return found


def heading(page: Page) -> str:
    """Return a page's heading without the sign of its link."""
    return page.locator("h1").inner_text().removesuffix("¶")


def keep_all(page: Page, host: Deployment) -> None:
    """Keep all of the site that the host has."""
    found = controls(page, host)
    found.get_by_role("button", name="Keep all for offline").click()
    found.get_by_text("All pages and Python are kept.").wait_for(timeout=LONG)
    found.get_by_text("the whole site").wait_for()


def until_asked(page: Page, host: Deployment, part: str) -> None:
    """Wait until the host was asked for a file."""
    until(page, lambda: host.was_asked(part), f"nobody asked for {part}")


class TestTheNextEdition:
    @pytest.mark.parametrize("fault", ["lacks", "cuts"])
    def test_takes_over_once_all_of_it_has_come(
        self, fault: str, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        keep_all(page, host)
        before = shelves(page, host)
        assert list(before) == [f"edition-{release_of(editions['A'])}"]
        host.folder = editions["B"]
        # from the middle of the list
        setattr(host, fault, f"/static/snippets-|/{BENCH}/$")
        host.asked.clear()
        page.goto(host.url(FIRST))
        until_asked(page, host, "/static/snippets-")
        until_no_other_comes(page)
        host.gone = True
        for stem in PAGES:
            page.goto(host.url(stem))
            assert run(page, stem, editions) == "A"
        after = shelves(page, host)
        assert {name: after[name] for name in before} == before
        host.gone = False
        setattr(host, fault, "")
        page.goto(host.url(FIRST))
        in_charge(page, editions["B"])
        (name,) = after = shelves(page, host)
        assert name == f"edition-{release_of(editions['B'])}"
        assert len(after[name]) == len(before[f"edition-{release_of(editions['A'])}"])
        host.gone = True
        page.goto(host.url(THIRD))
        assert run(page, THIRD, editions) == "B"

    def test_brings_a_page_that_is_new_where_all_was_kept(
        self,
        host: Deployment,
        editions: dict[str, Path],
        reader: Arrive,
        tmp_path: Path,
    ) -> None:
        def fuller(folder: Path, _: object) -> None:
            shutil.copytree(folder / FIRST, folder / NEW)

        page = reader().new_page()
        keep_all(page, host)
        host.folder = another_release(editions["B"], tmp_path / "site", fuller)
        page.goto(host.url(FIRST))
        in_charge(page, host.folder)
        host.gone = True
        page.goto(host.url(NEW))
        assert run(page, FIRST, {"B": host.folder}) == "B"

    def test_has_the_same_pages_where_one_was_kept(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        run(page, FIRST, editions)
        is_kept(page)
        host.folder = editions["B"]
        page.goto(host.url(SECOND))
        in_charge(page, editions["B"])
        ((name, paths),) = shelves(page, host).items()
        assert name == f"edition-{release_of(editions['B'])}"
        assert f"{FIRST}/" in paths
        assert f"{THIRD}/" not in paths

    def test_follows_what_was_kept_before_there_were_editions(
        self,
        host: Deployment,
        editions: dict[str, Path],
        reader: Arrive,
        tmp_path: Path,
    ) -> None:
        older = tmp_path / "older"
        (older / FIRST).mkdir(parents=True)
        (older / FIRST / "index.html").write_text(OLDER_PAGE, encoding="utf-8")
        (older / "sw.js").write_text(OLDER_WORKER, encoding="utf-8")
        host.folder = older
        page = reader().new_page()
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(host.url(FIRST))
        page.evaluate("self.kept")
        controlled = "!!navigator.serviceWorker.controller"
        until(page, lambda: page.evaluate(controlled), "nobody is in charge")
        host.folder = editions["B"]
        page.goto(host.url(SECOND))
        assert run(page, SECOND, editions) == "B"
        in_charge(page, editions["B"])
        is_kept(page)
        assert list(shelves(page, host)) == [f"edition-{release_of(editions['B'])}"]
        host.gone = True
        for stem in (FIRST, SECOND):
            page.goto(host.url(stem))
            assert run(page, stem, editions) == "B"
        assert not failures


class TestDeleting:
    def test_ends_a_keep_that_is_under_way(
        self, host: Deployment, reader: Arrive
    ) -> None:
        page = reader().new_page()
        found = controls(page, host)
        host.holds = "/static/snippets-.*/workbench.py"
        found.get_by_role("button", name="Keep all for offline").click()
        until_asked(page, host, "/workbench.py")
        found.get_by_role("button", name="Delete what is kept").click()
        found.get_by_text("nothing of the site").wait_for()
        host.released.set()
        found.get_by_text("Some files could not be kept").wait_for()
        page.wait_for_timeout(300)
        assert shelves(page, host) == {}

    def test_ends_the_coming_of_the_next_edition(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        run(page, FIRST, editions)
        is_kept(page)
        host.folder = editions["B"]
        host.holds = "/static/snippets-.*/workbench.py"
        host.asked.clear()
        found = controls(page, host)
        until_asked(page, host, "/workbench.py")
        found.get_by_role("button", name="Delete what is kept").click()
        found.get_by_text("nothing of the site").wait_for()
        host.released.set()
        page.wait_for_timeout(1500)
        assert shelves(page, host) == {}


@pytest.fixture
def kept(host: Deployment, editions: dict[str, Path], reader: Arrive) -> Any:
    """A function that keeps two pages for a reader, and takes the network away."""

    def keep(**reading: Any) -> Any:
        page = reader(**reading).new_page()
        for stem in (FIRST, SECOND):
            page.goto(host.url(stem))
            run(page, stem, editions)
            is_kept(page)
        host.gone = True
        return page

    return keep


class TestOffline:
    def test_a_page_that_is_not_kept_lists_those_that_are(
        self, kept: Any, host: Deployment
    ) -> None:
        page = kept()
        for address in (DEEP, f"{THIRD}/", f"{SECOND}/nothing?asked=1#there"):
            page.goto(host.address + address)
            assert heading(page) == OFFLINE
            assert page.title().startswith(OFFLINE)
            style = "getComputedStyle(document.body).getPropertyValue('--release')"
            assert page.evaluate(style).strip() == "A"
        links = page.locator("[data-kept] a")
        names = ["The kettle", "The timer"]
        assert links.all_inner_texts() == names
        for n in range(links.count()):
            name = links.nth(n).inner_text()
            links.nth(n).click()
            assert heading(page) == name
            page.go_back()

    def test_the_page_is_sound_for_everybody(self, kept: Any, host: Deployment) -> None:
        page = kept(width=320, scheme="dark")
        page.goto(host.address + DEEP)
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        assert not violations(page)

    def test_it_leads_to_the_page_once_the_network_is_back(
        self, kept: Any, host: Deployment
    ) -> None:
        page = kept()
        page.goto(host.url(THIRD))
        host.gone = False
        page.get_by_role("link", name="load this page").click()
        page.get_by_role("heading", level=1, name="Rows of leaves").wait_for()

    def test_a_kept_page_can_be_searched(
        self, host: Deployment, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(FIRST))
        listing(page, FIRST).run()
        is_kept(page)
        host.gone = True
        page.goto(host.url(FIRST))
        assert reading.search(page, "ketlte")
        page.locator(f"{reading.HITS} mark").first.wait_for()

    def test_a_kept_page_is_found_by_each_of_its_addresses(
        self, kept: Any, host: Deployment
    ) -> None:
        page = kept()
        for ending in ("", "/", "/index.html", "?from=a-friend"):
            page.goto(f"{host.address}{FIRST}{ending}")
            assert heading(page) == "The kettle"
            # what it names beside itself is there as well
            style = "getComputedStyle(document.body).getPropertyValue('--release')"
            assert page.evaluate(style).strip() == "A"


def test_a_site_at_a_hosts_root_and_one_below_it_keep_apart(
    editions: dict[str, Path], reader: Arrive, tmp_path: Path
) -> None:
    def to_root(folder: Path, _: object) -> None:
        for name in ("404.html", "503.html"):
            text = (folder / name).read_text(encoding="utf-8")
            (folder / name).write_text(text.replace(BELOW, "/"), encoding="utf-8")

    folder = another_release(editions["B"], tmp_path / "site", to_root)
    shutil.copytree(editions["A"], folder / BELOW.strip("/"))
    letters = {"A": editions["A"], "B": folder}
    with deployed(folder, "/") as host:
        below = host.address + BELOW.strip("/") + "/"
        page = reader().new_page()
        for address, letter in ((host.address, "B"), (below, "A")):
            page.goto(f"{address}{FIRST}/")
            assert run(page, FIRST, letters) == letter
            is_kept(page)
        host.gone = True
        for address, letter in ((below, "A"), (host.address, "B")):
            page.goto(f"{address}{FIRST}/")
            assert run(page, FIRST, letters) == letter
            page.goto(f"{address}{DEEP}")
            assert heading(page) == OFFLINE
            assert page.locator("[data-kept] a").count() == 1
        host.gone = False
        page.goto(f"{host.address}{KEPT}/")
        page.get_by_role("button", name="Show what is kept here").click()
        page.get_by_role("button", name="Delete what is kept").click()
        page.get_by_text("Deleted: pages and Python.").wait_for()
        kept = shelves(page, host)
        assert list(kept) == [f"{BELOW[1:]}edition-{release_of(editions['A'])}"]
