"""What the lesson *Endless streams* says beyond its transcripts."""

import itertools
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, count, cycle, islice, takewhile
from pathlib import Path
from types import GeneratorType
from typing import Any

import pytest

from engine.live import exercise
from snippets.tutorial.endless_streams import fibonacci, trip_wire
from snippets.tutorial.exercises.between import between

Stream = Iterator[Any]


def walk(stream: Stream) -> None:
    for _ in stream:
        pass


def unpack(stream: Stream) -> None:
    _first, *_rest = stream


# the numbers


def test_each_fibonacci_number_is_the_sum_of_the_two_before() -> None:
    numbers = list(islice(fibonacci(), 200))
    assert numbers[:2] == [0, 1]
    threes = zip(numbers, numbers[1:], numbers[2:], strict=False)
    assert all(a + b == c for a, b, c in threes)


def test_the_stream_is_a_generator_that_waits_where_it_was_left() -> None:
    g = fibonacci()
    assert type(g) is GeneratorType
    assert list(islice(g, 7))[-1] == 8
    assert next(g) == 13


# the trip wire


def test_a_trip_wire_lets_its_limit_through_and_raises_at_one_more() -> None:
    wired = trip_wire(count(), 3)
    assert list(islice(wired, 3)) == [0, 1, 2]
    with pytest.raises(RuntimeError, match=r"more than 3$"):
        next(wired)


def test_a_trip_wire_does_nothing_to_a_stream_that_ends_in_time() -> None:
    assert list(trip_wire("abc", 3)) == ["a", "b", "c"]


# which calls return


NEVER: dict[str, Callable[[Stream], object]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "sorted": sorted,
    "sum": sum,
    "min": min,
    "max": max,
    "join": lambda s: "".join(str(n) for n in s),
    "star": unpack,
    "for": walk,
    "dict": lambda s: dict(enumerate(s)),
    "deque": lambda s: deque(s, maxlen=3),
    "product": lambda s: itertools.product(s, "ab"),
    "print(*g)": lambda s: print(*s),
    "if below ten": lambda s: list(n for n in s if n < 10),  # noqa: C400
    "both conditions after if": lambda s: sum(n for n in s if n % 2 == 0 and n < 100),
    "in, absent": lambda s: 7 in s,
    "any, none true": lambda s: any(n < 0 for n in s),
    "all, none false": lambda s: all(n >= 0 for n in s),
    "next over a condition": lambda s: next(n for n in s if n < 0),
    "zip_longest": lambda s: list(itertools.zip_longest(s, "abc")),
}


@pytest.mark.parametrize("call", NEVER.values(), ids=NEVER)
def test_a_call_that_needs_all_items_never_returns(
    call: Callable[[Stream], object],
) -> None:
    with pytest.raises(RuntimeError, match="more than 1000"):
        call(trip_wire(fibonacci(), 1000))


SOMETIMES: dict[str, Callable[[Stream], object]] = {
    "in": lambda s: 8 in s,
    "any": lambda s: any(n > 100 for n in s),
    "all": lambda s: not all(n < 100 for n in s),
    "next over a condition": lambda s: next(n for n in s if n > 100) == 144,
    "for with break": lambda s: next(iter(s)) == 0,
}


@pytest.mark.parametrize("call", SOMETIMES.values(), ids=SOMETIMES)
def test_a_call_that_can_stop_early_returns(call: Callable[[Stream], object]) -> None:
    assert call(trip_wire(fibonacci(), 20))


WRAPPERS: dict[str, Callable[[Stream], object]] = {
    "islice": lambda s: islice(s, 10),
    "takewhile": lambda s: takewhile(bool, s),
    "dropwhile": lambda s: itertools.dropwhile(bool, s),
    "chain": lambda s: chain("ab", s),
    "map": lambda s: map(str, s),
    "filter": lambda s: filter(None, s),
    "groupby": itertools.groupby,
    "zip": lambda s: zip(s, s, strict=False),
    "zip_longest": lambda s: itertools.zip_longest(s, "ab"),
    "enumerate": enumerate,
    "pairwise": itertools.pairwise,
    "accumulate": itertools.accumulate,
    "cycle": cycle,
    "tee": itertools.tee,
}


@pytest.mark.parametrize("wrap", WRAPPERS.values(), ids=WRAPPERS)
def test_what_only_wraps_a_stream_asks_for_nothing_yet(
    wrap: Callable[[Stream], object],
) -> None:
    wrap(trip_wire(fibonacci(), 0))


LATE: dict[str, Callable[[Stream], Stream]] = {
    "filter": lambda s: filter(lambda n: n < 0, s),
    "dropwhile": lambda s: itertools.dropwhile(lambda n: n >= 0, s),
    "islice": lambda s: islice(s, 10**6, None),
    "zip": lambda s: zip("ab", (n for n in s if n < 0), strict=False),
}


@pytest.mark.parametrize("wrap", LATE.values(), ids=LATE)
def test_a_call_may_return_and_its_first_next_wait_for_ever(
    wrap: Callable[[Stream], Stream],
) -> None:
    wrapped = wrap(trip_wire(fibonacci(), 1000))
    with pytest.raises(RuntimeError, match="more than 1000"):
        next(wrapped)


# what takes one too many


def test_takewhile_takes_the_item_that_fails() -> None:
    g = fibonacci()
    assert list(takewhile(lambda n: n < 10, g))[-1] == 8
    assert next(g) == 21


def test_islice_takes_no_more_than_it_passes_on() -> None:
    wired = trip_wire(fibonacci(), 10)
    assert len(list(islice(wired, 10))) == 10


def test_a_generator_expression_gives_the_small_ones_before_it_hangs() -> None:
    small = (n for n in trip_wire(fibonacci(), 1000) if n < 10)
    assert list(islice(small, 7)) == [0, 1, 1, 2, 3, 5, 8]
    with pytest.raises(RuntimeError):
        next(small)


# the way out


PROGRAM = """
import signal
from itertools import count
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 0.1)
sum({})
"""


def interrupted(stream: str) -> str:
    """Run `sum` over an endless stream, interrupted after a tenth of a second."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(stream)],
        capture_output=True,
        text=True,
        timeout=20 if " for " in stream else 1.5,
    )
    return done.stderr.splitlines()[-1]


def test_an_interrupt_ends_a_generator_that_runs() -> None:
    assert interrupted("n for n in count()") == "KeyboardInterrupt"


@pytest.mark.slow
def test_an_interrupt_is_not_heard_between_two_functions_written_in_c() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        interrupted("count()")


# the exercise


def test_its_solution_needs_nothing_that_no_lesson_has_shown() -> None:
    file = Path(between.__code__.co_filename)
    asked = exercise.read(file.read_text(encoding="utf-8"), file.name)
    assert "yield from" not in "\n".join(asked.solution.lines)
