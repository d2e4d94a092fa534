"""A look ahead

Write `peek(source, default)`. It returns two things: the first item (or the default, if
there isn't one), and an iterator that gives you all the items, the first included.

At the call, take no more than one item. The source may be endless, and any item may be
`None`.

Hint: Take the item with `next`, and put it back in front with `chain`.

Hint: You need to know whether there was an item. `next` with a fresh `object()` as its
default tells you, and so does catching `StopIteration`.

Step: list(peek((letter for letter in "ab"), "-")[1])
"""

from collections.abc import Callable
from itertools import chain, count, islice
from typing import Any


# --8<-- [start:starter]
def peek(source, default):
    return default, source
# --8<-- [end:starter]


# --8<-- [start:wrong-not-put-back]
# told: `list(peek(['a', 'b'], '-')[1])` gives `'b'` as item 1, not
# `'a'`.
def peek(source, default):
    rest = iter(source)
    return next(rest, default), rest
# --8<-- [end:wrong-not-put-back]


# --8<-- [start:wrong-default-put-in]
# told: `list(peek([], '-')[1])` should give nothing at all, but it
# gives something.
def peek(source, default):
    rest = iter(source)
    first = next(rest, default)
    return first, chain([first], rest)
# --8<-- [end:wrong-default-put-in]


# --8<-- [start:wrong-list]
# told: `peek(count(), '-')` asked its source for more than 1000 items:
# it has to work with a source that never ends.
def peek(source, default):
    items = list(source)
    return (items[0] if items else default), iter(items)
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-none-is-empty]
# told: `peek([None, 'b'], '-')[0]` gives `'-'`, not `None`.
def peek(source, default):
    rest = iter(source)
    first = next(rest, None)
    if first is None:
        return default, rest
    return first, chain([first], rest)
# --8<-- [end:wrong-none-is-empty]


# --8<-- [start:wrong-falsy-is-empty]
# told: `peek([None, 'b'], '-')[0]` gives `'-'`, not `None`.
def peek(source, default):
    rest = iter(source)
    first = next(rest, "")
    if not first:
        return default, rest
    return first, chain([first], rest)
# --8<-- [end:wrong-falsy-is-empty]


# --8<-- [start:wrong-default-item]
# told: `list(peek(['-', 'b'], '-')[1])` gives `'b'` as item 1, not
# `'-'`.
def peek(source, default):
    rest = iter(source)
    first = next(rest, default)
    if first == default:
        return default, rest
    return first, chain([first], rest)
# --8<-- [end:wrong-default-item]


# --8<-- [start:wrong-no-iter]
# told: `peek(["a", "b"], "-")` raised `TypeError: 'list' object is not
# an iterator`.
def peek(source, default):
    for_none = object()
    first = next(source, for_none)
    if first is for_none:
        return default, source
    return first, chain([first], source)
# --8<-- [end:wrong-no-iter]


# --8<-- [start:wrong-walks-afresh]
# told: `list(peek(iter('ab'), '-')[1])` gives `'b'` as item 1, not
# `'a'`.
def peek(source, default):
    for first in source:
        return first, iter(source)
    return default, iter(source)
# --8<-- [end:wrong-walks-afresh]


# --8<-- [start:wrong-two-ahead]
# told: `peek(count(), '-')` took 2 items from its source, where 1 would
# do.
def peek(source, default):
    rest = iter(source)
    ahead = list(islice(rest, 2))
    return (ahead[0] if ahead else default), chain(ahead, rest)
# --8<-- [end:wrong-two-ahead]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `peek(source, '-')` keeps quiet about it. Let the error through.
def peek(source, default):
    rest = iter(source)
    try:
        first = next(rest)
    except Exception:
        return default, iter([])
    return first, chain([first], rest)
# --8<-- [end:wrong-swallows]


# --8<-- [start:right-stop-iteration]
def peek(source, default):
    rest = iter(source)
    try:
        first = next(rest)
    except StopIteration:
        return default, iter(())
    return first, chain((first,), rest)
# --8<-- [end:right-stop-iteration]


# --8<-- [start:right-slice]
def peek(source, default):
    rest = iter(source)
    ahead = list(islice(rest, 1))
    return (ahead or [default])[0], chain(ahead, rest)
# --8<-- [end:right-slice]


# --8<-- [start:right-loop]
def peek(source, default):
    rest = iter(source)
    for first in rest:
        return first, chain([first], rest)
    return default, rest
# --8<-- [end:right-loop]


# --8<-- [start:right-generator]
def peek(source, default):
    def whole(ahead, rest):
        for item in ahead:
            yield item
        for item in rest:
            yield item

    rest = iter(source)
    ahead = [item for item in islice(rest, 1)]
    first = ahead[0] if ahead else default
    return first, whole(ahead, rest)
# --8<-- [end:right-generator]


# --8<-- [start:right-list-of-two]
def peek(source, default):
    rest = iter(source)
    ahead = []
    for item in rest:
        ahead.append(item)
        break
    pair = [default, chain(ahead, rest)]
    if ahead:
        pair[0] = ahead[0]
    return pair
# --8<-- [end:right-list-of-two]


# --8<-- [start:solution]
def peek(source, default):
    nothing = object()
    rest = iter(source)
    first = next(rest, nothing)
    if first is nothing:
        return default, rest
    return first, chain([first], rest)
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the first and for the whole of many streams."""
    try:
        first, whole = answer(["a", "b"], "-")
    except (TypeError, ValueError) as error:
        if "unpack" not in str(error):
            raise
        probe.fail("`peek(['a', 'b'], '-')` doesn't return two things.")
    for items in (["a", "b"], [], [None, "b"], [0, 1], ["", "c"], ["-", "b"]):
        call = f"peek({items}, '-')"
        first, whole = answer(items, "-")
        probe.equal(f"{call}[0]", first, items[0] if items else "-")
        probe.iterator(whole, f"{call}[1]")
        probe.gives(f"list({call}[1])", whole, items)
    first, whole = answer([], 0)
    probe.equal("peek([], 0)[0]", first, 0)
    first, whole = answer(iter("ab"), "-")
    probe.gives("list(peek(iter('ab'), '-')[1])", whole, "ab")
    many = [3, 1, 3, 0, 2] * 8
    probe.gives("list(peek(iter(numbers), '-')[1])", answer(iter(many), "-")[1], many)
    numbers = probe.source(count())
    with probe.during("peek(count(), '-')"):
        first, whole = answer(numbers, "-")
    probe.pulled(numbers, 1, "`peek(count(), '-')`")
    probe.first("peek(count(), '-')[1]", whole, [0, 1, 2])
    probe.pulled(numbers, 3, "three items of `peek(count(), '-')[1]`")
    probe.twice("peek('abc', '-')[1]", lambda: answer("abc", "-")[1], "abc")
    # `tee` lets go of fifty-seven items at a time
    rest, long = (lambda source: answer(source, "-")[1]), many * 5
    probe.retained("peek(source, '-')[1]", rest, long, most=60)
    probe.source_error("peek(source, '-')", lambda source: answer(source, "-"))
    probe.source_error(
        "peek(source, '-')[1]", lambda source: answer(source, "-")[1], "ab", "ab"
    )
