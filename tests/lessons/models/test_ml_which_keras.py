"""What the lesson *Which feed do I use?* says of Keras, and no page before it.

A change upstream that makes one of these fail changes the page.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.explanation.why_generators import peak
from snippets.models.epochs_keras import sized
from snippets.models.feeding_keras import pair_batches
from snippets.models.ml_speed import (
    SMALL,
    Looped,
    Plain,
    chunk_views,
    fit,
    joined,
    make_data,
)
from snippets.models.pydataset_keras import Shelf

pytestmark = pytest.mark.heavy


ROOT = Path(__file__).parents[3]
ORDERS = Path("snippets/models/recorded/ml_which_keras.orders.json")


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import ml_which_keras

    return ml_which_keras


@pytest.fixture(scope="module")
def shelves() -> ModuleType:
    from snippets.models import pydataset_keras

    return pydataset_keras


def built(width: int = 1) -> Any:
    layer = keras.layers.Dense(1, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((width,)), layer])
    model.compile("adam", "mse")
    return model


def test_the_table_says_in_which_order_rows_come(lesson: ModuleType) -> None:
    table = json.loads((ROOT / ORDERS).read_text(encoding="utf-8"))
    assert lesson.measure_orders()["rows"] == table["rows"]
    (_, *without), (_, *with_seed) = table["rows"]
    assert without == ["one order", "another", "another"]
    assert with_seed == ["one order", "the same", "the same"]


@pytest.mark.parametrize("seed", [2, None])
def test_arrays_are_shuffled_evenly(lesson: ModuleType, seed: int | None) -> None:
    labels = [0] * 500 + [1] * 500
    inputs = np.array(labels, np.float32).reshape(-1, 1)
    found = lesson.seeded(seed, inputs, 100)
    for each in found:
        assert sorted(each) == labels
        # by chance, once in many millions it is not
        assert 20 <= sum(each[:100]) <= 80
    assert len({tuple(each) for each in found}) == (3 if seed is None else 1)


def test_arrays_have_no_batch_to_begin_with() -> None:
    named = inspect.signature(keras.Model.fit).parameters
    assert [each for each in named if "initial" in each or "start" in each] == [
        "initial_epoch"
    ]
    assert not any("skip" in each or "offset" in each for each in named)


def test_a_shelf_goes_on_with_the_numbers_that_are_left(shelves: ModuleType) -> None:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((70, 1)).astype(np.float32)

    class Rest(shelves.Shelf):  # type: ignore[name-defined]
        start = 3

        def __len__(self) -> int:
            return len(self.rows) - self.start

        def __getitem__(self, number: int) -> Any:
            return super().__getitem__(self.start + number)

    class Begin(Rest):
        start = 0

        def __len__(self) -> int:
            return 3

    whole, stopped = built(), built()
    whole.fit(shelves.Shelf(x, -x, 10), shuffle=False, verbose=0)
    for part in (Begin, Rest):
        stopped.fit(part(x, -x, 10), shuffle=False, verbose=0)
    assert int(whole.optimizer.iterations) == int(stopped.optimizer.iterations) == 7
    for one, other in zip(whole.get_weights(), stopped.get_weights(), strict=True):
        assert np.array_equal(one, other)


def mapped(folder: Path, rows: int) -> Any:
    """Return rows of 4 KiB that a file holds."""
    file = folder / "rows.npy"
    np.save(file, np.ones((rows, 1024), np.float32))
    return np.load(file, mmap_mode="r")


def test_a_shelf_over_mapped_files_holds_what_it_picks(
    shelves: ModuleType, tmp_path: Path
) -> None:
    x = mapped(tmp_path, 2048)
    shelf = shelves.Shelf(x, x[:, :1], 32)

    def walk() -> None:
        for number in range(len(shelf)):
            shelf[number]

    assert x.nbytes == 8 * 2**20
    assert peak(walk) < 2**20


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells what is no file's"
)
def test_fit_takes_mapped_arrays_into_memory_as_a_whole(tmp_path: Path) -> None:
    from snippets.models.larger_keras import anonymous

    x, few = mapped(tmp_path, 8 * 1024), np.ones((32, 1024), np.float32)
    model = built(1024)
    model.fit(few, few[:, :1], validation_data=(few, few[:, :1]), verbose=0)
    most = [0]

    class Watch(keras.callbacks.Callback):
        def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
            most.append(anonymous())

    before = anonymous()
    labels = np.ones((len(x), 1), np.float32)
    model.fit(
        few,
        few[:, :1],
        validation_data=(x, labels),
        validation_batch_size=512,
        callbacks=[Watch()],
        verbose=0,
    )
    assert x.nbytes == 32 * 2**20
    assert max(most) - before > 0.9 * x.nbytes


# the feeds that the page names, side by side

ROWS, BATCH, STEPS = 70, 32, 3  # the last batch has six rows
RNG = np.random.default_rng(0)
S1, S2 = RNG.standard_normal((2, ROWS, 4), np.float32)
LABELS = RNG.integers(2, size=(ROWS, 1)).astype(np.float32)
JOINED = np.concatenate([S1, S2], axis=1)
SPEC = (
    tf.TensorSpec((None, 8), tf.float32),
    tf.TensorSpec((None, 1), tf.float32),
)


def endless() -> Any:
    return pair_batches(S1, S2, LABELS, BATCH)


def one_pass() -> Any:
    return islice(endless(), STEPS)


# what `fit` takes for training, and how it's told where an epoch ends
TRAINED: dict[str, Callable[[], dict[str, Any]]] = {
    "a generator": lambda: {"x": endless(), "steps_per_epoch": STEPS},
    "PyDataset": lambda: {"x": Shelf(JOINED, LABELS, BATCH)},
    "tf.data": lambda: {"x": sized(one_pass, STEPS, SPEC)},
}
MEASURED: dict[str, Callable[[], Any]] = {
    "arrays": lambda: (JOINED, LABELS),
    "PyDataset": lambda: Shelf(JOINED, LABELS, BATCH),
    "tf.data": lambda: sized(one_pass, STEPS, SPEC),
}


def seeded(optimizer: Any) -> Any:
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(8, activation="relu")
    model = keras.Sequential([keras.Input((8,)), hidden, keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    return model


def apart(one: Any, other: Any) -> float:
    pairs = zip(one.get_weights(), other.get_weights(), strict=True)
    return max(float(np.abs(a - b).max()) for a, b in pairs)


@pytest.mark.parametrize("feed", TRAINED)
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_three_epochs_end_at_the_weights_that_arrays_give(
    optimizer: str, feed: str
) -> None:
    rest = {"epochs": 3, "shuffle": False, "verbose": 0}
    model, wanted = seeded(optimizer), seeded(optimizer)
    wanted.fit(JOINED, LABELS, batch_size=BATCH, **rest)
    assert apart(model, wanted) > 0
    model.fit(**TRAINED[feed](), **rest)
    assert apart(model, wanted) == 0


@pytest.mark.parametrize("feed", MEASURED)
def test_a_model_that_stays_as_it_is_measures_the_same_five_times(feed: str) -> None:
    model = seeded(keras.optimizers.SGD(0.0))
    found = model.fit(
        endless(),
        steps_per_epoch=STEPS,
        epochs=5,
        validation_data=MEASURED[feed](),
        validation_batch_size=BATCH if feed == "arrays" else None,
        shuffle=False,
        verbose=0,
    ).history["val_loss"]
    assert len(found) == 5
    assert len(set(found)) == 1


def test_chunks_with_xla_end_where_the_plain_feed_does() -> None:
    task = SMALL
    data = make_data(task)
    models = []
    for kind, xla in ((Plain, False), (Looped, True)):
        keras.utils.set_random_seed(0)
        model = kind(task)
        model.compile("adam", "binary_crossentropy", jit_compile=xla)
        model(data.rows[:1])  # makes the weights
        models.append(model)
    plain, fast = models
    assert apart(plain, fast) == 0
    fit(plain, joined(data, task.batch), 2 * task.chunk, 1)
    assert apart(plain, fast) > 1e-3
    fit(fast, chunk_views(data, task.batch, task.chunk), 2 * task.chunk, task.chunk)
    assert apart(plain, fast) <= 1e-5
