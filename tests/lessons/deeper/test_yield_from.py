"""What the page *yield from: delegating* says beyond its transcripts."""

import inspect
import sys
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

from snippets.deeper.yield_from import checks, loop_over, mission, pass_on
from snippets.howto.how_cleanup import readings

# what the message calls it, by the Python that runs
OUTSIDE = "'yield from'" if sys.version_info >= (3, 13) else "'yield'"


@pytest.mark.parametrize("make", [loop_over, pass_on])
def test_a_loop_gives_the_same_values(make: Callable[[Any], Any]) -> None:
    assert list(make(checks())) == ["fuel", "wind"]
    assert list(make("ok")) == ["o", "k"]


def test_two_frames_wait_and_the_outer_one_at_its_yield_from() -> None:
    g = mission()
    assert (next(g), next(g)) == ("fuel", "wind")
    inner = g.gi_yieldfrom
    assert inner is not None
    assert inner.__name__ == checks.__name__
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"
    assert inspect.getgeneratorstate(inner) == "GEN_SUSPENDED"
    assert g.gi_frame.f_lineno == inspect.getsourcelines(mission)[1] + 1
    assert inner.gi_frame.f_lineno == inspect.getsourcelines(checks)[1] + 2


def test_the_end_of_the_inner_one_is_not_the_end_of_the_outer() -> None:
    g = mission()
    assert [next(g) for _ in range(3)] == ["fuel", "wind", "lift-off"]
    assert g.gi_yieldfrom is None
    assert next(g, "no more") == "no more"


def test_what_cannot_be_walked_fails_with_the_request_and_not_with_the_call() -> None:
    g = pass_on(3)
    with pytest.raises(TypeError, match=r"^'int' object is not iterable$"):
        next(g)


def test_it_takes_nothing_before_it_is_asked_and_then_item_by_item() -> None:
    taken = []

    def noting() -> Iterator[int]:
        for n in range(3):
            taken.append(n)
            yield n

    g = pass_on(noting())
    assert taken == []
    assert next(g) == 0
    assert taken == [0]


@pytest.mark.parametrize(
    ("make", "state"), [(pass_on, "GEN_CLOSED"), (loop_over, "GEN_SUSPENDED")]
)
def test_a_close_gets_through_a_delegation_and_not_through_a_loop(
    make: Callable[[Any], Any], state: str
) -> None:
    source = readings()
    g = make(source)
    assert next(g) == 90
    g.close()
    assert inspect.getgeneratorstate(source) == state
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"


def echo() -> Generator[Any, Any, str]:
    """Yield what came in, a value or an error; return a word."""
    got: Any = None
    while got != "end":
        try:
            got = yield got
        except ValueError as error:
            got = str(error)
    return "over"


def test_send_and_throw_get_through_a_delegation_and_not_through_a_loop() -> None:
    g: Any = pass_on(echo())
    assert next(g) is None
    assert g.send(21) == 21
    assert g.throw(ValueError("bent")) == "bent"
    looped: Any = loop_over(echo())
    assert next(looped) is None
    assert looped.send(21) is None
    with pytest.raises(ValueError, match="bent"):
        looped.throw(ValueError("bent"))


def test_what_the_inner_one_returns_is_the_value_of_the_expression() -> None:
    def outer() -> Iterator[Any]:
        n = yield from echo()
        yield n

    g: Any = outer()
    assert next(g) is None
    assert g.send("end") == "over"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("yield from []", f"{OUTSIDE} outside function"),
        (
            "async def f():\n    yield from []",
            "'yield from' inside async function",
        ),
    ],
)
def test_where_it_may_not_stand_python_says_so(code: str, told: str) -> None:
    with pytest.raises(SyntaxError) as error:
        compile(code, "<stdin>", "exec")
    assert error.value.msg == told


def test_in_an_async_function_a_loop_hands_on_both_kinds_of_source() -> None:
    async def numbers() -> Any:
        yield 1
        yield 2

    async def outer() -> Any:
        async for each in numbers():
            yield each
        for each in (3, 4):
            yield each

    async def gather() -> list[int]:
        return [each async for each in outer()]

    with pytest.raises(StopIteration) as end:
        gather().send(None)
    assert end.value.value == [1, 2, 3, 4]
