"""Feeding Keras in small: an endless feed of letters, asked in whole epochs.

>>> # --8<-- [start:two-epochs]
>>> feed = slices("abcde", 2)
>>> [next(feed) for step in range(3)]
['ab', 'cd', 'e']
>>> [next(feed) for step in range(3)]
['ab', 'cd', 'e']
>>> # --8<-- [end:two-epochs]
"""

from collections.abc import Iterator


# --8<-- [start:slices]
def slices(rows: str, size: int) -> Iterator[str]:
    """Yield the rows in batches, pass after pass."""
    while True:
        for start in range(0, len(rows), size):
            yield rows[start : start + size]
# --8<-- [end:slices]
