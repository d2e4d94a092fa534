"""All of them, and how many

Write a generator function `counted(source)`. It yields all items of the source, one by
one, and at its end returns how many there were.

Hint: Count in the loop, and put `return` below it.

Hint: Don't keep the items. A number is enough, and it begins at 0.

Step: list(counted("ab"))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def counted(source):
    """Yield the items; return how many there were."""
    for item in source:
        yield item
# --8<-- [end:starter]


# --8<-- [start:wrong-yields-it]
# told: `list(counted('abc'))` goes on after 3 items, but it should end
# there.
def counted(source):
    number = 0
    for item in source:
        yield item
        number += 1
    yield number
# --8<-- [end:wrong-yields-it]


# --8<-- [start:wrong-prints-it]
# told: At its end, `counted('abc')` returns `None`, not `3`.
def counted(source):
    number = 0
    for item in source:
        yield item
        number += 1
    print(number)
# --8<-- [end:wrong-prints-it]


# --8<-- [start:wrong-raises-it]
# told: `list(counted('abc'))` raised `RuntimeError: generator raised
# StopIteration`.
def counted(source):
    number = 0
    for item in source:
        yield item
        number += 1
    raise StopIteration(number)
# --8<-- [end:wrong-raises-it]


# --8<-- [start:wrong-pair]
# told: `counted('abc')` gives you a tuple, with everything in it at
# once. Use `yield`, and each value is made when it's asked for.
def counted(source):
    items = list(source)
    return items, len(items)
# --8<-- [end:wrong-pair]


# --8<-- [start:wrong-list-and-number]
# told: By item 1, `counted(iter(['a', None, 0, '', 'b', 'b', 'c']))`
# has taken 7 items from its source, where 1 would do.
def counted(source):
    items = list(source)
    for item in items:
        yield item
    return len(items)
# --8<-- [end:wrong-list-and-number]


# --8<-- [start:wrong-length]
# told: `counted(iter(['a', None, 0, '', 'b', 'b', 'c']))` raised
# `TypeError: object of type 'Source' has no len()`.
def counted(source):
    for item in source:
        yield item
    return len(source)
# --8<-- [end:wrong-length]


# --8<-- [start:wrong-walks-twice]
# told: At its end, `counted(iter('abcd'))` returns `0`, not `4`.
def counted(source):
    for item in source:
        yield item
    return sum(1 for item in source)
# --8<-- [end:wrong-walks-twice]


# --8<-- [start:wrong-last-place]
# told: At its end, `counted('abc')` returns `2`, not `3`.
def counted(source):
    for number, item in enumerate(source):
        yield item
    return number
# --8<-- [end:wrong-last-place]


# --8<-- [start:wrong-when-empty]
# told: `counted('')` raised `UnboundLocalError: cannot access local
# variable 'number' where it is not associated with a value`.
def counted(source):
    for number, item in enumerate(source, 1):
        yield item
    return number
# --8<-- [end:wrong-when-empty]


# --8<-- [start:wrong-returns-the-last]
# told: At its end, `counted('abc')` returns `'c'`, not `3`.
def counted(source):
    item = None
    for item in source:
        yield item
    return item
# --8<-- [end:wrong-returns-the-last]


# --8<-- [start:wrong-in-the-loop]
# told: `list(counted('abc'))` ends after 1 item, but more should come.
def counted(source):
    number = 0
    for item in source:
        yield item
        number += 1
        return number
# --8<-- [end:wrong-in-the-loop]


# --8<-- [start:wrong-keeps-all]
# told: `counted(many)` holds on to 40 items of its source at once,
# where 3 would do.
def counted(source):
    kept = []
    for item in source:
        kept.append(item)
        yield item
    return len(kept)
# --8<-- [end:wrong-keeps-all]


# --8<-- [start:wrong-distinct]
# told: At its end, `counted(['a', None, 0, '', 'b', 'b', 'c'])`
# returns `6`, not `7`.
def counted(source):
    seen = set()
    for item in source:
        seen.add(item)
        yield item
    return len(seen)
# --8<-- [end:wrong-distinct]


# --8<-- [start:wrong-skips-falsy]
# told: At its end, `counted(['a', None, 0, '', 'b', 'b', 'c'])`
# returns `4`, not `7`.
def counted(source):
    number = 0
    for item in source:
        yield item
        if item:
            number += 1
    return number
# --8<-- [end:wrong-skips-falsy]


# --8<-- [start:wrong-ends-at-none]
# told: `counted(iter(['a', None, 0, '', 'b', 'b', 'c']))` ends after 1
# item, but more should come.
def counted(source):
    walk = iter(source)
    number = 0
    while (item := next(walk, None)) is not None:
        yield item
        number += 1
    return number
# --8<-- [end:wrong-ends-at-none]


# --8<-- [start:wrong-one-number-for-all]
# told: At its end, `counted('abc')` returns `6`, not `3`. Each call
# by itself is right, so something stays behind from one call to the
# next.
def counted(source, number=[0]):
    for item in source:
        yield item
        number[0] += 1
    return number[0]
# --8<-- [end:wrong-one-number-for-all]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `counted(source)` keeps quiet about it. Let the error through.
def counted(source):
    number = 0
    try:
        for item in source:
            yield item
            number += 1
    except Exception:
        pass
    return number
# --8<-- [end:wrong-swallows]


# --8<-- [start:right-enumerate]
def counted(source):
    number = 0
    for number, item in enumerate(source, 1):
        yield item
    return number
# --8<-- [end:right-enumerate]


# --8<-- [start:right-while]
def counted(source):
    walk = iter(source)
    number = 0
    while True:
        try:
            item = next(walk)
        except StopIteration:
            return number
        yield item
        number += 1
# --8<-- [end:right-while]


# --8<-- [start:right-count]
def counted(source):
    from itertools import count

    numbers = count()
    for item, _ in zip(source, numbers):
        yield item
    return next(numbers)
# --8<-- [end:right-count]


# --8<-- [start:right-yield-from]
def counted(source):
    number = 0

    def noticed():
        nonlocal number
        for item in source:
            number += 1
            yield item

    yield from noticed()
    return number
# --8<-- [end:right-yield-from]


# --8<-- [start:right-else]
def counted(source):
    seen = 0
    for item in source:
        seen = seen + 1
        yield item
    else:
        return seen
# --8<-- [end:right-else]


# --8<-- [start:right-class]
class Counter:
    def __init__(self, source):
        self.walk = iter(source)
        self.given = 0

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.walk)
        self.given += 1
        return item


def counted(source):
    counter = Counter(source)
    for item in counter:
        yield item
    return counter.given
# --8<-- [end:right-class]


# --8<-- [start:solution]
def counted(source):
    number = 0
    for item in source:
        yield item
        number += 1
    return number
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it yields, what it returns, and whether it stays lazy."""
    letters = probe.generator(answer("abc"), "counted('abc')")
    probe.gives("list(counted('abc'))", letters, "abc")
    returned(probe, "counted('abc')", answer("abc"), 3)
    mixed = ["a", None, 0, "", "b", "b", "c"]
    probe.one_by_one("counted({})", answer, mixed, mixed, [*range(8), 7])
    many = [3, 1, 3, 0, 2] * 8
    for items in ("", "a", mixed, many):
        shown = "many" if items is many else repr(items)
        returned(probe, f"counted({shown})", answer(items), len(items))
    call = "counted(iter('abcd'))"
    returned(probe, call, answer(probe.source("abcd")), 4)
    probe.retained("counted(many)", answer, many)


def returned(probe: Any, call: str, got: Any, wanted: int) -> None:
    """Ask what a generator returns at its end."""
    with probe.during(call):
        while True:
            try:
                next(got)
            except StopIteration as end:
                value = end.value
                break
    if value != wanted or value is None:
        told = f"At its end, `{call}` returns `{value!r}`, not `{wanted}`."
        probe.fail(told, str(wanted), repr(value))
