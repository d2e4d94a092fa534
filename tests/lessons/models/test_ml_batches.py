"""What the lesson *Batches from arrays* says of its generators."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from inspect import isgenerator
from random import Random
from typing import Any

import numpy as np
import pytest

from engine.live.limits import at_most
from snippets.models.feeding_keras import joined, make_pairs, pair_batches
from snippets.models.ml_batches import positions


def three_columns(rows: int) -> tuple[Any, Any, Any]:
    """Sentences of two numbers and labels, in which each number names its row."""
    number = np.arange(rows, dtype=np.float32).reshape(rows, 1)
    return np.hstack([number, number]), np.hstack([-number, -number]), number


def epoch(feed: Iterator[Any], rows: int, batch: int) -> list[Any]:
    return list(itertools.islice(feed, math.ceil(rows / batch)))


# positions


@pytest.mark.parametrize(
    ("count", "size", "sizes"),
    [(5, 2, [2, 2, 1]), (4, 2, [2, 2]), (1, 3, [1]), (3, 1, [1, 1, 1])],
)
def test_each_pass_over_positions_has_each_once_and_ends_in_what_is_left(
    count: int, size: int, sizes: list[int]
) -> None:
    feed = positions(count, size, Random(1))
    for _ in range(3):
        batches = list(itertools.islice(feed, len(sizes)))
        assert [len(each) for each in batches] == sizes
        assert sorted(itertools.chain(*batches)) == list(range(count))


def test_each_pass_over_positions_has_an_order_of_its_own_and_a_seed_repeats_it() -> (
    None
):
    def orders() -> list[list[int]]:
        return list(itertools.islice(positions(9, 9, Random(1)), 3))

    first, second, third = orders()
    assert first != second != third != first
    assert orders() == [first, second, third]


def test_a_batch_of_positions_is_a_list_of_its_own() -> None:
    feed = positions(4, 2, Random(1))
    one, other = next(feed), next(feed)
    kept = [*one]
    other.clear()
    next(feed)
    assert one == kept


# what a call refuses


def refusal(*arguments: Any) -> str:
    """Return what the call says, or "" where nobody is told before a batch is asked."""
    try:
        feed = pair_batches(*arguments)
    except ValueError as error:
        return str(error)
    with at_most(2):
        next(feed)
    return ""


@pytest.mark.parametrize("batch", [0, -1, -32, 2.5, 32.0, np.ceil(2.5), "32", None])
def test_a_batch_that_is_no_whole_number_above_zero_is_refused_at_the_call(
    batch: Any,
) -> None:
    said = refusal(*three_columns(5), batch)
    assert said == f"no batch has {batch!r} rows"


def test_data_without_rows_are_refused_at_the_call() -> None:
    assert refusal(*three_columns(0), 32) == "there are no rows"


@pytest.mark.parametrize("short", [0, 1, 2])
@pytest.mark.parametrize("rows", [0, 4, 6])
def test_unequal_lengths_are_refused_at_the_call(short: int, rows: int) -> None:
    columns = list(three_columns(5))
    columns[short] = three_columns(rows)[short]
    lengths = tuple(len(each) for each in columns)
    assert refusal(*columns, 2) == f"unequal lengths: {lengths}"


@pytest.mark.parametrize("batch", [1, np.int64(2), np.uint8(2), 5, 99])
def test_whole_numbers_of_numpy_and_more_than_there_is_are_taken(batch: Any) -> None:
    feed = pair_batches(*three_columns(5), batch)
    sizes = [len(y) for _, y in epoch(feed, 5, int(batch))]
    assert Counter(sizes)[min(int(batch), 5)] == 5 // min(int(batch), 5)
    assert sum(sizes) == 5


def test_a_small_number_of_numpy_is_no_trouble_in_long_data() -> None:
    feed = pair_batches(*three_columns(600), np.uint8(200))  # type: ignore[arg-type]
    assert [len(y) for _, y in epoch(feed, 600, 200)] == [200, 200, 200]


@pytest.mark.parametrize(("rows", "batch"), [(0, 32), (5, -1)])
def test_without_the_checks_it_would_go_round_for_ever_and_yield_nothing(
    rows: int, batch: int
) -> None:
    class Tired:
        passes = 0

        def shuffle(self, order: Any) -> None:
            self.passes += 1
            if self.passes == 1000:
                raise TimeoutError

    rng: Any = Tired()
    with pytest.raises(TimeoutError):
        next(joined(*three_columns(rows), batch, rng))


def test_without_the_checks_short_labels_would_leave_rows_out() -> None:
    s1, s2, labels = three_columns(5)
    feed = joined(s1, s2, labels[:3], 2, None)
    seen = [len(y) for _, y in itertools.islice(feed, 4)]
    assert seen == [2, 1, 2, 1]


def test_a_call_draws_nothing_and_gives_a_generator_object() -> None:
    rng = np.random.default_rng(1)
    feed = pair_batches(*three_columns(5), 2, rng)
    assert isgenerator(feed)
    assert rng.random() == np.random.default_rng(1).random()


# the generator


def test_a_batch_joins_the_two_sentences_of_each_pair_on_the_last_axis() -> None:
    x, y = next(pair_batches(*three_columns(5), batch=2))
    assert x.tolist() == [[0, 0, 0, 0], [1, 1, -1, -1]]
    assert y.tolist() == [[0], [1]]


def test_a_batch_is_a_tuple_of_float32() -> None:
    batch = next(pair_batches(*make_pairs(8), batch=4))
    assert type(batch) is tuple
    assert [part.dtype for part in batch] == [np.float32, np.float32]


@pytest.mark.parametrize(
    ("rows", "batch", "sizes"),
    [
        (10, 4, [4, 4, 2]),
        (8, 4, [4, 4]),
        (3, 4, [3]),
        (30_000, 32, [32] * 937 + [16]),
        (10_000, 32, [32] * 312 + [16]),
    ],
)
def test_an_epoch_ends_in_the_rows_that_are_left(
    rows: int, batch: int, sizes: list[int]
) -> None:
    feed = pair_batches(*three_columns(rows), batch)
    for _ in range(2):
        assert [len(y) for _, y in epoch(feed, rows, batch)] == sizes


def test_every_epoch_has_each_pair_once_with_its_own_label() -> None:
    feed = pair_batches(*three_columns(10), 4, np.random.default_rng(1))
    for _ in range(3):
        x, y = map(np.concatenate, zip(*epoch(feed, 10, 4), strict=True))
        assert sorted(y.ravel()) == list(range(10))
        assert np.array_equal(x, np.hstack([y, y, -y, -y]))


def test_every_epoch_has_its_own_order_and_a_seed_repeats_them() -> None:
    def orders() -> list[list[float]]:
        feed = pair_batches(*three_columns(10), 4, np.random.default_rng(1))
        return [
            np.concatenate([y for _, y in epoch(feed, 10, 4)]).ravel().tolist()
            for _ in range(3)
        ]

    first, second, third = orders()
    assert first != second != third != first
    assert orders() == [first, second, third]


def test_without_a_random_generator_the_order_stays() -> None:
    feed = pair_batches(*three_columns(10), 4)
    for _ in range(2):
        batches = epoch(feed, 10, 4)
        assert np.concatenate([y for _, y in batches]).ravel().tolist() == [*range(10)]


@pytest.mark.parametrize("rng", [None, np.random.default_rng(1)])
def test_a_batch_shares_no_memory_with_the_data_or_with_other_batches(
    rng: np.random.Generator | None,
) -> None:
    data = three_columns(10)
    kept = [part.copy() for part in data]
    batches = epoch(pair_batches(*data, 4, rng), 10, 4)
    arrays = [*itertools.chain.from_iterable(batches), *data]
    for one, other in itertools.combinations(arrays, 2):
        assert not np.shares_memory(one, other)
    for x, y in batches:
        x[:], y[:] = 99, 99
    assert all(map(np.array_equal, data, kept))


def test_a_pair_with_label_one_is_close_and_one_with_label_zero_is_not() -> None:
    s1, s2, labels = make_pairs(20_000)
    same = labels.ravel() == 1
    for rows, likeness in ((same, 0.8), (~same, 0.0)):
        assert (s1[rows] * s2[rows]).mean() == pytest.approx(likeness, abs=0.01)


def test_one_sentence_alone_tells_nothing_of_the_label() -> None:
    s1, s2, labels = make_pairs(20_000)
    same = labels.ravel() == 1
    for sentence in (s1, s2):
        for moment in (sentence, sentence**2):
            assert moment[same].mean() == pytest.approx(moment[~same].mean(), abs=0.02)


def test_pairs_have_the_shapes_they_promise_and_labels_in_even_halves() -> None:
    s1, s2, labels = make_pairs(20_000, dim=5)
    assert (s1.shape, s2.shape, labels.shape) == ((20_000, 5),) * 2 + ((20_000, 1),)
    assert {part.dtype for part in (s1, s2, labels)} == {np.dtype(np.float32)}
    assert set(labels.ravel()) == {0, 1}
    assert labels.mean() == pytest.approx(0.5, abs=0.02)


def test_a_seed_makes_the_same_pairs_and_another_seed_others() -> None:
    first, again, other = make_pairs(9), make_pairs(9, seed=0), make_pairs(9, seed=1)
    assert all(map(np.array_equal, first, again))
    assert not any(map(np.array_equal, first, other))


def test_a_seed_makes_these_numbers_wherever_it_runs() -> None:
    _, s2, labels = make_pairs(3)
    assert labels.ravel().tolist() == [0.0, 1.0, 0.0]
    assert s2[:, 0] == pytest.approx([0.2518, -0.7766, 0.6704], abs=1e-4)
