"""A piece of an endless stream

Write `between(stream, low, high)`. The stream's numbers grow and never end. `between`
yields those from `low` on that are smaller than `high`, and then it ends.

Hint: Two functions from `itertools` do it: one drops the beginning, the other stops.

Hint: With `dropwhile`, you leave out the numbers that are smaller than `low`. With
`takewhile`, you end at the first number that isn't smaller than `high`.

Step: list(between(range(9), 3, 6))
"""

from collections.abc import Callable
from itertools import count, dropwhile, takewhile
from typing import Any


# --8<-- [start:starter]
def between(stream, low, high):
    yield low
# --8<-- [end:starter]


# --8<-- [start:wrong-if]
# told: `list(between(count(), 3, 6))` asked its source for more than
# 1000 items: it has to work with a source that never ends.
def between(stream, low, high):
    for number in stream:
        if low <= number < high:
            yield number
# --8<-- [end:wrong-if]


# --8<-- [start:wrong-takewhile-alone]
# told: `list(between(count(), 3, 6))` gives nothing at all.
def between(stream, low, high):
    for number in takewhile(lambda n: low <= n < high, stream):
        yield number
# --8<-- [end:wrong-takewhile-alone]


# --8<-- [start:wrong-drops-the-limit]
# told: `list(between(count(), 3, 6))` gives `4` as item 1, not `3`.
def between(stream, low, high):
    rest = dropwhile(lambda n: n <= low, stream)
    for number in takewhile(lambda n: n < high, rest):
        yield number
# --8<-- [end:wrong-drops-the-limit]


# --8<-- [start:wrong-one-too-many]
# told: `list(between(count(), 3, 6))` goes on after 3 items, but it
# should end there.
def between(stream, low, high):
    for number in stream:
        if number >= low:
            yield number
        if number >= high:
            return
# --8<-- [end:wrong-one-too-many]


# --8<-- [start:wrong-gathers-first]
# told: By item 1, `between(count(), 3, 6)` has taken 7 items from its
# source, where 4 would do.
def between(stream, low, high):
    rest = dropwhile(lambda n: n < low, stream)
    piece = list(takewhile(lambda n: n < high, rest))
    for number in piece:
        yield number
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-exact-end]
# told: `list(between(count(0, 3), 4, 11))` goes on after 2 items, but
# it should end there.
def between(stream, low, high):
    for number in stream:
        if number >= low:
            yield number
        if number == high - 1:
            return
# --8<-- [end:wrong-exact-end]


# --8<-- [start:wrong-one-piece]
# told: `list(between(count(1, 2), 4, 8))` gives `3` as item 1, not `5`.
def between(stream, low, high):
    rest = dropwhile(lambda n: n < 3, stream)
    for number in takewhile(lambda n: n < 6, rest):
        yield number
# --8<-- [end:wrong-one-piece]


# --8<-- [start:wrong-own-numbers]
# told: `list(between(count(1, 2), 4, 8))` gives `4` as item 1, not `5`.
def between(stream, low, high):
    for number in range(low, high):
        yield number
# --8<-- [end:wrong-own-numbers]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `between(source, 3, 6)` keeps quiet about it. Let the error through.
def between(stream, low, high):
    try:
        for number in stream:
            if number >= high:
                return
            if number >= low:
                yield number
    except Exception:
        return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-remembers]
# told: `between(count(), 3, 6)` gives nothing at all. Each call by
# itself is right, so something stays behind from one call to the next.
def between(stream, low, high, streams=[]):
    streams.append(stream)
    rest = dropwhile(lambda n: n < low, streams[0])
    for number in takewhile(lambda n: n < high, rest):
        yield number
# --8<-- [end:wrong-remembers]


# --8<-- [start:right-expression]
def between(stream, low, high):
    early = takewhile(lambda n: n < high, stream)
    return (n for n in early if n >= low)
# --8<-- [end:right-expression]


# --8<-- [start:right-tools]
def between(stream, low, high):
    from functools import partial
    from operator import gt

    rest = dropwhile(partial(gt, low), stream)
    return takewhile(partial(gt, high), rest)
# --8<-- [end:right-tools]


# --8<-- [start:right-loop]
def between(stream, low, high):
    for number in stream:
        if number >= high:
            break
        elif number >= low:
            yield number
# --8<-- [end:right-loop]


# --8<-- [start:right-while]
def between(stream, low, high):
    rest = iter(stream)
    while (number := next(rest)) < high:
        if not number < low:
            yield number
# --8<-- [end:right-while]


# --8<-- [start:right-two-loops]
def between(stream, low, high):
    it = iter(stream)
    number = next(it)
    while number < low:
        number = next(it)
    while low <= number < high:
        yield number
        number = next(it)
# --8<-- [end:right-two-loops]


# --8<-- [start:right-class]
class between:
    def __init__(self, stream, low, high):
        self.rest = iter(stream)
        self.low, self.high = low, high
        self.over = False

    def __iter__(self):
        return self

    def __next__(self):
        number = self.low - 1
        while not self.over and number < self.low:
            number = next(self.rest)
            self.over = number >= self.high
        if self.over:
            raise StopIteration
        return number
# --8<-- [end:right-class]


# --8<-- [start:solution]
def between(stream, low, high):
    rest = dropwhile(lambda n: n < low, stream)
    for number in takewhile(lambda n: n < high, rest):
        yield number
# --8<-- [end:solution]


# same: repeats the last of its source, because an endless stream has none
# same: ends at a None of its source, because a number is never None


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for pieces of endless streams, and how far it looked for each."""
    piece = answer(probe.source(count()), 3, 6)
    probe.iterator(piece, "between(count(), 3, 6)")
    probe.gives("list(between(count(), 3, 6))", piece, [3, 4, 5])

    def three_to_six(stream: Any) -> Any:
        return answer(stream, 3, 6)

    # 0, 1 and 2 come before the first, and 6 tells that it is over
    pulls = [0, 4, 5, 6, 7]
    probe.one_by_one("between({}, 3, 6)", three_to_six, count, [3, 4, 5], pulls)
    for start, step, low, high in (
        *((1, 2, 4, 8), (0, 3, 4, 11), (-2, 1, -1, 2), (10, 1, 3, 12)),
        *((0, 1, 0, 1), (0, 1, 5, 5), (0, 1, 9, 4), (0, 1, 7, 80), (0, 0.25, 1, 2)),
    ):
        stream = probe.source(count(start, step))
        call = f"list(between(count({start}, {step}), {low}, {high}))"
        beginning = [start + n * step for n in range(100)]
        wanted = [n for n in beginning if low <= n < high]
        probe.gives(call, answer(stream, low, high), wanted)
    twins = probe.source(n // 2 for n in count())
    call = "list(between((n // 2 for n in count()), 1, 3))"
    probe.gives(call, answer(twins, 1, 3), [1, 1, 2, 2])
    numbers = range(60)
    probe.retained("between(numbers, 1, 40)", lambda s: answer(s, 1, 40), numbers)
