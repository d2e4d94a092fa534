"""Lessons are numbered in their parts, and pages say of them what is so."""

from __future__ import annotations

import contextlib
import gzip
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine.site import parts
from engine.site.build import Builder, SiteError
from engine.site.parts import Place
from tests import many

Page = Any


def page(
    path: str, *ancestors: object, minutes: object = None, asks: bool = True
) -> Page:
    """A page as MkDocs has it, inside sections, the innermost first."""
    meta = {"question": "Why?" if asks else None, "minutes": minutes}
    return SimpleNamespace(
        file=SimpleNamespace(src_uri=path), meta=meta, ancestors=list(ancestors)
    )


def section(title: str) -> object:
    return SimpleNamespace(title=title)


class TestPlaces:
    def test_count_in_the_outermost_part(self) -> None:
        deep, flat = section("Deep"), section("Flat")
        pages = [
            page("a/x/one.md", section("X"), deep),
            page("a/y/two.ipynb", section("Y"), deep),
            page("b/one.md", flat),
        ]
        assert parts.places(pages) == {
            "a/x/one.md": Place("Deep", 1, 2),
            "a/y/two.ipynb": Place("Deep", 2, 2),
            "b/one.md": Place("Flat", 1, 1),
        }

    def test_count_all_lessons_where_nav_has_no_parts(self) -> None:
        pages = [page("one.md"), page("about.md", asks=False), page("two.md")]
        assert parts.places(pages) == {
            "one.md": Place("", 1, 2),
            "two.md": Place("", 2, 2),
        }

    def test_tell_two_parts_of_one_title_apart(self) -> None:
        pages = [page("a.md", section("Same")), page("b.md", section("Same"))]
        assert [each.number for each in parts.places(pages).values()] == [1, 1]


class TestNames:
    PAGES = (
        page("a/one.md", minutes={"read": 5, "do": 2}),
        page("a/index.md", asks=False),
        page("ab/two.md", minutes={"read": 4}),
        page("a/deep/three.md"),
    )

    @pytest.mark.parametrize(
        ("names", "stems"),
        [
            ("a", ["a/one", "a/deep/three"]),
            ("a/", ["a/one", "a/deep/three"]),
            ("a/deep", ["a/deep/three"]),
            # the order is that of nav, and nothing comes twice
            ("ab/two a/one a", ["a/one", "ab/two", "a/deep/three"]),
        ],
    )
    def test_stand_for_pages_and_folders(self, names: str, stems: list[str]) -> None:
        found = parts.chosen(list(self.PAGES), names)
        assert [parts.stem(each) for each in found] == stems

    @pytest.mark.parametrize("name", ["b", "a/on", "a/index", "one"])
    def test_of_no_lesson_stand_for_none(self, name: str) -> None:
        assert parts.chosen(list(self.PAGES), name) == []

    def test_minutes_are_those_to_read_and_to_do(self) -> None:
        assert parts.minutes(list(self.PAGES)) == 11


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of sixty lessons, built."""
    root = tmp_path_factory.mktemp("many")
    many.write(root)
    with contextlib.chdir(root):
        Builder(root).build(root / "site")
    return root


@pytest.fixture(scope="module")
def paths(tree: Path) -> list[str]:
    """The addresses of its lessons, in order."""
    nav = (tree / "mkdocs.yml").read_text()
    return re.findall(r"^ +- (part-.*)\.md$", nav, re.MULTILINE)


@pytest.mark.slow
class TestSixtyPages:
    """A site of sixty lessons in six parts, two levels deep, is built once."""

    def html(self, tree: Path, path: str) -> str:
        return (tree / "site" / path / "index.html").read_text(encoding="utf-8")

    def test_are_all_in_the_navigation_of_each(
        self, tree: Path, paths: list[str]
    ) -> None:
        assert len(paths) == 60
        nav = navigation(self.html(tree, paths[33]))
        assert nav.count("<a ") == 61
        assert nav.count('aria-current="page"') == 1

    def test_have_their_own_part_open_and_no_other(
        self, tree: Path, paths: list[str]
    ) -> None:
        nav = navigation(self.html(tree, paths[33]))
        assert nav.count("<details") == 18
        before, _, after = nav.partition('aria-current="page"')
        # the part and its group, which end behind the page
        assert before.count("<details") - before.count("</details") == 2
        assert len(re.findall(r"<details[^>]* open", before)) == 2
        assert not re.search(r"<details[^>]* open", after)

    @pytest.mark.parametrize("page", ["index.html", "404.html"])
    def test_have_their_first_part_open_for_who_arrives_or_is_lost(
        self, tree: Path, page: str
    ) -> None:
        nav = navigation((tree / "site" / page).read_text(encoding="utf-8"))
        assert (
            re.findall(r"<details[^>]*>", nav).index('<details class="part" open>') == 0
        )
        assert len(re.findall(r"<details[^>]* open", nav)) == 1

    def test_pay_at_most_6_kb_for_navigation(
        self, tree: Path, paths: list[str]
    ) -> None:
        for path in ("", paths[0], paths[33], paths[-1]):
            html = self.html(tree, path)
            without = html.replace(navigation(html), "")
            added = [len(gzip.compress(each.encode(), 9)) for each in (html, without)]
            assert added[0] - added[1] < 6000, path

    def test_are_told_their_place_in_their_part(
        self, tree: Path, paths: list[str]
    ) -> None:
        html = self.html(tree, paths[33])
        assert re.search(r">Lesson 4 of 10 in [A-Z][^<]* 4<", html)
        marks = re.search(r'<span class="path"[^>]*>(.*?)</span>', html)
        assert marks
        here = ["here" in mark for mark in re.findall("<i([^>]*)>", marks[1])]
        assert here == [number == 4 for number in range(1, 11)]

    def test_lead_on_and_back(self, tree: Path, paths: list[str]) -> None:
        ways = {
            path: re.findall(
                r'href="?([^" ]*)"? rel="?(prev|next)"?',
                self.html(tree, path).partition('class="onward"')[2],
            )
            for path in ("", paths[9], paths[10], paths[-1])
        }
        assert [[rel for _, rel in found] for found in ways.values()] == [
            ["next"],
            ["prev", "next"],
            ["prev", "next"],
            ["prev"],
        ]
        assert ways[paths[9]][1][0] == f"../../../{paths[10]}/"
        assert ways[paths[10]][0][0] == f"../../../{paths[9]}/"

    def test_are_listed_and_counted_where_a_page_asks(
        self, tree: Path, paths: list[str]
    ) -> None:
        html = self.html(tree, "").partition("<article")[2]
        listed, counted = re.findall(r"<p>(.*?)</p>", html)[:2]
        links = re.findall(r'href="([^"]*)"', listed)
        assert links == [f"{path}/" for path in (*paths[:5], *paths[15:20])]
        assert counted == "15 lessons, 135 minutes"

    def test_of_which_one_is_misnamed_stop_the_build(self, tree: Path) -> None:
        start = tree / "docs" / "index.md"
        before = start.read_text()
        start.write_text(before.replace("part-2/group-2", "part-2/group-3"))
        try:
            with contextlib.chdir(tree), pytest.raises(SiteError) as raised:
                Builder(tree).build(tree / "site")
        finally:
            start.write_text(before)
        assert str(raised.value).startswith("docs/index.md:7: 'part-2/group-3' is nei")


def navigation(html: str) -> str:
    """Return the lessons' navigation of a page."""
    found = re.search(r'<nav class="md-nav md-nav--primary".*?</nav>', html, re.DOTALL)
    assert found
    return found[0]
