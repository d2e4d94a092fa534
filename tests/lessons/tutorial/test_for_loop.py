"""What the lesson *What `for` really does* says beyond its transcripts."""

import inspect
from collections.abc import Iterable, Iterator
from types import GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown
from snippets.tutorial.for_loop import launch, show_each


class Counted:
    """An iterable that counts the calls of `iter` and `next` made on it."""

    def __init__(self, values: Iterable[int]) -> None:
        self.values = iter(values)
        self.iters = self.nexts = 0

    def __iter__(self) -> Iterator[int]:
        self.iters += 1
        return self

    def __next__(self) -> int:
        self.nexts += 1
        return next(self.values)


def test_for_calls_iter_once_and_next_once_more_than_there_are_values() -> None:
    counted = Counted([3, 2, 1])
    for _ in counted:
        pass
    assert (counted.iters, counted.nexts) == (1, 4)


def test_the_loop_written_out_makes_the_same_calls_as_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counted = Counted([3, 2, 1])
    show_each(counted)
    assert (counted.iters, counted.nexts) == (1, 4)
    assert capsys.readouterr().out == "3\n2\n1\n"


def test_an_error_in_the_body_is_not_taken_for_the_end() -> None:
    rounds = []

    def walk() -> None:
        for number in countdown(3):
            rounds.append(number)
            next(countdown(0))

    with pytest.raises(StopIteration):
        walk()
    assert rounds == [3]


def test_the_loop_written_out_passes_on_an_error_of_its_body(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(value: object) -> None:
        raise StopIteration(value)

    monkeypatch.setattr("builtins.print", broken)
    with pytest.raises(StopIteration, match="3"):
        show_each(countdown(3))


def test_the_body_never_runs_for_a_thing_that_is_not_iterable() -> None:
    rounds = []

    def walk(values: Iterable[int]) -> None:
        for number in values:
            rounds.append(number)

    with pytest.raises(TypeError, match="'int' object is not iterable"):
        walk(3)  # type: ignore[arg-type]
    assert rounds == []


def test_break_leaves_the_generator_suspended() -> None:
    g = countdown(3)
    for _ in g:
        break
    assert isinstance(g, GeneratorType)
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"


def test_a_launch_prints_before_its_first_value_and_after_its_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(launch(1)) == [1, "lift-off"]
    assert capsys.readouterr().out == "ignition\nin orbit\n"


def test_a_list_begins_anew_in_each_loop_and_a_generator_goes_on() -> None:
    numbers, g = [3, 2, 1], countdown(3)
    for thing in (numbers, g):
        for number in thing:
            if number == 2:
                break
    assert next(iter(numbers)) == 3
    assert next(g) == 1


def test_iter_hands_a_generator_back_as_it_is() -> None:
    g = countdown(3)
    assert iter(g) is g


def test_a_launch_yields_lift_off_last_and_prints_in_orbit_when_asked_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    g = launch(1)
    assert [next(g), next(g)] == [1, "lift-off"]
    assert capsys.readouterr().out == "ignition\n"
    with pytest.raises(StopIteration):
        next(g)
    assert capsys.readouterr().out == "in orbit\n"


def test_a_loop_takes_a_stray_stop_iteration_for_the_end() -> None:
    runs = [countdown(2), countdown(0), countdown(5)]
    rounds = []
    for first in map(next, runs):
        rounds.append(first)
    assert rounds == [2]
