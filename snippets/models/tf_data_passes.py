"""A small version of a pipeline, which calls a function for its data in each pass.

>>> # --8<-- [start:object]
>>> feed = iter([0, 1, 2])
>>> g = passes(lambda: feed)
>>> next(g)
[0, 1, 2]
>>> next(g)
[]
>>> # --8<-- [end:object]
"""

from collections.abc import Callable, Iterator

# --8<-- [start:passes]
Make = Callable[[], Iterator[int]]


def passes(make: Make) -> Iterator[list[int]]:
    """Yield pass after pass."""
    while True:
        yield list(make())
# --8<-- [end:passes]
