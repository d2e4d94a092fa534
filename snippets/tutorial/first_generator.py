"""A function that pauses: `yield`, `next` and the end of the values.

>>> # --8<-- [start:first-next]
>>> g = countdown(3)
>>> next(g)
3
>>> next(g)
2
>>> # --8<-- [end:first-next]

>>> # --8<-- [start:exhausted]
>>> next(g)
1
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:exhausted]

>>> # --8<-- [start:ignition]
>>> rocket = launch(3)
>>> next(rocket)
ignition
3
>>> next(rocket)
2
>>> # --8<-- [end:ignition]

>>> # --8<-- [start:two-types]
>>> type(launch)
<class 'function'>
>>> type(launch(3))
<class 'generator'>
>>> countdown(3)
<generator object countdown at 0x...>
>>> # --8<-- [end:two-types]

>>> # --8<-- [start:next-of-function]
>>> next(countdown)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'function' object is not an iterator
>>> # --8<-- [end:next-of-function]

>>> # --8<-- [start:three-generators]
>>> red, green, blue = countdown(3), countdown(3), countdown(9)
>>> next(red), next(red), next(green), next(blue), next(red)
(3, 2, 3, 9, 1)
>>> # --8<-- [end:three-generators]

>>> # --8<-- [start:fresh-each-time]
>>> next(countdown(3)), next(countdown(3))
(3, 3)
>>> # --8<-- [end:fresh-each-time]

>>> # --8<-- [start:whole-life]
>>> g = countdown(2)
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


# --8<-- [start:countdown]
def countdown(start: int) -> Iterator[int]:
    """Yield `start`, then each number below it, down to 1."""
    while start > 0:
        yield start
        start -= 1
# --8<-- [end:countdown]


# --8<-- [start:launch]
def launch(start: int) -> Iterator[int | str]:
    """Count down from `start`, then lift off."""
    print("ignition")
    while start > 0:
        yield start
        start -= 1
    yield "lift-off"
    print("in orbit")
# --8<-- [end:launch]
