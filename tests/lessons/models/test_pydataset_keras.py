"""What the lesson *PyDataset: batches by number* says of Keras.

A change upstream that makes one of these fail changes the page.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).resolve().parents[3]
ASKED = ROOT / "snippets/models/recorded/pydataset_keras.asked.json"


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import pydataset_keras

    return pydataset_keras


@pytest.fixture(scope="module")
def model() -> Any:
    import keras

    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    made.compile(keras.optimizers.SGD(0.0), "mse")
    return made


def columns(rows: int) -> tuple[Any, Any]:
    number = np.arange(rows, dtype=np.float32).reshape(rows, 1)
    return number, -number


def test_the_table_says_what_was_asked(lesson: ModuleType) -> None:
    table = json.loads(ASKED.read_text("utf-8"))
    assert lesson.measure_asked()["rows"] == table["rows"]


def test_two_batches_are_asked_for_and_an_epoch_ends_before_the_first(
    lesson: ModuleType,
) -> None:
    every = list(range(5))
    assert lesson.asked(shuffle=False) == [[0, 1], every, every, []]
    first, *epochs, last = lesson.asked()
    assert (first, last) == ([0, 1], [])
    assert [sorted(each) for each in epochs] == [every, every]
    assert epochs[0] != epochs[1]


def test_by_a_sequence_of_old_the_same_is_meant() -> None:
    import keras

    assert keras.utils.Sequence is keras.utils.PyDataset


def test_without_steps_an_epoch_is_as_long_as_it_says(
    lesson: ModuleType, model: Any
) -> None:
    before = int(model.optimizer.iterations)
    model.fit(lesson.Shelf(*columns(7), 3), epochs=2, verbose=0)
    assert int(model.optimizer.iterations) - before == 6


def test_validation_asks_for_every_batch_each_time(
    lesson: ModuleType, model: Any
) -> None:
    feed = lesson.Noted()
    x, y = columns(4)
    fitted = model.fit(x, y, epochs=3, verbose=0, validation_data=feed)
    assert [each for each in feed.asked[1:] if each] == [[0, 1, 2, 3, 4]] * 3
    assert len(set(fitted.history["val_loss"])) == 1


def epochs_of(feed: Any, model: Any) -> list[list[list[float]]]:
    """Return the rows of the batches that two epochs of training are given."""
    given: list[list[list[float]]] = [[]]
    item, ended = type(feed).__getitem__, type(feed).on_epoch_end

    class Seen(type(feed)):  # type: ignore[misc]
        def __getitem__(self, number: int) -> Any:
            x, y = item(self, number)
            assert np.array_equal(x, -y)
            given[-1].append(sorted(x.ravel().tolist()))
            return x, y

        def on_epoch_end(self) -> None:
            ended(self)
            given.append([])

    feed.__class__ = Seen
    model.fit(feed, epochs=2, verbose=0)
    return given[1:3]


def test_what_keras_shuffles_are_the_numbers_and_rows_stay_together(
    lesson: ModuleType, model: Any
) -> None:
    for epoch in epochs_of(lesson.Shelf(*columns(7), 3), model):
        assert sorted(epoch) == [[0, 1, 2], [3, 4, 5], [6]]


def test_positions_that_are_shuffled_mix_the_rows_and_each_comes_once_an_epoch(
    lesson: ModuleType, model: Any
) -> None:
    feed = lesson.Mixed(*columns(30), 4, np.random.default_rng(1))
    one, other = epochs_of(feed, model)
    for epoch in (one, other):
        assert sorted(row for batch in epoch for row in batch) == [*range(30)]
    assert sorted(one) != sorted(other)


def test_two_workers_may_fetch_at_once(lesson: ModuleType, model: Any) -> None:
    meet = threading.Barrier(2, timeout=20)
    threads = set()

    class Both(lesson.Noted):  # type: ignore[name-defined]
        def __len__(self) -> int:
            return 4

        def __getitem__(self, number: int) -> Any:
            if threading.current_thread() is not threading.main_thread():
                threads.add(threading.current_thread())
                meet.wait()
            return super().__getitem__(number)

    feed = Both(workers=2)
    model.fit(feed, epochs=1, verbose=0)
    assert len(threads) == 2
    assert sorted(feed.asked[1]) == [0, 1, 2, 3]


def test_what_cannot_be_cut_is_refused_at_the_call(lesson: ModuleType) -> None:
    x, y = columns(4)
    with pytest.raises(ValueError, match="4 rows, 3 labels"):
        lesson.Shelf(x, y[:3], 2)
    with pytest.raises(ValueError, match="no batch has 0 rows"):
        lesson.Mixed(x, y, 0, np.random.default_rng(1))


def test_keras_refuses_a_shelf_without_a_batch(lesson: ModuleType, model: Any) -> None:
    with pytest.raises(ValueError, match="The PyDataset has length 0"):
        model.fit(lesson.Shelf(*columns(0), 2), verbose=0)


def test_a_batch_is_a_tuple_of_float32_in_new_memory(lesson: ModuleType) -> None:
    x, y = columns(4)
    batch = lesson.Shelf(x, y, 3)[1]
    assert [each.tolist() for each in batch] == [[[3]], [[-3]]]
    assert [each.dtype for each in batch] == [np.float32] * 2
    assert not np.shares_memory(batch[0], x)
