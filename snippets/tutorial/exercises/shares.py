"""Shares of a whole

Write `shares(numbers)`. It yields each number divided by the sum of all the numbers.

The numbers may come from a list, or from a generator, which can be walked only once.

Hint: The sum needs all the numbers, and so does the division. That makes two walks.

Hint: First put the numbers in a list, with `list(numbers)`. You can walk that twice.

Step: list(shares([1, 3]))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def shares(numbers):
    for number in numbers:
        yield number
# --8<-- [end:starter]


# --8<-- [start:wrong-two-walks]
# told: `list(shares(n for n in [1, 3]))` gives nothing at all.
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
# told: `shares([1, 3])` gives you a list, with everything in it at
# once. Use `yield`, and each value is made when it's asked for.
def shares(numbers):
    kept = list(numbers)
    return [number / sum(kept) for number in kept]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-at-the-call]
# told: `shares(iter([3, 1, 0, 3, 1, 8]))` took 6 items from its source
# before anybody asked for a value.
def shares(numbers):
    kept = list(numbers)
    total = sum(kept)
    return (number / total for number in kept)
# --8<-- [end:wrong-at-the-call]


# --8<-- [start:wrong-sorted]
# told: `shares(iter([3, 1, 0, 3, 1, 8]))` gives `0.0` as item 1, not
# `0.1875`.
def shares(numbers):
    kept = sorted(numbers)
    total = sum(kept)
    for number in kept:
        yield number / total
# --8<-- [end:wrong-sorted]


# --8<-- [start:wrong-set]
# told: `shares(iter([3, 1, 0, 3, 1, 8]))` gives `0.0` as item 1, not
# `0.1875`.
def shares(numbers):
    kept = set(numbers)
    total = sum(kept)
    for number in kept:
        yield number / total
# --8<-- [end:wrong-set]


# --8<-- [start:wrong-rounded]
# told: `shares(iter([3, 1, 0, 3, 1, 8]))` gives `0.19` as item 1, not
# `0.1875`.
def shares(numbers):
    kept = list(numbers)
    for number in kept:
        yield round(number / sum(kept), 2)
# --8<-- [end:wrong-rounded]


# --8<-- [start:wrong-whole-division]
# told: `list(shares([1, 3]))` gives `0` as item 1, not `0.25`.
def shares(numbers):
    kept = list(numbers)
    for number in kept:
        yield number // sum(kept)
# --8<-- [end:wrong-whole-division]


# --8<-- [start:wrong-without-zeros]
# told: `shares(iter([3, 1, 0, 3, 1, 8]))` gives `0.1875` as item 3, not
# `0.0`.
def shares(numbers):
    kept = [number for number in numbers if number]
    for number in kept:
        yield number / sum(kept)
# --8<-- [end:wrong-without-zeros]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `shares(source)` keeps quiet about it. Let the error through.
def shares(numbers):
    kept = []
    try:
        for number in numbers:
            kept.append(number)
    except Exception:
        pass
    for number in kept:
        yield number / sum(kept)
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-kept-between-calls]
# told: `list(shares(n for n in [1, 3]))` gives `0.125` as item 1, not
# `0.25`. Each call by itself is right, so something stays behind from
# one call to the next.
def shares(numbers, kept=[]):
    kept.extend(numbers)
    for number in kept:
        yield number / sum(kept)
# --8<-- [end:wrong-kept-between-calls]


# --8<-- [start:right-tee]
def shares(numbers):
    from itertools import tee

    first, second = tee(numbers)
    total = sum(first)
    for number in second:
        yield number / total
# --8<-- [end:right-tee]


# --8<-- [start:right-tuple]
def shares(numbers):
    *kept, = numbers
    yield from map(lambda number: number / sum(kept), kept)
# --8<-- [end:right-tuple]


# --8<-- [start:right-while]
def shares(numbers):
    waiting = []
    whole = 0
    for number in numbers:
        waiting.insert(0, number)
        whole = whole + number
    while waiting:
        yield waiting.pop() / whole
# --8<-- [end:right-while]


# --8<-- [start:right-inner]
def shares(numbers):
    def divided(kept):
        total = sum(kept)
        return (number / total for number in kept)

    yield from divided(tuple(numbers))
# --8<-- [end:right-inner]


# --8<-- [start:right-class]
class shares:
    def __init__(self, numbers):
        self.numbers = numbers
        self.kept = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.kept is None:
            self.kept = list(self.numbers)[::-1]
            self.total = sum(self.kept)
        if not self.kept:
            raise StopIteration
        return self.kept.pop() / self.total
# --8<-- [end:right-class]


# --8<-- [start:right-recursion]
def shares(numbers):
    def each(iterator, so_far, kept):
        for number in iterator:
            yield from each(iterator, so_far + number, [*kept, number])
            return
        for number in kept:
            yield number / so_far

    return each(iter(numbers), 0, [])
# --8<-- [end:right-recursion]


# --8<-- [start:solution]
def shares(numbers):
    kept = list(numbers)
    total = sum(kept)
    for number in kept:
        yield number / total
# --8<-- [end:solution]


# same: gathers its result; reads ahead in its result; gathers its source;
# reads ahead in its source; keeps all of its source, because a share needs all of them
# same: ends at a None of its source, because a number is never None


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the shares of lists, and of what can be walked through once."""
    probe.iterator(answer([1, 3]), "shares([1, 3])")
    probe.gives("list(shares([1, 3]))", answer([1, 3]), [0.25, 0.75])
    once = (n for n in [1, 3])
    probe.gives("list(shares(n for n in [1, 3]))", answer(once), [0.25, 0.75])
    probe.gives("list(shares([]))", answer([]), [])
    # a share needs the end of the numbers: one more than there are
    numbers, pulls = [3, 1, 0, 3, 1, 8], [0, 7, 7, 7, 7, 7, 7, 7]
    wanted = [number / 16 for number in numbers]
    probe.one_by_one("shares({})", answer, numbers, wanted, pulls)
    small = [1 / 1024, 1023 / 1024]
    probe.gives("list(shares([1, 1023]))", answer([1, 1023]), small)
    many = [1] * 64
    probe.gives("list(shares([1] * 64))", answer(many), [1 / 64] * 64)
