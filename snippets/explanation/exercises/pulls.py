"""How many were pulled?

Write `pulls(call, items)`. It hands `call` a generator that gives the items, and
returns how many items were pulled from it.

So `pulls(list, "abc")` is 3, and `pulls(any, [0, 5, 7])` is 2. Items may be endless. If
the call raises an error, let it through.

Hint: The generator has to take notes. `noted`, further up on this page, does that.

Hint: Make an empty log, call `call(noted(items, log))`, and see how long the log is.

Step: pulls(any, [0, 5, 7])
"""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def pulls(call, items):
    """Return how many of the items `call` pulls."""
    return len(items)
# --8<-- [end:starter]


# --8<-- [start:wrong-list-first]
# told: `pulls(any, count())` asked its source for more than 1000 items:
# it must work where the source never ends.
def pulls(call, items):
    kept = list(items)
    rest = iter(kept)
    call(rest)
    return len(kept) - len(list(rest))
# --8<-- [end:wrong-list-first]


# --8<-- [start:wrong-one-ahead]
# told: `pulls(list, 'abc')` gives another value.
def pulls(call, items):
    pulled = 1

    def noted():
        nonlocal pulled
        for item in items:
            yield item
            pulled += 1

    call(noted())
    return pulled
# --8<-- [end:wrong-one-ahead]


# --8<-- [start:wrong-after-the-yield]
# told: `pulls(any, [0, 5, 7])` gives another value.
def pulls(call, items):
    pulled = 0

    def noted():
        nonlocal pulled
        for item in items:
            yield item
            pulled += 1

    call(noted())
    return pulled
# --8<-- [end:wrong-after-the-yield]


# --8<-- [start:wrong-kept-log]
# told: `[pulls(list, 'abcd'), pulls(list, 'abcd')]` gives another
# value.
def pulls(call, items, log=[]):
    def noted():
        for item in items:
            log.append(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:wrong-kept-log]


# --8<-- [start:wrong-swallows]
# told: `pulls(max, [])` does not raise `ValueError`.
def pulls(call, items):
    log = []

    def noted():
        for item in items:
            log.append(item)
            yield item

    try:
        call(noted())
    except Exception:
        pass
    return len(log)
# --8<-- [end:wrong-swallows]


# --8<-- [start:solution]
def pulls(
    call: Callable[[Any], object], items: Iterable[Any]
) -> int:
    """Return how many of the items `call` pulls."""
    log = []

    def noted():
        for item in items:
            log.append(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:solution]


def second(values: Any) -> object:
    """Take two."""
    next(values)
    return next(values)


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask about calls that stop early, and about calls that don't."""
    probe.equal("pulls(list, 'abc')", answer(list, "abc"), 3)
    twice = [answer(list, "abcd"), answer(list, "abcd")]
    probe.equal("[pulls(list, 'abcd'), pulls(list, 'abcd')]", twice, [4, 4])
    probe.equal("pulls(any, [0, 5, 7])", answer(any, [0, 5, 7]), 2)
    probe.equal("pulls(next, [None, 2])", answer(next, [None, 2]), 1)
    probe.equal("pulls(all, [1, 0, '', None])", answer(all, [1, 0, "", None]), 2)
    probe.equal("pulls(sorted, [3, 1, 2])", answer(sorted, [3, 1, 2]), 3)
    probe.equal("pulls(any, [])", answer(any, []), 0)
    probe.equal("pulls(type, 'abc')", answer(type, "abc"), 0)
    probe.case = "pulls(any, count())"
    numbers = probe.source(count())
    probe.equal(probe.case, answer(any, numbers), 2)
    probe.pulled(numbers, 2, "`pulls(any, count())`")
    probe.case = ""
    probe.equal("pulls(second, iter('abc'))", answer(second, iter("abc")), 2)
    probe.raises("pulls(max, [])", lambda: answer(max, []), ValueError)
