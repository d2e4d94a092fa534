"""What the page *Context managers from generators* says beyond its transcripts."""

import gc
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import GeneratorType
from typing import Any, cast

import pytest

from snippets.deeper.contextmanager import safe, valve

Output = pytest.CaptureFixture[str]
BARE: Any = inspect.unwrap(valve)


def test_without_its_decorator_it_is_a_generator_function(capsys: Output) -> None:
    assert isinstance(BARE("fuel"), GeneratorType)
    assert capsys.readouterr().out == ""


def test_with_its_decorator_a_call_runs_nothing_either(capsys: Output) -> None:
    made = valve("fuel")
    assert capsys.readouterr().out == ""
    with made as v:
        assert v == "fuel valve"
        assert capsys.readouterr().out == "fuel open\n"
    assert capsys.readouterr().out == "fuel shut\n"


def test_a_with_asks_by_next_and_brings_an_error_by_throw() -> None:
    asked: list[str] = []

    class Told:
        """A generator that notes by which method it's asked."""

        def __init__(self) -> None:
            self.g = BARE("fuel")

        def __next__(self) -> object:
            asked.append("next")
            return next(self.g)

        def throw(self, *error: object) -> object:
            asked.append("throw")
            return self.g.throw(error[-2] if len(error) > 1 else error[0])

        def close(self) -> None:
            asked.append("close")
            self.g.close()

    told: Any = contextmanager(cast(Any, Told))
    with told():
        asked.append("body")
    assert asked == ["next", "body", "next"]
    asked.clear()
    with suppress(KeyError), told():
        raise KeyError
    assert asked[:2] == ["next", "throw"]


def test_the_error_of_a_loops_body_never_gets_into_its_generator() -> None:
    heard = []

    def careful() -> Iterator[int]:
        try:
            yield 1
        except KeyError:
            heard.append("KeyError")

    def loop() -> None:
        for _ in careful():
            raise KeyError

    with pytest.raises(KeyError):
        loop()
    gc.collect()
    assert heard == []
    with contextmanager(careful)():
        raise KeyError
    assert heard == ["KeyError"]


def test_an_error_that_is_let_through_goes_on_and_is_the_same() -> None:
    error = KeyError("leak")
    for manager in (valve, safe):
        with pytest.raises(KeyError) as came, manager("fuel"):
            raise error
        assert came.value is error


def swallows() -> Iterator[None]:
    with suppress(KeyError):
        yield


def returns() -> Iterator[None]:
    try:
        yield
    except KeyError:
        return


@pytest.mark.parametrize("halves", [swallows, returns])
def test_an_error_that_is_caught_is_swallowed(
    halves: Callable[[], Iterator[None]],
) -> None:
    with contextmanager(halves)():
        raise KeyError
    with pytest.raises(ValueError, match="other"), contextmanager(halves)():
        raise ValueError("other")


def test_another_error_goes_on_in_its_place() -> None:
    def turns() -> Iterator[None]:
        try:
            yield
        except KeyError as error:
            raise ValueError("turned") from error

    with pytest.raises(ValueError, match="turned"), contextmanager(turns)():
        raise KeyError


def test_a_yield_after_a_caught_error_is_an_error() -> None:
    def again() -> Iterator[None]:
        with suppress(KeyError):
            yield
        yield

    told = r"^generator didn't stop after throw\(\)$"
    with pytest.raises(RuntimeError, match=told), contextmanager(again)():
        raise KeyError


def test_the_body_of_one_with_two_yields_runs_once() -> None:
    def twice() -> Iterator[int]:
        yield 1
        yield 2

    ran = []
    told = r"^generator didn't stop$"
    with pytest.raises(RuntimeError, match=told), contextmanager(twice)() as n:
        ran.append(n)
    assert ran == [1]


def test_a_yield_that_is_not_reached_is_none() -> None:
    def never() -> Iterator[None]:
        if False:
            yield

    told = r"^generator didn't yield$"
    with pytest.raises(RuntimeError, match=told), contextmanager(never)():
        pytest.fail("the body ran")


def test_a_second_with_of_one_call_is_refused(capsys: Output) -> None:
    made = safe("fuel")
    with made:
        pass
    with pytest.raises(AttributeError, match=r"has no attribute 'args'$"), made:
        pytest.fail("the body ran")
    with safe("fuel"):
        pass
    assert capsys.readouterr().out == "fuel open\nfuel shut\n" * 2


def test_as_a_decorator_of_a_generator_function_it_is_over_before_the_first_line(
    capsys: Output,
) -> None:
    @valve("fuel")
    def launch() -> Iterator[int]:
        print("ignition")
        yield 1

    assert list(launch()) == [1]
    said = capsys.readouterr().out.split("\n")[:-1]
    if sys.version_info < (3, 15):
        assert said == ["fuel open", "fuel shut", "ignition"]
    else:
        assert said == ["fuel open", "ignition", "fuel shut"]
