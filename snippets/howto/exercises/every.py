"""Refused at the call

Write `every(source, step)`. It gives you every `step`-th item of the source, lazily,
beginning with the first: with a `step` of 3, the first, the fourth, the seventh, and so
on.

A `step` below 1 makes no sense. In that case the call itself raises a `ValueError`,
before you ask for any item.

Hint: Write two functions. The outer one checks, and returns what the inner one gives.

Hint: `enumerate` counts the items. Which numbers leave no remainder when you divide
them by `step`?

Step: list(every("abcde", 2))
"""

from collections.abc import Callable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def every(source, step):
    """Give every step-th item."""
    for item in source:
        yield item
# --8<-- [end:starter]


# --8<-- [start:wrong-late]
# told: `every('abcde', 0)` raises nothing: its `ValueError` waits for
# the first `next`. Check in a function without `yield`.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    for number, item in enumerate(source):
        if number % step == 0:
            yield item
# --8<-- [end:wrong-late]


# --8<-- [start:wrong-no-check]
# told: `every('abcde', 0)` should raise a `ValueError`, but it doesn't.
def every(source, step):
    return (item for n, item in enumerate(source) if n % step == 0)
# --8<-- [end:wrong-no-check]


# --8<-- [start:wrong-not-called]
# told: `every('abcde', 2)` gives you a generator function: it still has
# to be called.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")

    def chosen():
        for number, item in enumerate(source):
            if number % step == 0:
                yield item

    return chosen
# --8<-- [end:wrong-not-called]


# --8<-- [start:wrong-list]
# told: `every('abcde', 2)` gives you a list, with everything in it at
# once. Use `yield`, and each value is made when it's asked for.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    return list(source)[::step]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-always-two]
# told: `list(every('abcde', 1))` gives `'c'` as item 2, not `'b'`.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    return (item for n, item in enumerate(source) if n % 2 == 0)
# --8<-- [end:wrong-always-two]


# --8<-- [start:wrong-only-zero]
# told: `every('abcde', -1)` should raise a `ValueError`, but it
# doesn't.
def every(source, step):
    if step == 0:
        raise ValueError("step is 0")
    return (item for n, item in enumerate(source) if n % step == 0)
# --8<-- [end:wrong-only-zero]


# --8<-- [start:wrong-not-one]
# told: `every('abcde', 1)` raised `ValueError: step is too small`.
def every(source, step):
    if step <= 1:
        raise ValueError("step is too small")
    return (item for n, item in enumerate(source) if n % step == 0)
# --8<-- [end:wrong-not-one]


# --8<-- [start:wrong-another-error]
# told: `every('abcde', 0)` raised `TypeError: step is below 1`.
def every(source, step):
    if step < 1:
        raise TypeError("step is below 1")
    return (item for n, item in enumerate(source) if n % step == 0)
# --8<-- [end:wrong-another-error]


# --8<-- [start:wrong-nothing-instead]
# told: `every('abcde', 0)` should raise a `ValueError`, but it doesn't.
def every(source, step):
    if step < 1:
        return iter([])
    return (item for n, item in enumerate(source) if n % step == 0)
# --8<-- [end:wrong-nothing-instead]


# --8<-- [start:wrong-last-of-each]
# told: `list(every('abcde', 2))` gives `'b'` as item 1, not `'a'`.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    return (item for n, item in enumerate(source, 1) if n % step == 0)
# --8<-- [end:wrong-last-of-each]


# --8<-- [start:wrong-gathers-first]
# told: By item 1, `every(iter(['a', None, 0, '', 'b', 'b', 'c']), 2)`
# has taken 7 items from its source, where 1 would do.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")

    def chosen():
        items = list(source)
        for number in range(0, len(items), step):
            yield items[number]

    return chosen()
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-takes-at-the-call]
# told: `every('', 3)` raised `StopIteration`.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    walk = iter(source)
    first = next(walk)

    def chosen():
        yield first
        for number, item in enumerate(walk, 1):
            if number % step == 0:
                yield item

    return chosen()
# --8<-- [end:wrong-takes-at-the-call]


# --8<-- [start:wrong-slice]
# told: `every(iter(['a', None, 0, '', 'b', 'b', 'c']), 2)` raised
# `TypeError: 'Source' object is not subscriptable`.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    return (item for item in source[::step])
# --8<-- [end:wrong-slice]


# --8<-- [start:wrong-ends-at-a-falsy-item]
# told: `every(iter(['a', None, 0, '', 'b', 'b', 'c']), 2)` ends after 1
# item, but more should come.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")

    def chosen():
        walk = iter(source)
        number = 0
        while item := next(walk, None):
            if number % step == 0:
                yield item
            number += 1

    return chosen()
# --8<-- [end:wrong-ends-at-a-falsy-item]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `every(source, 2)` keeps quiet about it. Let the error through.
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")

    def chosen():
        try:
            for number, item in enumerate(source):
                if number % step == 0:
                    yield item
        except Exception:
            return

    return chosen()
# --8<-- [end:wrong-swallows]


# --8<-- [start:right-expression]
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    return (item for n, item in enumerate(source) if not n % step)
# --8<-- [end:right-expression]


# --8<-- [start:right-islice]
def every(source, step):
    from itertools import islice

    return islice(source, 0, None, step)
# --8<-- [end:right-islice]


# --8<-- [start:right-two-functions]
def chosen(source, step):
    left = 0
    for item in source:
        if left == 0:
            yield item
            left = step
        left -= 1


def every(source, step):
    if step > 0:
        return chosen(source, step)
    raise ValueError(step)
# --8<-- [end:right-two-functions]


# --8<-- [start:right-class]
class every:
    def __init__(self, source, step):
        if step < 1:
            raise ValueError("step is below 1")
        self.walk = iter(source)
        self.skip = 0
        self.step = step

    def __iter__(self):
        return self

    def __next__(self):
        for _ in range(self.skip):
            next(self.walk)
        self.skip = self.step - 1
        return next(self.walk)
# --8<-- [end:right-class]


# --8<-- [start:right-compress]
def every(source, step):
    from itertools import compress, cycle

    if not step >= 1:
        raise ValueError(f"step is {step}")
    return compress(source, cycle([True] + [False] * (step - 1)))
# --8<-- [end:right-compress]


# --8<-- [start:right-lambda]
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")
    pairs = enumerate(source)
    chosen = filter(lambda pair: pair[0] % step == 0, pairs)
    return map(lambda pair: pair[1], chosen)
# --8<-- [end:right-lambda]


# --8<-- [start:solution]
def every(source, step):
    if step < 1:
        raise ValueError("step is below 1")

    def chosen():
        for number, item in enumerate(source):
            if number % step == 0:
                yield item

    return chosen()
# --8<-- [end:solution]


# same: `'step is below 1'` -> `'step is below 1x'`, because the words of the error are
# yours
# same: `number % step == 0` -> `number % step <= 0`, because a remainder is never below
# 0 where `step` is above it


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it gives, when it refuses, and whether it stays lazy."""
    probe.iterator(answer("abcde", 2), "every('abcde', 2)")
    probe.gives("list(every('abcde', 2))", answer("abcde", 2), "ace")
    for step in (0, -1, -3):
        call = f"every('abcde', {step})"
        letters = probe.source("abcde")
        try:
            with probe.during(call):
                got = answer(letters, step)
        except ValueError:
            probe.case = ""
        else:
            refused(probe, call, got)
        probe.pulled(letters, 0, f"`{call}`")
    for items, step in (("abcde", 1), ("", 3), ("a", 5), ("abcdefg", 3)):
        call = f"every({items!r}, {step})"
        with probe.during(call):
            got = answer(items, step)
        probe.gives(f"list({call})", got, items[::step])
    mixed = ["a", None, 0, "", "b", "b", "c"]
    probe.one_by_one(
        "every({}, 2)",
        lambda source: answer(source, 2),
        mixed,
        mixed[::2],
        [0, 1, 3, 5, 7, 7],
    )
    probe.one_by_one(
        "every({}, 1)", lambda source: answer(source, 1), mixed, mixed, [*range(8), 7]
    )
    numbers = probe.source(count(5))
    with probe.during("every(count(5), 10)"):
        got = answer(numbers, 10)
    probe.first("every(count(5), 10)", got, [5, 15, 25])
    probe.pulled(numbers, 21, "three items of `every(count(5), 10)`")
    many = [3, 1, 3, 0, 2] * 20
    probe.gives("list(every(many, 3))", answer(many, 3), many[::3])
    probe.retained("every(many, 2)", lambda source: answer(source, 2), many)


def refused(probe: Any, call: str, got: Any) -> None:
    """Refuse a call that returned, and tell a check that comes late from none."""
    try:
        next(got, None)
    except ValueError:
        told = "raises nothing: its `ValueError` waits for the first `next`. "
        probe.fail(f"`{call}` {told}Check in a function without `yield`.")
    except Exception:
        probe.case = ""
    probe.fail(f"`{call}` should raise a `ValueError`, but it doesn't.")
