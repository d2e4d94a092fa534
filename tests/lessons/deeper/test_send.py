"""What the page *send, throw, close* says beyond its transcripts."""

import inspect
import sys
import warnings
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import Any

import pytest

from snippets.deeper.send import averager, counter, gauge, walk

Output = pytest.CaptureFixture[str]


def primed(g: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    next(g)
    return g


def test_at_the_first_yield_no_reading_is_there_yet() -> None:
    g = primed(averager())
    assert inspect.getgeneratorlocals(g) == {"total": 0, "count": 0, "mean": None}
    g.send(10)
    assert inspect.getgeneratorlocals(g)["reading"] == 10


def test_a_next_brings_in_none_as_send_none_does() -> None:
    brought: list[object] = []

    def hatch() -> Iterator[int]:
        while True:
            brought.append((yield len(brought)))

    g = hatch()
    assert isinstance(g, Generator)
    assert g.send(None) == 0
    assert next(g) == 1
    assert g.send(None) == 2
    assert g.send("tea") == 3
    assert brought == [None, None, "tea"]


def test_what_is_not_none_is_refused_before_the_first_yield_and_nothing_runs() -> None:
    g = averager()
    with pytest.raises(TypeError, match=r"^can't send non-None value to a just-start"):
        g.send(0)
    assert inspect.getgeneratorstate(g) == "GEN_CREATED"
    assert next(g) is None
    assert g.send(10) == 10


def test_an_error_that_is_not_caught_comes_out_at_throw_and_closes() -> None:
    g = primed(gauge())
    error = KeyError("not caught")
    with pytest.raises(KeyError) as came:
        g.throw(error)
    assert came.value is error
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"


def test_a_caught_error_brings_the_next_value() -> None:
    g = primed(gauge())
    assert g.throw(ValueError("bent")) == "bent"
    assert g.send(70) == 70


def test_a_throw_may_find_the_end_and_so_may_a_send() -> None:
    def once() -> Iterator[int]:
        try:
            yield 1
        except ValueError:
            return

    for ask in ("send", "throw"):
        g = once()
        next(g)
        with pytest.raises(StopIteration):
            getattr(g, ask)(None if ask == "send" else ValueError())


def test_close_hands_on_what_is_returned_from_3_13_on() -> None:
    def polite() -> Generator[int, None, str]:
        with suppress(GeneratorExit):
            yield 1
        return "bye"

    g = polite()
    next(g)
    given: object = g.close()  # type: ignore[func-returns-value]
    assert given == ("bye" if sys.version_info >= (3, 13) else None)
    assert primed(averager()).close() is None  # type: ignore[func-returns-value]


def test_the_form_with_three_arguments_warns_from_3_12_on() -> None:
    g = primed(gauge())
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert g.throw(ValueError, "bent", None) == "bent"
    kinds = [each.category for each in heard]
    assert kinds == [DeprecationWarning] * (sys.version_info >= (3, 12))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert primed(gauge()).throw(ValueError("bent")) == "bent"


def test_what_send_gets_the_loop_does_not(capsys: Output) -> None:
    g = counter()
    got = []
    for n in g:
        if n == 1:
            got.append(g.send(4))
    assert got == [4]
    walk(counter())
    assert capsys.readouterr().out.split() == ["0", "1", "5"]
    assert list(counter()) == [0, 1, 2, 3, 4, 5]


def test_iterators_of_other_kinds_have_none_of_the_three() -> None:
    for other in (iter([1]), iter({1: 2}), map(str, [1]), zip([1]), iter(range(3))):
        assert not any(hasattr(other, each) for each in ("send", "throw", "close"))
        assert hasattr(other, "__next__")
