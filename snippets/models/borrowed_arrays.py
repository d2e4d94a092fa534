"""Batches in one array, in new ones, and in parts of the data.

>>> # --8<-- [start:watched]
>>> rows = np.arange(6.0).reshape(3, 2)
>>> rows.setflags(write=False)
>>> batch = rows[0:2]
>>> batch[0] = 9
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: assignment destination is read-only
>>> # --8<-- [end:watched]
"""

from collections.abc import Iterator

import numpy as np

from snippets.models.feeding_keras import Array, Batch


# --8<-- [start:one]
def in_one_array(
    s1: Array, s2: Array, labels: Array, x: Array
) -> Iterator[Batch]:
    """Yield the batches of one pass, all inputs in `x`.

    s1, s2: (n, d) float32; labels: (n, 1) float32;
    x: (batch, 2 * d) float32, refilled for each batch.
    """
    for start in range(0, len(labels), len(x)):
        rows = slice(start, start + len(x))
        room = x[: len(labels[rows])]
        both = [s1[rows], s2[rows]]
        np.concatenate(both, axis=-1, out=room)
        yield room, labels[rows]
# --8<-- [end:one]


def copied(feed: Iterator[Batch]) -> Iterator[Batch]:
    """Yield a feed's batches, each in inputs of its own."""
    for inputs, labels in feed:
        yield inputs.copy(), labels


def parts(rows: Array, labels: Array, size: int) -> Iterator[Batch]:
    """Yield the batches of one pass, as views of rows and labels."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size], labels[start : start + size]


def array_at(bytes_behind: int, shape: tuple[int, int]) -> Array:
    """Return zeros that begin that many bytes past a multiple of 64."""
    raw = np.zeros(4 * shape[0] * shape[1] + 128, np.uint8)
    start = -raw.ctypes.data % 64 + bytes_behind
    found: Array = raw[start:][: 4 * shape[0] * shape[1]].view(np.float32)
    return found.reshape(shape)
