"""Batches of sentence pairs, made by one generator from three arrays.

>>> # --8<-- [start:first-batch]
>>> s1, s2, labels = make_pairs(30_000)
>>> feed = pair_batches(s1, s2, labels, batch=32)
>>> x, y = next(feed)
>>> x.shape, y.shape
((32, 32), (32, 1))
>>> # --8<-- [end:first-batch]

>>> # --8<-- [start:refused]
>>> pair_batches(s1, s2[:99], labels, batch=32)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "feeding_keras.py", line 94, in pair_batches
    raise ValueError(f"unequal lengths: {lengths}")
ValueError: unequal lengths: (30000, 99, 30000)
>>> pair_batches(s1, s2, labels, batch=30_000 / 32)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "feeding_keras.py", line 98, in pair_batches
    raise ValueError(f"no batch has {batch!r} rows")
ValueError: no batch has 937.5 rows
>>> # --8<-- [end:refused]

>>> # --8<-- [start:steps]
>>> import math
>>> np.ceil(30_000 / 32)
np.float64(938.0)
>>> math.ceil(30_000 / 32)
938
>>> # --8<-- [end:steps]

>>> # --8<-- [start:last-batch]
>>> import math
>>> math.ceil(30_000 / 32)
938
>>> from itertools import islice
>>> s1, s2, labels = make_pairs(30_000)
>>> feed = pair_batches(s1, s2, labels, batch=32)
>>> sizes = [len(y) for x, y in islice(feed, 939)]
>>> sizes[936:]
[32, 16, 32]
>>> # --8<-- [end:last-batch]

>>> # --8<-- [start:shared-memory]
>>> np.shares_memory(labels[0:32], labels)
True
>>> feed = pair_batches(s1, s2, labels, batch=32)
>>> x, y = next(feed)
>>> np.shares_memory(y, labels)
False
>>> # --8<-- [end:shared-memory]
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

# --8<-- [start:pairs]
Array = NDArray[np.float32]
Pairs = tuple[Array, Array, Array]
Batch = tuple[Array, Array]
Rng = np.random.Generator | None


def make_pairs(n: int, dim: int = 16, seed: int = 0) -> Pairs:
    """Return n pairs of sentence vectors (n, dim), and labels (n, 1).

    Label 1: the second says the same in other words. 0: it does not.
    """
    rng = np.random.default_rng(seed)
    s1 = rng.standard_normal((n, dim), np.float32)
    other = rng.standard_normal((n, dim), np.float32)
    labels = rng.integers(2, size=(n, 1)).astype(np.float32)
    s2 = np.where(labels, 0.8 * s1 + 0.6 * other, other)
    return s1, s2, labels
# --8<-- [end:pairs]


# --8<-- [start:checked]
def pair_batches(
    s1: Array, s2: Array, labels: Array, batch: int, rng: Rng = None
) -> Iterator[Batch]:
    """Return an endless generator of batches, pass after pass.

    s1, s2: (n, d) float32; labels: (n, 1) float32. With `rng`, each
    pass has a new order. Raises ValueError at the call: no rows,
    unequal lengths, `batch` not a whole number above 0.
    """
    lengths = len(s1), len(s2), len(labels)
    if len(set(lengths)) > 1:
        raise ValueError(f"unequal lengths: {lengths}")
    if len(labels) == 0:
        raise ValueError("there are no rows")
    if not isinstance(batch, int | np.integer) or batch < 1:
        raise ValueError(f"no batch has {batch!r} rows")
    return joined(s1, s2, labels, int(batch), rng)
# --8<-- [end:checked]


# --8<-- [start:batches]
def joined(
    s1: Array, s2: Array, labels: Array, batch: int, rng: Rng
) -> Iterator[Batch]:
    """Yield (inputs, labels) without end, each in new memory.

    inputs: (batch, 2 * d) float32; labels: (batch, 1) float32. The
    last batch of a pass has the rows that are left.
    """
    order = np.arange(len(labels))
    while True:
        if rng is not None:
            rng.shuffle(order)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            x = np.concatenate([s1[rows], s2[rows]], axis=-1)
            yield x, labels[rows]
# --8<-- [end:batches]
