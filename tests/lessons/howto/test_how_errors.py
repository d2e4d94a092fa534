"""What the page *Catch errors around a yield* says beyond its transcripts."""

import inspect
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from snippets.howto.how_errors import numbers, too_wide

Output = pytest.CaptureFixture[str]


def failing() -> Iterator[str]:
    yield "100"
    raise ValueError("the source")


@pytest.mark.parametrize("kind", [ValueError, KeyError, GeneratorExit])
def test_an_error_of_the_loop_leaves_the_generator_waiting(
    kind: type[BaseException], capsys: Output
) -> None:
    def walk() -> None:
        for number in g:
            raise kind(number)

    g = too_wide(["100", "91"])
    with pytest.raises(kind):
        walk()
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"
    assert list(g) == [91.0]
    assert capsys.readouterr().out == ""


def test_with_the_yield_outside_an_error_that_is_thrown_comes_out() -> None:
    g = numbers(["100", "91"])
    next(g)
    error = ValueError("from outside")
    with pytest.raises(ValueError, match="from outside") as caught:
        g.throw(error)
    assert caught.value is error


def test_a_try_round_the_whole_loop_ends_at_the_first_bad_line() -> None:
    def until_bad(lines: list[str]) -> Iterator[float]:
        try:
            for line in lines:
                yield float(line)
        except ValueError:
            pass

    assert list(until_bad(["100", "?", "91"])) == [100.0]


def test_close_and_the_loss_of_the_last_name_raise_generator_exit() -> None:
    def tells(heard: list[str]) -> Iterator[int]:
        try:
            yield 1
        except Exception:
            heard.append("Exception")
        except:
            heard.append("bare")
            raise
        finally:
            heard.append("finally")

    for left in ("close", "drop"):
        heard: list[str] = []
        g = tells(heard)
        next(g)
        if left == "close":
            g.close()  # type: ignore[attr-defined]
        del g
        assert heard == ["bare", "finally"]


RETURNS = """\
def f():
    try:
        yield 1
        yield 2
    finally:
        return
"""


def returns_in_finally() -> Callable[[], Any]:
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(RETURNS, names)
    made: Callable[[], Any] = names["f"]
    return made


def test_a_return_in_finally_swallows_an_error_and_what_close_raises() -> None:
    g = returns_in_finally()()
    next(g)
    with pytest.raises(StopIteration):
        g.throw(ValueError("lost"))
    g = returns_in_finally()()
    next(g)
    g.close()
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"


def test_python_warns_of_a_return_in_finally_from_3_14_on() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        compile(RETURNS, "<test>", "exec")
    told = [str(each.message) for each in heard]
    new = ["'return' in a 'finally' block"]
    assert told == (new if sys.version_info >= (3, 14) else [])


def test_a_source_that_raised_is_over_and_its_error_comes_out() -> None:
    lines = failing()
    g = numbers(lines)
    assert next(g) == 100.0
    with pytest.raises(ValueError, match="the source"):
        next(g)
    with pytest.raises(StopIteration):
        next(lines)
    with pytest.raises(StopIteration):
        next(g)


def test_an_error_of_the_source_gets_into_a_try_round_the_loop() -> None:
    heard = []

    def guarded() -> Iterator[str]:
        try:
            yield from failing()
        except ValueError as error:
            heard.append(str(error))

    assert list(guarded()) == ["100"]
    assert heard == ["the source"]
