"""What the lesson *A function that pauses* says beyond its transcripts."""

import inspect
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from types import GeneratorType

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
    assert list(g) == []
    assert capsys.readouterr().out == ""


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


def test_a_generator_may_yield_none() -> None:
    def nothing() -> Iterator[None]:
        yield None

    assert list(nothing()) == [None]


def test_at_a_prompt_of_ones_own_the_place_is_called_otherwise_from_3_13_on() -> None:
    said = typed_at_a_prompt("g = iter([])", "next(g)")
    if sys.version_info < (3, 13):
        assert 'File "<stdin>", line 1, in <module>\nStopIteration' in said
    else:
        place = 'File "<python-input-1>", line 1, in <module>\n'
        assert f"{place}    next(g)\n    ~~~~^^^\nStopIteration" in said


def typed_at_a_prompt(*lines: str) -> str:
    """Return what Python shows to who types lines into a terminal."""
    ours, its = pty.openpty()
    plain = {**os.environ, "TERM": "xterm", "PYTHON_COLORS": "0"}
    plain.pop("PYTHON_BASIC_REPL", None)
    with subprocess.Popen(
        [sys.executable, "-q"],
        stdin=its,
        stdout=its,
        stderr=its,
        env=plain,
        start_new_session=True,
    ):
        os.close(its)
        os.write(ours, "".join(f"{line}\n" for line in (*lines, "exit()")).encode())
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # its end has been closed
                break
    os.close(ours)
    return shown.decode().replace("\r", "")
