"""What the lesson *Where it was left* says beyond its transcripts."""

import gc
import weakref
from collections.abc import Generator, Iterator
from types import FrameType, GeneratorType

import pytest

from snippets.tutorial.for_loop import launch
from snippets.tutorial.suspended_frame import one_less, spell


class Large:
    """Something that a weak reference can follow."""


def frame(g: Iterator[object]) -> FrameType | None:
    """Return the frame of a generator, or None where it has ended."""
    assert isinstance(g, GeneratorType)
    return g.gi_frame


def kept(g: Iterator[object]) -> FrameType:
    """Return the frame of a generator that has not ended."""
    found = frame(g)
    assert found is not None
    return found


def test_nothing_after_the_yield_has_run_while_a_generator_waits_there() -> None:
    g = launch(3)
    next(g)
    assert kept(g).f_locals["start"] == 3
    next(g)
    assert kept(g).f_locals["start"] == 2


def test_a_generator_runs_in_one_and_the_same_frame_until_it_ends() -> None:
    g = launch(2)
    first = kept(g)
    for _ in range(3):
        next(g)
        assert frame(g) is first
    assert next(g, None) is None
    assert frame(g) is None


def test_each_call_of_a_generator_function_makes_another_frame() -> None:
    assert kept(launch(1)) is not kept(launch(1))


def test_each_call_of_a_regular_function_starts_afresh() -> None:
    assert [one_less(3), one_less(3), one_less(0)] == [2, 2, -1]


def holds_a_large_thing(large: Large) -> Iterator[int]:
    yield 1


def test_a_suspended_generator_keeps_its_variables_alive_until_it_ends() -> None:
    large = Large()
    alive = weakref.ref(large)
    g = holds_a_large_thing(large)
    next(g)
    del large
    gc.collect()
    assert alive() is not None
    assert next(g, None) is None
    gc.collect()
    assert alive() is None


def test_a_suspended_generator_that_is_dropped_lets_its_variables_go() -> None:
    large = Large()
    alive = weakref.ref(large)
    g = holds_a_large_thing(large)
    next(g)
    del large, g
    gc.collect()
    assert alive() is None


def test_two_launches_print_ignition_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert (next(launch(3)), next(launch(3))) == (3, 3)
    assert capsys.readouterr().out == "ignition\n" * 2


def test_next_with_a_second_argument_gives_that_instead_of_an_error() -> None:
    assert next(iter([]), "no more") == "no more"


def test_two_pauses_on_one_line_are_told_apart_by_a_smaller_step() -> None:
    def both() -> Generator[str, None, tuple[None, None]]:
        return (yield "a"), (yield "b")

    g = both()
    places = []
    for _ in range(2):
        next(g)
        places.append((kept(g).f_lineno, kept(g).f_lasti))
    (line, first), (same, second) = places
    assert line == same
    assert first < second


def test_a_loop_in_a_generator_knows_its_place_without_a_variable() -> None:
    g = spell("abc")
    assert next(g) == "a"
    assert set(kept(g).f_locals) == {"word", "letter"}
    assert list(g) == ["b", "c"]


def test_half_a_sum_is_kept() -> None:
    def adding() -> Generator[str, int, int]:
        return 40 + (yield "and?")

    g = adding()
    assert next(g) == "and?"
    assert list(kept(g).f_locals) == []
    with pytest.raises(StopIteration, match=r"^42$"):
        g.send(2)


def test_a_try_stays_open_while_a_generator_waits_in_it() -> None:
    def careful() -> Iterator[str]:
        try:
            yield "waiting"
        except ValueError as error:
            yield f"caught {error}"

    g = careful()
    assert isinstance(g, GeneratorType)
    assert next(g) == "waiting"
    assert g.throw(ValueError("it")) == "caught it"
