"""What the page *A batch you have yielded is no longer yours* says of Keras.

How many batches change is a race, so it is told as *most*, and each test asks for more
than half or for less than two.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from snippets.models import borrowed_keras
from snippets.models.borrowed_arrays import array_at
from snippets.models.borrowed_keras import (
    LENDERS,
    Witness,
    accuracy,
    lent_at,
    measure_lent,
    told,
    trained,
)
from snippets.models.feeding_keras import Array, Batch, make_pairs

pytestmark = pytest.mark.heavy

RECORDED = Path(borrowed_keras.__file__).parent / "recorded/borrowed_keras.lent.json"


@pytest.fixture(scope="module")
def models() -> dict[str, Witness]:
    """The model that each feed has trained; nobody is warned of any."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        return {name: trained(made(make_pairs(1920))) for name, made in LENDERS.items()}


def test_in_one_array_most_batches_change_or_the_first_alone(
    models: dict[str, Witness],
) -> None:
    most, first, *none = (model.changed for model in models.values())
    assert most > 30
    assert first == 1
    assert none == [0, 0]


def test_a_model_learns_from_inputs_that_stay_and_guesses_from_those_that_change(
    models: dict[str, Witness],
) -> None:
    guess, *others = map(accuracy, models.values())
    assert guess < 0.65
    assert min(others) > 0.85


@pytest.mark.parametrize("behind", [32, 48])
def test_only_at_a_multiple_of_64_bytes_is_an_array_taken_as_it_is(behind: int) -> None:
    assert trained(lent_at(behind, make_pairs(320)), 10).changed == 1


def test_where_tensorflow_copies_the_first_batch_is_the_one_that_changes() -> None:
    # the first one only: a feed of one batch has no second that could be written
    assert trained(lent_at(16, make_pairs(32)), 1).changed == 0
    assert trained(lent_at(16, make_pairs(64)), 1).changed == 1


def rolled(rows: Array, copies: bool) -> Iterator[Batch]:
    """Yield views of the rows, pass after pass, and move the rows after each."""
    while True:
        for start in range(0, len(rows), 32):
            view = rows[start : start + 32]
            yield view.copy() if copies else view, np.zeros((32, 1), np.float32)
        rows[:] = np.roll(rows, 32, axis=0)


def test_views_change_with_data_that_are_moved_after_each_pass() -> None:
    rows = array_at(0, (160, 4))
    rows[:] = np.repeat(np.arange(5), 32)[:, np.newaxis]
    assert trained(rolled(rows.copy(), copies=True), 15, 4).changed == 0
    assert 0 < trained(rolled(rows, copies=False), 15, 4).changed < 15


def test_fit_writes_nothing_in_the_memory_that_it_is_lent() -> None:
    lent: list[tuple[Array, Array]] = []

    def kept() -> Iterator[Batch]:
        rng = np.random.default_rng(0)
        while True:
            batch = array_at(0, (32, 4)), array_at(0, (32, 1))
            for each in batch:
                each[:] = rng.standard_normal(each.shape)
                lent.append((each, each.copy()))
            yield batch

    model = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Rescaling(0.5),
            keras.layers.ReLU(),
            keras.layers.Dense(1),
        ]
    )
    model.compile("sgd", "mse")
    model.fit(kept(), steps_per_epoch=50, shuffle=False, verbose=0)
    assert len(lent) >= 100
    assert all(np.array_equal(*each) for each in lent)


def test_the_table_says_what_came_of_each_training(
    models: dict[str, Witness], monkeypatch: pytest.MonkeyPatch
) -> None:
    each = iter(models.values())
    monkeypatch.setattr(borrowed_keras, "trained", lambda _: next(each))
    assert measure_lent()["rows"] == json.loads(RECORDED.read_text("utf-8"))["rows"]


def test_what_differs_from_run_to_run_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def of(changed: int, right: float) -> list[str]:
        model: Any = type("Model", (), {"changed": changed})
        monkeypatch.setattr(borrowed_keras, "accuracy", lambda _: right)
        return told(model)

    assert [of(0, 0.9), of(1, 0.5)] == [["0", "over 85 %"], ["1", "under 65 %"]]
    assert [of(31, 0.85), of(30, 0.65)] == [["most", "between"], ["some", "between"]]
