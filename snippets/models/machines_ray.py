"""More than one machine: a generator function that Ray's workers run."""

from collections.abc import Callable, Iterator, Sequence
from numbers import Integral
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np
import ray
from numpy.typing import NDArray

from snippets.models.machines import in_turns

T = TypeVar("T")
Array = NDArray[np.float32]


# --8<-- [start:batches]
def batches_of(
    shard: Path, epoch: int
) -> Iterator[tuple[Array, Array]]:
    """Yield (inputs, labels) of one shard, in new memory.

    The file has rows (n, d + 1), float32. Inputs: (32, d),
    labels: (32, 1). The last batch may be short.
    """
    rows = np.load(shard, mmap_mode="r")
    order = list(range(len(rows)))
    Random(f"{shard.name}, {epoch}").shuffle(order)
    for i in range(0, len(rows), 32):
        part = rows[order[i : i + 32]]
        yield part[:, :-1], part[:, -1:]
# --8<-- [end:batches]


# --8<-- [start:fetched]
def streamed(make: Any, shard: Any, epoch: int) -> Iterator[Any]:
    """Yield what `make` gives. A worker of Ray runs this."""
    # Ray sends into it, and only a generator can take that
    yield from (item for item in make(shard, epoch))


def fetched(feeds: Iterator[Any], at_once: int) -> Iterator[Any]:
    """Yield what the workers make, in turn."""
    for place in in_turns(feeds, at_once):
        yield ray.get(place)
# --8<-- [end:fetched]


# --8<-- [start:gathered]
def gathered(
    make: Callable[[Any, int], Iterator[T]],
    shards: Sequence[Any], epoch: int, at_once: int,
) -> Iterator[T]:
    """Return all of `make(shard, epoch)`; Ray runs it.

    ValueError at the call: no shards, or `at_once` isn't
    from 1 to the number of CPUs that Ray has.
    """
    cpus = int(ray.cluster_resources()["CPU"])
    whole = isinstance(at_once, Integral)
    if not shards or not whole or not 0 < at_once <= cpus:
        raise ValueError(f"{at_once=}, {cpus=}, {shards=}")
    task = ray.remote(_generator_backpressure_num_objects=2)(streamed)
    feeds = (task.remote(make, shard, epoch) for shard in shards)
    return fetched(feeds, at_once)
# --8<-- [end:gathered]


# --8<-- [start:epochs]
def epochs(
    make: Callable[[Any, int], Iterator[T]],
    shards: Sequence[Any], at_once: int, epoch: int = 0,
) -> Iterator[T]:
    """Return epoch after epoch, without end.

    ValueError: as for `gathered`; later, an empty epoch.
    """
    gathered(make, shards, epoch, at_once)  # checks; starts no worker

    def walk() -> Iterator[T]:
        n, got = epoch, True
        while got:
            got = False
            for item in gathered(make, shards, n, at_once):
                got = True
                yield item
            n += 1
        raise ValueError(f"nothing in epoch {n - 1}")
    return walk()
# --8<-- [end:epochs]
