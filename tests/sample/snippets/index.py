"""Start: one pot at work.

>>> # --8<-- [start:hero]
>>> pot = endless()
>>> next(pot)
1
>>> next(pot)
2
>>> # --8<-- [end:hero]
"""

from collections.abc import Iterator


def endless() -> Iterator[int]:
    """Yield the number of each cup, for ever."""
    cup = 1
    while True:
        yield cup
        cup += 1
