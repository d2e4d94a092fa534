"""Training on shards, and how much memory it takes apart from mapped files."""

import math
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import keras

from snippets.models.larger_shards import count_rows, shard_batches


# --8<-- [start:fit]
def fit_shards(
    model: keras.Model, paths: Sequence[Path], epochs: int,
    rng: Random, **arguments: Any,
) -> dict[str, list[float]]:
    """Fit `model` on shards; return a number per epoch for each metric.

    Each: a .npy of (n, d + 1) float32, the label last.
    """
    fitted = model.fit(
        shard_batches(paths, 32, 1_000, rng),
        steps_per_epoch=math.ceil(count_rows(paths) / 32),
        epochs=epochs, shuffle=False, verbose=0, **arguments,
    )
    history: dict[str, list[float]] = fitted.history
    return history
# --8<-- [end:fit]


def anonymous() -> int:
    """Return the bytes of this process that belong to no file, as Linux counts."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("RssAnon"))
    return int(line.split()[1]) * 1024


class Watch(keras.callbacks.Callback):
    """Notes the most memory that there was after a step."""

    most = 0

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Look at what there is now."""
        self.most = max(self.most, anonymous())
