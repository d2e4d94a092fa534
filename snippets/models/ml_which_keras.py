"""In which order `fit` takes the rows of arrays, epoch by epoch."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

ROWS, EPOCHS = 40, 3


def epochs_of(labels: Any, batch_size: int) -> list[list[int]]:
    """Return the labels (n, 1) that each epoch of `fit` on arrays is given."""
    seen: list[int] = []

    class Witness(keras.Sequential):
        def train_step(self, *state_and_batch: Any) -> Any:
            given = keras.ops.convert_to_numpy(state_and_batch[-1][1])
            seen.extend(given.ravel().astype(int).tolist())
            return super().train_step(*state_and_batch)

    model = Witness([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mse", run_eagerly=True)
    model.fit(labels, labels, batch_size=batch_size, epochs=EPOCHS, verbose=0)
    return [seen[at : at + len(labels)] for at in range(0, len(seen), len(labels))]


def seeded(seed: int | None, labels: Any, batch_size: int) -> list[list[int]]:
    """Return the same after a seed for Keras, or without one."""
    if seed is None:
        tf.random.set_seed(None)
    else:
        keras.utils.set_random_seed(seed)
    return epochs_of(labels, batch_size)


def told(epochs: list[list[int]]) -> list[str]:
    """Return how each epoch's order compares with that of the first."""
    return ["one order"] + [
        "the same" if each == epochs[0] else "another" for each in epochs[1:]
    ]


def measure_orders() -> dict[str, Any]:
    """Return whether epochs differ in their order, with a seed and without."""
    rows = np.arange(ROWS, dtype=np.float32).reshape(ROWS, 1)
    return {
        "title": f"In which order three epochs of fit(x, y) take {ROWS} rows",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, on a CPU",
        "columns": ["before it", *(f"epoch {n + 1}" for n in range(EPOCHS))],
        "rows": [
            ["no seed", *told(seeded(None, rows, 10))],
            ["set_random_seed(1)", *told(seeded(1, rows, 10))],
        ],
    }
