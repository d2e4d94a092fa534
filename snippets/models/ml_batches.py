"""Batches from arrays: which rows come next, before any are picked.

>>> # --8<-- [start:passes]
>>> feed = positions(5, 2, Random(3))
>>> next(feed)
[0, 2]
>>> next(feed)
[3, 4]
>>> next(feed)
[1]
>>> next(feed)
[2, 4]
>>> # --8<-- [end:passes]
"""

from collections.abc import Iterator
from random import Random


# --8<-- [start:positions]
def positions(
    rows: int, size: int, rng: Random
) -> Iterator[list[int]]:
    """Deal 0 to `rows` - 1, for ever.

    Each list has `size` of them, or
    what is left of a pass.
    """
    order = list(range(rows))
    while True:
        rng.shuffle(order)
        for i in range(0, rows, size):
            yield order[i : i + size]
# --8<-- [end:positions]
