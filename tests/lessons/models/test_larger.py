"""What the lesson *Data larger than memory* says of its buffer."""

from __future__ import annotations

import itertools
from random import Random
from statistics import mean

import pytest

from snippets.models.larger import ones, play, shuffled


def test_a_card_is_taken_from_any_place_and_the_others_stay() -> None:
    taken = []
    for seed in range(300):
        hand = list("abc")
        taken.append(play(hand, Random(seed)))
        assert sorted([*hand, taken[-1]]) == list("abc")
    assert all(80 < taken.count(card) < 120 for card in "abc")


@pytest.mark.parametrize("size", [1, 2, 7, 40, 41, 99])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_each_item_comes_once_and_the_same_in_the_same_seed(
    size: int, count: int
) -> None:
    one, again, other = (
        list(shuffled(range(count), size, Random(seed))) for seed in (1, 1, 2)
    )
    assert sorted(one) == list(range(count))
    assert one == again
    assert (one == other) == (size == 1 or count < 2)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_it_takes_what_the_buffer_holds_and_then_one_for_each(size: int) -> None:
    taken: list[int] = []
    source = (taken.append(n) or n for n in itertools.count())  # type: ignore[func-returns-value]
    feed = shuffled(source, size, Random(1))
    assert taken == []
    for number in range(9):
        next(feed)
        assert len(taken) == size + number


def test_a_buffer_for_one_keeps_the_order() -> None:
    assert list(shuffled("abcd", 1, Random(1))) == list("abcd")


@pytest.mark.parametrize("size", [2, 10, 100])
def test_no_item_comes_more_than_the_buffer_early_and_some_come_later(
    size: int,
) -> None:
    for seed in range(20):
        order = list(shuffled(range(1000), size, Random(seed)))
        late = [at - item for at, item in enumerate(order)]
        assert min(late) == 1 - size
        assert max(late) > size


def test_a_buffer_for_a_hundred_holds_back_the_first_one_past_the_first_400() -> None:
    labels = [0] * 500 + [1] * 500
    for seed in range(20):
        assert not any(itertools.islice(shuffled(labels, 100, Random(seed)), 401))


def test_only_a_buffer_for_all_mixes_evenly() -> None:
    labels = [0] * 500 + [1] * 500

    def uneven(size: int) -> float:
        hundreds = [ones(shuffled(labels, size, Random(seed))) for seed in range(40)]
        means = [mean(column) for column in zip(*hundreds, strict=True)]
        return max(abs(float(each) - 50) for each in means)

    one, small, half, whole = map(uneven, (1, 100, 500, 1000))
    assert one == 50
    assert small == 50
    assert 30 < half < 50
    assert whole < 5


def test_any_order_may_come_of_a_buffer_for_all() -> None:
    orders = {tuple(shuffled("abcd", 4, Random(seed))) for seed in range(500)}
    assert orders == set(itertools.permutations("abcd"))
