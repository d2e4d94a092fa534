"""What the lesson *Two things called generator* says beyond its transcripts."""

import inspect
from types import FunctionType, GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown


def test_the_function_and_what_it_returns_are_of_two_types() -> None:
    assert type(countdown) is FunctionType
    assert type(countdown(1)) is GeneratorType


def test_the_mend_for_next_of_a_function_is_a_call() -> None:
    assert next(countdown(3)) == 3


def test_asking_one_generator_leaves_the_others_where_they_are() -> None:
    red, green = countdown(3), countdown(3)
    assert [next(red), next(red)] == [3, 2]
    assert list(green) == [3, 2, 1]


def test_a_generator_that_has_no_name_gives_its_first_value_for_ever() -> None:
    assert [next(countdown(3)) for _ in range(4)] == [3, 3, 3, 3]


def test_next_calls_the_method_with_underscores() -> None:
    class Asked:
        def __next__(self) -> str:
            return "asked"

    assert next(Asked()) == "asked"


@pytest.mark.parametrize("arguments", [(), (3, 2)])
def test_a_wrong_number_of_arguments_fails_at_the_call(
    arguments: tuple[int, ...],
) -> None:
    with pytest.raises(TypeError, match=r"^countdown\(\) "):
        countdown(*arguments)


def test_a_bad_value_fails_at_the_first_next_and_not_at_the_call() -> None:
    g = countdown("three")
    assert inspect.getgeneratorstate(g) == "GEN_CREATED"
    with pytest.raises(TypeError, match="'>' not supported between"):
        next(g)


