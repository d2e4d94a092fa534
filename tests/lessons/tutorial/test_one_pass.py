"""What the lesson *One pass only* says beyond its transcripts."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from types import GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown
from snippets.tutorial.one_pass import Countdown, mean, mean_in_one_pass


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


def test_a_search_stops_right_behind_its_match() -> None:
    g = countdown(4)
    assert 2 in g
    assert next(g) == 1


def test_a_search_without_a_match_goes_to_the_end() -> None:
    g = countdown(4)
    assert 7 not in g
    assert next(g, "nothing") == "nothing"


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


def test_counting_by_a_walk_uses_the_generator_up() -> None:
    g = countdown(3)
    assert sum(1 for _ in g) == 3
    assert list(g) == []


@pytest.mark.parametrize("start", [0, 1])
def test_a_generator_is_true_before_and_after_its_walk(start: int) -> None:
    g = countdown(start)
    assert g
    walk(g)
    assert g


def test_two_passes_work_for_what_starts_afresh() -> None:
    assert mean([3, 2, 1]) == mean((3, 2, 1)) == mean(Countdown(3)) == 2


def test_two_passes_over_a_generator_find_nothing_to_count() -> None:
    with pytest.raises(ZeroDivisionError):
        mean(countdown(3))


def test_the_class_is_an_iterable_and_not_an_iterator() -> None:
    numbers = Countdown(3)
    assert not hasattr(numbers, "__next__")
    assert iter(numbers) is not iter(numbers)
    assert type(iter(numbers)) is GeneratorType
    assert inspect.isgeneratorfunction(Countdown.__iter__)


@pytest.mark.parametrize("start", [-1, 0, 1, 4])
def test_each_walk_of_the_class_is_a_whole_countdown(start: int) -> None:
    numbers = Countdown(start)
    assert list(numbers) == list(numbers) == list(countdown(start))


def test_two_walks_of_the_class_do_not_disturb_each_other() -> None:
    numbers = Countdown(3)
    assert list(zip(numbers, numbers, strict=True)) == [(3, 3), (2, 2), (1, 1)]


@pytest.mark.parametrize("make", [list, iter, tuple])
def test_a_single_pass_is_enough_for_a_mean(
    make: Callable[[object], Iterable[int]],
) -> None:
    assert mean_in_one_pass(make([5, 2, 2])) == 3


def test_the_mean_is_repaired_by_a_list_made_inside_and_not_by_len() -> None:
    assert mean(list(countdown(3))) == 2
    with pytest.raises(TypeError, match=r"has no len\(\)"):
        len(countdown(3))


def test_a_class_that_draws_on_a_generator_has_one_pass_too() -> None:
    class Drawing:
        def __init__(self, source: Iterable[int]) -> None:
            self.source = source

        def __iter__(self) -> Iterator[int]:
            yield from self.source

    spent, kept = Drawing(countdown(3)), Drawing(list(countdown(3)))
    assert [sum(spent), sum(spent)] == [6, 0]
    assert [sum(kept), sum(kept)] == [6, 6]
