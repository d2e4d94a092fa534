"""More than one machine: what can be sent there, and how feeds take turns.

>>> # --8<-- [start:frozen]
>>> import pickle
>>> feed = rows_of("a")
>>> next(feed)
'a0'
>>> pickle.dumps(feed)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: cannot pickle 'generator' object
>>> # --8<-- [end:frozen]

>>> # --8<-- [start:letter]
>>> letter = pickle.dumps((rows_of, "a"))
>>> make, shard = pickle.loads(letter)
>>> list(make(shard))
['a0', 'a1', 'a2']
>>> # --8<-- [end:letter]

>>> # --8<-- [start:inside]
>>> b"rows_of" in letter, b"range" in letter
(True, False)
>>> # --8<-- [end:inside]

>>> # --8<-- [start:begun]
>>> feed = rows_of("a")
>>> next(feed)
'a0'
>>> g = make(shard)
>>> next(g)
'a0'
>>> # --8<-- [end:begun]

>>> # --8<-- [start:own]
>>> own("abcde", 0, machines=2)
'ace'
>>> own("abcde", 1, machines=2)
'bd'
>>> # --8<-- [end:own]

>>> # --8<-- [start:turns]
>>> feeds = map(rows_of, "abc")
>>> g = in_turns(feeds, 2)
>>> next(g)
'a0'
>>> next(g)
'b0'
>>> next(g)
'a1'
>>> # --8<-- [end:turns]
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


# --8<-- [start:rows]
def rows_of(shard: str) -> Iterator[str]:
    """Yield a shard's rows."""
    for n in range(3):
        yield f"{shard}{n}"
# --8<-- [end:rows]


# --8<-- [start:own-shards]
def own(
    shards: Sequence[T], machine: int, machines: int
) -> Sequence[T]:
    """Return what machine 0, 1 … of `machines` reads.

    ValueError: there's no such machine.
    """
    if machine not in range(machines):
        raise ValueError(f"{machine=}, {machines=}")
    return shards[machine::machines]
# --8<-- [end:own-shards]


# --8<-- [start:in-turns]
def in_turns(
    feeds: Iterable[Iterator[T]], at_once: int
) -> Iterator[T]:
    """Ask `at_once` feeds in turn.

    When one ends, the next begins.
    """
    feeds = iter(feeds)
    asked = deque(islice(feeds, at_once))
    while asked:
        feed = asked.popleft()
        for item in feed:
            yield item
            asked.append(feed)
            break
        else:
            asked.extend(islice(feeds, 1))
# --8<-- [end:in-turns]
