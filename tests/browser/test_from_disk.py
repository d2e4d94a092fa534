"""A page that was opened from disk says what to do, and that works."""

from __future__ import annotations

import re
import shlex
import shutil
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.accessibility import violations
from tests.browser.firefox import Firefox
from tests.browser.fixtures import Arrive, Open
from tests.browser.hosts import python_with
from tests.browser.serving import Site
from tests.samples import LESSON

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    """The site where a reader has put it: in a folder whose name is no address."""
    copy = tmp_path / "50 % of <my> #1 site, ä"
    return Path(shutil.copytree(site.folder, copy))


def follow(folder: Path, told: str, command: str, address: str) -> str:
    """Do what a page says, on a port that is free; return what is served."""
    place = re.search(r"in the folder (.+), run ", told)
    assert place
    assert Path(place[1]) == folder
    words = shlex.split(command)
    assert words[0] == "python3"
    with python_with(words[1:], Path(place[1])) as root:
        assert urlsplit(root).hostname == urlsplit(address).hostname
        assert urlsplit(address).port == 8000
        with urllib.request.urlopen(root) as answer:
            return str(answer.read().decode())


def test_says_in_a_sentence_what_to_do(
    folder: Path, reader: Arrive, scheme: str
) -> None:
    page = reader(scheme=scheme).new_page()
    for path in ("index.html", f"{LESSON}/index.html"):
        page.goto((folder / path).as_uri())
        said = page.locator("aside p")
        assert said.is_visible()
        box = said.bounding_box()
        assert box
        assert box["y"] < 100
        assert said.inner_text().count(". ") == 0
        link = said.locator("a").get_attribute("href") or ""
        command = said.locator("code").inner_text()
        served = follow(folder, said.inner_text(), command, link)
        assert served == (folder / "index.html").read_text()
        # that rule is about what a module mends, and none comes here
        wrong = [v for v in violations(page) if v.rule != "landmark-unique"]
        assert not wrong


def test_says_so_in_firefox_too(folder: Path, firefox: Firefox) -> None:
    with firefox.reader() as visitor:
        visitor.open((folder / LESSON / "index.html").as_uri())
        find = "document.querySelector('aside p')"
        told = visitor.evaluate(f"{find}.innerText")
        command = visitor.evaluate(f"{find}.querySelector('code').innerText")
        link = visitor.evaluate(f"{find}.querySelector('a').href")
        assert visitor.evaluate(f"{find}.checkVisibility()")
        follow(folder, told, command, link)


def test_can_be_read_without_styles(
    folder: Path, reader: Arrive, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "bare"))
    for sheet in copy.rglob("*.css"):
        sheet.unlink()
    page = reader(scheme="dark").new_page()
    page.goto((copy / "index.html").as_uri())
    assert page.locator("aside p").is_visible()


def test_names_python_as_windows_does(folder: Path, reader: Arrive) -> None:
    page = reader().new_page()
    page.goto((folder / "index.html").as_uri())
    (script,) = folder.glob("static/modules-*/disk.js")
    said = page.evaluate(
        """(text) => {
          const script = {src: "file:///C:/a%20site/static/m/disk.js"}
          Object.defineProperty(document, "currentScript", {value: script})
          script.replaceWith = (banner) => script.said = banner.innerText
          new Function(text)()
          return script.said
        }""",
        script.read_text(),
    )
    assert "in the folder C:/a site/, run py -m http.server" in said


def test_is_the_only_one_that_says_so(site: Site, open_page: Open) -> None:
    page = open_page(LESSON)
    assert page.locator("aside, [src*=disk]").count() == 0
