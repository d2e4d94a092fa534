"""The kettle: one cup at a time.

>>> # --8<-- [start:first-cups]
>>> g = pour(3)
>>> next(g)
3
>>> next(g)
2
>>> # --8<-- [end:first-cups]

>>> # --8<-- [start:empty]
>>> next(g)
1
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:empty]

>>> # --8<-- [start:whole-life]
>>> g = pour(2)
>>> next(g)
2
>>> next(g)
1
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:whole-life]
"""

from collections.abc import Iterator


# --8<-- [start:pour]
def pour(cups: int) -> Iterator[int]:
    """Yield each cup by its size, the largest first."""
    while cups > 0:
        yield cups
        cups -= 1
# --8<-- [end:pour]
