"""Endless streams: cutting them, passing them on, and calls that never return.

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

>>> # --8<-- [start:put-back]
>>> from itertools import chain
>>> g = fibonacci()
>>> for n in g:
...     if n >= 10:
...         break
>>> g = chain([n], g)
>>> list(islice(g, 3))
[13, 21, 34]
>>> # --8<-- [end:put-back]

>>> # --8<-- [start:filter-never-ends]
>>> small = (n for n in trip_wire(fibonacci(), 1000) if n < 10)
>>> list(small)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
  File "endless_streams.py", line 150, in trip_wire
    raise RuntimeError(f"more than {limit} items")
RuntimeError: more than 1000 items
>>> # --8<-- [end:filter-never-ends]

>>> # --8<-- [start:search-that-ends]
>>> 8 in fibonacci()
True
>>> # --8<-- [end:search-that-ends]

>>> # --8<-- [start:search-that-never-ends]
>>> 7 in trip_wire(fibonacci(), 1000)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "endless_streams.py", line 150, in trip_wire
    raise RuntimeError(f"more than {limit} items")
RuntimeError: more than 1000 items
>>> # --8<-- [end:search-that-never-ends]

>>> # --8<-- [start:sources]
>>> from itertools import count, cycle, repeat
>>> list(islice(count(10, 5), 3)), list(islice(cycle("ab"), 5))
([10, 15, 20], ['a', 'b', 'a', 'b', 'a'])
>>> list(repeat("again", 2))
['again', 'again']
>>> # --8<-- [end:sources]

>>> # --8<-- [start:cuts]
>>> from itertools import dropwhile
>>> late = dropwhile(lambda n: n < 10, fibonacci())
>>> list(islice(late, 3))
[13, 21, 34]
>>> # --8<-- [end:cuts]

>>> # --8<-- [start:zip-trap]
>>> g = fibonacci()
>>> list(zip(g, "abc"))
[(0, 'a'), (1, 'b'), (1, 'c')]
>>> # --8<-- [end:zip-trap]

>>> # --8<-- [start:after-zip]
>>> next(g)
3
>>> # --8<-- [end:after-zip]

>>> # --8<-- [start:zip-mended]
>>> g = fibonacci()
>>> list(zip("abc", g))
[('a', 0), ('b', 1), ('c', 1)]
>>> next(g)
2
>>> # --8<-- [end:zip-mended]

>>> # --8<-- [start:neighbours]
>>> from itertools import accumulate, pairwise
>>> list(islice(pairwise(fibonacci()), 4))
[(0, 1), (1, 1), (1, 2), (2, 3)]
>>> list(islice(accumulate(fibonacci()), 6))
[0, 1, 2, 4, 7, 12]
>>> # --8<-- [end:neighbours]

>>> # --8<-- [start:batched] needs 3.12
>>> from itertools import batched
>>> list(islice(batched(fibonacci(), 3), 2))
[(0, 1, 1), (2, 3, 5)]
>>> # --8<-- [end:batched]

>>> # --8<-- [start:tee]
>>> from itertools import tee
>>> ahead, behind = tee(fibonacci())
>>> sum(1 for n in islice(ahead, 1000))
1000
>>> next(behind)
0
>>> # --8<-- [end:tee]

>>> # --8<-- [start:even-below-a-hundred]
>>> even = (n for n in fibonacci() if n % 2 == 0)
>>> sum(takewhile(lambda n: n < 100, even))
44
>>> # --8<-- [end:even-below-a-hundred]
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


# --8<-- [start:fibonacci]
def fibonacci() -> Iterator[int]:
    """Yield 0 and 1, then each sum of the two before, for ever."""
    number, following = 0, 1
    while True:
        yield number
        number, following = following, number + following
# --8<-- [end:fibonacci]


# --8<-- [start:trip-wire]
def trip_wire(source: Iterable[T], limit: int) -> Iterator[T]:
    """Yield `limit` items; raise when asked for one more."""
    for given, item in enumerate(source):
        if given == limit:
            raise RuntimeError(f"more than {limit} items")
        yield item
# --8<-- [end:trip-wire]
