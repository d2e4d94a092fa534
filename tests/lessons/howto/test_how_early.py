"""What the page *Check arguments early* says beyond its transcripts."""

import inspect
import traceback
from collections.abc import Generator, Iterator

import pytest

from snippets.howto.how_early import countdown, late


@pytest.mark.parametrize("start", [0, 1, 3])
def test_both_count_down_the_same(start: int) -> None:
    assert list(countdown(start)) == list(late(start)) == list(range(start, 0, -1))


def test_the_outer_function_is_an_ordinary_one_and_gives_a_generator() -> None:
    assert not inspect.isgeneratorfunction(countdown)
    assert inspect.isgeneratorfunction(late)
    g = countdown(3)
    assert inspect.isgenerator(g)
    assert inspect.getgeneratorstate(g) == "GEN_CREATED"


def test_one_function_raises_at_the_call_and_the_other_at_the_first_next() -> None:
    with pytest.raises(ValueError, match="start is below 0"):
        countdown(-3)
    g = late(-3)
    with pytest.raises(ValueError, match="start is below 0"):
        next(g)


def test_a_wrong_number_of_arguments_is_an_error_of_the_call_in_both() -> None:
    for function in (countdown, late):
        with pytest.raises(TypeError, match="missing 1 required positional argument"):
            function()  # type: ignore[call-arg]
        with pytest.raises(TypeError, match="takes 1 positional argument"):
            function(3, 4)  # type: ignore[call-arg]


def test_a_generator_expression_in_place_of_the_inner_function_does_too() -> None:
    def squares(limit: int) -> Iterator[int]:
        if limit < 0:
            raise ValueError("limit is below 0")
        return (n * n for n in range(limit))

    with pytest.raises(ValueError, match="limit is below 0"):
        squares(-1)
    g = squares(3)
    assert inspect.isgenerator(g)
    assert list(g) == [0, 1, 4]


def test_one_yield_in_the_outer_function_makes_all_of_it_wait() -> None:
    def outer(start: int) -> Generator[int, None, Iterator[int]]:
        if start < 0:
            raise ValueError("start is below 0")

        def steps() -> Iterator[int]:
            yield start

        yield start
        return steps()

    g = outer(-3)
    with pytest.raises(ValueError, match="start is below 0"):
        next(g)


def test_the_traceback_names_who_asked_and_not_who_made_it() -> None:
    def makes() -> Iterator[int]:
        made: Iterator[int] = late(-3)
        return made

    def asks(g: Iterator[int]) -> None:
        list(g)

    g = makes()
    with pytest.raises(ValueError, match="start is below 0") as caught:
        asks(g)
    names = [each.name for each in traceback.extract_tb(caught.value.__traceback__)]
    assert names[-2:] == ["asks", "late"]
    assert "makes" not in names
