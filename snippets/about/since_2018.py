"""What changed since 2018: the facts that replace the statements of the first post.

>>> # --8<-- [start:never]
>>> never()
<generator object never at 0x...>
>>> list(never())
[]
>>> type(outer())
<class 'function'>
>>> # --8<-- [end:never]

>>> # --8<-- [start:again]
>>> g = giving_back()
>>> next(g)
'a value'
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration: splashdown
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:again]

>>> # --8<-- [start:send]
>>> g = asking()
>>> next(g)
'question'
>>> g.send(42)
'got 42'
>>> # --8<-- [end:send]

>>> # --8<-- [start:steps]
>>> from math import ceil
>>> ceil(30_000 / 32), 30_000 % 32
(938, 16)
>>> ceil(10_000 / 32), 10_000 % 32
(313, 16)
>>> # --8<-- [end:steps]

>>> # --8<-- [start:pairwise]
>>> from itertools import pairwise
>>> list(pairwise("ABCD"))
[('A', 'B'), ('B', 'C'), ('C', 'D')]
>>> # --8<-- [end:pairwise]

>>> # --8<-- [start:batched] needs 3.12
>>> from itertools import batched
>>> list(batched("ABCDE", 2))
[('A', 'B'), ('C', 'D'), ('E',)]
>>> # --8<-- [end:batched]
"""

from collections.abc import Callable, Generator, Iterator


# --8<-- [start:bodies]
def never() -> Iterator[None]:
    """Yield nothing: the statement is there, but it's never reached."""
    if False:
        yield


def outer() -> Callable[[], Iterator[int]]:
    """Return a generator function, without being one."""

    def inner() -> Iterator[int]:
        yield 1

    return inner
# --8<-- [end:bodies]


# --8<-- [start:both]
def giving_back() -> Generator[str, None, str]:
    """Yield a value, then return another."""
    yield "a value"
    return "splashdown"


def asking() -> Generator[str, int, None]:
    """Yield a question, and then what was sent in answer."""
    answer = yield "question"
    yield f"got {answer}"
# --8<-- [end:both]
