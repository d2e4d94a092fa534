"""Two programs to play with.

>>> # --8<-- [start:ask-lamps]
>>> list(lamps(3))
['lamp 1', 'lamp 2', 'lamp 3']
>>> # --8<-- [end:ask-lamps]

>>> # --8<-- [start:ask-steps]
>>> sum(steps())
6
>>> # --8<-- [end:ask-steps]
"""

from collections.abc import Iterator


# --8<-- [start:lamps]
def lamps(count: int) -> Iterator[str]:
    """Yield the name of each lamp."""
    for number in range(1, count + 1):
        yield f"lamp {number}"
# --8<-- [end:lamps]


# --8<-- [start:steps]
def steps() -> Iterator[int]:
    """Yield how high each step is."""
    yield 1
    yield 2
    yield 3
# --8<-- [end:steps]
