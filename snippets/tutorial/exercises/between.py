"""A piece of an endless stream

Write `between(stream, low, high)`. The numbers of the stream grow, and never end. It
yields those from `low` on that are smaller than `high`, and then it ends.

Hint: Two tools of `itertools` do it: one leaves out a beginning, the other ends.

Hint: With `dropwhile` you leave out what is smaller than `low`. With `takewhile` you
end at the first number that is not smaller than `high`.

Step: list(between(range(9), 3, 6))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, dropwhile, takewhile
from typing import Any


# --8<-- [start:starter]
def between(stream, low, high):
    """Yield the numbers from `low` up to, but without, `high`."""
    yield low
# --8<-- [end:starter]


# --8<-- [start:wrong-if]
# told: `list(between(count(), 3, 6))` asked its source for more than
# 1000 items: it must work where the source never ends.
def between(stream, low, high):
    for number in stream:
        if low <= number < high:
            yield number
# --8<-- [end:wrong-if]


# --8<-- [start:wrong-takewhile-alone]
# told: `list(between(count(), 3, 6))` gives no item at all.
def between(stream, low, high):
    yield from takewhile(lambda n: low <= n < high, stream)
# --8<-- [end:wrong-takewhile-alone]


# --8<-- [start:wrong-drops-the-limit]
# told: `list(between(count(), 3, 6))` gives `4` as item 1, not `3`.
def between(stream, low, high):
    rest = dropwhile(lambda n: n <= low, stream)
    yield from takewhile(lambda n: n < high, rest)
# --8<-- [end:wrong-drops-the-limit]


# --8<-- [start:wrong-one-too-many]
# told: `list(between(count(), 3, 6))` goes on after 3 items, where it
# should end.
def between(stream, low, high):
    for number in stream:
        if number >= low:
            yield number
        if number >= high:
            return
# --8<-- [end:wrong-one-too-many]


# --8<-- [start:solution]
def between(
    stream: Iterable[int], low: int, high: int
) -> Iterator[int]:
    """Yield the numbers from `low` up to, but without, `high`."""
    rest = dropwhile(lambda n: n < low, stream)
    yield from takewhile(lambda n: n < high, rest)
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for a piece of an endless stream, and how far it looked."""
    stream = probe.source(count())
    got = answer(stream, 3, 6)
    probe.generator(got, "between(count(), 3, 6)")
    probe.pulled(stream, 0, "calling `between`")
    probe.gives("list(between(count(), 3, 6))", got, [3, 4, 5])
    probe.pulled(stream, 7, "`list`")
    odd = probe.source(count(1, 2))
    probe.gives("list(between(count(1, 2), 4, 8))", answer(odd, 4, 8), [5, 7])
    probe.gives(
        "list(between(count(), 0, 1))", answer(probe.source(count()), 0, 1), [0]
    )
