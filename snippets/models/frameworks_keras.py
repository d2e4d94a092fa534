"""What `fit` does with one generator function, on the back end of this process.

`frameworks_rows` starts a process for each: `KERAS_BACKEND` names the back end, and is
read once, when Keras is imported.
"""

import warnings
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

from snippets.models.feeding_keras import Batch, make_pairs
from snippets.models.frameworks_feed import forever, in_order, passes
from snippets.models.frameworks_torch import loader

BATCHES, EPOCHS, LENT = 5, 3, 50


class Numbers(keras.callbacks.Callback):
    """Notes the number of each batch, which is its loss, pass by pass."""

    def __init__(self) -> None:
        """Begin with no pass."""
        super().__init__()
        self.trained: list[list[int]] = []
        self.measured: list[list[int]] = []

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Begin a list."""
        self.trained.append([])

    def on_test_begin(self, logs: Any = None) -> None:
        """Begin a list."""
        self.measured.append([])

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Take a batch's own loss out of the mean that Keras gives."""
        so_far = round(float(logs["loss"]) * (batch + 1))
        self.trained[-1].append(so_far - sum(self.trained[-1]))

    def on_test_batch_end(self, batch: int, logs: Any = None) -> None:
        """Do the same."""
        so_far = round(float(logs["loss"]) * (batch + 1))
        self.measured[-1].append(so_far - sum(self.measured[-1]))


def numbered(numbers: Any) -> Iterator[Batch]:
    """Yield for each number a batch of inputs and labels (2, 1) that are the number."""
    for number in numbers:
        yield np.full((2, 1), number, np.float32), np.full((2, 1), number, np.float32)


def five() -> Iterator[Batch]:
    """Yield batches 0 to 4."""
    return numbered(range(BATCHES))


def number_of(labels: Any, predictions: Any) -> Any:
    """Return the number of a batch, as a loss that has a slope, of 0."""
    return keras.ops.mean(labels) + 0 * keras.ops.mean(predictions)


class Witness:
    """A model that tells which batches `fit` trains on, and how it counts them."""

    def __init__(self) -> None:
        """Make the model, once, because compiling it takes most of the time."""
        self.model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        self.model.compile("sgd", number_of)

    def fit(self, feed: Any, epochs: int = EPOCHS, **arguments: Any) -> Numbers:
        """Return the numbers of the batches of each epoch."""
        numbers = Numbers()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a feed that ends; the numbers tell
            self.model.fit(
                feed, epochs=epochs, callbacks=[numbers], shuffle=False, verbose=0,
                **arguments,
            )
        return numbers

    def counted(self, feed: Any) -> int:
        """Return how many steps the optimizer counts in one epoch."""
        before = int(self.model.optimizer.iterations)
        self.fit(feed, 1)
        return int(self.model.optimizer.iterations) - before

    def refused(self, feed: Any) -> str:
        """Return what Keras says of a feed, without what it's shown."""
        try:
            self.fit(feed)
        except ValueError as error:
            return str(error).split(":")[0]
        return "taken"


def apart(optimizer: str) -> float:
    """Return how far weights are from those that the same arrays give, at most."""
    s1, s2, labels = make_pairs(70, 4)
    rows = np.concatenate([s1, s2], axis=-1)
    found = []
    for feed, arguments in (
        (rows, {"y": labels, "batch_size": 32}),
        (forever(passes(s1, s2, labels, 32)), {"steps_per_epoch": 3}),
    ):
        keras.utils.set_random_seed(1)
        hidden = keras.layers.Dense(8, activation="relu")
        model = keras.Sequential([keras.Input((8,)), hidden, keras.layers.Dense(1)])
        model.compile(optimizer, "mse")
        model.fit(feed, epochs=EPOCHS, shuffle=False, verbose=0, **arguments)
        found.append(model.get_weights())
    pairs = zip(*found, strict=True)
    return max(float(np.abs(one - other).max()) for one, other in pairs)


def together(labels: Any, predictions: Any) -> Any:
    """Return a loss whose slope by each prediction is its label, below 0."""
    return -keras.ops.mean(keras.ops.sum(labels * predictions, -1))


def changed(new: bool) -> int:
    """Return how many of 50 batches `fit` trains on with the labels of others.

    A weight becomes 1 where inputs met their labels. Nothing asks the model for
    anything before the end: that would make it wait, and the feed with it.
    """
    inputs = keras.Input((LENT,))
    weights = keras.layers.Dense(LENT, use_bias=False, kernel_initializer="zeros")
    slow = inputs
    for units in (512, 512, LENT):  # gives the feed time to be ahead
        slow = keras.layers.Dense(units, "relu", trainable=False)(slow)
    model = keras.Model(inputs, weights(inputs) + slow)
    model.compile(keras.optimizers.SGD(1.0), together)
    feed = in_order(LENT, 256, new)
    model.fit(feed, steps_per_epoch=LENT, shuffle=False, verbose=0)
    return LENT - int((np.diagonal(weights.get_weights()[0]) == 1).sum())


def found() -> dict[str, Any]:
    """Return all of it, for the table: text, or numbers."""
    witness = Witness()
    five_steps: dict[str, Any] = {"steps_per_epoch": BATCHES}
    validated = witness.fit(forever(five), validation_data=loader(five), **five_steps)
    return {
        "backend": keras.backend.backend(),
        "function": witness.refused(five),
        "pass": witness.fit(five()).trained,
        "passes": witness.fit(forever(five), **five_steps).trained,
        "loader": witness.fit(loader(five)).trained,
        "validation": validated.measured,
        "counted": witness.counted(five()),
        "sgd": apart("sgd"),
        "adam": apart("adam"),
        "lent": changed(new=False),
        "new": changed(new=True),
    }
