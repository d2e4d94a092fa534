"""The two-batch trap: what an epoch gets from a feed that `fit` has looked into.

>>> # --8<-- [start:kept]
>>> g = each_epoch(iter([0, 1, 2]))
>>> next(g)
[0, 1, 2]
>>> next(g)
[0, 1]
>>> # --8<-- [end:kept]

>>> # --8<-- [start:counted]
>>> fit(once(5), epochs=3, steps=5)
[[0, 1, 2, 3, 4], [], [0, 1]]
>>> # --8<-- [end:counted]

>>> # --8<-- [start:endless]
>>> feed = forever(5)
>>> fit(feed, epochs=2, steps=5)
[[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]
>>> # --8<-- [end:endless]

>>> # --8<-- [start:reused]
>>> fit(feed, epochs=1, steps=5)
[[1, 2, 3, 4, 0]]
>>> # --8<-- [end:reused]

>>> # --8<-- [start:validation]
>>> measure(forever(5), 3, steps=5)
[[0, 1, 2, 3, 4], [0, 1, 1, 2, 3], [0, 1, 0, 1, 2]]
>>> # --8<-- [end:validation]
"""

from collections.abc import Iterator
from itertools import chain, islice

Epochs = list[list[int]]


# --8<-- [start:feeds]
def once(number: int) -> Iterator[int]:
    """Yield 0, 1, 2 … once."""
    yield from range(number)


def forever(number: int) -> Iterator[int]:
    """Yield them again and again."""
    while True:
        yield from range(number)
# --8<-- [end:feeds]


def each_epoch(feed: Iterator[int]) -> Iterator[list[int]]:
    """Yield an epoch; keep two."""
    kept = [next(feed), next(feed)]
    while True:
        yield kept + list(feed)


# --8<-- [start:fit]
def fit(
    feed: Iterator[int], epochs: int, steps: int | None = None
) -> list[list[int]]:
    """Return the batches of each epoch."""
    kept = list(islice(feed, 2))
    if not kept:
        raise ValueError("the feed is empty")
    walk, seen = chain(kept, feed), []
    for _ in range(epochs):
        seen.append(list(islice(walk, steps)))
        if steps is None or len(seen[-1]) < steps:
            walk = chain(kept, feed)
    next(walk, None)  # fetched ahead, and dropped
    return seen
# --8<-- [end:fit]


# --8<-- [start:measure]
def measure(
    feed: Iterator[int], epochs: int, steps: int | None = None
) -> list[list[int]]:
    """Return the batches that each epoch is measured on."""
    kept, seen = list(islice(feed, 2)), []
    for _ in range(epochs):
        walk = chain(kept, feed)
        seen.append(list(islice(walk, steps)))
        next(walk, None)  # fetched ahead, and dropped
    return seen
# --8<-- [end:measure]
