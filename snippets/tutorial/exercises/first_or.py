"""The first, or a default

Write `first_or(source, default)`. It returns the first item of the source, or the
default if there is none.

The source may be a list, or a generator. Take no more from it than you need.

Hint: A condition can't tell whether a generator is empty. Ask it for an item.

Hint: `next(g, default)` needs something that `next` can ask, and a list isn't that.
What does a `for` loop call before its first `next`?

Step: first_or(iter("ab"), "-")
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any


# --8<-- [start:starter]
def first_or(source, default):
    return default
# --8<-- [end:starter]


# --8<-- [start:wrong-as-condition]
# told: `first_or(iter([]), '-')` raised `StopIteration`.
def first_or(source, default):
    if source:
        return next(iter(source))
    return default
# --8<-- [end:wrong-as-condition]


# --8<-- [start:wrong-list-first]
# told: `first_or(count(5), '-')` asked its source for more than 1000
# items: it must work where the source never ends.
def first_or(source, default):
    items = list(source)
    return items[0] if items else default
# --8<-- [end:wrong-list-first]


# --8<-- [start:wrong-no-iter]
# told: `first_or(["a", "b"], "-")` raised `TypeError: 'list' object is
# not an iterator`.
def first_or(source, default):
    return next(source, default)
# --8<-- [end:wrong-no-iter]


# --8<-- [start:wrong-none]
# told: `first_or(iter([None, 2]), '-')` gives another value.
def first_or(source, default):
    first = next(iter(source), None)
    return default if first is None else first
# --8<-- [end:wrong-none]


# --8<-- [start:wrong-one-too-many]
# told: `first_or(count(5), '-')` took 2 items from its source: 1 would
# do.
def first_or(source, default):
    found = default
    for number, item in enumerate(source):
        if number == 1:
            break
        found = item
    return found
# --8<-- [end:wrong-one-too-many]


# --8<-- [start:wrong-swallows]
# told: `first_or(broken(), '-')` does not raise `ValueError`.
def first_or(source, default):
    try:
        return next(iter(source))
    except Exception:
        return default
# --8<-- [end:wrong-swallows]


# --8<-- [start:solution]
def first_or(source, default):
    return next(iter(source), default)
# --8<-- [end:solution]


def broken() -> Iterator[Any]:
    """Raise where a first item is asked for."""
    raise ValueError("no first item")
    yield


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the first of lists and streams, endless, empty and failing ones."""
    probe.equal("first_or(['a', 'b'], '-')", answer(["a", "b"], "-"), "a")
    probe.equal("first_or([], '-')", answer([], "-"), "-")
    probe.case = "first_or(iter([]), '-')"
    probe.equal(probe.case, answer(probe.source(), "-"), "-")
    for first in (None, 0, "", False):
        call = f"first_or(iter([{first!r}, 2]), '-')"
        probe.equal(call, answer(probe.source([first, 2]), "-"), first)
    probe.case = "first_or(count(5), '-')"
    numbers: Iterable[int] = probe.source(count(5))
    probe.equal(probe.case, answer(numbers, "-"), 5)
    probe.pulled(numbers, 1, "`first_or(count(5), '-')`")
    source = iter("ab")
    three = [answer(source, "-"), answer(source, "-"), answer(source, "-")]
    call = "[first_or(g, '-'), first_or(g, '-'), first_or(g, '-')]"
    probe.equal(call, three, ["a", "b", "-"])
    probe.case = ""
    probe.raises(
        "first_or(broken(), '-')", lambda: answer(broken(), "-"), ValueError
    )
