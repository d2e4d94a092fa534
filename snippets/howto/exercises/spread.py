"""Refuse what can't be walked twice

Write `spread(readings)`. It returns the largest reading minus the smallest, or 0 if
there are none.

It walks through the readings twice. So if `readings` is an iterator, it raises a
`TypeError` right away, and takes nothing from it.

`Iterator`, `Generator` and `Collection` are imported already.

Hint: Generators aren't the only iterators. Think of `map` and `zip`.

Hint: `isinstance` takes nothing from the iterator. With `default=0`, `max` and `min`
return 0 if there are no readings.

Step: spread(list(n for n in [63, 44]))
"""

from collections.abc import Callable, Collection, Generator, Iterator
from typing import Any


# --8<-- [start:starter]
def spread(readings):
    return max(readings) - min(readings)
# --8<-- [end:starter]


# --8<-- [start:wrong-generators-alone]
# told: `spread(map(int, ['63', '44']))` should raise `TypeError`, but
# it doesn't.
def spread(readings):
    if isinstance(readings, Generator):
        raise TypeError
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-generators-alone]


# --8<-- [start:wrong-lists-alone]
# told: `spread(range(7, 10))` raised `TypeError`.
def spread(readings):
    if not isinstance(readings, list):
        raise TypeError
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-lists-alone]


# --8<-- [start:wrong-keeps-a-list]
# told: `spread(n for n in [63, 44])` should raise `TypeError`, but it
# doesn't.
def spread(readings):
    readings = list(readings)
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-keeps-a-list]


# --8<-- [start:wrong-looks-first]
# told: `spread(iter([]))` should raise `TypeError`, but it doesn't.
def spread(readings):
    if list(readings) != list(readings):
        raise TypeError
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-looks-first]


# --8<-- [start:wrong-takes-one]
# told: `spread(iter([]))` raised `StopIteration`.
def spread(readings):
    try:
        next(readings)
    except TypeError:
        return max(readings, default=0) - min(readings, default=0)
    raise TypeError
# --8<-- [end:wrong-takes-one]


# --8<-- [start:wrong-another-error]
# told: `spread(n for n in [63, 44])` raised `ValueError: walked twice`.
def spread(readings):
    if iter(readings) is readings:
        raise ValueError("walked twice")
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-another-error]


# --8<-- [start:wrong-says-nothing]
# told: `spread(n for n in [63, 44])` should raise `TypeError`, but it
# doesn't.
def spread(readings):
    if isinstance(readings, Collection):
        return max(readings, default=0) - min(readings, default=0)
    return 0
# --8<-- [end:wrong-says-nothing]


# --8<-- [start:wrong-returns-the-error]
# told: `spread(n for n in [63, 44])` should raise `TypeError`, but it
# doesn't.
def spread(readings):
    if isinstance(readings, Iterator):
        return TypeError
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:wrong-returns-the-error]


# --8<-- [start:wrong-nothing-is-wrong-too]
# told: `spread([])` raised `TypeError`.
def spread(readings):
    if isinstance(readings, Iterator) or not readings:
        raise TypeError
    return max(readings) - min(readings)
# --8<-- [end:wrong-nothing-is-wrong-too]


# --8<-- [start:wrong-needs-an-order]
# told: `spread([63, 44, 50])` gives `-13`, not `19`.
def spread(readings):
    if isinstance(readings, Iterator):
        raise TypeError
    return readings[-1] - readings[0] if readings else 0
# --8<-- [end:wrong-needs-an-order]


# --8<-- [start:wrong-from-zero]
# told: `spread([44, 63])` gives `63`, not `19`.
def spread(readings):
    if isinstance(readings, Iterator):
        raise TypeError
    return max([0, *readings]) - min([0, *readings])
# --8<-- [end:wrong-from-zero]


# --8<-- [start:right-iter-is-itself]
def spread(readings):
    if iter(readings) is readings:
        raise TypeError("an iterator can be walked once")
    return max(readings, default=0) - min(readings, default=0)
# --8<-- [end:right-iter-is-itself]


# --8<-- [start:right-collection]
def spread(readings):
    if not isinstance(readings, Collection):
        raise TypeError(f"walked twice: {readings!r}")
    return max(readings) - min(readings) if readings else 0
# --8<-- [end:right-collection]


# --8<-- [start:right-len]
def spread(readings):
    if len(readings) == 0:
        return 0
    return max(readings) - min(readings)
# --8<-- [end:right-len]


# --8<-- [start:right-attribute]
def spread(readings):
    if hasattr(readings, "__next__"):
        raise TypeError
    ordered = sorted(readings)
    return ordered[-1] - ordered[0] if ordered else 0
# --8<-- [end:right-attribute]


# --8<-- [start:right-reversed]
def spread(readings):
    match readings:
        case Iterator():
            raise TypeError("walk it yourself")
    most = least = None
    for number in readings:
        most = number if most is None else max(most, number)
    for number in readings:
        least = number if least is None else min(least, number)
    return 0 if most is None else most - least
# --8<-- [end:right-reversed]


# --8<-- [start:solution]
def spread(readings):
    if isinstance(readings, Iterator):
        raise TypeError
    most = max(readings, default=0)
    return most - min(readings, default=0)
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Hand over collections, then iterators of several kinds."""
    for some, wanted in (
        ([44, 63], 19),
        ([63, 44, 50], 19),
        (range(7, 10), 2),
        ((3,), 0),
        ({5, 2, 9}, 7),
        ({63: "booster", 44: "upper"}, 19),
        ([-4, 0], 4),
        ([-4, -6], 2),
        ([], 0),
        (range(0), 0),
    ):
        call = f"spread({some!r})"
        with probe.during(call):
            got = answer(some)
        probe.equal(call, got, wanted)
    numbers = [63, 44]
    for made, call in (
        (lambda: (n for n in numbers), "spread(n for n in [63, 44])"),
        (lambda: map(int, ["63", "44"]), "spread(map(int, ['63', '44']))"),
        (lambda: iter(numbers), "spread(iter([63, 44]))"),
        (lambda: iter([]), "spread(iter([]))"),
    ):
        probe.raises(call, lambda made=made: answer(made()), TypeError)
    source = probe.source(numbers)
    probe.raises("spread(iter([63, 44]))", lambda: answer(source), TypeError)
    probe.pulled(source, 0, "calling `spread(iter([63, 44]))`")
