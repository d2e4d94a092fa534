"""Annotate, accept, recognise: which type a generator has, and which to ask for.

>>> # --8<-- [start:map]
>>> lines = ["63", "44"]
>>> isinstance(map(int, lines), Collection)
False
>>> # --8<-- [end:map]

>>> # --8<-- [start:recognise]
>>> g = known(lines)
>>> isinstance(g, Generator)
True
>>> isinstance(map(int, lines), Generator)
False
>>> # --8<-- [end:recognise]

>>> # --8<-- [start:functions]
>>> from inspect import isgeneratorfunction
>>> isgeneratorfunction(known)
True
>>> isgeneratorfunction(known(["63"]))
False
>>> isgeneratorfunction(lambda: (yield))
True
>>> # --8<-- [end:functions]
"""

from collections.abc import (
    Collection,
    Generator,  # noqa: F401 (the session uses it)
    Iterable,
    Iterator,
)


# --8<-- [start:known]
def known(
    readings: Iterable[str],
) -> Iterator[int]:
    for reading in readings:
        if reading != "?":
            yield int(reading)
# --8<-- [end:known]


# --8<-- [start:spread]
def spread(
    readings: Collection[int],
) -> int:
    return max(readings) - min(readings)
# --8<-- [end:spread]
