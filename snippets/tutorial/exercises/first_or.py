"""The first, or a default

Write `first_or(source, default)`. It returns the first item of the source, or the
default if there is none.

The source may be a list or a generator. Take no more from it than you need.

Hint: A condition can't tell whether a generator is empty. Ask it for an item.

Hint: In `next(g, default)`, `g` has to be something that `next` can ask. A list isn't.
What does a `for` loop call before its first `next`?

Step: first_or((letter for letter in "ab"), "-")
"""

from collections.abc import Callable
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
# items: it has to work with a source that never ends.
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


# --8<-- [start:wrong-index]
# told: `first_or(iter([]), '-')` raised `TypeError: 'Source' object is
# not subscriptable`.
def first_or(source, default):
    return source[0] if source else default
# --8<-- [end:wrong-index]


# --8<-- [start:wrong-none]
# told: `first_or(iter([None, 2]), '-')` gives `'-'`, not `None`.
def first_or(source, default):
    first = next(iter(source), None)
    return default if first is None else first
# --8<-- [end:wrong-none]


# --8<-- [start:wrong-falsy]
# told: `first_or(iter([None, 2]), '-')` gives `'-'`, not `None`.
def first_or(source, default):
    return next(iter(source), None) or default
# --8<-- [end:wrong-falsy]


# --8<-- [start:wrong-first-that-is-true]
# told: `first_or(iter([None, 2]), '-')` gives `2`, not `None`.
def first_or(source, default):
    for item in source:
        if item:
            return item
    return default
# --8<-- [end:wrong-first-that-is-true]


# --8<-- [start:wrong-the-last]
# told: `first_or(['a', 'b'], '-')` gives `'b'`, not `'a'`.
def first_or(source, default):
    item = default
    for item in source:
        pass
    return item
# --8<-- [end:wrong-the-last]


# --8<-- [start:wrong-one-too-many]
# told: `first_or(count(5), '-')` took 2 items from its source, where 1
# would do.
def first_or(source, default):
    found = default
    for number, item in enumerate(source):
        if number == 1:
            break
        found = item
    return found
# --8<-- [end:wrong-one-too-many]


# --8<-- [start:wrong-unpacks]
# told: `first_or(count(5), '-')` asked its source for more than 1000
# items: it has to work with a source that never ends.
def first_or(source, default):
    try:
        first, *_ = source
    except ValueError:
        return default
    return first
# --8<-- [end:wrong-unpacks]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `first_or(source, '-')` keeps quiet about it. Let the error through.
def first_or(source, default):
    try:
        return next(iter(source))
    except Exception:
        return default
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-yields]
# told: `first_or(['a', 'b'], '-')` gives `<generator object first_or at
# 0x...>`, not `'a'`.
def first_or(source, default):
    yield next(iter(source), default)
# --8<-- [end:wrong-yields]


# --8<-- [start:right-loop]
def first_or(source, default):
    for item in source:
        return item
    return default
# --8<-- [end:right-loop]


# --8<-- [start:right-stop-iteration]
def first_or(source, default):
    asked = iter(source)
    try:
        return next(asked)
    except StopIteration:
        return default
# --8<-- [end:right-stop-iteration]


# --8<-- [start:right-chain]
def first_or(source, default):
    from itertools import chain

    return next(chain(source, [default]))
# --8<-- [end:right-chain]


# --8<-- [start:right-slice]
def first_or(source, default):
    from itertools import islice

    kept = list(islice(source, 1))
    return kept[0] if kept else default
# --8<-- [end:right-slice]


# --8<-- [start:right-expression]
def first_or(source, default):
    return next((item for item in source), default)
# --8<-- [end:right-expression]


# --8<-- [start:right-break]
def first_or(source, default):
    found = default
    for found in source:
        break
    return found
# --8<-- [end:right-break]


# --8<-- [start:solution]
def first_or(source, default):
    return next(iter(source), default)
# --8<-- [end:solution]


# same: leaves out repeats of its source; repeats the last of its source; keeps all of
# its source; ends after 1 of its source; ends after 2 of its source; ends after 3 of
# its source; ends after 5 of its source; ends after 10 of its source; ends after 20 of
# its source, because the first item is all that is taken


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the first of lists and streams, endless, empty and failing ones."""
    probe.equal("first_or(['a', 'b'], '-')", answer(["a", "b"], "-"), "a")
    probe.equal("first_or([], '-')", answer([], "-"), "-")
    probe.equal("first_or([], 0)", answer([], 0), 0)
    with probe.during("first_or(iter([]), '-')"):
        got = answer(probe.source(), "-")
    probe.equal("first_or(iter([]), '-')", got, "-")
    for first in (None, 0, "", False):
        call = f"first_or(iter([{first!r}, 2]), '-')"
        with probe.during(call):
            got = answer(probe.source([first, 2]), "-")
        probe.equal(call, got, first)
    numbers = probe.source(count(5))
    with probe.during("first_or(count(5), '-')"):
        got = answer(numbers, "-")
    probe.equal("first_or(count(5), '-')", got, 5)
    probe.pulled(numbers, 1, "`first_or(count(5), '-')`")
    source = iter("ab")
    three = [answer(source, "-"), answer(source, "-"), answer(source, "-")]
    call = "[first_or(g, '-'), first_or(g, '-'), first_or(g, '-')]"
    probe.equal(call, three, ["a", "b", "-"])
    probe.source_error("first_or(source, '-')", lambda source: answer(source, "-"))
