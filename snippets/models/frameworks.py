"""One generator, three frameworks: a small loader, whose workers have a feed each.

>>> # --8<-- [start:twice]
>>> list(loader([once(3), once(3)]))
[0, 0, 1, 1, 2, 2]
>>> # --8<-- [end:twice]

>>> # --8<-- [start:stage]
>>> g = share(once(4), 1, 2)
>>> next(g)
1
>>> next(g)
3
>>> # --8<-- [end:stage]

>>> # --8<-- [start:once]
>>> list(loader([share(once(5), n, 2) for n in range(2)]))
[0, 1, 2, 3, 4]
>>> # --8<-- [end:once]

>>> # --8<-- [start:numbers]
>>> worker, workers = 1, 2
>>> list(range(worker, 5, workers))
[1, 3]
>>> # --8<-- [end:numbers]
"""

from collections.abc import Iterator
from itertools import zip_longest

from snippets.models.two_batches import once  # noqa: F401 (the session uses it)


# --8<-- [start:loader]
def loader(feeds: list[Iterator[int]]) -> Iterator[int]:
    """Ask each worker's feed in turn."""
    for turn in zip_longest(*feeds):
        for batch in turn:
            if batch is not None:
                yield batch
# --8<-- [end:loader]


# --8<-- [start:share]
def share(
    feed: Iterator[int], number: int, count: int
) -> Iterator[int]:
    """Yield one share."""
    for n, b in enumerate(feed):
        if n % count == number:
            yield b
# --8<-- [end:share]
