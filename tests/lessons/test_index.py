"""What the start page says: one task in two ways, and where its ways in lead."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.book.tree import Tree
from engine.live.exercise import read
from snippets.index import (
    measure_squares,
    square,
    squares_in_a_list,
    squares_one_by_one,
    watched,
)

ROOT = Path(__file__).resolve().parents[2]
DOORS = re.findall(
    r"^-   ### .*?(?=^-   ### |^</div>)",
    (ROOT / "docs/index.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


RECORDED = "snippets/recorded/index.squares.json"


def test_what_is_recorded_of_the_squares_is_what_they_give_now() -> None:
    text = (ROOT / RECORDED).read_text(encoding="utf-8")
    shown, now = json.loads(text), json.loads(json.dumps(measure_squares()))
    lines = [line.strip(" ,") for line in text.splitlines()]
    for row, fresh in zip(shown["rows"], now["rows"], strict=True):
        place = f"{RECORDED}:{lines.index(json.dumps(row)) + 1}"
        assert row == fresh, f"{place}: {fresh} — run `make record`"
    assert shown == now, f"{RECORDED}: differs — run `make record`"


def test_a_list_is_worked_out_whole_and_a_generator_as_far_as_it_is_asked() -> None:
    found = measure_squares()
    s, *of_list = found["rows"][-1]
    assert of_list == [100, 100, 5, 1]
    assert s == 16
    assert f"worked out {of_list[0]} squares" in found["stage"]["steps"][-1]["say"][0]


def test_a_task_that_finds_nothing_sees_all_there_is() -> None:
    few = lambda _: map(square, range(3))  # noqa: E731 (made as it is asked for)
    assert watched(few) == [(0, 1, 1), (1, 2, 1), (4, 3, 1)]


def test_what_is_seen_of_the_functions_is_what_ran() -> None:
    left, right = (each["cards"][0] for each in measure_squares()["stage"]["boards"])
    for card, function in ((left, squares_in_a_list), (right, squares_one_by_one)):
        of_card: dict[str, Any] = {"square": square}
        exec("\n".join(card["code"]), of_card)
        assert list(of_card["squares"](5)) == list(function(5)) == [0, 1, 4, 9, 16]


def test_there_are_three_ways_in_for_readers_and_one_for_teachers() -> None:
    *readers, teachers = DOORS
    assert len(readers) == 3
    assert all("data-lessons" in door for door in readers)
    assert "about/teach-and-fork.md" in teachers


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


@pytest.mark.parametrize("door", DOORS[:-1])
def test_a_way_in_tells_the_size_of_what_it_lists(door: str) -> None:
    listed = re.findall(r'data-lessons="(.+?)"', door)
    assert listed == re.findall(r'data-size="(.+?)"', door) != []


# whose exercises may delegate, for its first lesson teaches how
DELEGATES = "deeper"


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in sorted((ROOT / "snippets").rglob("exercises/*.py"))
        if file.parents[1].name != DELEGATES
    ],
    ids=lambda f: f.stem,
)
def test_no_solution_delegates_outside_the_part_that_teaches_it(file: Path) -> None:
    solution = read(file.read_text(encoding="utf-8"), file.name).solution
    assert "yield from" not in "\n".join(solution.lines)
