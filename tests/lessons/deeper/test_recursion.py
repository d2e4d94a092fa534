"""What the page *Recursion: trees and nesting* says beyond its transcripts."""

import sys
from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Any

import pytest

from snippets.deeper.exercises.in_order import Node
from snippets.deeper.recursion import Tree, fits, flat, flat_by_list, queens


def nested(depth: int) -> list[Any]:
    """Return a list in a list, so deep, with a 1 in the innermost."""
    items: list[Any] = [1]
    for _ in range(depth):
        items = [items]
    return items


def tower(g: Any) -> list[Any]:
    """Return a generator and those that it waits for, one behind the other."""
    found = [g]
    while found[-1].gi_yieldfrom is not None:
        found.append(found[-1].gi_yieldfrom)
    return found


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        ([], []),
        ([[], [[]]], []),
        ([1, [2, [3]], 4], [1, 2, 3, 4]),
        ([[[0, None]], "ab", [("x", [1])]], [0, None, "ab", ("x", [1])]),
    ],
)
def test_both_ways_take_out_what_is_no_list(
    items: list[Any], wanted: list[Any]
) -> None:
    assert list(flat(items)) == list(flat_by_list(items)) == wanted


def test_two_loops_take_out_one_level_and_no_more() -> None:
    rows: list[list[Any]] = [[1, 2], [], [3, [4]]]
    assert [n for row in rows for n in row] == [1, 2, 3, [4]]
    assert list(flat(rows)) == [1, 2, 3, 4]


def test_a_star_does_the_same_from_3_15_on_and_is_refused_before() -> None:
    star, names = "flattened = [*row for row in rows]", {"rows": [[1, 2], [], [3]]}
    if sys.version_info < (3, 15):
        with pytest.raises(SyntaxError, match="iterable unpacking cannot be used"):
            compile(star, "star", "exec")
    else:
        exec(star, names)
        assert names["flattened"] == [1, 2, 3]


def test_the_tower_is_as_high_as_the_nesting_is_deep() -> None:
    g = flat([1, [2, [3]], 4])
    heights = []
    for _ in g:
        heights.append(len(tower(g)))
    assert heights == [1, 2, 3, 1]


def test_each_frame_of_the_tower_waits_in_a_line_of_its_own() -> None:
    g = flat([1, [[3]]])
    assert (next(g), next(g)) == (1, 3)
    frames = [each.gi_frame for each in tower(g)]
    first = frames[0].f_code.co_firstlineno
    assert [frame.f_lineno - first + 1 for frame in frames] == [4, 4, 6]
    assert len({id(frame) for frame in frames}) == 3


def test_a_walk_for_the_three_never_comes_to_the_tree_with_the_six() -> None:
    walked = []

    class Noted(Tree):
        def __iter__(self) -> Iterator[Any]:
            walked.append(self.key)
            yield from super().__iter__()

    tree = Noted(4, Noted(2, Noted(1), Noted(3)), Noted(6))
    assert next(n for n in tree if n > 2) == 3
    assert walked == [4, 2, 1, 3]
    assert list(tree) == list(tree) == [1, 2, 3, 4, 6]


def test_nine_hundred_deep_is_a_tower_still_and_two_thousand_is_none() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1100)  # what a test runner has called already, besides
    try:
        assert list(flat(nested(900))) == [1]
        with pytest.raises(RecursionError, match=r"^maximum recursion depth exceeded"):
            list(flat(nested(2000)))
    finally:
        sys.setrecursionlimit(limit)
    assert list(flat_by_list(nested(100_000))) == [1]


def test_a_text_taken_apart_for_its_items_never_ends() -> None:
    def all_flat(items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if isinstance(item, Iterable):
                yield from all_flat(item)
            else:
                yield item

    assert list(all_flat([1, (2, [3])])) == [1, 2, 3]
    assert next(iter("a")) == "a"
    with pytest.raises(RecursionError, match=r"^maximum recursion depth exceeded"):
        list(all_flat(["a"]))


def test_the_queens_are_all_that_trying_everything_finds() -> None:
    def stands(rows: tuple[int, ...]) -> bool:
        return all(fits(row, rows[:at]) for at, row in enumerate(rows))

    for size in range(1, 7):
        tried = [rows for rows in permutations(range(size)) if stands(rows)]
        assert list(queens(size)) == tried
    assert list(queens(3)) == []


def test_a_row_fits_or_not() -> None:
    assert fits(2, (0,)) is True
    assert fits(1, (0,)) is False


def test_no_two_queens_attack_each_other() -> None:
    found = list(queens(6))
    assert len(found) == 4
    for rows in found:
        for one in range(6):
            for other in range(one):
                assert rows[one] != rows[other]
                assert abs(rows[one] - rows[other]) != one - other


def test_a_node_of_the_exercise_has_a_key_and_two_trees_or_none() -> None:
    node = Node(2, Node(1))
    assert (node.key, node.left.key, node.right) == (2, 1, None)
