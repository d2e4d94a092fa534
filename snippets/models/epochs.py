"""Epochs as counts: what `fit` takes from a feed whose length it can't know.

>>> # --8<-- [start:bundles]
>>> g = calls(cycle(range(5)), 5, 2)
>>> next(g)
[0, 1]
>>> next(g)
[2, 3]
>>> next(g)
[4, 0]
>>> # --8<-- [end:bundles]

>>> # --8<-- [start:overshoot]
>>> sum(len(each) for each in calls(cycle(range(938)), 938, 32))
960
>>> # --8<-- [end:overshoot]

>>> # --8<-- [start:fits]
>>> fitting(938, 32), fitting(938, 100), fitting(937, 100)
(14, 67, 1)
>>> # --8<-- [end:fits]
"""

from collections.abc import Iterator
from itertools import cycle, islice  # noqa: F401 (the session uses cycle)


# --8<-- [start:calls]
def calls(
    feed: Iterator[int], steps: int, bundle: int
) -> Iterator[list[int]]:
    """Yield the batches of each call."""
    done = 0
    while done < steps:
        yield list(islice(feed, bundle))
        done += bundle
# --8<-- [end:calls]


# --8<-- [start:fitting]
def fitting(steps: int, most: int) -> int:
    """Return the largest bundle, up to `most`, that fits."""
    if steps < 1 or most < 1:
        raise ValueError("steps and bundles begin at 1")
    sizes = range(min(steps, most), 0, -1)
    return next(n for n in sizes if steps % n == 0)
# --8<-- [end:fitting]
