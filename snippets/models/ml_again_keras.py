"""Again, exactly, in Keras: training that stops anywhere, and goes on."""

import math
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from snippets.models.ml_again import dealt

Array = NDArray[np.float32]


# --8<-- [start:fit-rest]
def fit_rest(
    model: keras.Model, x: Array, y: Array, seed: int,
    *callbacks: keras.callbacks.Callback,
) -> None:
    """Fit `model` to the end of its epoch.

    x: (n, d), y: (n, 1), float32; `go_on` checks them. Each
    batch has to be one step of the optimizer.
    """
    done = int(model.optimizer.iterations)
    steps = math.ceil(len(y) / 32)
    feed = dealt(len(y), 32, seed, start=done)
    model.fit(
        ((x[rows], y[rows]) for rows in feed),
        steps_per_epoch=steps - done % steps,
        initial_epoch=done // steps, epochs=done // steps + 1,
        callbacks=callbacks, shuffle=False, verbose=0,
    )
# --8<-- [end:fit-rest]


# --8<-- [start:go-on]
def go_on(
    path: Path, x: Array, y: Array, epochs: int, seed: int
) -> keras.Model:
    """Train the model at `path` up to `epochs`; return it."""
    if not len(x) == len(y) > 0:
        raise ValueError(f"{len(x)} inputs, {len(y)} labels")
    model = keras.models.load_model(path)
    new = path.with_suffix(".new.keras")

    def save(batch: int = 0, logs: object = None) -> None:
        if batch % 50 == 0:
            saves.model.save(new)  # `model` is stale on JAX
            new.replace(path)  # so there's never half a file

    saves = keras.callbacks.LambdaCallback(on_train_batch_end=save)
    saves.set_model(model)
    while model.optimizer.iterations < epochs * math.ceil(len(y) / 32):
        fit_rest(model, x, y, seed, saves)
    save()
    return model
# --8<-- [end:go-on]
