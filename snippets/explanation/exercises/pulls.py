"""How many were pulled?

Write `pulls(call, items)`. It hands `call` a generator that gives the items, and
returns how many items were pulled from it.

So `pulls(list, "abc")` is 3, and `pulls(any, [0, 5, 7])` is 2. The items may never end.
If the call raises an error, let it through.

Hint: The generator has to keep notes. `noted`, further up on this page, does that.

Hint: Make an empty log, call `call(noted(items, log))`, and see how long the log is.

Step: pulls(any, [0, 5, 7])
"""

from collections.abc import Callable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def pulls(call, items):
    return len(items)
# --8<-- [end:starter]


# --8<-- [start:wrong-list-first]
# told: `pulls(any, count())` asked its source for more than 1000 items:
# it has to work with a source that never ends.
def pulls(call, items):
    kept = list(items)
    rest = iter(kept)
    call(rest)
    return len(kept) - len(list(rest))
# --8<-- [end:wrong-list-first]


# --8<-- [start:wrong-one-ahead]
# told: `pulls(list, 'abc')` gives `4`, not `3`.
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
# told: `pulls(any, [0, 5, 7])` gives `1`, not `2`.
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
# told: `[pulls(list, 'abcd'), pulls(list, 'abcd')]` gives `[7, 11]`,
# not `[4, 4]`. Each call by itself is right, so something stays behind
# from one call to the next.
def pulls(call, items, log=[]):
    def noted():
        for item in items:
            log.append(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:wrong-kept-log]


# --8<-- [start:wrong-swallows]
# told: `pulls(max, [])` should raise `ValueError`, but it doesn't.
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


# --8<-- [start:wrong-walks-on]
# told: `pulls(any, [0, 5, 7])` gives `3`, not `2`.
def pulls(call, items):
    log = []
    source = (log.append(item) or item for item in items)
    call(source)
    for _ in source:
        pass
    return len(log)
# --8<-- [end:wrong-walks-on]


# --8<-- [start:wrong-a-list]
# told: `pulls(any, [0, 5, 7])` gives `3`, not `2`.
def pulls(call, items):
    log = []
    call([log.append(item) or item for item in items])
    return len(log)
# --8<-- [end:wrong-a-list]


# --8<-- [start:wrong-different-ones]
# told: `pulls(list, 'aab')` gives `2`, not `3`.
def pulls(call, items):
    log = set()

    def noted():
        for item in items:
            log.add(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:wrong-different-ones]


# --8<-- [start:wrong-true-ones]
# told: `pulls(any, [0, 5, 7])` gives `1`, not `2`.
def pulls(call, items):
    log = []

    def noted():
        for item in items:
            if item:
                log.append(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:wrong-true-ones]


# --8<-- [start:wrong-result]
# told: `pulls(list, 'abc')` gives `['a', 'b', 'c']`, not `3`.
def pulls(call, items):
    return call(item for item in items)
# --8<-- [end:wrong-result]


# --8<-- [start:right-counter]
def pulls(call, items):
    pulled = 0

    def counted():
        nonlocal pulled
        for item in items:
            pulled += 1
            yield item

    call(counted())
    return pulled
# --8<-- [end:right-counter]


# --8<-- [start:right-expression]
def pulls(call, items):
    log = []
    call(log.append(item) or item for item in items)
    return len(log)
# --8<-- [end:right-expression]


# --8<-- [start:right-enumerate]
def pulls(call, items):
    last = [0]

    def counted():
        for last[0], item in enumerate(items, 1):
            yield item

    call(counted())
    return last[0]
# --8<-- [end:right-enumerate]


# --8<-- [start:right-class]
def pulls(call, items):
    class Counting:
        def __init__(self):
            self.walk = iter(items)
            self.pulled = 0

        def __iter__(self):
            return self

        def __next__(self):
            item = next(self.walk)
            self.pulled += 1
            return item

    counting = Counting()
    call(counting)
    return counting.pulled
# --8<-- [end:right-class]


# --8<-- [start:right-count]
def pulls(call, items):
    from itertools import count

    numbers = count()
    call(item for item in items if next(numbers) >= 0)
    return next(numbers)
# --8<-- [end:right-count]


# --8<-- [start:right-noted]
def pulls(call, items):
    def noted(source, log):
        for item in source:
            log.append(item)
            yield item

    log = []
    call(noted(items, log))
    return len(log)
# --8<-- [end:right-noted]


# --8<-- [start:solution]
def pulls(call, items):
    log = []

    def noted():
        for item in items:
            log.append(item)
            yield item

    call(noted())
    return len(log)
# --8<-- [end:solution]


# same: keeps all of its source, because a log may keep what it counts


def two(values: Any) -> object:
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
    probe.equal("pulls(list, 'aab')", answer(list, "aab"), 3)
    probe.equal("pulls(list, [0, None, ''])", answer(list, [0, None, ""]), 3)
    probe.equal("pulls(any, [])", answer(any, []), 0)
    probe.equal("pulls(type, 'abc')", answer(type, "abc"), 0)
    probe.equal("pulls(list, range(40))", answer(list, range(40)), 40)
    given: list[object] = []
    answer(given.extend, "cab")
    probe.equal("pulls(kept.extend, 'cab'); kept", given, ["c", "a", "b"])
    numbers = probe.source(count())
    with probe.during("pulls(any, count())"):
        got = answer(any, numbers)
    probe.equal("pulls(any, count())", got, 2)
    probe.pulled(numbers, 2, "`pulls(any, count())`")
    probe.equal("pulls(two, iter('abc'))", answer(two, iter("abc")), 2)
    probe.raises("pulls(max, [])", lambda: answer(max, []), ValueError)
    probe.source_error("pulls(list, source)", lambda source: answer(list, source), "ab")
