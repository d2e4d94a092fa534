"""Endless streams: the caller says how much, and some calls never return.

>>> # --8<-- [start:first-ten]
>>> from itertools import islice
>>> list(islice(fibonacci(), 10))
[0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
>>> # --8<-- [end:first-ten]

>>> # --8<-- [start:further-on]
>>> g = fibonacci()
>>> list(islice(g, 5))
[0, 1, 1, 2, 3]
>>> list(islice(g, 5))
[5, 8, 13, 21, 34]
>>> # --8<-- [end:further-on]

>>> # --8<-- [start:takewhile]
>>> from itertools import takewhile
>>> g = fibonacci()
>>> list(takewhile(lambda n: n < 10, g))
[0, 1, 1, 2, 3, 5, 8]
>>> # --8<-- [end:takewhile]

>>> # --8<-- [start:after-takewhile]
>>> next(g)
21
>>> # --8<-- [end:after-takewhile]

>>> # --8<-- [start:filter-never-ends]
>>> wired = trip_wire(fibonacci(), 1000)
>>> list(n for n in wired if n < 10)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
  File "endless_streams.py", line 76, in trip_wire
    raise RuntimeError(told)
RuntimeError: more than 1000
>>> # --8<-- [end:filter-never-ends]

>>> # --8<-- [start:searches]
>>> 8 in fibonacci()
True
>>> 7 in trip_wire(fibonacci(), 1000)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "endless_streams.py", line 76, in trip_wire
    raise RuntimeError(told)
RuntimeError: more than 1000
>>> # --8<-- [end:searches]

>>> # --8<-- [start:even-below-a-hundred]
>>> even = (
...     n for n in fibonacci()
...     if n % 2 == 0
... )
>>> sum(takewhile(lambda n: n < 100, even))
44
>>> # --8<-- [end:even-below-a-hundred]
"""


# --8<-- [start:fibonacci]
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
# --8<-- [end:fibonacci]


# --8<-- [start:trip-wire]
def trip_wire(source, limit):
    for given, item in enumerate(source):
        if given == limit:
            told = f"more than {limit}"
            raise RuntimeError(told)
        yield item
# --8<-- [end:trip-wire]
