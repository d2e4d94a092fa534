"""What the lesson *Where it was left* says beyond its transcripts."""

import copy
import gc
import inspect
import pickle
import threading
import weakref
from collections.abc import Callable, Iterator
from types import FrameType, GeneratorType

import pytest

from snippets.tutorial.for_loop import launch
from snippets.tutorial.suspended_frame import fuel, one_less, where


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


def test_a_frame_that_has_not_started_stands_at_the_def_line() -> None:
    assert where(kept(launch(1))).startswith("def launch(")


def test_where_reads_the_line_of_each_of_two_yields() -> None:
    g = launch(1)
    next(g)
    assert where(kept(g)) == "yield start"
    next(g)
    assert where(kept(g)) == 'yield "lift-off"'


def test_the_four_states_are_those_that_inspect_names() -> None:
    names = {name for name in vars(inspect) if name.startswith("GEN_")}
    assert names == {"GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"}


def test_a_fuel_gauge_without_a_fault_reads_to_its_end() -> None:
    assert list(fuel([90, 0, 70])) == [90, 0, 70]


def test_an_error_comes_out_at_next_and_not_at_the_call() -> None:
    g = fuel([-1])
    with pytest.raises(ValueError, match="a reading of -1"):
        next(g)


def test_after_an_exception_every_next_raises_stop_iteration() -> None:
    g = fuel([90, -1, 70])
    assert next(g) == 90
    with pytest.raises(ValueError, match="a reading of -1"):
        next(g)
    assert frame(g) is None
    assert list(g) == list(g) == []


def test_a_new_call_starts_afresh_after_an_exception() -> None:
    with pytest.raises(ValueError, match="a reading of -1"):
        list(fuel([90, -1]))
    assert next(fuel([90, -1])) == 90


def test_two_threads_that_ask_one_generator_meet_the_re_entry_error() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow() -> Iterator[int]:
        inside.set()
        leave.wait(timeout=10)
        yield 1

    g = slow()
    first = threading.Thread(target=next, args=(g,))
    first.start()
    assert inside.wait(timeout=10)
    with pytest.raises(ValueError, match=r"^generator already executing$"):
        next(g)
    leave.set()
    first.join()


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


@pytest.mark.parametrize("save", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_generator_can_be_neither_copied_nor_saved(
    save: Callable[[Iterator[object]], object],
) -> None:
    with pytest.raises(TypeError, match=r"^cannot pickle 'generator' object$"):
        save(launch(1))
