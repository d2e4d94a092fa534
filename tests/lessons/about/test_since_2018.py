"""What the page *What changed since 2018* says beyond its transcripts."""

import inspect
import math
import sys
from collections.abc import Callable, Generator
from itertools import chain

import numpy as np
import pytest

from snippets.about.since_2018 import asking, giving_back, never, outer


def test_an_unreachable_yield_makes_a_generator_function() -> None:
    assert inspect.isgeneratorfunction(never)
    assert list(never()) == []


def test_a_yield_in_an_inner_function_leaves_the_outer_one_a_plain_function() -> None:
    assert not inspect.isgeneratorfunction(outer)
    assert list(outer()()) == [1]


def test_a_yield_in_a_comprehension_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError, match="'yield' inside"):
        compile("def f():\n    return [(yield n) for n in range(3)]", "f", "exec")


def test_the_first_source_of_a_comprehension_may_hold_a_yield() -> None:
    names: dict[str, Callable[[], Generator[None, list[int], list[int]]]] = {}
    exec("def f():\n    return [x for x in (yield)]", names)
    g = names["f"]()
    next(g)
    with pytest.raises(StopIteration) as raised:
        g.send([1, 2])
    assert raised.value.value == [1, 2]
    with pytest.raises(SyntaxError, match="'yield' inside"):
        compile("def f():\n    return [x for y in z for x in (yield)]", "f", "exec")


def test_the_return_value_is_carried_once_and_then_the_exception_is_empty() -> None:
    g = giving_back()
    assert next(g) == "a value"
    with pytest.raises(StopIteration) as first:
        next(g)
    assert first.value.value == "splashdown"
    with pytest.raises(StopIteration) as second:
        next(g)
    assert second.value.value is None


def test_a_generator_is_an_iterator_and_can_more() -> None:
    g = asking()
    assert iter(g) is g
    assert all(hasattr(g, name) for name in ("send", "throw", "close"))
    assert not any(hasattr(iter([]), name) for name in ("send", "throw", "close"))


def test_a_call_returns_one_object_whatever_the_function() -> None:
    def nothing() -> None:
        pass

    def many() -> tuple[int, int]:
        return 1, 2

    results: list[object] = [nothing(), many(), asking()]  # type: ignore[func-returns-value]
    assert [type(each).__name__ for each in results] == [
        "NoneType",
        "tuple",
        "generator",
    ]


def test_a_star_in_a_generator_expression_does_what_chain_does() -> None:
    parts = [[1, 2], [], [3]]
    star, names = "given = list((*part for part in parts))", {"parts": parts}
    if sys.version_info < (3, 15):
        with pytest.raises(SyntaxError, match="iterable unpacking cannot be used"):
            compile(star, "star", "exec")
    else:
        exec(star, names)
        assert names["given"] == list(chain.from_iterable(parts))


def test_what_is_sent_is_the_value_of_the_yield() -> None:
    g = asking()
    assert next(g) == "question"
    assert g.send(7) == "got 7"
    with pytest.raises(StopIteration):
        next(g)


def test_next_asks_the_dunder_method() -> None:
    g = asking()
    assert g.__next__() == "question"


@pytest.mark.parametrize(
    ("items", "steps", "last"), [(30_000, 938, 16), (10_000, 313, 16)]
)
def test_the_steps_of_an_epoch_are_whole_and_numpy_gives_a_float(
    items: int, steps: int, last: int
) -> None:
    assert math.ceil(items / 32) == steps
    assert items - (steps - 1) * 32 == last
    assert isinstance(np.ceil(items / 32), float)
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        range(np.ceil(items / 32))
