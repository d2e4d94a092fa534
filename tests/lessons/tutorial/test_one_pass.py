"""What the lesson *One pass only* says beyond its transcripts."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import GeneratorType
from typing import Any

import pytest

from snippets.tutorial.first_generator import countdown


def walk(values: Iterable[object]) -> None:
    for _ in values:
        pass


@pytest.mark.parametrize(
    "walker",
    [
        walk,
        list,
        sum,
        max,
        sorted,
        lambda values: list(zip(values, "abc", strict=True)),
    ],
    ids=["for", "list", "sum", "max", "sorted", "zip"],
)
def test_a_walk_leaves_nothing_for_the_next(walker: Callable[[object], object]) -> None:
    g = countdown(3)
    walker(g)
    assert next(g, "nothing") == "nothing"


def test_an_exhausted_generator_has_no_frame_and_walks_as_empty() -> None:
    g = countdown(3)
    assert list(g) == [3, 2, 1]
    assert isinstance(g, GeneratorType)
    assert g.gi_frame is None
    assert [list(g), sum(g), 3 in g] == [[], 0, False]


def test_a_list_is_walked_afresh_each_time() -> None:
    numbers = [3, 2, 1]
    assert [sum(numbers), sum(numbers)] == [6, 6]


def test_a_search_stops_right_behind_its_match() -> None:
    g = countdown(4)
    assert 2 in g
    assert next(g) == 1


def test_a_search_without_a_match_goes_to_the_end() -> None:
    g = countdown(4)
    assert 7 not in g
    assert next(g, "nothing") == "nothing"


def test_a_search_by_in_keeps_the_list_that_it_looks_through() -> None:
    numbers = [4, 3, 2, 1]
    assert [2 in numbers, 3 in numbers, numbers] == [True, True, [4, 3, 2, 1]]


def test_unpacking_takes_one_more_than_it_has_names_and_sets_none() -> None:
    taken = []

    def noted() -> Iterator[int]:
        for number in countdown(4):
            taken.append(number)
            yield number

    names: dict[str, object] = {"g": noted()}
    with pytest.raises(ValueError, match="too many values"):
        exec("first, second = g", names)
    assert taken == [4, 3, 2]
    assert {"first", "second"}.isdisjoint(names)


def test_a_generator_has_no_attribute_that_rewinds_it() -> None:
    doors = {name for name in dir(GeneratorType) if not name.startswith(("_", "gi_"))}
    assert doors == {"send", "throw", "close"}


@pytest.mark.parametrize("subscript", [0, slice(3)])
def test_a_generator_takes_neither_an_index_nor_a_slice(subscript: object) -> None:
    g: Any = countdown(3)
    with pytest.raises(TypeError, match="'generator' object is not subscriptable"):
        g[subscript]


@pytest.mark.parametrize("start", [0, 1])
def test_a_generator_is_true_before_and_after_its_walk(start: int) -> None:
    g = countdown(start)
    assert g
    walk(g)
    assert g


def test_asking_with_a_default_takes_the_value() -> None:
    g = countdown(2)
    assert next(g, None) == 2
    assert list(g) == [1]


def test_a_generator_as_a_default_is_used_up_by_the_first_call() -> None:
    def total(numbers: Iterator[int] = countdown(3)) -> int:  # noqa: B008
        return sum(numbers)

    assert [total(), total()] == [6, 0]


def test_a_cached_generator_function_hands_out_one_generator() -> None:
    cached = lru_cache(countdown)
    assert cached(3) is cached(3)
    assert [list(cached(3)), list(cached(3))] == [[3, 2, 1], []]


def test_max_of_an_empty_generator_complains_in_words_that_changed_in_3_12() -> None:
    with pytest.raises(ValueError, match="empty") as raised:
        max(countdown(0))
    old, new = "max() arg is an empty sequence", "max() iterable argument is empty"
    assert str(raised.value) == (new if sys.version_info >= (3, 12) else old)
