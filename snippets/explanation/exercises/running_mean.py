"""The mean so far

Write `running_mean(numbers)`. For each number it yields the mean of all the numbers up
to and including that one.

It must not keep the numbers, because there may be more of them than fit into memory.

Hint: A mean needs two things: the sum so far, and how many there were.

Hint: In a `for` loop, bring both up to date, and yield one divided by the other.

Step: list(running_mean([4, 6, 8]))
"""

from collections.abc import Callable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def running_mean(numbers):
    for number in numbers:
        yield number
# --8<-- [end:starter]


# --8<-- [start:wrong-list-first]
# told: `running_mean(count())` asked its source for more than 1000
# items: it has to work with a source that never ends.
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


# --8<-- [start:wrong-keeps-the-numbers]
# told: `running_mean(numbers)` holds on to 40 items of its source at
# once, where 3 would do.
def running_mean(numbers):
    kept = []
    for number in numbers:
        kept.append(number)
        yield sum(kept) / len(kept)
# --8<-- [end:wrong-keeps-the-numbers]


# --8<-- [start:wrong-keeps-copies]
# told: `running_mean(count())` takes more and more memory: it keeps
# what it no longer needs.
def running_mean(numbers):
    kept = []
    for number in numbers:
        kept.append(number + 0.0)
        yield sum(kept) / len(kept)
# --8<-- [end:wrong-keeps-copies]


# --8<-- [start:wrong-whole-division]
# told: `running_mean(count())` gives `0.0` as item 2, not `0.5`.
def running_mean(numbers):
    total, many = 0.0, 0
    for number in numbers:
        total += number
        many += 1
        yield total // many
# --8<-- [end:wrong-whole-division]


# --8<-- [start:wrong-rounds]
# told: `list(running_mean([1 / 1024, 1]))` gives `0.0` as item 1, not
# `0.0009765625`.
def running_mean(numbers):
    total, many = 0.0, 0
    for number in numbers:
        total += number
        many += 1
        yield round(total / many, 2)
# --8<-- [end:wrong-rounds]


# --8<-- [start:wrong-reads-ahead]
# told: By item 1, `running_mean(count())` has taken 2 items from its
# source, where 1 would do.
def running_mean(numbers):
    total, many = 0.0, 0
    numbers = iter(numbers)
    following = next(numbers, None)
    while following is not None:
        total += following
        many += 1
        following = next(numbers, None)
        yield total / many
# --8<-- [end:wrong-reads-ahead]


# --8<-- [start:wrong-ends-at-zero]
# told: `running_mean(count())` gives nothing at all.
def running_mean(numbers):
    total, many = 0.0, 0
    numbers = iter(numbers)
    while number := next(numbers, None):
        total += number
        many += 1
        yield total / many
# --8<-- [end:wrong-ends-at-zero]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `running_mean(source)` keeps quiet about it. Let the error through.
def running_mean(numbers):
    total, many = 0.0, 0
    try:
        for number in numbers:
            total += number
            many += 1
            yield total / many
    except Exception:
        return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-kept-between-calls]
# told: `running_mean(count())` gives `4.5` as item 1, not `0.0`. Each
# call by itself is right, so something stays behind from one call to
# the next.
so_far = [0.0, 0]
def running_mean(numbers):
    for number in numbers:
        so_far[0] += number
        so_far[1] += 1
        yield so_far[0] / so_far[1]
# --8<-- [end:wrong-kept-between-calls]


# --8<-- [start:right-accumulate]
def running_mean(numbers):
    from itertools import accumulate

    for many, total in enumerate(accumulate(numbers), 1):
        yield total / many
# --8<-- [end:right-accumulate]


# --8<-- [start:right-expression]
def running_mean(numbers):
    total = 0
    pairs = enumerate(numbers, 1)
    return ((total := total + number) / many for many, number in pairs)
# --8<-- [end:right-expression]


# --8<-- [start:right-moves-the-mean]
def running_mean(numbers):
    mean = 0.0
    for many, number in enumerate(numbers):
        mean += (number - mean) / (many + 1)
        yield mean
# --8<-- [end:right-moves-the-mean]


# --8<-- [start:right-next]
def running_mean(numbers):
    walk, total, many = iter(numbers), 0, 0
    while True:
        try:
            total += next(walk)
        except StopIteration:
            return
        many += 1
        yield total / many
# --8<-- [end:right-next]


# --8<-- [start:right-map]
def running_mean(numbers):
    from itertools import accumulate, count
    from operator import truediv

    return map(truediv, accumulate(numbers), count(1))
# --8<-- [end:right-map]


# --8<-- [start:right-class]
class running_mean:
    def __init__(self, numbers):
        self.numbers = iter(numbers)
        self.total = self.many = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.total += next(self.numbers)
        self.many += 1
        return self.total / self.many
# --8<-- [end:right-class]


# --8<-- [start:solution]
def running_mean(numbers):
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


# same: ends at a None of its source, because a number is never None


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for means, how many numbers each of them took, and what it keeps."""
    probe.iterator(answer([4, 6, 8]), "running_mean([4, 6, 8])")
    probe.gives("list(running_mean([4, 6, 8]))", answer([4, 6, 8]), [4.0, 5.0, 6.0])
    probe.gives("list(running_mean([]))", answer([]), [])
    wanted, pulls = [0.0, 0.5, 1.0], [0, 1, 2, 3]
    probe.one_by_one("running_mean({})", answer, count, wanted, pulls)
    numbers, pulls = [1, 2, 9, 0, -2, -10], [0, 1, 2, 3, 4, 5, 6, 6]
    wanted = [1.0, 1.5, 4.0, 3.0, 2.0, 0.0]
    probe.one_by_one("running_mean({})", answer, numbers, wanted, pulls)
    small, wanted = [1 / 1024, 1], [1 / 1024, 1025 / 2048]
    probe.gives("list(running_mean([1 / 1024, 1]))", answer(small), wanted)
    same = [5] * 40
    probe.gives("list(running_mean([5] * 40))", answer(same), [5.0] * 40)
    probe.retained("running_mean(numbers)", answer, range(40))
    probe.memory("running_mean(count())", lambda: answer(count()), 4_000)
