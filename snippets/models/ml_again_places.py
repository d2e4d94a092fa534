"""Again, exactly: one training, stopped at six places, and where it ends."""

from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.ml_again import dealt
from snippets.models.ml_again_keras import Array, go_on

Batch = tuple[Array, Array]
STEPS, EPOCHS, SEED = 10, 2, 7
PLACES = (1, 2, 5, 9, 10, 11)


def data() -> Batch:
    """Return 300 rows, whose last batch is short, and their labels."""
    x = np.random.default_rng(0).standard_normal((300, 8), np.float32)
    return x, (x.sum(axis=1, keepdims=True) > 0).astype(np.float32)


def build_model(*more: keras.Layer) -> keras.Model:
    """Return a small classifier for Adam to train, the same one each time."""
    keras.utils.set_random_seed(1)
    hidden = keras.layers.Dense(16, activation="relu")
    last = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((8,)), hidden, *more, last])
    model.compile("adam", "binary_crossentropy")
    return model


def fit_from(start: int, model: keras.Model, save: Any = None) -> list[Array]:
    """Fit from one batch to the end; return the weights, and what Adam keeps.

    `save` gets, after each batch, how many were trained on and how many asked for.
    """
    x, y = data()
    asked = start
    alone = keras.backend.backend() != "tensorflow"  # no thread asks ahead there

    def pick(rows: list[int]) -> Batch:
        nonlocal asked
        asked += 1
        return x[rows], y[rows]

    def after(batch: int, logs: object) -> None:
        if save:
            # on JAX, only a callback's own `model` is up to date
            trained = int(tell.model.optimizer.iterations)
            # the thread that asks ahead may need a moment
            any(asked > trained or alone or Event().wait(0.01) for _ in range(500))
            save(trained, asked)

    tell = keras.callbacks.LambdaCallback(on_train_batch_end=after)
    left = EPOCHS * STEPS - int(model.optimizer.iterations)
    feed = (pick(rows) for rows in dealt(len(y), 32, SEED, start))
    model.fit(feed, steps_per_epoch=left, callbacks=[tell], shuffle=False, verbose=0)
    return state(model)


def state(model: keras.Model) -> list[Array]:
    """Return all that training changes: the weights, and what Adam keeps of each."""
    return [each.numpy() for each in (*model.weights, *model.optimizer.variables)]


def apart(some: list[Array], others: list[Array]) -> float:
    """Return how far two models are from each other, at most."""
    return max(float(np.abs(a - b).max()) for a, b in zip(some, others, strict=True))


def measure_places() -> dict[str, Any]:
    """Stop one training at six places, go on in two ways, and return where it ends."""
    with TemporaryDirectory() as folder:
        paths = {place: Path(folder, f"{place}.keras") for place in PLACES}
        asked_for: dict[int, int] = {}

        def save(trained: int, asked: int) -> None:
            if trained in paths:
                model.save(paths[trained])
                asked_for[trained] = asked

        model = build_model()
        whole = fit_from(0, model, save)
        rows = []
        for place, path in paths.items():
            model.load_weights(path)  # Adam's too: this model has places for them
            wrong = fit_from(asked_for[place], model)
            right = state(go_on(path, *data(), EPOCHS, SEED))
            others = "0" if apart(whole, wrong) == 0 else "not 0"
            rows.append([place, apart(whole, right), others])
    return {
        "title": "How far it ends from training without a stop, by where it resumes",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, on a CPU",
        "columns": ["batches trained on", "start: trained on", "start: asked for"],
        "rows": rows,
    }
