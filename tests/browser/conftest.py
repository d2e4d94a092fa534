"""One built site, one browser: what every test of the reader's side stands on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from engine.setup.browser import FIREFOX, find
from tests.browser import tabs, visits
from tests.browser.editions import Deployment, built, deployed
from tests.browser.firefox import Firefox, started
from tests.browser.serving import (
    PLACES,
    SCHEMES,
    WIDTHS,
    Elsewhere,
    Site,
    another_release,
    build,
    elsewhere,
    hosted,
    page_stems,
)
from tests.browser.visits import Visit
from tests.once import Once
from tests.samples import laid

# `make check` reads these files in an environment without Playwright
if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

# attacks/ is text for a reader's Python
collect_ignore = ["attacks"]

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter,"
    "Translate,DialMediaRouteProvider,InterestFeedContentSuggestions,"
    # pages of Chromium's own address bar, anew with each reader: a second of work
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    "--no-pings",
    "--font-render-hinting=none",
    # Python made ready at once and not made faster later, which half a minute of it
    # never pays back: a third less work for each page that runs code
    "--js-flags=--liftoff-only",
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask a test for each page, scheme or width whose name it takes."""
    for name, values in (
        ("stem", page_stems()),
        ("scheme", SCHEMES),
        ("width", tuple(WIDTHS)),
    ):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, values)


@pytest.fixture(scope="session")
def site(once: Once) -> Iterator[Site]:
    """The tests' own small site, built anew for this run and served below a folder."""

    def make(folder: Path) -> None:
        build(folder / "site", tree=laid(folder / "tree"))

    with hosted(once.made("sample", make) / "site") as found:
        yield found


@pytest.fixture(scope="session")
def whole(once: Once) -> Iterator[Site]:
    """The site of this repository, whatever its pages are."""
    with hosted(once.made("whole", build)) as found:
        yield found


@pytest.fixture(scope="session")
def visit(
    whole: Site, browser: Browser, others: Elsewhere, once: Once
) -> Callable[[str], Visit]:
    """A function that tells what a visit to a page at rest found, made once a run."""

    def make(stem: str, folder: Path) -> None:
        found = visits.visited(stem, whole, browser, others)
        (folder / visits.FILE).write_text(visits.to_json(found), "utf-8")

    makes = {
        f"visit {stem.replace('/', '.')}": partial(make, stem) for stem in page_stems()
    }

    @cache
    def visit_(stem: str) -> Visit:
        name = f"visit {stem.replace('/', '.')}"
        # two files of tests go through the pages side by side
        folder = once.made(name, makes[name], meanwhile=makes)
        return visits.from_json((folder / visits.FILE).read_text("utf-8"))

    return visit_


@pytest.fixture(scope="session")
def editions(once: Once) -> dict[str, Path]:
    """Two editions of the tests' own site, by their letters, A and B."""
    return {
        letter: once.made(letter, partial(built, letter=letter)) / "site"
        for letter in "AB"
    }


@pytest.fixture
def host(editions: dict[str, Path]) -> Iterator[Deployment]:
    """A host of its own that has edition A, until it is given B."""
    with deployed(editions["A"]) as found:
        yield found


@pytest.fixture(scope="session")
def grounds(site: Site, once: Once) -> Path:
    """A host's root: a site, a site below it, and another release beside that one."""

    def another(copy: Path, _: object) -> None:
        for page in copy.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace("<title>", "<title>Neighbour: "))

    def lay(folder: Path) -> None:
        tree = laid(folder / "tree")
        build(folder / "root", "http://127.0.0.1/", tree)
        for place in PLACES[1:]:
            (folder / "root" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(site.folder, folder / "root" / PLACES[1])
        another_release(site.folder, folder / "root" / PLACES[2], another)

    return once.made("grounds", lay) / "root"


@pytest.fixture(scope="session")
def others() -> Iterator[Elsewhere]:
    """What the browser asked of any host but loopback."""
    with elsewhere() as found:
        yield found


@pytest.fixture(scope="session")
def browser(others: Elsewhere) -> Iterator[Browser]:
    """One Chromium for the session, with nothing of its own to say to the network."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=find(),
            args=[*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
            proxy={"server": others.address, "bypass": "127.0.0.1"},
        )
        yield found
        found.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A function that makes a fresh reader: a context with nothing stored."""
    made: list[BrowserContext] = []

    def arrive(
        scheme: str = "light",
        width: int = 1280,
        height: int | None = None,
        **more: object,
    ) -> BrowserContext:
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": height or WIDTHS.get(width, 800)},
            **more,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        made.append(context)
        return context

    yield arrive
    for context in made:
        tabs.close(context)


@pytest.fixture
def open_page(site: Site, reader: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A function that opens a page of the tests' own site for a fresh reader."""
    return partial(opened, site, reader)


@pytest.fixture
def open_whole(
    whole: Site, reader: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """A function that opens a page of this repository's site for a fresh reader."""
    return partial(opened, whole, reader)


def opened(
    site: Site,
    reader: Callable[..., BrowserContext],
    stem: str,
    routes: Mapping[str, Callable[[Route], object]] = MappingProxyType({}),
    **reading: object,
) -> Page:
    """Open a page of a site for a fresh reader, and return it."""
    page = reader(**reading).new_page()
    # once a page is there, Chromium lets its next requests pass by a new route
    for address, answer in routes.items():
        page.route(address, answer)
    page.goto(site.url(stem), wait_until="load")
    return page


@pytest.fixture(scope="module")
def firefox(others: Elsewhere) -> Iterator[Firefox]:
    """One Firefox, with nothing to say to any host but this one."""
    with started(find(FIREFOX), others.address) as found:
        yield found


@pytest.fixture(scope="module", params=["Chromium", "Firefox"])
def fresh(
    request: pytest.FixtureRequest, browser: Browser, others: Elsewhere
) -> Iterator[tabs.Fresh]:
    """A function that gives a fresh tab of one browser."""
    if request.param == "Chromium":
        with tabs.chromium(browser, others.address, QUIET) as found:
            yield found
    else:
        with tabs.firefox(others.address) as found:
            yield found
