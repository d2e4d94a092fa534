"""Shares of a whole

Write `shares(numbers)`. It yields each number divided by the sum of all of them.

The numbers may come from a list, or from a generator that can be walked through once.

Hint: The sum needs all the numbers, and so does the division. That is two walks.

Hint: Keep the numbers first. You can walk through `list(numbers)` twice.

Step: list(shares([1, 3]))
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any


# --8<-- [start:starter]
def shares(numbers):
    """Yield each number as a share of their sum."""
    for number in numbers:
        yield number
# --8<-- [end:starter]


# --8<-- [start:wrong-two-walks]
# told: `list(shares(n for n in [1, 3]))` gives no item at all.
def shares(numbers):
    total = sum(numbers)
    for number in numbers:
        yield number / total
# --8<-- [end:wrong-two-walks]


# --8<-- [start:wrong-running-total]
# told: `list(shares([1, 3]))` gives `1.0` as item 1, not `0.25`.
def shares(numbers):
    total = 0
    for number in numbers:
        total += number
        yield number / total
# --8<-- [end:wrong-running-total]


# --8<-- [start:wrong-list]
# told: `shares([1, 3])` gives a list, made whole before anybody asked.
# Use `yield`.
def shares(numbers):
    kept = list(numbers)
    return [number / sum(kept) for number in kept]
# --8<-- [end:wrong-list]


# --8<-- [start:solution]
def shares(numbers: Iterable[float]) -> Iterator[float]:
    """Yield each number as a share of their sum."""
    kept = list(numbers)
    total = sum(kept)
    for number in kept:
        yield number / total
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the shares of a list, and of what can be walked through once."""
    probe.generator(answer([1, 3]), "shares([1, 3])")
    probe.gives("list(shares([1, 3]))", answer([1, 3]), [0.25, 0.75])
    once = probe.source([1, 3])
    waiting = answer(once)
    probe.pulled(once, 0, "calling `shares`")
    probe.gives("list(shares(n for n in [1, 3]))", waiting, [0.25, 0.75])
    probe.gives("list(shares([]))", answer([]), [])
