"""The site works on hosts as people have them."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.setup import nginx
from tests.browser import reading
from tests.browser.fixtures import Arrive
from tests.browser.hosts import HOSTS, pythons_server
from tests.browser.running import block
from tests.browser.serving import PLACES, Site
from tests.samples import CODE, DEEP, KEPT, LESSON

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

pytestmark = pytest.mark.browser

# those that show our page for what is not there; Python's server cannot be told to
OWN_LOST = {"nginx by our recipe"}


def went_wrong(page: Page) -> list[str]:
    """Return a list to which what a page says in its console is added."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{message.text} {message.location}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def keep_all(page: Page, address: str) -> None:
    """Keep a site for offline use."""
    page.goto(f"{address}{KEPT}/")
    page.get_by_role("button", name="Show what is kept here").click()
    page.get_by_role("button", name="Keep all for offline").click()
    page.get_by_text("All pages and Python are kept.").wait_for(timeout=60_000)


@pytest.mark.parametrize("name", HOSTS)
def test_a_reader_gets_everything(name: str, grounds: Path, reader: Arrive) -> None:
    place = PLACES[[*HOSTS].index(name) % 2]
    context = reader()
    page, lost = context.new_page(), context.new_page()
    said = went_wrong(page)
    with HOSTS[name](grounds) as root:
        address = root + place
        answer = lost.goto(f"{address}nowhere/at/all")
        assert answer
        assert answer.status == 404
        # the others can be told of no page of ours, or were not
        own = lost.title().startswith("Nothing here")
        assert own == (name in OWN_LOST)
        page.goto(address + LESSON)
        # a host may add the slash, and must not lose the port
        assert page.url == f"{address}{LESSON}/"
        assert reading.search(page, "StopIteration")
        page.keyboard.press("Escape")
        each = block(page, CODE)
        assert each.run().said().startswith("Ran")
        each.press("Step")
        each.figure.locator(".stage").wait_for(timeout=60_000)
        keep_all(page, address)
    page.goto(f"{address}{DEEP}/")
    figure = page.locator("figure[data-run][data-section]").first
    section = figure.get_attribute("data-section") or ""
    assert block(page, section).run().state() == "ran"
    assert reading.search(page, "StopIteration")
    assert not said


def test_three_sites_of_one_origin_keep_apart(grounds: Path, reader: Arrive) -> None:
    page = reader().new_page()
    said = went_wrong(page)

    def run(address: str) -> None:
        page.goto(f"{address}{LESSON}/")
        neighbours = address.endswith(PLACES[2])
        assert page.title().startswith("Neighbour: ") == neighbours
        assert block(page, CODE).run().state() == "ran"

    with pythons_server(grounds) as root:
        above, below, beside = (root + place for place in PLACES)
        # it comes upon what one below it keeps, and is then in charge of the other
        for address in (beside, above, below):
            run(address)
            kept = page.locator("html[data-kept=page]")
            kept.wait_for(state="attached", timeout=60_000)
        page.goto(f"{above}{KEPT}/")
        page.get_by_role("button", name="Show what is kept here").click()
        page.get_by_text("At the moment: a part of the site").wait_for()
        page.get_by_role("button", name="Delete what is kept").click()
        page.get_by_text("At the moment: nothing of the site").wait_for()
    run(beside)
    run(below)
    assert not said
    page.goto("about:blank")
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(above)


# what pages load; all else is there to be downloaded, or read by machines
LOADED = {
    ".html": {"text/html"},
    ".js": {"application/javascript", "text/javascript"},
    ".css": {"text/css"},
    ".json": {"application/json"},
}
DOWNLOADED = {".bin", ".zip", ".woff2", ".txt", ".py", ".ipynb", ".xml", ".png", ".svg"}


def types_of_nginx() -> dict[str, str]:
    """Return what the distribution's nginx takes files for, by their endings."""
    text = (nginx.find().settings / "mime.types").read_text()
    return {
        f".{ending}": kind
        for kind, endings in re.findall(r"^\s*([\w./+-]+)\s+([\w\s]+);", text, re.M)
        for ending in endings.split()
    }


def test_every_file_has_an_ending_that_hosts_know(site: Site) -> None:
    files = [each for each in site.folder.rglob("*") if each.is_file()]
    assert {file.suffix for file in files} <= {*LOADED, *DOWNLOADED, ""}
    assert [file.name for file in files if not file.suffix] == ["_headers"]
    # Apache takes any part of a name for the word on how a file is packed
    packed = re.compile(r"\.(gz|tgz|bz2|xz|z|br|zst)(\.|$)", re.I)
    assert not [file.name for file in files if packed.search(file.name)]
    # the machine's own lists would hide what Python does not know
    pythons = mimetypes.MimeTypes(filenames=())
    nginxs = types_of_nginx()
    for ending, right in LOADED.items():
        assert pythons.guess_type(f"a{ending}") in {(kind, None) for kind in right}
        assert nginxs[ending] in right


def test_what_browsers_may_keep_for_good_is_named_by_a_digest(site: Site) -> None:
    for folder in ("static", "assets"):
        for file in (site.folder / folder).rglob("*"):
            path = file.relative_to(site.folder).as_posix()
            assert not file.is_file() or re.search(r"[-.][0-9a-f]{8,32}\b", path), path
