"""What the lesson *Endless streams* says beyond its transcripts."""

import gc
import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import chain, count, cycle, islice, takewhile
from types import GeneratorType
from typing import Any
from weakref import WeakSet

import pytest

from snippets.tutorial.endless_streams import fibonacci, trip_wire

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


def test_repeat_without_a_number_of_times_has_no_end() -> None:
    assert sum(islice(itertools.repeat(1), 1000)) == 1000


# the trip wire


def test_a_trip_wire_lets_its_limit_through_and_raises_at_one_more() -> None:
    wired = trip_wire(count(), 3)
    assert list(islice(wired, 3)) == [0, 1, 2]
    with pytest.raises(RuntimeError, match="more than 3 items"):
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
    with pytest.raises(RuntimeError, match="more than 1000 items"):
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


# what takes one too many


def test_takewhile_takes_the_item_that_fails_and_dropwhile_passes_it_on() -> None:
    g = fibonacci()
    assert list(takewhile(lambda n: n < 10, g))[-1] == 8
    assert next(g) == 21
    assert next(itertools.dropwhile(lambda n: n < 10, fibonacci())) == 13


def test_islice_takes_no_more_than_it_passes_on() -> None:
    wired = trip_wire(fibonacci(), 10)
    assert len(list(islice(wired, 10))) == 10


def test_zip_asks_from_left_to_right_and_ends_with_the_shortest() -> None:
    asked = []

    def noted(name: str, length: int) -> Iterator[str]:
        for _ in range(length):
            asked.append(name)
            yield name
        asked.append(f"{name} ended")

    assert len(list(zip(noted("a", 2), noted("b", 1), strict=False))) == 1
    assert asked == ["a", "b", "a", "b ended"]


# what the tools keep


class Item:
    """Something that can be seen to live on."""


def watched() -> tuple[Stream, WeakSet[Item]]:
    alive: WeakSet[Item] = WeakSet()

    def items() -> Iterator[Item]:
        while True:
            item = Item()
            alive.add(item)
            yield item
            del item

    return items(), alive


def kept_after_a_hundred(tool: Callable[[Stream], Stream]) -> int:
    stream, alive = watched()
    wrapped = tool(stream)
    for _ in range(100):
        next(wrapped)
    gc.collect()
    return len(alive)


AT_HAND: dict[str, Callable[[Stream], Stream]] = {
    "islice": lambda s: islice(s, 1000),
    "takewhile": lambda s: takewhile(bool, s),
    "dropwhile": lambda s: itertools.dropwhile(lambda _: False, s),
    "chain": lambda s: chain(s, "ab"),
    "zip": lambda s: zip(s, count(), strict=False),
    "pairwise": itertools.pairwise,
    "accumulate": lambda s: itertools.accumulate(s, lambda _, item: item),
}


@pytest.mark.parametrize("tool", AT_HAND.values(), ids=AT_HAND)
def test_a_tool_that_passes_items_on_keeps_no_more_than_one_or_two(
    tool: Callable[[Stream], Stream],
) -> None:
    # the generator under the tool holds the last item too
    assert 1 <= kept_after_a_hundred(tool) <= 2


@pytest.mark.skipif(sys.version_info < (3, 12), reason="itertools.batched is of 3.12")
def test_batched_keeps_one_batch_and_may_end_in_a_shorter_one() -> None:
    batched = itertools.batched  # type: ignore[attr-defined]
    assert kept_after_a_hundred(lambda s: batched(s, 5)) <= 6
    assert list(batched("abcde", 2))[-1] == ("e",)


def test_cycle_keeps_every_item_of_its_source() -> None:
    assert kept_after_a_hundred(cycle) == 100


def test_tee_keeps_what_one_copy_has_taken_and_another_has_not() -> None:
    stream, alive = watched()
    ahead, behind = itertools.tee(stream)
    walk(islice(ahead, 1000))
    assert len(alive) == 1000
    walk(islice(behind, 1000))
    gc.collect()
    assert len(alive) < 100


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
