"""A place for code of one's own.

>>> # --8<-- [start:asked]
>>> list(halves(6))
[6, 3, 1]
>>> # --8<-- [end:asked]
"""

from collections.abc import Iterator


# --8<-- [start:halves]
def halves(n: int) -> Iterator[int]:
    """Yield n, its half, and so on, down to 1."""
    while n > 0:
        yield n
        n //= 2
# --8<-- [end:halves]
