"""Waiting for data: a library whose workers draw by number, and know their place."""

from collections.abc import Callable
from numbers import Integral
from typing import TypeVar

import numpy as np
from absl import flags
from grain import IterDataset, MapDataset, MultiprocessingOptions, ReadOptions

T = TypeVar("T")


# --8<-- [start:cut]
def cut(number: int, rng: np.random.Generator) -> int:
    """Return where batch `number` is cut."""
    return int(rng.integers(100))
# --8<-- [end:cut]


# --8<-- [start:drawn]
flags.FLAGS.mark_as_parsed()  # or grain 0.2.18 refuses


def drawn(
    make: Callable[[int, np.random.Generator], T],
    size: int, seed: int, workers: int,
) -> IterDataset[T]:
    """Return a dataset: `make(n, rng)` of each n below `size`.

    ValueError at the call: a size below 1, a seed or workers
    below 0, or one that isn't a whole number.
    """
    given = size, seed, workers
    whole = all(isinstance(n, Integral) for n in given)
    if not whole or size < 1 or min(given) < 0:
        raise ValueError(f"{size=}, {seed=}, {workers=}")
    made = MapDataset.range(size).random_map(make, seed=seed)
    ahead = made.to_iter_dataset(ReadOptions(0, 0))
    return ahead.mp_prefetch(MultiprocessingOptions(workers))
# --8<-- [end:drawn]
