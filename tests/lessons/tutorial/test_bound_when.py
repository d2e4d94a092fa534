"""What the lesson *What is bound when* says beyond its transcripts."""

from collections.abc import Iterator
from types import GeneratorType
from typing import Any

import pytest

from snippets.tutorial.generator_expressions import squares


def test_the_first_source_is_bound_early_and_all_else_late() -> None:
    names: dict[str, object] = {"numbers": [1, 2, 3], "least": 0, "factor": 10}
    exec("g = (n * factor for n in numbers if n > least)", names)
    names |= {"numbers": [7], "least": 1, "factor": 100}
    g = names["g"]
    assert isinstance(g, GeneratorType)
    assert list(g) == [200, 300]


def test_a_written_out_generator_binds_its_argument_at_the_same_time() -> None:
    numbers = [1, 2, 3]
    g = squares(numbers)
    numbers.append(4)
    numbers = [7]
    assert list(g) == [1, 4, 9, 16]


def test_a_list_comprehension_fails_at_once_where_the_generator_waits() -> None:
    names: dict[str, object] = {}
    with pytest.raises(NameError):
        exec("[n * nowhere for n in range(4)]", names)
    exec("g = (n * nowhere for n in range(4))", names)
    g = names["g"]
    assert isinstance(g, GeneratorType)
    with pytest.raises(NameError):
        next(g)


def test_the_mistake_in_the_second_source_comes_out_with_the_first_request() -> None:
    names: dict[str, object] = {}
    exec('g = (r + c for r in "ab" for c in nowhere)', names)
    g = names["g"]
    assert isinstance(g, GeneratorType)
    with pytest.raises(NameError):
        next(g)


def test_the_first_source_is_also_asked_for_its_iterator_at_once() -> None:
    asked = []

    class Noting:
        def __iter__(self) -> Iterator[int]:
            asked.append("iter")
            return iter([1])

    g = (n for n in Noting())
    assert asked == ["iter"]
    assert list(g) == [1]


def test_each_request_looks_a_late_name_up_anew() -> None:
    names: dict[str, Any] = {}
    exec("factor = 10\ng = (n * factor for n in [1, 2, 3])", names)
    given = []
    for factor in (10, 100, 1000):
        names["factor"] = factor
        given.append(next(names["g"]))
    assert given == [10, 200, 3000]


def test_a_copy_as_the_first_source_keeps_changes_out() -> None:
    numbers, stock = [1, 2], {"tea": 2}
    g, names = (n for n in list(numbers)), (name for name in list(stock))
    numbers.append(3)
    stock["jam"] = 3
    assert list(g) == [1, 2]
    assert list(names) == ["tea"]


def test_a_class_finds_the_first_source_and_no_late_name() -> None:
    exec("class Prices:\n    net = [10]\n    same = list(n for n in net)", {})
    with pytest.raises(NameError, match="'extra'"):
        exec("class P:\n    extra = 2\n    g = list(n + extra for n in [10])", {})


def test_a_function_in_a_class_does_not_see_the_names_of_the_class() -> None:
    names: dict[str, Any] = {}
    exec("class P:\n    extra = 2\n    def gross(self): return self.net + extra", names)
    with pytest.raises(NameError, match="'extra'"):
        names["P"].gross(type("Net", (), {"net": 1}))


def test_functions_made_in_a_loop_look_their_name_up_when_they_are_called() -> None:
    asked = [lambda: n for n in range(3)]  # noqa: B023
    assert [each() for each in asked] == [2, 2, 2]


def test_a_function_that_is_handed_its_names_binds_them_at_the_call() -> None:
    def scaled(numbers: list[int], factor: int) -> Iterator[int]:
        for n in numbers:
            yield n * factor

    factor = 10
    g = scaled([1, 2], factor)
    factor = 100
    assert list(g) == [10, 20]
