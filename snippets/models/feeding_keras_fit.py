"""What `fit` does with a generator: which batches it takes, and when.

>>> # --8<-- [start:float-steps]
>>> from snippets.models.feeding_keras import make_pairs
>>> model = build_model(32)
>>> feed = pair_batches(*make_pairs(320), batch=32)
>>> steps = np.ceil(320 / 32)
>>> try:
...     model.fit(feed, steps_per_epoch=steps, shuffle=False)
... except TypeError as error:
...     print(error)
'numpy.float64' object cannot be interpreted as an integer
>>> # --8<-- [end:float-steps]

>>> # --8<-- [start:gone]
>>> model.fit_generator
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'Sequential' object has no attribute 'fit_generator'
>>> # --8<-- [end:gone]

>>> # --8<-- [start:finite]
>>> trained_on(numbered(range(5)))
[[0, 1, 2, 3, 4], [0, 1], [0, 1]]
>>> # --8<-- [end:finite]

>>> # --8<-- [start:endless]
>>> from itertools import count, cycle
>>> trained_on(numbered(cycle(range(5))), steps=5)
[[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]
>>> # --8<-- [end:endless]

>>> # --8<-- [start:replay]
>>> measured = measured_on(numbered(count()), steps=4)
>>> [epoch[:2] for epoch in measured]
[[0, 1], [0, 1], [0, 1]]
>>> measured[0], measured[1] == measured[0]
([0, 1, 2, 3], False)
>>> # --8<-- [end:replay]

>>> # --8<-- [start:cure]
>>> inputs = np.repeat(np.arange(4.0), 32).reshape(-1, 1)
>>> measured_on((inputs, inputs))
[[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]
>>> # --8<-- [end:cure]
"""

import math
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import keras
import numpy as np

from snippets.models.feeding_keras import Array, Pairs, pair_batches


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
    model: keras.Model, training: Pairs, validation: Pairs, epochs: int
) -> dict[str, list[float]]:
    """Fit `model`; return a number per epoch for each metric."""
    whole_set = len(validation[-1])
    fitted = model.fit(
        pair_batches(*training, 32, np.random.default_rng(0)),
        steps_per_epoch=math.ceil(len(training[-1]) / 32),
        epochs=epochs,
        validation_data=next(pair_batches(*validation, whole_set)),
        shuffle=False,
        verbose=0,
    )
    history: dict[str, list[float]] = fitted.history
    return history
# --8<-- [end:fit]


# --8<-- [start:numbered]
def numbered(numbers: Iterable[int]) -> Iterator[tuple[Array, Array]]:
    """Yield a batch for each number, with the number as its label."""
    for number in numbers:
        batch = np.full((32, 1), number, np.float32)
        yield batch, batch
# --8<-- [end:numbered]


# --8<-- [start:witness]
def passes(**arguments: Any) -> list[list[int]]:
    """Fit for three epochs; return the batches of each pass, by number.

    The loss function is the witness: it is called with every batch.
    """
    seen: list[list[int]] = []

    def witness(labels: Any, predictions: Any) -> Any:
        seen[-1].append(int(labels[0, 0]))
        return keras.ops.mean(predictions)

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", witness, run_eagerly=True)
    new_pass = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda *_: seen.append([]),
        on_test_begin=lambda *_: seen.append([]),
    )
    model.fit(**arguments, epochs=3, callbacks=[new_pass], verbose=0)
    return seen
# --8<-- [end:witness]


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
