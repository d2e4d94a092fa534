"""What the lesson *Again, exactly* says of its feeds; no Keras is needed."""

from __future__ import annotations

import copy
import inspect
import itertools
import pickle
from collections.abc import Callable
from itertools import islice
from random import Random
from typing import Any

import numpy as np
import pytest

from snippets.models.ml_again import ahead, deal, dealt
from snippets.models.ml_batches import positions
from snippets.models.two_batches import forever, once


def test_a_feed_begins_at_any_batch_as_it_would_have_come() -> None:
    for rows, size in ((5, 2), (6, 2), (1, 1), (3, 9)):
        whole = list(islice(dealt(rows, size, 7), 40))
        for start in range(30):
            later = list(islice(dealt(rows, size, 7, start), 10))
            assert later == whole[start : start + 10], (rows, size, start)


def test_each_epoch_has_every_row_once_in_an_order_of_its_own() -> None:
    feed = dealt(30, 4, 7)
    orders = [[*itertools.chain(*islice(feed, 8))] for _ in range(5)]
    assert all(sorted(each) == list(range(30)) for each in orders)
    assert len({tuple(each) for each in orders}) == 5
    other = [*itertools.chain(*islice(dealt(30, 4, 8), 8))]
    assert other not in orders


def test_another_epoch_of_another_seed_is_never_the_same_by_a_sum() -> None:
    one = list(islice(dealt(30, 30, 1), 20))
    two = list(islice(dealt(30, 30, 2), 20))
    assert not [each for each in one if each in two]


def test_an_order_depends_on_no_random_number_from_outside() -> None:
    expected = next(dealt(9, 9, 7, 3))
    Random(7).random()
    list(islice(dealt(9, 9, 7), 5))
    assert next(dealt(9, 9, 7, 3)) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        (0, 2, 1),
        (5, 0, 1),
        (5, -1, 1),
        (5, 2, 1, -1),
        (5.0, 2, 1),
        (5, 2.5, 1),
        (5, 2, 1, 1.5),
    ],
)
def test_what_cant_be_dealt_is_refused_at_the_call(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match=r"rows=.*, size=.*, start="):
        dealt(*wrong)


def test_the_smallest_feed_and_numbers_of_numpy_are_dealt() -> None:
    assert next(dealt(1, 1, 0)) == [0]
    assert next(dealt(*np.array([5, 2, 3, 2]))) == next(dealt(5, 2, 3, 2))
    assert inspect.isgenerator(dealt(1, 1, 0))


def test_one_generator_of_random_numbers_gives_two_feeds_two_orders() -> None:
    rng = Random(3)
    one, two = (list(islice(positions(50, 10, rng), 5)) for _ in range(2))
    assert one != two
    assert one == list(islice(positions(50, 10, Random(3)), 5))


@pytest.mark.parametrize(
    "save", [pickle.dumps, copy.copy, copy.deepcopy], ids=lambda each: each.__name__
)
def test_a_feed_cant_be_saved(save: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"^cannot pickle 'generator' object$"):
        save(deal(5, 2, 3, 0))


def test_a_feed_has_nothing_that_says_how_many_it_has_given() -> None:
    feed = dealt(5, 2, 3)
    next(feed)
    assert not hasattr(feed, "tell")
    with pytest.raises(TypeError, match="has no len"):
        len(feed)  # type: ignore[arg-type]  # that is the point


def test_who_asks_ahead_has_asked_for_one_more_than_it_gave() -> None:
    feed = forever(99)
    training = ahead(feed)
    assert list(islice(training, 7)) == list(range(7))
    assert next(feed) == 8


def test_asking_ahead_loses_no_batch_of_a_feed_that_ends() -> None:
    assert list(ahead(once(5))) == [0, 1, 2, 3, 4]
    assert list(ahead(once(1))) == [0]


def test_what_is_dropped_is_made_before() -> None:
    made: list[int] = []

    def feed() -> Any:
        for number in itertools.count():
            made.append(number)
            yield number

    assert next(islice(feed(), 7, None)) == 7
    assert made == list(range(8))
