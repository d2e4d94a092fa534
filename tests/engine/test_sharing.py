"""Shares and search engines are told what is so, wherever a site stands."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

from engine.site import metadata
from engine.site.build import Builder, SiteError

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site("mkdocs.yml")
SITE = "https://example.org/a/folder/"
EVIL = """It's "A" & </script><script>alert(1)</script> <!-- <b> -- 'Z'"""

SETTINGS: dict[str, Any] = {
    "site_name": "A 'small' & \"fine\" <site>",
    "site_description": "What the site is.",
    "site_author": 'A. "Author"',
    "site_url": SITE,
    "nav": [
        {"Start": "index.md"},
        {"Part": ["part/page.md", {"Second": "second.md"}]},
        {"About": "about.md"},
    ],
    "theme": {
        "name": "material",
        "font": False,
        "custom_dir": "engine/theme",
        "palette": yaml.safe_load(
            (ROOT / "mkdocs.yml")
            .read_text("utf-8")
            .split("palette:")[1]
            .split("\n\n")[0]
        ),
    },
    "extra": {
        "sharing": {
            "short_name": "Small",
            "locale": "en-GB",
            "licences": ["https://example.org/licence"],
        }
    },
    "markdown_extensions": ["engine.blocks", "attr_list"],
    "hooks": [str(ROOT / "engine/site/hooks.py")],
}
PAGES: dict[str, dict[str, Any]] = {
    "index": {"title": "Home", "description": "The first page."},
    "part/page": {
        "title": EVIL,
        "description": f"Describes {EVIL}",
        "question": f"Asks {EVIL}?",
        "needs": [],
        "minutes": {"read": 7, "do": 6},
    },
    "second": {
        "title": "The second",
        "description": "Folded\nover two lines.",
        "question": "What next?",
        "needs": ["page"],
    },
    "about": {"title": "About", "description": "Not a lesson."},
}
MODULE = "# --8<-- [start:x]\nx = 1\n# --8<-- [end:x]\n"
SHOWN = '\n```python\n--8<-- "shown.py:x"\n```\n'


def write(root: Path) -> None:
    """Write a small site with this theme."""
    shutil.copytree(ROOT / "engine/theme", root / "engine/theme")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(SETTINGS), "utf-8")
    for stem, meta in PAGES.items():
        text = f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n# {stem}\n"
        file = root / f"docs/{stem}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + SHOWN * (stem == "second"), "utf-8")
    (root / "snippets").mkdir()
    (root / "snippets/shown.py").write_text(MODULE)


def settings(root: Path, **more: Any) -> None:
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**SETTINGS, **more}), "utf-8")


def git(root: Path, *words: str, day: str = "2024-05-01") -> None:
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *who, *words]
    dated = {**own, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    subprocess.run(command, cwd=root, env=dated, check=True, capture_output=True)


class Head(HTMLParser):
    """What a page's head says: metas by name or property, links by rel, JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.scripts: list[str] = []
        self.title = ""
        self.inside = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.inside = f"{tag} {found.get('type', '')}".strip()
        if tag == "meta":
            name = found.get("property") or found.get("name") or ""
            assert name not in self.metas or not name, name
            self.metas[name] = found.get("content", "")
        if tag == "link":
            self.links[found["rel"]] = found["href"]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script application/ld+json":
            self.scripts.append(data)
        if self.inside == "title":
            self.title += data

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON-LD of the page."""
        (text,) = self.scripts
        found = json.loads(text)
        assert isinstance(found, dict)
        return found


def head(folder: Path, stem: str) -> Head:
    return Head(page_of(folder, stem))


def page_of(folder: Path, stem: str) -> str:
    name = "404.html" if stem == "404" else f"{stem}/index.html".removeprefix("index/")
    return (folder / name).read_text("utf-8")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    root = tmp_path_factory.mktemp("shared")
    write(root)
    return Builder(root)


@pytest.fixture
def root(kept: Builder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of the small site, as it was written, in no repository."""
    for path in kept.root.iterdir():
        if path.name != ".cache":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    write(kept.root)
    monkeypatch.chdir(kept.root)
    return kept.root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built once."""
    root = tmp_path_factory.mktemp("built")
    write(root)
    with contextlib.chdir(root):
        Builder(root).build(root / "site")
    return root / "site"


def build(kept: Builder) -> Path:
    target = kept.root / "site"
    kept.build(target)
    return target


class TestOpenGraph:
    def test_has_the_words_of_front_matter(self, built: Path) -> None:
        found = head(built, "part/page")
        assert found.metas["og:title"] == EVIL
        assert found.metas["og:description"] == f"Describes {EVIL}"
        assert found.metas["description"] == f"Describes {EVIL}"
        assert found.metas["og:image:alt"] == f"{EVIL}: Asks {EVIL}?"
        assert found.metas["og:site_name"] == SETTINGS["site_name"]
        assert found.metas["author"] == SETTINGS["site_author"]
        assert found.metas["og:locale"] == "en_GB"
        assert found.metas["og:type"] == "article"

    def test_of_the_home_page_is_that_of_the_site(self, built: Path) -> None:
        found = head(built, "index").metas
        assert found["og:title"] == SETTINGS["site_name"]
        assert found["og:type"] == "website"

    def test_has_words_that_were_folded_in_one_line(self, built: Path) -> None:
        found = head(built, "second").metas
        assert found["og:description"] == "Folded over two lines."
        assert found["description"].split() == found["og:description"].split()

    @pytest.mark.parametrize("stem", PAGES)
    def test_has_whole_addresses_of_what_is_there(self, built: Path, stem: str) -> None:
        found = head(built, stem).metas
        address = SITE + ("" if stem == "index" else f"{stem}/")
        assert found["og:url"] == address
        picture = found["og:image"]
        assert picture == f"{SITE}cards/{stem}.png"
        data = (built / picture.removeprefix(SITE)).read_bytes()
        size = [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)]
        assert size == [1200, 630]
        sides = (found["og:image:width"], found["og:image:height"])
        assert [int(each) for each in sides] == size
        assert found["twitter:card"] == "summary_large_image"

    @pytest.mark.slow
    def test_without_the_sites_address_has_none(
        self, root: Path, kept: Builder
    ) -> None:
        settings(root, site_url=None)
        found = head(build(kept), "second")
        assert not {"og:url", "og:image", "og:image:alt"} & set(found.metas)
        assert found.metas["twitter:card"] == "summary"
        assert "url" not in found.data
        assert "Sitemap" not in (root / "site/robots.txt").read_text()

    def test_has_no_picture_where_settings_want_none(
        self, root: Path, kept: Builder
    ) -> None:
        settings(root, extra={"sharing": {"pictures": False}}, site_name="サイト")
        folder = build(kept)
        assert "og:image" not in head(folder, "second").metas
        assert not (folder / "cards").exists()
        assert (folder / "icons/512.png").is_file()


class TestData:
    def test_of_the_home_page_is_the_course(self, built: Path) -> None:
        found = head(built, "index").data
        assert found["@type"] == "Course"
        assert found["name"] == SETTINGS["site_name"]
        assert found["description"] == "The first page."
        assert found["url"] == SITE
        assert found["provider"]["name"] == SETTINGS["site_author"]
        assert found["license"] == "https://example.org/licence"
        assert found["inLanguage"] == "en"
        assert found["isAccessibleForFree"] is True
        assert [(each["position"], each["name"]) for each in found["hasPart"]] == [
            (1, EVIL),
            (2, "The second"),
        ]
        assert found["hasCourseInstance"]["courseWorkload"] == "PT13M"

    def test_of_a_lesson_is_a_learning_resource(self, built: Path) -> None:
        found = head(built, "part/page").data
        assert found["@type"] == "LearningResource"
        assert found["name"] == EVIL
        assert found["position"] == 1
        assert found["timeRequired"] == "PT13M"
        assert found["teaches"] == f"Asks {EVIL}?"
        assert found["url"] == f"{SITE}part/page/"
        assert found["isPartOf"]["url"] == SITE
        assert "competencyRequired" not in found
        assert "dateModified" not in found

    def test_has_what_a_lesson_needs_and_no_minutes_that_are_not_said(
        self, built: Path
    ) -> None:
        found = head(built, "second").data
        assert found["competencyRequired"] == [EVIL]
        assert "timeRequired" not in found

    @pytest.mark.parametrize("stem", ["about", "404"])
    def test_is_not_on_a_page_that_is_no_lesson(self, built: Path, stem: str) -> None:
        assert not head(built, stem).scripts

    def test_cannot_end_its_script(self) -> None:
        text = metadata.script({"a": "</script><!--&"})
        assert not set("<>&") & set(text)
        assert json.loads(text) == {"a": "</script><!--&"}


@pytest.mark.parametrize("stem", [*PAGES, "404"])
def test_no_front_matter_becomes_an_element(built: Path, stem: str) -> None:
    found = head(built, stem)
    assert "<script>alert" not in page_of(built, stem)
    assert "site" not in found.tags
    assert found.title.endswith(SETTINGS["site_name"])


def test_the_manifest_works_wherever_the_site_stands(built: Path) -> None:
    found = json.loads((built / "manifest.json").read_text("utf-8"))
    assert (found["name"], found["short_name"]) == (SETTINGS["site_name"], "Small")
    for name in (found["start_url"], found["scope"]):
        assert urljoin(f"{SITE}manifest.json", name) == SITE
    for each in found["icons"]:
        data = (built / each["src"]).read_bytes()
        width = int.from_bytes(data[16:20], "big")
        assert each["sizes"] == f"{width}x{width}"
    assert {"any", "maskable"} == {each["purpose"] for each in found["icons"]}


@pytest.mark.parametrize("stem", [*PAGES, "404"])
def test_a_page_leads_to_the_manifest_and_its_icon(built: Path, stem: str) -> None:
    found = head(built, stem)
    below = "" if stem in ("index", "404") else f"{stem}/"
    for rel, name in (
        ("manifest", "manifest.json"),
        ("apple-touch-icon", "icons/180.png"),
    ):
        assert urljoin(SITE + below, found.links[rel]) == SITE + name
        assert (built / name).is_file()


def test_robots_are_let_in_and_led_to_the_sitemap(built: Path) -> None:
    assert (built / "robots.txt").read_text().splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {SITE}sitemap.xml",
    ]
    assert (built / "sitemap.xml").is_file()


@pytest.mark.slow
def test_what_docs_has_itself_is_left_as_it_is(root: Path, kept: Builder) -> None:
    (root / "docs/robots.txt").write_text("User-agent: *\nDisallow: /\n")
    (root / "docs/icons").mkdir()
    (root / "docs/icons/512.png").write_bytes(b"own")
    folder = build(kept)
    assert "Disallow" in (folder / "robots.txt").read_text()
    assert (folder / "icons/512.png").read_bytes() == b"own"


class TestDates:
    def found(self, folder: Path) -> dict[str, str]:
        """The sitemap's dates, by address below the site's."""
        spaces = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        tree = ET.parse(folder / "sitemap.xml")
        dates = {}
        for each in tree.iterfind("url", spaces):
            address = each.findtext("loc", "", spaces).removeprefix(SITE)
            dates[address] = each.findtext("lastmod", "", spaces)
        return dates

    @pytest.mark.slow
    def test_are_those_of_pages_and_their_modules(
        self, root: Path, kept: Builder
    ) -> None:
        git(root, "init", "-q")
        git(root, "add", "docs", "snippets")
        git(root, "commit", "-q", "-m", "1")
        (root / "snippets/shown.py").write_text(MODULE + "y = 2\n")
        git(root, "commit", "-q", "-a", "-m", "2", day="2024-06-02")
        (root / "docs/about.md").write_text(
            (root / "docs/about.md").read_text("utf-8") + "\nNot in a commit.\n"
        )
        folder = build(kept)
        assert self.found(folder) == {
            "": "2024-05-01",
            "part/page/": "2024-05-01",
            "second/": "2024-06-02",
            "about/": "",
        }
        assert head(folder, "second").data["dateModified"] == "2024-06-02"
        assert head(folder, "index").data["dateModified"] == "2024-05-01"

    def test_are_left_out_without_git(self, built: Path) -> None:
        assert set(self.found(built)) == {"", "part/page/", "second/", "about/"}
        assert not any(self.found(built).values())

    @pytest.mark.slow
    def test_are_left_out_in_a_shallow_clone(
        self, root: Path, kept: Builder, tmp_path: Path, monkeypatch: Any
    ) -> None:
        git(root, "init", "-q")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "1")
        (root / "docs/about.md").write_text(
            (root / "docs/about.md").read_text("utf-8") + "\nMore.\n"
        )
        git(root, "commit", "-q", "-a", "-m", "2", day="2024-06-02")
        clone = tmp_path / "clone"
        git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(clone))
        monkeypatch.chdir(clone)
        Builder(clone).build(clone / "site")
        assert not any(self.found(clone / "site").values())


class TestRefused:
    def said(self, kept: Builder) -> str:
        with pytest.raises(SiteError) as raised:
            build(kept)
        return str(raised.value)

    def test_a_title_with_a_letter_that_no_picture_can_show(
        self, root: Path, kept: Builder
    ) -> None:
        file = root / "docs/part/page.md"
        text = file.read_text("utf-8").replace("title: ", "title: Žluť ", 1)
        number = text[: text.index("Žluť")].count("\n") + 1
        file.write_text(text, "utf-8")
        said = self.said(kept)
        assert f"docs/part/page.md:{number}: pictures can't show 'Ž'" in said

    @pytest.mark.parametrize(
        ("sharing", "what"),
        [
            ({"licenses": []}, "has no setting 'licenses'"),
            ({"licences": "CC0"}, "`licences` of `sharing` isn't a list"),
            ([], "isn't a mapping"),
        ],
    )
    def test_a_setting_that_is_none(
        self, root: Path, kept: Builder, sharing: object, what: str
    ) -> None:
        settings(root, extra={"sharing": sharing})
        said = self.said(kept)
        assert said.startswith("mkdocs.yml")
        assert what in said

    def test_a_mark_that_cannot_be_drawn(self, root: Path, kept: Builder) -> None:
        file = root / "engine/theme/partials/icon.html"
        file.write_text(file.read_text("utf-8").replace("M8 10h13", "M8 10q1 1 1 1"))
        said = self.said(kept)
        assert said.startswith("engine/theme/partials/icon.html:1: its path has 'q'")


def test_what_no_page_asks_for_is_not_kept_for_offline(built: Path) -> None:
    (list_,) = built.glob("static/release-*.json")
    found = json.loads(list_.read_text(encoding="utf-8"))["files"]
    assert "manifest.json" in found
    assert not [each for each in found if re.match(r"cards/|robots\.txt", each)]
