"""Again, exactly: a feed that begins at any batch, and one that is asked ahead.

>>> # --8<-- [start:moved]
>>> rng = Random(3)
>>> next(positions(5, 2, rng))
[0, 2]
>>> next(positions(5, 2, rng))
[1, 3]
>>> # --8<-- [end:moved]

>>> # --8<-- [start:same]
>>> feed = dealt(5, 2, seed=3)
>>> [next(feed) for step in range(5)]
[[0, 1], [2, 4], [3], [3, 2], [4, 0]]
>>> feed = dealt(5, 2, seed=3, start=2)
>>> [next(feed) for step in range(3)]
[[3], [3, 2], [4, 0]]
>>> # --8<-- [end:same]

>>> # --8<-- [start:pickled]
>>> import pickle
>>> pickle.dumps(feed)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: cannot pickle 'generator' object
>>> # --8<-- [end:pickled]

>>> # --8<-- [start:ahead]
>>> feed = once(5)
>>> training = ahead(feed)
>>> next(training)
0
>>> next(feed)
2
>>> # --8<-- [end:ahead]

>>> # --8<-- [start:dropped]
>>> feed = dealt(5, 2, seed=3)
>>> feed = islice(feed, 2, None)
>>> [next(feed) for step in range(3)]
[[3], [3, 2], [4, 0]]
>>> # --8<-- [end:dropped]
"""

from collections.abc import Iterator
from itertools import islice  # noqa: F401 (the session uses it)
from math import ceil
from numbers import Integral
from random import Random

from snippets.models.ml_batches import positions  # noqa: F401 (the session uses it)
from snippets.models.two_batches import once  # noqa: F401 (the session uses it)

Feed = Iterator[int]


# --8<-- [start:deal]
def deal(
    rows: int, size: int, seed: int, start: int
) -> Iterator[list[int]]:
    """Yield batch number `start`, and all that follow.

    Each is a list of `size` positions from 0 to `rows` - 1,
    or of what is left of an epoch.
    """
    epoch, skip = divmod(start, ceil(rows / size))
    while True:
        order = list(range(rows))
        Random(f"{seed}, {epoch}").shuffle(order)
        for i in range(skip * size, rows, size):
            yield order[i : i + size]
        epoch, skip = epoch + 1, 0
# --8<-- [end:deal]


# --8<-- [start:dealt]
def dealt(
    rows: int, size: int, seed: int, start: int = 0
) -> Iterator[list[int]]:
    """Return `deal`, an endless feed of lists of positions.

    ValueError at the call: no rows, a size below 1, a start
    below 0, or one that isn't a whole number.
    """
    numbers = rows, size, start
    whole = all(isinstance(n, Integral) for n in numbers)
    if not whole or rows < 1 or size < 1 or start < 0:
        raise ValueError(f"{rows=}, {size=}, {start=}")
    return deal(rows, size, seed, start)
# --8<-- [end:dealt]


def ahead(feed: Feed) -> Feed:
    """Ask early, yield late."""
    kept = next(feed)
    for batch in feed:
        yield kept
        kept = batch
    yield kept
