"""How many steps Keras counts and trains, by the feed and by the steps of a call."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.feeding_keras import Array
from snippets.models.two_batches import forever, once

BATCHES, EPOCHS = 10, 3


# --8<-- [start:sized]
def sized(
    batches: Callable[[], Iterator[Any]], steps: int, spec: Any
) -> tf.data.Dataset:
    """Return a feed that knows how many steps a pass has.

    Each call of `batches` begins a pass. `spec` has the shape
    and dtype of each array of a batch.
    """
    if steps < 1:
        raise ValueError("a pass has at least one step")
    feed = tf.data.Dataset.from_generator(
        batches, output_signature=spec
    )
    known = tf.data.experimental.assert_cardinality(steps)
    return feed.apply(known)
# --8<-- [end:sized]


ROWS = np.random.default_rng(0).normal(size=(4 * BATCHES, 3)).astype(np.float32)
LABELS = (ROWS * [1, 2, 3]).sum(axis=1, keepdims=True).astype(np.float32)
SPEC = tf.TensorSpec((4, 3), tf.float32), tf.TensorSpec((4, 1), tf.float32)


def cut(numbers: Iterator[int]) -> Iterator[tuple[Array, Array]]:
    """Yield the rows and labels of each batch, by its number: (4, 3) and (4, 1)."""
    for number in numbers:
        here = slice(4 * number, 4 * number + 4)
        yield ROWS[here].copy(), LABELS[here].copy()


def one_pass() -> Iterator[tuple[Array, Array]]:
    """Yield each batch once."""
    return cut(once(BATCHES))


def endless() -> Iterator[tuple[Array, Array]]:
    """Yield them again and again."""
    return cut(forever(BATCHES))


def unsized() -> tf.data.Dataset:
    """Return a pipeline that begins a pass each epoch, and can't tell its length."""
    return tf.data.Dataset.from_generator(one_pass, output_signature=SPEC)


def trained(
    feed: Any,
    bundle: int = 1,
    optimizer: str = "adam",
    epochs: int = EPOCHS,
    **arguments: Any,
) -> tuple[int, Array]:
    """Return what the optimizer counts after some epochs, and the weights.

    Keras warns of each feed that ends, whatever it was told; here the count tells.
    """
    layer = keras.layers.Dense(1, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(optimizer, "mse", steps_per_execution=bundle)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        model.fit(feed, epochs=epochs, shuffle=False, verbose=0, **arguments)
    return int(model.optimizer.iterations), np.concatenate(model.get_weights(), None)


def on_arrays(
    bundle: int = 1, optimizer: str = "adam", epochs: int = EPOCHS
) -> tuple[int, Array]:
    """Return the same of a model that was given all rows, to be cut by Keras."""
    return trained(ROWS, bundle, optimizer, epochs, y=LABELS, batch_size=4)


def feeds() -> list[tuple[str, int, tuple[int, Array]]]:
    """Return each feed, the steps of a call, and what came of it."""
    ten: dict[str, Any] = {"steps_per_epoch": BATCHES}
    return [
        ("arrays", 4, on_arrays(4)),
        ("endless generator, 10 steps", 1, trained(endless(), **ten)),
        ("endless generator, 10 steps", 4, trained(endless(), 4, **ten)),
        ("endless generator, 10 steps", 5, trained(endless(), 5, **ten)),
        ("pipeline that ends", 1, trained(unsized())),
        ("pipeline told its 10 steps", 4, trained(sized(one_pass, BATCHES, SPEC), 4)),
    ]


SAME = ("different", "the same")


def measure_counts() -> dict[str, Any]:
    """Return what is counted, feed by feed, and whether the weights are as they ought.

    They ought to be those of arrays with one step a call: no difference at all.
    """
    _, weights = on_arrays()
    return {
        "title": f"{EPOCHS} epochs of {BATCHES} batches, with Adam",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, on a CPU",
        "columns": ["feed", "steps a call", "iterations", "weights"],
        "rows": [
            [feed, bundle, count, SAME[np.array_equal(got, weights)]]
            for feed, bundle, (count, got) in feeds()
        ],
    }
