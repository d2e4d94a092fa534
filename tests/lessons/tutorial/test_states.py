"""What the lesson *Four states* says beyond its transcripts."""

import copy
import inspect
import pickle
import threading
from collections.abc import Callable, Iterator
from types import GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown
from snippets.tutorial.states import fuel


def frame(g: Iterator[object]) -> object:
    """Return the frame of a generator, or None where it has ended."""
    assert isinstance(g, GeneratorType)
    return g.gi_frame


def test_the_four_states_are_those_that_inspect_names() -> None:
    names = {name for name in vars(inspect) if name.startswith("GEN_")}
    assert names == {"GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"}


def test_a_fuel_gauge_without_a_fault_reads_to_its_end() -> None:
    assert list(fuel([90, 0, 70])) == [90, 0, 70]


def test_an_error_comes_out_at_next_and_not_at_the_call() -> None:
    g = fuel([-1])
    with pytest.raises(ValueError, match="leak"):
        next(g)


def test_after_an_exception_every_next_raises_stop_iteration() -> None:
    g = fuel([90, -1, 70])
    assert next(g) == 90
    with pytest.raises(ValueError, match="leak"):
        next(g)
    assert frame(g) is None
    assert list(g) == list(g) == []


def test_a_new_call_starts_afresh_after_an_exception() -> None:
    with pytest.raises(ValueError, match="leak"):
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


def test_with_a_lock_round_each_next_two_threads_take_turns() -> None:
    inside, leave, lock = threading.Event(), threading.Event(), threading.Lock()
    got: list[int] = []

    def slow() -> Iterator[int]:
        for n in (1, 2):
            inside.set()
            leave.wait(timeout=10)
            yield n

    g = slow()

    def ask() -> None:
        with lock:
            got.append(next(g))

    first, second = threading.Thread(target=ask), threading.Thread(target=ask)
    first.start()
    assert inside.wait(timeout=10)
    second.start()
    second.join(timeout=0.1)  # without a lock, it has failed by now
    leave.set()
    first.join()
    second.join()
    assert got == [1, 2]


@pytest.mark.parametrize("save", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_generator_can_be_neither_copied_nor_saved(
    save: Callable[[Iterator[object]], object],
) -> None:
    with pytest.raises(TypeError, match=r"^cannot pickle 'generator' object$"):
        save(countdown(1))


def test_a_request_comes_out_in_one_of_three_ways() -> None:
    g = fuel([90])
    assert next(g) == 90
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"
    assert next(g, None) is None
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"
    failing = fuel([-1])
    with pytest.raises(ValueError, match="leak"):
        next(failing)
    assert inspect.getgeneratorstate(failing) == "GEN_CLOSED"


def test_a_walk_over_two_readings_asks_three_times() -> None:
    class Gauge:
        asked = 0
        readings = fuel([90, 70])

        def __iter__(self) -> Iterator[int]:
            return self

        def __next__(self) -> int:
            self.asked += 1
            return int(next(self.readings))

    gauge = Gauge()
    assert list(gauge) == [90, 70]
    assert gauge.asked == 3


def test_a_frame_goes_when_a_generator_ends() -> None:
    g = fuel([])
    assert frame(g) is not None
    assert list(g) == []
    assert frame(g) is None


def test_a_gauge_closes_when_somebody_closes_it() -> None:
    g = fuel([90, 70])
    next(g)
    g.close()
    assert inspect.getgeneratorstate(g) == "GEN_CLOSED"
    assert next(g, "no more") == "no more"
