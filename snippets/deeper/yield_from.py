"""Delegate: hand on all values of another generator, with `yield from`.

>>> # --8<-- [start:mission]
>>> list(mission())
['fuel', 'wind', 'lift-off']
>>> # --8<-- [end:mission]

>>> # --8<-- [start:bare]
>>> def forgetful():
...     checks()
...     yield "lift-off"
>>> list(forgetful())
['lift-off']
>>> # --8<-- [end:bare]

>>> # --8<-- [start:as-one]
>>> def wrapped():
...     yield checks()
...     yield "lift-off"
>>> list(wrapped())
[<generator object checks at 0x...>, 'lift-off']
>>> # --8<-- [end:as-one]

>>> # --8<-- [start:two-frames]
>>> g = mission()
>>> next(g)
'fuel'
>>> next(g)
'wind'
>>> next(g)
'lift-off'
>>> # --8<-- [end:two-frames]

>>> # --8<-- [start:any-iterable]
>>> list(mixed())
['o', 'k', 90, [80, 70]]
>>> # --8<-- [end:any-iterable]


>>> # --8<-- [start:close]
>>> source = readings()
>>> g = pass_on(source)
>>> next(g)
open
90
>>> g.close()
shut
>>> # --8<-- [end:close]
"""

from snippets.howto.how_cleanup import readings  # noqa: F401 (the session uses it)


# --8<-- [start:delegates]
def checks():
    yield "fuel"
    yield "wind"


def mission():
    yield from checks()
    yield "lift-off"
# --8<-- [end:delegates]


# --8<-- [start:mixed]
def mixed():
    yield from "ok"
    yield from [90, [80, 70]]
# --8<-- [end:mixed]


# --8<-- [start:two-ways]
def loop_over(source):
    for each in source:
        yield each


def pass_on(source):
    yield from source
# --8<-- [end:two-ways]
