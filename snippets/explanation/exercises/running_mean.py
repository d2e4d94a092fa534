"""The mean so far

Write `running_mean(numbers)`. For each number it yields the mean of all numbers up to
that one.

It must not keep the numbers, because there may be more of them than fit into memory.

Hint: A mean needs two things: the sum so far, and how many there were.

Hint: In a `for` loop, bring both up to date, and yield one divided by the other.

Step: list(running_mean([4, 6, 8]))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any


# --8<-- [start:starter]
def running_mean(numbers):
    """Yield the mean of the numbers so far, for each of them."""
    for number in numbers:
        yield number
# --8<-- [end:starter]


# --8<-- [start:wrong-list-first]
# told: `running_mean(count())` asked its source for more than 1000
# items: it must work where the source never ends.
def running_mean(numbers):
    kept = list(numbers)
    for n in range(1, len(kept) + 1):
        yield sum(kept[:n]) / n
# --8<-- [end:wrong-list-first]


# --8<-- [start:wrong-yields-once]
# told: `list(running_mean([4, 6, 8]))` gives `6.0` as item 1, not
# `4.0`.
def running_mean(numbers):
    total, many = 0.0, 0
    for number in numbers:
        total += number
        many += 1
    yield total / many
# --8<-- [end:wrong-yields-once]


# --8<-- [start:wrong-yields-too-early]
# told: `list(running_mean([4, 6, 8]))` gives `0.0` as item 1, not
# `4.0`.
def running_mean(numbers):
    total, many = 0.0, 1
    for number in numbers:
        yield total / many
        total += number
        many += 1
# --8<-- [end:wrong-yields-too-early]


# --8<-- [start:solution]
def running_mean(numbers: Iterable[float]) -> Iterator[float]:
    """Yield the mean of the numbers so far, for each of them."""
    total, many = 0.0, 0
    for number in numbers:
        total += number
        many += 1
        yield total / many
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     kept = list(numbers)
#     return total / many
# --8<-- [end:distractors]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for means, and how many numbers each of them took."""
    probe.generator(answer([4, 6, 8]), "running_mean([4, 6, 8])")
    probe.gives("list(running_mean([4, 6, 8]))", answer([4, 6, 8]), [4.0, 5.0, 6.0])
    probe.gives("list(running_mean([]))", answer([]), [])
    numbers = probe.source(count())
    means = answer(numbers)
    probe.case = "running_mean(count())"
    next(means)
    probe.case = ""
    probe.pulled(numbers, 1, "one `next`")
