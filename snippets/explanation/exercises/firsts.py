"""The first of each

Write `firsts(lists)`. It yields the first item of each of the `lists`, and skips those
that have none.

Each of the `lists` may be a list or any other iterable, such as a generator.

Hint: An empty list must not end the walk, so `return` is no help. Which kind of loop
does nothing at all for an empty list?

Hint: Or catch `StopIteration` and `continue` with the next list.

Step: list(firsts([[1, 2], [], [3, 4]]))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def firsts(lists):
    """Yield the first item of each list that has one."""
    for each in lists:
        yield next(iter(each))
# --8<-- [end:starter]


# --8<-- [start:wrong-ends]
# told: `list(firsts([[1, 2], [], [3, 4]]))` ends after 1 item, but more
# should come.
def firsts(lists):
    for each in lists:
        try:
            first = next(iter(each))
        except StopIteration:
            return
        yield first
# --8<-- [end:wrong-ends]


# --8<-- [start:wrong-marks]
# told: `list(firsts([[1, 2], [], [3, 4]]))` gives `None` as item 2, not
# `3`.
def firsts(lists):
    for each in lists:
        yield next(iter(each), None)
# --8<-- [end:wrong-marks]


# --8<-- [start:wrong-none]
# told: `list(firsts([[None, 1], [0, 1], [], ['', 1]]))` gives `0` as
# item 1, not `None`.
def firsts(lists):
    for each in lists:
        first = next(iter(each), None)
        if first is not None:
            yield first
# --8<-- [end:wrong-none]


# --8<-- [start:wrong-index]
# told: `list(firsts([iter([]), iter('ab')]))` raised `TypeError:
# 'list_iterator' object is not subscriptable`.
def firsts(lists):
    for each in lists:
        if each:
            yield each[0]
# --8<-- [end:wrong-index]


# --8<-- [start:wrong-too-many]
# told: One value of `firsts([letters])` took 2 items from its source,
# where 1 would do.
def firsts(lists):
    for each in lists:
        for first in list(each)[:1]:
            yield first
# --8<-- [end:wrong-too-many]


# --8<-- [start:wrong-try-around]
# told: An error thrown into `firsts(iter([['a', 'b'], [], ['c'], []]))`
# after 1 item never comes out again. Let it through.
def firsts(lists):
    for each in lists:
        try:
            yield next(iter(each))
        except Exception:
            pass
# --8<-- [end:wrong-try-around]


# --8<-- [start:wrong-list]
# told: `firsts([[1, 2], [], [3, 4]])` gives you a list, with everything
# in it at once. Use `yield`, and each value is made when it's asked
# for.
def firsts(lists):
    return [first for each in lists for first in each[:1]]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-truth]
# told: `list(firsts([iter([]), iter('ab')]))` raised `RuntimeError:
# generator raised StopIteration`.
def firsts(lists):
    for each in lists:
        if each:
            yield next(iter(each))
# --8<-- [end:wrong-truth]


# --8<-- [start:wrong-everything]
# told: `list(firsts([[1, 2], [], [3, 4]]))` gives `2` as item 2, not
# `3`.
def firsts(lists):
    for each in lists:
        for item in each:
            yield item
# --8<-- [end:wrong-everything]


# --8<-- [start:wrong-till-full]
# told: `list(firsts([[1, 2], [], [3, 4]]))` ends after 1 item, but more
# should come.
def firsts(lists):
    for each in lists:
        for first in each:
            yield first
            return
# --8<-- [end:wrong-till-full]


# --8<-- [start:right-continue]
def firsts(lists):
    for each in lists:
        try:
            first = next(iter(each))
        except StopIteration:
            continue
        yield first
# --8<-- [end:right-continue]


# --8<-- [start:right-no-more]
def firsts(lists):
    end = object()
    for each in lists:
        if (first := next(iter(each), end)) is not end:
            yield first
# --8<-- [end:right-no-more]


# --8<-- [start:right-islice]
def firsts(lists):
    from itertools import islice

    for each in lists:
        yield from islice(each, 1)
# --8<-- [end:right-islice]


# --8<-- [start:right-expression]
def firsts(lists):
    from itertools import islice

    return (first for each in lists for first in islice(each, 1))
# --8<-- [end:right-expression]


# --8<-- [start:right-zip]
def firsts(lists):
    for each in lists:
        for _, first in zip("1", each):
            yield first
# --8<-- [end:right-zip]


# --8<-- [start:right-else]
def firsts(lists):
    for each in lists:
        for first in each:
            break
        else:
            continue
        yield first
# --8<-- [end:right-else]


# --8<-- [start:solution]
def firsts(lists):
    for each in lists:
        for first in each:
            yield first
            break
# --8<-- [end:solution]


# same: leaves out falsy items of its source; ends at a None of its source, because an
# empty list has no first item, and None is no list


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for empty lists, for falsy firsts, for pulls, and for errors inside."""
    call = "firsts([[1, 2], [], [3, 4]])"
    probe.generator(answer([[1, 2], [], [3, 4]]), call)
    for lists, wanted in (
        ([[1, 2], [], [3, 4]], [1, 3]),
        ([[], []], []),
        ([], []),
        ([[None, 1], [0, 1], [], ["", 1]], [None, 0, ""]),
        ([[7], [7], [], [3], [7]], [7, 7, 3, 7]),
        ([[n, 0] for n in range(30)], list(range(30))),
    ):
        probe.gives(f"list(firsts({lists}))", answer(lists), wanted)
    call = "firsts([iter([]), iter('ab')])"
    probe.gives(f"list({call})", answer([iter([]), iter("ab")]), ["a"])
    inner = probe.source(["a", "b"])
    probe.first("firsts([letters])", answer([inner]), ["a"])
    probe.pulled(inner, 1, "one value of `firsts([letters])`")
    probe.one_by_one(
        "firsts({})", answer, [["a", "b"], [], ["c"], []], ["a", "c"], (0, 1, 3, 4)
    )
    probe.source_error("firsts([broken])", lambda broken: answer([broken]), [], [])
    words = [f"word {n}" for n in range(20)]
    probe.retained("firsts(words)", answer, words)
