"""What the lesson *A second pass* says beyond its transcripts."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from types import GeneratorType
from typing import Any

import pytest

from snippets.tutorial.first_generator import countdown
from snippets.tutorial.second_pass import Countdown, mean, mean_in_one_pass


def test_two_passes_work_for_what_starts_afresh() -> None:
    assert mean([3, 2, 1]) == mean((3, 2, 1)) == mean(Countdown(3)) == 2


def test_two_passes_over_a_generator_find_nothing_to_count() -> None:
    g = countdown(3)
    with pytest.raises(ZeroDivisionError):
        mean(g)


def test_iter_gives_a_list_two_places_and_a_generator_itself() -> None:
    numbers = [3, 2, 1]
    assert iter(numbers) is not iter(numbers)
    g = countdown(3)
    assert iter(g) is iter(g) is g


def test_the_class_is_an_iterable_and_not_an_iterator() -> None:
    numbers: Any = Countdown(3)
    with pytest.raises(TypeError, match="'Countdown' object is not an iterator"):
        next(numbers)
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


def made_in_two_walks(ways: Callable[[Callable[[], Iterator[int]]], object]) -> int:
    """Return how many numbers are made for two walks over three of them."""
    made = []

    def making() -> Iterator[int]:
        for number in countdown(3):
            made.append(number)
            yield number

    ways(making)
    return len(made)


def test_calling_again_and_the_class_make_each_number_twice_and_a_list_once() -> None:
    def by_class(making: Callable[[], Iterator[int]]) -> None:
        class Making:
            def __iter__(self) -> Iterator[int]:
                return making()

        mean(Making())

    assert made_in_two_walks(lambda making: (sum(making()), max(making()))) == 6
    assert made_in_two_walks(lambda making: mean(list(making()))) == 3
    assert made_in_two_walks(by_class) == 6


@pytest.mark.parametrize("make", [list, iter, tuple])
def test_a_single_pass_is_enough_for_a_mean(
    make: Callable[[object], Iterable[int]],
) -> None:
    assert mean_in_one_pass(make([5, 2, 2])) == 3


def test_a_list_made_on_the_first_line_lets_a_function_walk_twice() -> None:
    assert mean(list(countdown(3))) == 2


def test_a_class_that_draws_on_a_generator_has_one_pass_too() -> None:
    class Drawing:
        def __init__(self, source: Iterable[int]) -> None:
            self.source = source

        def __iter__(self) -> Iterator[int]:
            yield from self.source

    spent, kept = Drawing(countdown(3)), Drawing(list(countdown(3)))
    assert [sum(spent), sum(spent)] == [6, 0]
    assert [sum(kept), sum(kept)] == [6, 6]


def test_a_file_has_one_pass() -> None:
    with open(__file__, encoding="utf-8") as file:
        assert list(file)
        assert list(file) == []
