"""A place for your own generator: something to begin with.

>>> # --8<-- [start:asked]
>>> g = collatz(6)
>>> next(g), next(g), next(g)
(6, 3, 10)
>>> list(g)
[5, 16, 8, 4, 2, 1]
>>> # --8<-- [end:asked]
"""

from collections.abc import Iterator


# --8<-- [start:collatz]
def collatz(n: int) -> Iterator[int]:
    """Yield n, and what follows it by Collatz's rule, down to 1."""
    yield n
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        yield n
# --8<-- [end:collatz]
