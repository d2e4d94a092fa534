"""What goes into three frameworks: a function that begins a pass, and its batches."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from math import ceil

import numpy as np

from snippets.models.borrowed_arrays import array_at
from snippets.models.feeding_keras import Array, Batch, pair_batches

# --8<-- [start:one-pass]
Make = Callable[[], Iterator[Batch]]


def one_pass(
    s1: Array, s2: Array, labels: Array, batch: int
) -> Iterator[Batch]:
    """Yield the batches of one pass, in order."""
    feed = pair_batches(s1, s2, labels, batch)
    yield from islice(feed, ceil(len(labels) / batch))
# --8<-- [end:one-pass]


# --8<-- [start:passes]
def passes(
    s1: Array, s2: Array, labels: Array, batch: int
) -> Make:
    """Return a function; each call begins a pass.

    s1, s2: (n, d) float32; labels: (n, 1) float32. It yields
    inputs (b, 2 * d) and labels (b, 1), float32, in new memory.
    Raises ValueError at the call, as `pair_batches` does.
    """
    pair_batches(s1, s2, labels, batch)  # checks
    return partial(one_pass, s1, s2, labels, batch)
# --8<-- [end:passes]


# --8<-- [start:forever]
def forever(make: Make) -> Iterator[Batch]:
    """Yield pass after pass. (An empty one would hang.)"""
    while True:
        yield from make()
# --8<-- [end:forever]


def in_order(number: int, rows: int, new: bool) -> Iterator[Batch]:
    """Yield batches whose inputs and labels (rows, number) both say which it is.

    In batch n, column n is 1 and all others are 0. Inputs come in new memory. Labels
    do if they are `new`, or in one array that begins at a multiple of 64 bytes, where
    TensorFlow and JAX take it as it is.
    """
    y = array_at(0, (rows, number))
    for n in range(number):
        y = np.empty_like(y) if new else y
        y[:] = np.arange(number) == n
        yield y.copy(), y
