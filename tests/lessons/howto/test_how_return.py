"""What the page *Get the return value* says beyond its transcripts."""

import inspect
import sys
from collections.abc import Callable, Generator
from typing import Any

import pytest

from snippets.howto.how_return import Keeping, both, numbers

LOG = ["100", "?", "91"]


def loops(g: Any) -> None:
    for _ in g:
        pass


@pytest.mark.parametrize("use", [loops, list, sum])
def test_a_loop_a_list_and_a_sum_drop_the_value(use: Callable[[Any], object]) -> None:
    g = numbers(LOG)
    use(g)
    with pytest.raises(StopIteration) as end:
        next(g)
    assert end.value.value is None


def test_next_with_a_default_drops_it_too() -> None:
    g = numbers(["?"])
    assert next(g, "over") == "over"
    with pytest.raises(StopIteration) as end:
        next(g)
    assert end.value.value is None


def test_what_is_returned_is_the_value_of_the_first_end_alone() -> None:
    g = numbers(["?", "?"])
    with pytest.raises(StopIteration) as first:
        next(g)
    with pytest.raises(StopIteration) as second:
        next(g)
    assert (first.value.value, second.value.value) == (2, None)
    assert str(first.value) == "2"
    assert str(second.value) == ""


def test_the_class_keeps_the_value_after_its_loop_and_has_none_before() -> None:
    kept = Keeping(numbers(LOG))
    walk = iter(kept)
    assert next(walk) == 100.0
    assert not hasattr(kept, "value")
    assert list(walk) == [91.0]
    assert kept.value == 1


def test_the_class_lets_errors_of_its_generator_through() -> None:
    def failing() -> Generator[int]:
        yield 1
        raise ValueError("inside")

    walk = iter(Keeping(failing()))
    assert next(walk) == 1
    with pytest.raises(ValueError, match="inside"):
        next(walk)


def test_one_yield_anywhere_makes_it_a_generator_function() -> None:
    assert inspect.isgeneratorfunction(both)
    with pytest.raises(StopIteration) as end:
        next(both(True))
    assert end.value.value == [1, 2]


def test_without_its_yields_the_function_returns_the_list() -> None:
    def ordinary(quick: bool) -> list[int]:
        if quick:
            return [1, 2]
        return []

    assert ordinary(True) == [1, 2]


def test_close_returns_the_value_from_3_13_on() -> None:
    def careful() -> Generator[int, None, str]:
        try:
            yield 1
        except GeneratorExit:
            return "closed"
        return "ended"

    g = careful()
    next(g)
    new = sys.version_info >= (3, 13)
    # the declarations are those of 3.11, where there's no value
    assert vars(type(g))["close"](g) == ("closed" if new else None)


def test_close_returns_none_where_nothing_catches_it() -> None:
    g = numbers(LOG)
    next(g)
    assert g.close() is None
