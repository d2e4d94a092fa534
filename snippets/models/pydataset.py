"""PyDataset: batches that are asked for by number.

>>> # --8<-- [start:shelf]
>>> g = epoch(["ab", "cd", "e"], Random(6))
>>> next(g)
'cd'
>>> next(g)
'ab'
>>> next(g)
'e'
>>> # --8<-- [end:shelf]

>>> # --8<-- [start:again]
>>> shelf, rng = Batches("abcde", 2), Random(2)
>>> list(epoch(shelf, rng))
['cd', 'e', 'ab']
>>> list(epoch(shelf, rng))
['e', 'cd', 'ab']
>>> # --8<-- [end:again]

>>> # --8<-- [start:endless]
>>> from itertools import islice
>>> list(islice(Batches("abcde", 2), 6))
['ab', 'cd', 'e', '', '', '']
>>> # --8<-- [end:endless]
"""

import math
from collections.abc import Iterator
from random import Random
from typing import Any


# --8<-- [start:batches]
class Batches:
    """Batches of rows, by number."""

    def __init__(self, rows: Any, size: int) -> None:
        """Raise ValueError unless `size` is 1, 2, 3 …"""
        if not isinstance(size, int) or size < 1:
            raise ValueError(f"no batch has {size!r} rows")
        self.rows, self.size = rows, size

    def __len__(self) -> int:
        """Return how many batches there are."""
        return math.ceil(len(self.rows) / self.size)

    def __getitem__(self, number: int) -> Any:
        """Return batch `number`."""
        start = number * self.size
        return self.rows[start : start + self.size]
# --8<-- [end:batches]


# --8<-- [start:epoch]
def epoch(
    shelf: Any, rng: Random
) -> Iterator[Any]:
    """Yield each batch once."""
    order = [*range(len(shelf))]
    rng.shuffle(order)
    for number in order:
        yield shelf[number]
# --8<-- [end:epoch]
