"""Data larger than memory: rows from a stream, shuffled while they pass.

>>> # --8<-- [start:hand]
>>> feed = shuffled("abcd", 3, Random(9))
>>> next(feed)
'b'
>>> next(feed)
'd'
>>> next(feed)
'c'
>>> # --8<-- [end:hand]

>>> # --8<-- [start:sorted]
>>> labels = [0] * 500 + [1] * 500
>>> ones(shuffled(labels, 100, Random(1)))
[0, 0, 0, 0, 37, 78, 88, 97, 100, 100]
>>> # --8<-- [end:sorted]

>>> # --8<-- [start:larger]
>>> ones(shuffled(labels, 500, Random(1)))
[9, 20, 34, 56, 64, 59, 68, 61, 68, 61]
>>> ones(shuffled(labels, 1000, Random(1)))
[53, 55, 44, 56, 53, 51, 42, 51, 40, 55]
>>> # --8<-- [end:larger]
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random
from typing import TypeVar

T = TypeVar("T")


# --8<-- [start:shuffled]
def play(hand: list[T], rng: Random) -> T:
    """Take one card out of a hand, any one."""
    at = rng.randrange(len(hand))
    hand[at], hand[-1] = hand[-1], hand[at]
    return hand.pop()


def shuffled(
    source: Iterable[T], size: int, rng: Random
) -> Iterator[T]:
    """Yield each item once, in a new order."""
    hand: list[T] = []
    for item in source:
        hand.append(item)
        if len(hand) == size:
            yield play(hand, rng)
    while hand:
        yield play(hand, rng)
# --8<-- [end:shuffled]


# --8<-- [start:ones]
def ones(feed: Iterator[int]) -> list[int]:
    """Count the 1s in each hundred of 1,000 labels."""
    return [sum(islice(feed, 100)) for _ in range(10)]
# --8<-- [end:ones]
