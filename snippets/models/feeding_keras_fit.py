"""What `fit` does with a generator: which batches it takes, and what it refuses.

>>> # --8<-- [start:gone]
>>> model = build_model(32)
>>> model.fit_generator
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'Sequential' object has no attribute 'fit_generator'
>>> # --8<-- [end:gone]
"""

import math
import os
import platform
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.feeding_keras import Array, Pairs, make_pairs, pair_batches


# --8<-- [start:model]
def build_model(width: int) -> keras.Model:
    """Return a small classifier of vectors with `width` numbers."""
    model = keras.Sequential(
        [
            keras.Input((width,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return model
# --8<-- [end:model]


# --8<-- [start:fit]
def fit_pairs(
    model: keras.Model, training: Pairs, validation: Pairs,
    epochs: int, rng: np.random.Generator,
) -> dict[str, list[float]]:
    """Fit `model`; return a number per epoch for each metric.

    Pairs: two (n, d) and one (n, 1), all float32. `pair_batches`
    checks them before any training.
    """
    rows, others = len(training[-1]), len(validation[-1])
    fitted = model.fit(
        pair_batches(*training, 32, rng),
        steps_per_epoch=math.ceil(rows / 32),
        epochs=epochs,
        validation_data=next(pair_batches(*validation, others)),
        shuffle=False, verbose=0,
    )
    history: dict[str, list[float]] = fitted.history
    return history
# --8<-- [end:fit]


def numbered(numbers: Iterable[int]) -> Iterator[tuple[Array, Array]]:
    """Yield a batch for each number, with the number as its label."""
    for number in numbers:
        batch = np.full((32, 1), number, np.float32)
        yield batch, batch


def passes(**arguments: Any) -> list[list[int]]:
    """Fit for three epochs; return the batches of each pass, by number.

    A step is the witness. The loss isn't: on JAX and torch, Keras calls it once before.
    """
    seen: list[list[int]] = []

    class Witness(keras.Sequential):
        def train_step(self, *state_and_batch: Any) -> Any:
            seen[-1].append(int(state_and_batch[-1][1][0, 0]))
            return super().train_step(*state_and_batch)

        def test_step(self, *state_and_batch: Any) -> Any:
            seen[-1].append(int(state_and_batch[-1][1][0, 0]))
            return super().test_step(*state_and_batch)

    model = Witness([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mse", run_eagerly=True)
    new_pass = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda *_: seen.append([]),
        on_test_begin=lambda *_: seen.append([]),
    )
    model.fit(**arguments, epochs=3, callbacks=[new_pass], verbose=0)
    return seen


def trained_on(feed: Any, steps: int | None = None) -> list[list[int]]:
    """Return the batches that three epochs of training see.

    Keras warns of a feed that runs dry; here the list says so.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return passes(x=feed, steps_per_epoch=steps, shuffle=False)


def measured_on(feed: Any, steps: int | None = None) -> list[list[int]]:
    """Return the batches on which each of three epochs is validated."""
    return passes(
        x=np.zeros((1, 1)),
        y=np.zeros((1, 1)),
        validation_data=feed,
        validation_steps=steps,
    )[1::2]


def attempts() -> dict[str, Callable[[], object]]:
    """Return calls that Keras refuses, each by the words that a page has for it."""
    model, pairs = build_model(32), make_pairs(96)
    labels = pairs[-1]
    nothing: tuple[Any, ...] = ()

    def fit(feed: Any, steps: Any = 3, **arguments: Any) -> object:
        return model.fit(feed, steps_per_epoch=steps, shuffle=False, **arguments)

    def made() -> Iterator[Any]:
        return pair_batches(*pairs, 32)

    return {
        "the function, not called": lambda: fit(pair_batches),
        "islice(feed, 3)": lambda: fit(islice(made(), 3)),
        "a list [x, y] for (x, y)": lambda: fit([*each] for each in made()),
        "a feed without a batch": lambda: fit(each for each in nothing),
        "y=labels beside it": lambda: fit(made(), y=labels),
        "steps_per_epoch=np.ceil(…)": lambda: fit(made(), np.ceil(96 / 32)),
        "class_weight={…}": lambda: fit(made(), class_weight={0: 1.0, 1: 2.0}),
        "validation_split=0.1": lambda: fit(made(), validation_split=0.1),
        "workers=2": lambda: fit(made(), workers=2),
    }


# what to write instead, in the order of the attempts
INSTEAD = [
    "pair_batches(…)",
    "(each for each in islice(…))",
    "a tuple",
    "a feed that has some",
    "the labels in each tuple",
    "math.ceil(…)",
    "weights, third in each tuple",
    "validation_data=",
    "a PyDataset, which takes it",
]


def refusal(attempt: Callable[[], object]) -> str:
    """Return the error that an attempt raises, without what it says of the values."""
    try:
        attempt()
    except (TypeError, ValueError) as error:
        first = str(error).split(": x=")[0].split(". ")[0].split(".Found")[0]
        told = first.removeprefix("When passing a Python generator to a Keras model, ")
        return f"{type(error).__name__}: {told.split(', either')[0]}"
    return "nothing"


def here() -> str:
    """Return what a measurement is made on, with versions."""
    kinds = {device.device_type for device in tf.config.list_physical_devices()}
    return (
        f"Keras {keras.__version__}, TensorFlow {tf.__version__}, "
        f"NumPy {np.__version__}, Python {platform.python_version()}, on "
        f"{' and '.join(sorted(kinds))}, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}"
    )


def measure_refused() -> dict[str, Any]:
    """Return what Keras says to each of the attempts, and what to write instead."""
    rows = zip(attempts().items(), INSTEAD, strict=True)
    return {
        "title": "What fit refuses, and what it says",
        "platform": here(),
        "columns": ["you pass", "Keras says", "pass instead"],
        "rows": [[name, refusal(what), instead] for (name, what), instead in rows],
    }


def measure_program(
    rows: int = 30_000, others: int = 10_000, epochs: int = 5
) -> dict[str, Any]:
    """Train the program of 2018; return its accuracy per epoch, and the seconds."""
    keras.utils.set_random_seed(2018)
    pairs = make_pairs(rows, seed=1), make_pairs(others, seed=2)
    model, rng = build_model(32), np.random.default_rng(0)
    start = time.perf_counter()
    history = fit_pairs(model, *pairs, epochs, rng)
    seconds = round(time.perf_counter() - start, 1)
    columns = history["accuracy"], history["val_accuracy"]
    return {
        "title": f"{rows:,} pairs to train on, {others:,} to validate on: {seconds} s",
        "platform": f"{here()}, on {time.strftime('%d %B %Y')}",
        "columns": ["epoch", "training accuracy", "validation accuracy"],
        "rows": [
            [epoch, round(seen, 4), round(unseen, 4)]
            for epoch, (seen, unseen) in enumerate(zip(*columns, strict=True), 1)
        ],
        "samples": [{"seconds": seconds}],
    }
