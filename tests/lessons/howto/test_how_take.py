"""What the recipes of *Take the first, the last, every nth* say beyond transcripts."""

import gc
from collections import deque
from collections.abc import Iterator
from itertools import cycle, dropwhile, islice, repeat, takewhile
from typing import Any
from weakref import WeakSet

import pytest

from snippets.tutorial.endless_streams import fibonacci, trip_wire


def test_dropwhile_hands_on_the_item_that_takewhile_loses() -> None:
    assert next(dropwhile(lambda n: n < 10, fibonacci())) == 13
    g = fibonacci()
    assert list(takewhile(lambda n: n < 10, g))[-1] == 8
    assert next(g) == 21


def test_a_deque_keeps_the_last_ones_and_needs_an_end() -> None:
    assert list(deque(iter("abcde"), maxlen=2)) == ["d", "e"]
    assert list(deque("ab", maxlen=3)) == ["a", "b"]
    with pytest.raises(RuntimeError, match="more than 1000"):
        deque(trip_wire(fibonacci(), 1000), maxlen=3)


def test_the_first_that_fits_may_be_none_at_all() -> None:
    assert next((n for n in [1, 2] if n > 100), None) is None


def test_islice_takes_nothing_before_it_is_asked() -> None:
    few: Iterator[int] = islice(trip_wire(fibonacci(), 0), 5)
    with pytest.raises(RuntimeError):
        next(few)


@pytest.mark.parametrize(("stop", "what"), [(-3, "Indices"), (-1, "Stop argument")])
def test_islice_refuses_to_count_from_the_end(stop: int, what: str) -> None:
    g: Any = fibonacci()
    with pytest.raises(ValueError, match="islice") as raised:
        islice(g, stop)
    rest = "for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    assert str(raised.value) == f"{what} {rest}"


def test_repeat_without_a_number_of_times_has_no_end() -> None:
    assert sum(islice(repeat(1), 1000)) == 1000


class Item:
    """Something that can be seen to live on."""


def test_cycle_keeps_every_item_of_its_source() -> None:
    alive: WeakSet[Item] = WeakSet()

    def items() -> Iterator[Item]:
        while True:
            item = Item()
            alive.add(item)
            yield item
            del item

    round_and_round = cycle(items())
    for _ in range(100):
        next(round_and_round)
    gc.collect()
    assert len(alive) == 100


def test_a_stream_that_a_loop_has_left_goes_on_behind_the_item_it_left_at() -> None:
    g = fibonacci()
    for n in g:
        if n == 2:
            break
    assert next(g) == 3
