"""What the lesson *Again, exactly* says of Keras and `tf.data`.

A change upstream that makes one of these fail changes the page.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from snippets.models import ml_again_places
from snippets.models.ml_again import dealt
from snippets.models.ml_again_keras import fit_rest, go_on
from snippets.models.ml_again_places import (
    SEED,
    STEPS,
    apart,
    build_model,
    data,
    fit_from,
    state,
)

pytestmark = pytest.mark.heavy

RECORDED = Path(ml_again_places.__file__).parent / "recorded"
SKIPS = "^Skipping variable loading for optimizer"


def same_weights(one: keras.Model, other: keras.Model) -> bool:
    pairs = zip(one.get_weights(), other.get_weights(), strict=True)
    return all(np.array_equal(*pair) for pair in pairs)


class OffError(Exception):
    """The machine goes off."""


class Breaks:
    """Rows of an array; the machine goes off when these positions are picked."""

    def __init__(self, rows: Any, positions: list[int]) -> None:
        self.rows, self.positions = rows, positions

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, positions: list[int]) -> Any:
        if positions == self.positions:
            raise OffError
        return self.rows[positions]


class Seen(keras.callbacks.Callback):
    """Notes epochs as they begin and steps as they end; stops before a batch."""

    def __init__(self, stop: tuple[int, int] | None = None) -> None:
        super().__init__()
        self.stop = stop
        self.epochs: list[int] = []
        self.steps: list[int] = []

    def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
        self.epochs.append(epoch)

    def on_train_batch_begin(self, batch: int, logs: object = None) -> None:
        if (self.epochs[-1], batch) == self.stop:
            raise OffError

    def on_train_batch_end(self, batch: int, logs: object = None) -> None:
        self.steps.append(int(self.model.optimizer.iterations))


def test_the_table_says_where_a_stopped_training_ends() -> None:
    table = json.loads((RECORDED / "ml_again_places.places.json").read_text("utf-8"))
    assert ml_again_places.measure_places()["rows"] == table["rows"]


def test_a_machine_that_goes_off_costs_the_batches_since_it_saved(
    tmp_path: Path,
) -> None:
    x, y = (np.tile(each, (6, 1)) for each in data())  # 57 batches an epoch
    new = build_model()
    new.optimizer.build(new.trainable_variables)
    whole, path = tmp_path / "whole.keras", tmp_path / "stopped.keras"
    for each in (whole, path):
        new.save(each)
    for at, saved in ((55, 51), (57 + 50, 57 + 1)):
        (off,) = islice(dealt(len(y), 32, SEED, at), 1)
        with pytest.raises((OffError, tf.errors.OpError), match=r"Off|^$"):
            go_on(path, Breaks(x, off), y, 2, SEED)  # type: ignore[arg-type]
        assert int(keras.models.load_model(path).optimizer.iterations) == saved
    ended = state(go_on(path, x, y, 2, SEED))
    assert apart(ended, state(go_on(whole, x, y, 2, SEED))) == 0
    assert apart(ended, state(keras.models.load_model(path))) == 0
    # that was all: there is nothing left to train
    assert apart(ended, state(go_on(path, x, y, 2, SEED))) == 0
    assert sorted(tmp_path.iterdir()) == [path, whole]


def test_a_machine_that_goes_off_while_it_saves_has_what_it_saved_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "model.keras"
    begun = build_model()
    fit_rest(begun, *data(), SEED)
    begun.save(path)

    def off(*_: object) -> None:
        raise OffError

    monkeypatch.setattr(Path, "replace", off)
    with pytest.raises(OffError):
        go_on(path, *data(), 2, SEED)
    kept = keras.models.load_model(path)
    assert apart(state(kept), state(begun)) == 0


def test_what_cant_be_trained_on_is_refused_before_a_model_is_loaded() -> None:
    x, y = data()
    for some, labels in ((x, y[:9]), (x[:0], y[:0])):
        with pytest.raises(ValueError, match=r"^\d+ inputs, \d+ labels$"):
            go_on(Path("nowhere.keras"), some, labels, 1, SEED)


def test_the_rest_of_an_epoch_counts_as_that_epoch() -> None:
    model, seen = build_model(), Seen(stop=(1, 6))
    fit_rest(model, *data(), SEED, seen)
    with pytest.raises(OffError):
        fit_rest(model, *data(), SEED, seen)
    seen.stop = None
    fit_rest(model, *data(), SEED, seen)
    assert seen.epochs == [0, 1, 1]
    assert seen.steps == list(range(1, 2 * STEPS + 1))


def test_weights_alone_leave_adam_out_and_keras_warns(tmp_path: Path) -> None:
    model, new = build_model(), build_model()
    whole, weights = tmp_path / "model.keras", tmp_path / "model.weights.h5"
    fit_rest(model, *data(), SEED)
    model.save(whole)
    model.save_weights(weights)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        assert apart(state(model), state(keras.models.load_model(whole))) == 0
    with pytest.warns(UserWarning, match=SKIPS):
        new.load_weights(weights)
    assert same_weights(model, new)
    assert int(new.optimizer.iterations) == 0
    assert int(model.optimizer.iterations) == STEPS


def test_a_new_model_is_loaded_with_a_warning_and_all_its_weights(
    tmp_path: Path,
) -> None:
    model, path = build_model(), tmp_path / "new.keras"
    model.save(path)
    with pytest.warns(UserWarning, match=SKIPS):
        loaded = keras.models.load_model(path)
    assert same_weights(model, loaded)


def test_dropout_begins_again_after_loading_unless_its_place_is_set(
    tmp_path: Path,
) -> None:
    def build() -> keras.Model:
        return build_model(keras.layers.Dropout(0.5, seed=3))

    def places(model: keras.Model) -> list[int]:
        found: list[int] = model.layers[1].seed_generator.state.numpy().tolist()
        return found

    model, path = build(), tmp_path / "stopped.keras"

    def save(trained: int, asked: int) -> None:
        if trained == 11:
            model.save(path)

    whole = fit_from(0, model, save)
    assert places(model) == [3, 20]
    begun, placed = (keras.models.load_model(path) for _ in range(2))
    assert places(begun) == [3, 0]
    assert apart(whole, fit_from(11, begun)) > 0
    placed.layers[1].seed_generator.state.assign([3, 11])
    assert apart(whole, fit_from(11, placed)) == 0


def test_backup_and_restore_trains_on_the_batches_of_an_epoch_twice(
    tmp_path: Path,
) -> None:
    x, y = (each[:96] for each in data())  # three batches an epoch

    def fit(feed: Iterator[list[int]], *callbacks: Any, **steps: int) -> list[Any]:
        model = build_model()
        pairs = ((x[rows], y[rows]) for rows in feed)
        model.fit(pairs, **steps, callbacks=callbacks, shuffle=False, verbose=0)
        return state(model)

    keeps = keras.callbacks.BackupAndRestore(tmp_path, 1, delete_checkpoint=False)
    stopped, after = Seen(stop=(1, 2)), Seen()
    with pytest.raises(OffError):
        fit(dealt(96, 32, SEED), keeps, stopped, steps_per_epoch=3, epochs=2)
    assert stopped.steps == [1, 2, 3, 4, 5]
    noted = json.loads((tmp_path / "training_metadata.json").read_text("utf-8"))
    assert noted == {"epoch": 1, "batch": 1}
    ended = fit(dealt(96, 32, SEED), keeps, after, steps_per_epoch=3, epochs=2)
    # the whole epoch once more, upon the weights of step 5
    assert (after.epochs, after.steps) == ([1], [6, 7, 8])
    # and a new feed gives it the batches of its own start
    twice = chain(islice(dealt(96, 32, SEED), 5), dealt(96, 32, SEED))
    assert apart(ended, fit(twice, steps_per_epoch=8)) == 0


def test_skip_of_tf_data_asks_for_everything_from_the_start() -> None:
    asked: list[int] = []

    def feed() -> Iterator[int]:
        for number in range(6):
            asked.append(number)
            yield number

    made = tf.data.Dataset.from_generator(
        feed, output_signature=tf.TensorSpec((), tf.int32)
    )
    assert list(np.array(list(made.skip(3)))) == [3, 4, 5]
    assert asked == [0, 1, 2, 3, 4, 5]
