"""A small feed for `fit`: endless letters, asked for in whole epochs.

>>> # --8<-- [start:two-epochs]
>>> feed = slices("abcde", 2)
>>> [next(feed) for step in range(3)]
['ab', 'cd', 'e']
>>> [next(feed) for step in range(3)]
['ab', 'cd', 'e']
>>> # --8<-- [end:two-epochs]

>>> # --8<-- [start:drift]
>>> feed = slices("abcde", 2)
>>> for epoch in range(3):
...     print([next(feed) for step in range(2)])
['ab', 'cd']
['e', 'ab']
['cd', 'e']
>>> # --8<-- [end:drift]
"""

from collections.abc import Iterator


# --8<-- [start:slices]
def slices(rows: str, size: int) -> Iterator[str]:
    """Yield the rows in batches, pass after pass."""
    while True:
        for start in range(0, len(rows), size):
            yield rows[start : start + size]
# --8<-- [end:slices]
