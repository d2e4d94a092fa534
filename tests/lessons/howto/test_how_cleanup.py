"""What the page *Clean up, always* says beyond its transcripts."""

import gc
import inspect
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from snippets.howto.how_cleanup import readings

Output = pytest.CaptureFixture[str]


def test_finally_runs_at_the_end_after_an_error_and_at_close(capsys: Output) -> None:
    assert list(readings()) == [90, 80]
    failing = readings()
    next(failing)
    with pytest.raises(ValueError, match="thrown in"):
        failing.throw(ValueError("thrown in"))
    closed = readings()
    next(closed)
    closed.close()
    assert capsys.readouterr().out == "open\nshut\n" * 3


def test_a_walk_over_a_generator_without_a_name_cleans_up_at_the_break(
    capsys: Output,
) -> None:
    for _ in readings():
        break
    gc.collect()
    assert capsys.readouterr().out == "open\nshut\n"


def test_closing_closes_after_an_error_in_the_loop_too(capsys: Output) -> None:
    def fails() -> None:
        with closing(readings()) as g:
            for reading in g:
                raise KeyError(reading)

    with pytest.raises(KeyError):
        fails()
    assert capsys.readouterr().out == "open\nshut\n"


def test_a_generator_that_was_left_can_be_asked_again() -> None:
    g = readings()
    for _ in g:
        break
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"
    assert next(g) == 80


def test_a_with_inside_a_generator_ends_when_the_generator_does(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_text("one\ntwo\n", encoding="utf-8")
    opened = []

    def lines() -> Iterator[str]:
        with file.open(encoding="utf-8") as log:
            opened.append(log)
            yield from log

    for way in ("close", "drop"):
        g = lines()
        assert next(g) == "one\n"
        assert not opened[-1].closed
        if way == "close":
            g.close()  # type: ignore[attr-defined]
        del g
        gc.collect()
        assert opened[-1].closed


def test_except_exception_does_not_catch_what_close_raises_and_a_bare_one_does() -> (
    None
):
    heard = []

    def careful() -> Iterator[int]:
        try:
            yield 1
        except Exception:
            heard.append("careful")

    def greedy() -> Iterator[int]:
        try:
            yield 1
        except:  # noqa: E722
            heard.append("greedy")

    for g in (careful(), greedy()):
        next(g)
        g.close()  # type: ignore[attr-defined]
    assert heard == ["greedy"]
    assert not issubclass(GeneratorExit, Exception)


def test_a_close_before_the_start_runs_no_line(capsys: Output) -> None:
    g = readings()
    g.close()
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"
    assert capsys.readouterr().out == ""
