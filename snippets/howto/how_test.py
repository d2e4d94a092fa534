"""Test a generator: what it takes, and when.

>>> # --8<-- [start:run]
>>> test_it_takes_what_it_needs()
>>> test_it_works_without_an_end()
>>> # --8<-- [end:run]

>>> # --8<-- [start:caught]
>>> taken = []
>>> g = whole(noted(["63", "44"], taken))
>>> next(g), taken
(63, ['63', '44'])
>>> # --8<-- [end:caught]

>>> # --8<-- [start:no-error-yet]
>>> g = fuel([-1])
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "states.py", line 72, in fuel
    raise ValueError("leak")
ValueError: leak
>>> # --8<-- [end:no-error-yet]
"""

from itertools import cycle, islice

from snippets.tutorial.endless_streams import trip_wire
from snippets.tutorial.states import fuel  # noqa: F401 (the session uses it)


# --8<-- [start:known]
def known(readings):
    for reading in readings:
        if reading != "?":
            yield int(reading)
# --8<-- [end:known]


# --8<-- [start:noted]
def noted(source, taken):
    for item in source:
        taken.append(item)
        yield item

def test_it_takes_what_it_needs():
    taken = []
    readings = ["?", "63", "44"]
    g = known(noted(readings, taken))
    assert taken == []
    assert next(g) == 63
    assert taken == ["?", "63"]
    assert list(g) == [44]
# --8<-- [end:noted]


# --8<-- [start:endless]
def test_it_works_without_an_end():
    readings = cycle(["63", "?"])
    g = known(trip_wire(readings, 9))
    first = list(islice(g, 3))
    assert first == [63, 63, 63]
# --8<-- [end:endless]


# --8<-- [start:whole]
def whole(readings):
    for reading in list(readings):
        if reading != "?":
            yield int(reading)
# --8<-- [end:whole]
