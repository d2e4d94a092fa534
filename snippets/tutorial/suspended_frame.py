"""Where it was left: a suspended frame, its four states, and its end.

>>> # --8<-- [start:locals-kept]
>>> from inspect import getgeneratorlocals
>>> g = launch(3)
>>> next(g)
ignition
3
>>> getgeneratorlocals(g)
{'start': 3}
>>> next(g)
2
>>> getgeneratorlocals(g)
{'start': 2}
>>> # --8<-- [end:locals-kept]

>>> # --8<-- [start:starts-at-the-top]
>>> one_less(3), one_less(3)
(2, 2)
>>> # --8<-- [end:starts-at-the-top]

>>> # --8<-- [start:place-kept]
>>> where(g.gi_frame)
'yield start'
>>> next(g), next(g)
(1, 'lift-off')
>>> where(g.gi_frame)
'yield "lift-off"'
>>> # --8<-- [end:place-kept]

>>> # --8<-- [start:locals-at-lift-off]
>>> getgeneratorlocals(g)
{'start': 0}
>>> # --8<-- [end:locals-at-lift-off]

>>> # --8<-- [start:whole-launch]
>>> g = launch(2)
>>> next(g)
ignition
2
>>> next(g)
1
>>> next(g)
'lift-off'
>>> next(g, "no more")
in orbit
'no more'
>>> # --8<-- [end:whole-launch]

>>> # --8<-- [start:two-frames]
>>> red, green = launch(3), launch(9)
>>> next(red), next(green), next(red)
ignition
ignition
(3, 9, 2)
>>> getgeneratorlocals(red), getgeneratorlocals(green)
({'start': 2}, {'start': 9})
>>> # --8<-- [end:two-frames]

>>> # --8<-- [start:states]
>>> from inspect import getgeneratorstate
>>> g = launch(1)
>>> getgeneratorstate(g)
'GEN_CREATED'
>>> next(g)
ignition
1
>>> getgeneratorstate(g)
'GEN_SUSPENDED'
>>> list(g)
in orbit
['lift-off']
>>> getgeneratorstate(g)
'GEN_CLOSED'
>>> print(g.gi_frame)
None
>>> # --8<-- [end:states]

>>> # --8<-- [start:seen-from-inside]
>>> def mirror():
...     yield getgeneratorstate(g)
>>> g = mirror()
>>> next(g)
'GEN_RUNNING'
>>> # --8<-- [end:seen-from-inside]

>>> # --8<-- [start:state-in-a-loop]
>>> g = launch(1)
>>> for value in g:
...     print(value, getgeneratorstate(g))
ignition
1 GEN_SUSPENDED
lift-off GEN_SUSPENDED
in orbit
>>> # --8<-- [end:state-in-a-loop]

>>> # --8<-- [start:already-executing]
>>> def impatient():
...     yield next(g)
>>> g = impatient()
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in impatient
ValueError: generator already executing
>>> # --8<-- [end:already-executing]

>>> # --8<-- [start:an-exception]
>>> g = fuel([90, -1, 70])
>>> next(g)
90
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "suspended_frame.py", line 158, in fuel
    raise ValueError(f"a reading of {reading}")
ValueError: a reading of -1
>>> # --8<-- [end:an-exception]

>>> # --8<-- [start:finished-for-good]
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> getgeneratorstate(g)
'GEN_CLOSED'
>>> # --8<-- [end:finished-for-good]
"""

from collections.abc import Iterable, Iterator
from linecache import getline
from types import FrameType

from snippets.tutorial.for_loop import launch  # noqa: F401 (the session uses it)


# --8<-- [start:one-less]
def one_less(start: int) -> int:
    """Return the number below `start`."""
    start -= 1
    return start
# --8<-- [end:one-less]


# --8<-- [start:where]
def where(frame: FrameType) -> str:
    """Return the line of source at which a frame stands."""
    file = frame.f_code.co_filename
    return getline(file, frame.f_lineno).strip()
# --8<-- [end:where]


# --8<-- [start:fuel]
def fuel(readings: Iterable[int]) -> Iterator[int]:
    """Yield each reading of a gauge; refuse one below zero."""
    for reading in readings:
        if reading < 0:
            raise ValueError(f"a reading of {reading}")
        yield reading
# --8<-- [end:fuel]
