"""What the start page says: its generator, and where its three ways in lead."""

import re
from itertools import islice
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.live.exercise import read
from snippets.index import doubling

ROOT = Path(__file__).resolve().parents[2]
DOORS = re.findall(
    r"^-   ### .*?(?=^-   ### |^</div>)",
    (ROOT / "docs/index.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


def test_doubling_goes_on_and_on() -> None:
    assert list(islice(doubling(), 11))[-1] == 1024


def test_there_are_three_ways_in() -> None:
    assert len(DOORS) == 3


def test_the_ways_in_lead_to_every_lesson_once_in_the_order_of_nav() -> None:
    lessons = [
        page.path.removeprefix("docs/")
        for page in Tree(ROOT).pages()
        if "question" in page.meta
    ]
    nav = [name for name in Tree(ROOT).nav() if name in lessons]
    names = [
        name
        for door in DOORS
        for names in re.findall(r'data-lessons="(.+?)"', door)
        for name in names.split()
    ]
    linked = [
        each
        for name in names
        for each in nav
        if each == f"{name}.md" or each.startswith(f"{name}/")
    ]
    mend = "docs/index.md: its ways in must name each lesson of nav once, in order"
    assert linked == nav, mend


@pytest.mark.parametrize("door", DOORS)
def test_a_way_in_tells_the_size_of_what_it_lists(door: str) -> None:
    listed = re.findall(r'data-lessons="(.+?)"', door)
    assert listed == re.findall(r'data-size="(.+?)"', door) != []


@pytest.mark.parametrize(
    "file", sorted((ROOT / "snippets").rglob("exercises/*.py")), ids=lambda f: f.stem
)
def test_no_solution_delegates_for_no_lesson_teaches_that_yet(file: Path) -> None:
    solution = read(file.read_text(encoding="utf-8"), file.name).solution
    assert "yield from" not in "\n".join(solution.lines)
