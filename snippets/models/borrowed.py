"""A batch that you have yielded: who else has it, and what's in it when it's used.

>>> # --8<-- [start:kept]
>>> list(lent(3))
[[2, 2], [2, 2], [2, 2]]
>>> # --8<-- [end:kept]

>>> # --8<-- [start:fetched]
>>> g = lent(3)
>>> held = next(g)
>>> held
[0, 0]
>>> ahead = next(g)
>>> held
[1, 1]
>>> # --8<-- [end:fetched]
"""

from collections.abc import Iterator


# --8<-- [start:lent]
def lent(number: int) -> Iterator[list[int]]:
    """Yield batches 0, 1, 2 …, all in one list."""
    batch: list[int] = []
    for n in range(number):
        batch[:] = [n, n]
        yield batch
# --8<-- [end:lent]
