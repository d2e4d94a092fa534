"""Start: one generator at work.

>>> # --8<-- [start:hero]
>>> g = doubling()
>>> next(g)
1
>>> next(g)
2
>>> next(g)
4
>>> # --8<-- [end:hero]
"""

from collections.abc import Iterator


def doubling() -> Iterator[int]:
    """Yield 1, 2, 4, 8 …"""
    n = 1
    while True:
        yield n
        n *= 2
