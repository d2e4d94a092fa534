"""What must fit together is one release: its names carry digests, its list has all."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from engine.shapes import Offer
from engine.site import held, release

STYLED = release.UNNAMED["styles"]
PAGE = f"""<html><head><meta charset="utf-8"><title>One &amp; all</title>
<meta name="release" content="{release.BLANK}"><link href="{STYLED}site.css">
</head><body data-index="search/index.json"></body></html>"""
WORKER = f'const RELEASE = "{release.BLANK}"\n'

OFFER: Offer = {
    "runtime": {
        "info": {"abi_version": "", "arch": "", "platform": "", "python": ""},
        "files": {},
    },
    "python": "here",
    "judge": "",
    "exercises": [],
    "snippets": "",
    "modules": {},
    "packages": {},
    "errors": [],
    "scripts": [],
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What MkDocs makes of a theme and two pages."""
    folder = tmp_path / "site"
    for path, text in {
        "index.html": PAGE,
        "part/one/index.html": PAGE.replace("One", "Two"),
        "404.html": PAGE,
        "sw.js": WORKER,
        "modules/one.js": "export {}",
        "fonts/a.woff2": "a font",
        "styles/look.css": "p {}",
        "site.css": 'src: url("../fonts/a.woff2")',
        "search/index.json": '{"pages": []}',
        "search/words-0.json": "[]",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def arrange(site: Path) -> dict[str, str]:
    with held.pages(site) as pages:
        return release.arrange(site, pages)


def seal(site: Path, offered: Offer | None) -> str:
    with held.pages(site) as pages:
        return release.seal(site, offered, pages)


def kinds(site: Path) -> dict[str, str]:
    """Return the folders of `static/` by their kinds, after arranging."""
    arrange(site)
    return {each.name.partition("-")[0]: each.name for each in site.glob("static/*-*")}


@pytest.mark.parametrize(
    ("path", "folders"),
    [
        ("modules/one.js", {"modules"}),
        ("site.css", {"styles"}),
        # a style sheet names the fonts, so its own address changes with theirs
        ("fonts/a.woff2", {"fonts", "styles"}),
        ("search/index.json", {"search"}),
        ("search/words-0.json", {"search"}),
    ],
)
def test_a_changed_file_changes_the_addresses_of_what_it_belongs_to(
    site: Path, path: str, folders: set[str], tmp_path: Path
) -> None:
    other = shutil.copytree(site, tmp_path / "other")
    (other / path).write_text((other / path).read_text() + " ")
    before, after = kinds(site), kinds(other)
    assert {each for each in before if before[each] != after[each]} == folders


def test_a_renamed_file_is_a_changed_one(site: Path, tmp_path: Path) -> None:
    other = shutil.copytree(site, tmp_path / "other")
    (other / "modules/one.js").rename(other / "modules/two.js")
    assert kinds(site)["modules"] != kinds(other)["modules"]


@pytest.mark.parametrize(
    "path", ["modules.md", "search/index.md", "fonts/own.woff2", "static/deep/a.png"]
)
def test_a_file_that_would_meet_the_sites_own_is_named(
    tmp_path: Path, path: str
) -> None:
    for each in (path, "lesson.md", "a/modules.md", "search.png", "assets/own.png"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).touch()
    (fault,) = release.faults(tmp_path)
    assert fault.path == f"docs/{path}"
    assert "where the site's own files are" in fault.what


def test_a_text_of_many_zeros_stays_as_it_is(site: Path) -> None:
    page = site / "index.html"
    page.write_text(page.read_text().replace("</body>", f"<p>{'0' * 40}</p></body>"))
    seal(site, None)
    assert "0" * 40 in page.read_text()


class TestABuiltSite:
    def test_has_its_files_where_the_pages_name_them(self, site: Path) -> None:
        placed = arrange(site)
        assert (site / placed["modules"] / "one.js").is_file()
        assert (site / placed["fonts"] / "a.woff2").is_file()
        (sheet,) = site.glob("static/styles-*/site.css")
        fonts = Path(placed["fonts"]).name
        assert sheet.read_text() == f'src: url("../{fonts}/a.woff2")'
        (index,) = site.glob("static/search-*/index.json")
        for page in site.rglob("*.html"):
            for file in (index, sheet):
                assert f'="{file.relative_to(site).as_posix()}"' in page.read_text()
        left = {each.name for each in site.iterdir()}
        assert left == {"404.html", "index.html", "part", "static", "sw.js"}

    def test_is_named_for_the_list_of_all_its_files(self, site: Path) -> None:
        name = seal(site, OFFER)
        body = (site / f"static/release-{name}.json").read_bytes()
        assert hashlib.sha256(body).hexdigest().startswith(name)
        found = json.loads(body)
        assert found["python"] == "here"
        assert found["pages"] == {"": "One & all", "part/one/": "Two & all"}
        for page in ("", "part/one/"):
            html = (site / page / "index.html").read_text()
            assert f'<meta name="release" content="{name}">' in html
        assert (site / "sw.js").read_text() == f'const RELEASE = "{name}"\n'

    def test_lists_each_file_with_its_size_and_digest(self, site: Path) -> None:
        name = seal(site, None)
        list_ = site / f"static/release-{name}.json"
        found = json.loads(list_.read_text())["files"]
        list_.unlink()
        served = {each for each in site.rglob("*") if each.is_file()}
        assert len(found) == len(served - {site / "sw.js"})
        for path, (size, digest) in found.items():
            file = site / path / "index.html" if path.endswith("/") else site / path
            file = file if path else site / "index.html"
            content = file.read_bytes().replace(name.encode(), release.BLANK.encode())
            assert len(content) == size
            raw = hashlib.sha256(content).digest()
            assert base64.b64encode(raw).decode() == digest

    @pytest.mark.parametrize("path", ["index.html", "modules/one.js", "404.html"])
    def test_has_another_name_when_any_file_is_another(
        self, site: Path, path: str, tmp_path: Path
    ) -> None:
        before = seal(site, None)
        for file in (site / "static").glob("release-*.json"):
            file.unlink()
        for file in [*site.rglob("*.html"), site / "sw.js"]:
            file.write_text(file.read_text().replace(before, release.BLANK))
        assert seal(site, None) == before
        for file in (site / "static").glob("release-*.json"):
            file.unlink()
        (site / path).write_text((site / path).read_text() + "\n<!-- more -->")
        for file in [*site.rglob("*.html"), site / "sw.js"]:
            file.write_text(file.read_text().replace(before, release.BLANK))
        assert seal(site, None) != before
