"""What the lesson *Data larger than memory* says of its shards, as `fit` asks them."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.heavy

BAR = 32 * 2**20  # bytes that a fit may take more, however large the data
WIDTH = 1024


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import larger_keras

    return larger_keras


@pytest.fixture(scope="module")
def model() -> Any:
    import keras

    made = keras.Sequential([keras.Input((WIDTH,)), keras.layers.Dense(1)])
    made.compile(keras.optimizers.SGD(1e-6), "mse")
    return made


def written(folder: Path, *lengths: int) -> list[Path]:
    rows = np.random.default_rng(1).random((max(lengths), WIDTH + 1), np.float32)
    paths = [folder / f"{number:03}.npy" for number in range(len(lengths))]
    for path, length in zip(paths, lengths, strict=True):
        np.save(path, rows[:length])
    return paths


def test_an_epoch_has_every_row_once_in_as_many_steps_as_that_needs(
    lesson: ModuleType, model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    made = lesson.shard_batches

    def noted(*arguments: Any) -> Any:
        for each in made(*arguments):
            seen.append(np.hstack(each))
            yield each

    monkeypatch.setattr(lesson, "shard_batches", noted)
    paths = written(tmp_path, 50, 40)
    before = int(model.optimizer.iterations)
    history = lesson.fit_shards(model, paths, 2, Random(1))
    assert len(history["loss"]) == 2
    assert int(model.optimizer.iterations) - before == 6
    right = sorted(tuple(row) for path in paths for row in np.load(path))
    for epoch in (seen[:3], seen[3:6]):
        assert sorted(map(tuple, np.vstack(epoch))) == right


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells what is no file's"
)
def test_memory_is_flat_while_the_data_grow_sixteen_times(
    lesson: ModuleType, model: Any, tmp_path: Path
) -> None:
    peaks = []
    for times in (1, 1, 4, 16):  # the first brings what any first one brings
        paths = written(tmp_path, *[512] * 4 * times)
        watch = lesson.Watch()
        lesson.fit_shards(model, paths, 1, Random(1), callbacks=[watch])
        peaks.append(watch.most)
    assert peaks[1] > 0
    assert max(peaks) - peaks[1] < BAR, peaks


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells what is no file's"
)
def test_what_is_loaded_is_seen_to_take_memory(lesson: ModuleType) -> None:
    before = lesson.anonymous()
    loaded = np.ones(2 * BAR, np.uint8)
    assert loaded.nbytes - 2**20 < lesson.anonymous() - before
