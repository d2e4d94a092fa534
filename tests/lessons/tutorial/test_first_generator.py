"""What the lesson *A function that pauses* says beyond its transcripts."""

import inspect
from collections.abc import Iterator
from types import FunctionType, GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown, launch


def test_a_countdown_ends_at_one() -> None:
    assert list(countdown(3)) == [3, 2, 1]


@pytest.mark.parametrize("start", [0, -1])
def test_a_countdown_from_zero_or_below_has_no_values(start: int) -> None:
    assert next(countdown(start), None) is None


def test_a_call_prints_nothing_and_the_first_next_prints_ignition(
    capsys: pytest.CaptureFixture[str],
) -> None:
    g = launch(1)
    assert capsys.readouterr().out == ""
    assert next(g) == 1
    assert capsys.readouterr().out == "ignition\n"


def test_a_launch_yields_lift_off_last_and_prints_in_orbit_when_asked_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    g = launch(1)
    assert [next(g), next(g)] == [1, "lift-off"]
    assert capsys.readouterr().out == "ignition\n"
    with pytest.raises(StopIteration):
        next(g)
    assert capsys.readouterr().out == "in orbit\n"


def test_an_exhausted_generator_raises_stop_iteration_every_time() -> None:
    g = countdown(0)
    for _ in range(3):
        with pytest.raises(StopIteration) as raised:
            next(g)
        assert str(raised.value) == ""


def test_a_yield_that_is_never_reached_still_makes_a_generator_function() -> None:
    def never() -> Iterator[int]:
        if False:
            yield 1

    assert isinstance(never(), GeneratorType)
    assert list(never()) == []


def test_a_yield_in_an_inner_function_does_not_make_the_outer_one_a_generator() -> None:
    def outer() -> list[int]:
        def inner() -> Iterator[int]:
            yield 1

        return list(inner())

    assert outer() == [1]


def test_a_call_keeps_its_argument() -> None:
    g = countdown(3)
    assert isinstance(g, GeneratorType)
    assert inspect.getgeneratorlocals(g) == {"start": 3}


def test_the_annotations_make_no_difference_to_a_run() -> None:
    bare = FunctionType(countdown.__code__, {})
    assert countdown.__annotations__ != bare.__annotations__ == {}
    assert list(bare(3)) == list(countdown(3))


def test_subtracting_before_the_yield_hands_out_one_less_each_time() -> None:
    def changed(start: int) -> Iterator[int]:
        while start > 0:
            start -= 1
            yield start

    assert list(changed(3)) == [2, 1, 0]


def test_a_generator_may_yield_none() -> None:
    def nothing() -> Iterator[None]:
        yield None

    assert list(nothing()) == [None]


def test_the_function_and_what_it_returns_are_of_two_types() -> None:
    assert type(countdown) is FunctionType
    assert type(countdown(1)) is GeneratorType


def test_the_mend_for_next_of_a_function_is_a_call() -> None:
    assert next(countdown(3)) == 3
