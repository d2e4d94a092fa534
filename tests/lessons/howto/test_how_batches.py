"""What the recipes of *Cut a stream into batches* say beyond transcripts."""

import itertools
import sys
from itertools import islice, pairwise
from typing import Any

import pytest

from snippets.howto.how_batches import batches, one_list
from snippets.tutorial.endless_streams import fibonacci, trip_wire

NEW = pytest.mark.skipif(sys.version_info < (3, 12), reason="batched is of 3.12")
STRICT = pytest.mark.skipif(sys.version_info < (3, 13), reason="strict is of 3.13")


def batched(*given: Any, **named: Any) -> Any:
    return vars(itertools)["batched"](*given, **named)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_no_item_is_lost_and_all_batches_but_the_last_are_full(size: int) -> None:
    found = list(batches(range(7), size))
    assert [n for batch in found for n in batch] == list(range(7))
    assert all(len(batch) == size for batch in found[:-1])
    assert 1 <= len(found[-1]) <= size


def test_each_batch_is_a_list_of_its_own() -> None:
    first, second = islice(batches(fibonacci(), 3), 2)
    first.clear()
    assert second == [2, 3, 5]


def test_a_batch_is_handed_over_as_soon_as_it_is_full() -> None:
    assert next(batches(trip_wire(fibonacci(), 3), 3)) == [0, 1, 1]


def test_one_list_looks_right_to_whoever_uses_each_batch_at_once() -> None:
    seen = [list(batch) for batch in one_list(range(4), 2)]
    assert seen == [[0, 1], [2, 3]]
    first, second = one_list(range(4), 2)
    assert first is second


@NEW
def test_batched_gives_the_same_as_tuples() -> None:
    for size in (1, 2, 3, 7):
        own = [tuple(batch) for batch in batches(range(7), size)]
        assert list(batched(range(7), size)) == own


@NEW
def test_a_size_of_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="n must be at least one"):
        batched("abc", 0)


@STRICT
def test_strict_refuses_a_short_batch_after_it_gave_the_full_ones() -> None:
    strict = batched("abcde", 2, strict=True)
    assert [next(strict), next(strict)] == [("a", "b"), ("c", "d")]
    with pytest.raises(ValueError, match="incomplete batch"):
        next(strict)


@pytest.mark.skipif(
    sys.version_info < (3, 12) or sys.version_info >= (3, 13), reason="of 3.12 alone"
)
def test_there_is_no_strict_on_3_12() -> None:
    with pytest.raises(TypeError):
        batched("abcde", 2, strict=True)


def test_the_old_trick_drops_what_is_left_over() -> None:
    walk = iter(range(7))
    assert list(zip(walk, walk, walk, strict=False)) == [(0, 1, 2), (3, 4, 5)]


def test_windows_overlap_by_one() -> None:
    assert list(pairwise("abcd")) == [("a", "b"), ("b", "c"), ("c", "d")]


def test_an_iterator_gives_itself_so_zip_asks_it_twice_for_each_pair() -> None:
    walk = iter("abcde")
    assert iter(walk) is walk
    assert next(zip(walk, walk, strict=False)) == ("a", "b")
    assert next(walk) == "c"
