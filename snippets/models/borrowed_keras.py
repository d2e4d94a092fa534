"""What Keras trains on if batches are lent: counted, and by what a model learns."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.borrowed_arrays import array_at, copied, in_one_array, parts
from snippets.models.feeding_keras import Array, Batch, Pairs, make_pairs

Lender = Callable[[Pairs], Iterator[Batch]]


class Witness(keras.Sequential):
    """Learns, and counts the batches that aren't what they were at their yield."""

    def __init__(self, width: int) -> None:
        """Make a small classifier of rows with `width` numbers."""
        super().__init__(
            [
                keras.Input((width,)),
                keras.layers.Dense(64, activation="relu"),
                keras.layers.Dense(1, activation="sigmoid"),
            ]
        )
        self.notes: deque[Array] = deque()
        self.changed = 0
        adam = keras.optimizers.Adam(0.02)
        self.compile(adam, "binary_crossentropy", run_eagerly=True)

    def noted(self, feed: Iterator[Batch]) -> Iterator[Batch]:
        """Yield a feed's batches, and note what is in each."""
        for inputs, labels in feed:
            self.notes.append(inputs.copy())
            yield inputs, labels

    def train_step(self, *state_and_batch: Any) -> Any:
        """Compare a batch with the note of it, and train on it."""
        time.sleep(0.002)  # what writes in it has done so by then
        inputs = keras.ops.convert_to_numpy(state_and_batch[-1][0])
        self.changed += not np.array_equal(inputs, self.notes.popleft())
        return super().train_step(*state_and_batch)


def trained(feed: Iterator[Batch], steps: int = 60, width: int = 32) -> Witness:
    """Return a model that was trained on so many batches."""
    keras.utils.set_random_seed(1)
    model = Witness(width)
    model.fit(model.noted(feed), steps_per_epoch=steps, shuffle=False, verbose=0)
    return model


def accuracy(model: Witness) -> float:
    """Return how often a model is right on pairs that it hasn't seen."""
    s1, s2, labels = make_pairs(10_000, seed=2)
    predicted = model.predict(np.concatenate([s1, s2], axis=-1), 10_000, verbose=0)
    return float(((predicted > 0.5) == labels).mean())


def lent_at(bytes_behind: int, pairs: Pairs) -> Iterator[Batch]:
    """Return a feed of batches in one array, which begins there."""
    room = array_at(bytes_behind, (32, 2 * pairs[0].shape[1]))
    return in_one_array(*pairs, room)


def viewed(pairs: Pairs) -> Iterator[Batch]:
    """Return a feed of views of pairs that were joined before."""
    rows = array_at(0, (len(pairs[0]), 2 * pairs[0].shape[1]))
    np.concatenate(pairs[:2], axis=-1, out=rows)
    return parts(rows, pairs[2], 32)


LENDERS: dict[str, Lender] = {
    "one array, at a multiple of 64 bytes": partial(lent_at, 0),
    "one array, somewhere else": partial(lent_at, 16),
    "that array, copied each time": lambda pairs: copied(lent_at(0, pairs)),
    "views of pairs joined before": viewed,
}


def told(model: Witness) -> list[str]:
    """Return what came of a training, without what differs from run to run."""
    changed, right = model.changed, accuracy(model)
    return [
        str(changed) if changed < 2 else "most" if changed > 30 else "some",
        "over 85 %" if right > 0.85 else "under 65 %" if right < 0.65 else "between",
    ]


def measure_lent() -> dict[str, Any]:
    """Return for each feed what training got of it, and what came of that."""
    return {
        "title": "What becomes of 60 batches, and of a model that learns from them",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, "
        "on a CPU; each step waits 2 ms",
        "columns": ["inputs", "changed, of 60", "right on other pairs"],
        "rows": [
            [name, *told(trained(lender(make_pairs(1920))))]
            for name, lender in LENDERS.items()
        ],
    }
