"""What the recipes of *Walk two streams* say beyond transcripts."""

import gc
import itertools
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from itertools import chain, count, groupby, islice, takewhile
from typing import Any
from weakref import WeakSet

import pytest

from snippets.tutorial.endless_streams import fibonacci, trip_wire

Stream = Iterator[Any]


def test_zip_asks_from_left_to_right_and_ends_with_the_shortest() -> None:
    asked = []

    def noted(name: str, length: int) -> Iterator[str]:
        for _ in range(length):
            asked.append(name)
            yield name
        asked.append(f"{name} ended")

    assert len(list(zip(noted("a", 2), noted("b", 1), strict=False))) == 1
    assert asked == ["a", "b", "a", "b ended"]


def test_zip_longest_never_ends_with_an_endless_stream() -> None:
    with pytest.raises(RuntimeError, match="more than 1000"):
        list(itertools.zip_longest(trip_wire(fibonacci(), 1000), "abc"))


def test_a_run_is_empty_as_soon_as_the_next_was_asked_for() -> None:
    groups = groupby("aab")
    _, run = next(groups)
    next(groups)
    assert list(run) == []


def test_a_dictionary_of_runs_keeps_the_last_run_of_a_key() -> None:
    kept = {key: list(run) for key, run in groupby("aabba")}
    assert kept == {"a": ["a"], "b": ["b", "b"]}


# what the tools keep


class Item:
    """Something that can be seen to live on."""


def watched(most: int | None = None) -> tuple[Stream, WeakSet[Item]]:
    alive: WeakSet[Item] = WeakSet()

    def items() -> Iterator[Item]:
        while most is None or len(made) < most:
            made.append(None)
            item = Item()
            alive.add(item)
            yield item
            del item

    made: list[None] = []
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
    "groupby": groupby,
    "pairwise": itertools.pairwise,
    "accumulate": lambda s: itertools.accumulate(s, lambda _, item: item),
}


@pytest.mark.parametrize("tool", AT_HAND.values(), ids=AT_HAND)
def test_a_tool_that_passes_items_on_keeps_no_more_than_one_or_two(
    tool: Callable[[Stream], Stream],
) -> None:
    # the generator under the tool holds the last item too, and a group its key
    assert 1 <= kept_after_a_hundred(tool) <= 3


def most_alive(call: Callable[[Stream], object], items: int = 100) -> int:
    """Return how many of a stream's items were alive at one time during a call."""
    stream, alive = watched(items)
    most = [0]

    def noting() -> Stream:
        for item in stream:
            most[0] = max(most[0], len(alive))
            yield item
            del item

    call(noting())
    return most[0]


def latest(s: Stream) -> object:
    return max(s, key=id)


FEW: dict[str, tuple[Callable[[Stream], object], int]] = {
    "max": (latest, 3),
    "deque with a maxlen": (lambda s: deque(s, maxlen=5), 7),
}


@pytest.mark.parametrize("name", FEW)
def test_a_call_that_needs_all_items_need_not_keep_them(name: str) -> None:
    call, few = FEW[name]
    assert most_alive(call) <= few


ALL: dict[str, Callable[[Stream], object]] = {
    "list": list,
    "sorted": lambda s: sorted(s, key=id),
    "product": lambda s: itertools.product(s, "ab"),
    "deque": deque,
}


@pytest.mark.parametrize("call", ALL.values(), ids=ALL)
def test_a_call_that_keeps_all_has_all_before_it_gives_anything(
    call: Callable[[Stream], object],
) -> None:
    assert most_alive(call) == 100


@pytest.mark.skipif(sys.version_info < (3, 12), reason="itertools.batched is of 3.12")
def test_batched_keeps_one_batch() -> None:
    batched = vars(itertools)["batched"]
    assert kept_after_a_hundred(lambda s: batched(s, 5)) <= 6


def test_cycle_keeps_every_item_of_its_source() -> None:
    assert kept_after_a_hundred(itertools.cycle) == 100


def test_tee_keeps_what_one_copy_has_taken_and_another_has_not() -> None:
    stream, alive = watched()
    ahead, behind = itertools.tee(stream)
    deque(islice(ahead, 1000), maxlen=0)
    assert len(alive) == 1000
    deque(islice(behind, 1000), maxlen=0)
    gc.collect()
    assert len(alive) < 100


def test_two_threads_that_ask_the_readers_of_one_tee_at_once_meet_an_error() -> None:
    inside, leave = threading.Event(), threading.Event()

    def slow() -> Iterator[int]:
        inside.set()
        leave.wait(timeout=10)
        yield 1

    one, other = itertools.tee(slow())
    thread = threading.Thread(target=next, args=(one,))
    thread.start()
    assert inside.wait(timeout=10)
    with pytest.raises(RuntimeError, match="tee"):
        next(other)
    leave.set()
    thread.join()


def test_a_second_name_is_no_second_walk() -> None:
    g = fibonacci()
    h = g
    assert next(h) == 0
    assert next(g) == 1
