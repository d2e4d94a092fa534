"""What Keras asks of a PyDataset, and when."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.feeding_keras import Array, Batch
from snippets.models.pydataset import Batches


# --8<-- [start:shelf]
class Shelf(keras.utils.PyDataset):
    """Batches of x (n, d) and y (n, 1), float32, by number."""

    def __init__(self, x: Array, y: Array, size: int) -> None:
        """Raise ValueError: unequal lengths, a wrong size."""
        super().__init__(workers=1)
        if len(x) != len(y):
            raise ValueError(f"{len(x)} rows, {len(y)} labels")
        self.x, self.y, self.order = x, y, np.arange(len(x))
        self.rows = Batches(self.order, size)

    def __len__(self) -> int:
        """Return the steps of an epoch."""
        return len(self.rows)

    def __getitem__(self, number: int) -> Batch:
        """Return batch `number`, in new memory."""
        rows = self.rows[number]
        return self.x[rows], self.y[rows]
# --8<-- [end:shelf]


# --8<-- [start:mixed]
class Mixed(Shelf):
    """The same, with different rows in each batch every epoch."""

    def __init__(
        self, x: Array, y: Array, size: int,
        rng: np.random.Generator,
    ) -> None:
        """Keep the random generator."""
        super().__init__(x, y, size)
        self.rng = rng

    def on_epoch_end(self) -> None:
        """Put the rows in a new order."""
        self.rng.shuffle(self.order)
# --8<-- [end:mixed]


class Noted(keras.utils.PyDataset):
    """Five batches; notes which numbers it's asked for, and when an epoch ends."""

    def __init__(self, workers: int = 1) -> None:
        """Begin a first list of what is asked."""
        super().__init__(workers=workers)
        self.asked: list[list[int]] = [[]]

    def __len__(self) -> int:
        """Return five."""
        return 5

    def __getitem__(self, number: int) -> Batch:
        """Return a batch full of its number."""
        self.asked[-1].append(number)
        batch = np.full((32, 1), number, np.float32)
        return batch, batch

    def on_epoch_end(self) -> None:
        """Begin another list."""
        self.asked.append([])


def asked(workers: int = 1, **arguments: Any) -> list[list[int]]:
    """Return what two epochs ask for, between the calls of `on_epoch_end`."""
    keras.utils.set_random_seed(1)
    feed = Noted(workers)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(feed, epochs=2, verbose=0, **arguments)
    return feed.asked


def measure_asked() -> dict[str, Any]:
    """Return what Keras asks for, until each call of `on_epoch_end`."""
    feeds = {"shuffle=False": asked(shuffle=False), "nothing": asked()}
    return {
        "title": "The numbers that Keras asks for, until it calls on_epoch_end",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, on a CPU",
        "columns": ["passed to fit", "first call", "second call", "third call"],
        "rows": [
            [name, *(" ".join(map(str, numbers)) for numbers in seen[:3])]
            for name, seen in feeds.items()
        ],
    }
