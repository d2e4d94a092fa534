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

>>> # --8<-- [start:a-number]
>>> def count_off():
...     yield from 3
>>> g = count_off()
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in count_off
TypeError: 'int' object is not iterable
>>> # --8<-- [end:a-number]

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


# --8<-- [start:by-hand]
def mission_by_hand():
    for each in checks():
        yield each
    yield "lift-off"
# --8<-- [end:by-hand]


# --8<-- [start:pass-on]
def pass_on(source):
    yield from source
# --8<-- [end:pass-on]
