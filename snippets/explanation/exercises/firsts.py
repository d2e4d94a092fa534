"""The first of each

Write `firsts(lists)`. It yields the first item of each of the `lists`, and passes over
those that have none.

What is in `lists` may be a list, or any other iterable, a generator too.

Hint: An empty list must not end the walk, so `return` is no help. Which loop runs no
round at all for an empty list?

Hint: Or catch `StopIteration` and `continue` with the next list.

Step: list(firsts([[1, 2], [], [3, 4]]))
"""

from collections.abc import Callable
from itertools import count, repeat
from typing import Any


# --8<-- [start:starter]
def firsts(lists):
    """Yield the first item of each list that has one."""
    for each in lists:
        yield next(iter(each))
# --8<-- [end:starter]


# --8<-- [start:wrong-ends]
# told: `list(firsts([[1, 2], [], [3, 4]]))` ends after 1 item: more
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
# told: `firsts(lists)` raised `TypeError: 'Source' object is not
# subscriptable`.
def firsts(lists):
    for each in lists:
        if each:
            yield each[0]
# --8<-- [end:wrong-index]


# --8<-- [start:wrong-too-many]
# told: One `next` took 2 items from its source: 1 would do.
def firsts(lists):
    for each in lists:
        for first in list(each)[:1]:
            yield first
# --8<-- [end:wrong-too-many]


# --8<-- [start:wrong-try-around]
# told: `list(firsts([broken()]))` does not raise `ValueError`.
def firsts(lists):
    for each in lists:
        try:
            yield next(iter(each))
        except Exception:
            pass
# --8<-- [end:wrong-try-around]


# --8<-- [start:wrong-list]
# told: `firsts([[1, 2], [], [3, 4]])` gives a list, made whole before
# anybody asked. Use `yield`.
def firsts(lists):
    return [first for each in lists for first in each[:1]]
# --8<-- [end:wrong-list]


# --8<-- [start:solution]
def firsts(lists):
    """Yield the first item of each list that has one."""
    for each in lists:
        for first in each:
            yield first
            break
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for empty lists, for falsy firsts, for pulls, and for errors inside."""
    lists = [[1, 2], [], [3, 4]]
    call = "firsts([[1, 2], [], [3, 4]])"
    probe.generator(answer(lists), call)
    probe.gives(f"list({call})", answer(lists), [1, 3])
    probe.gives("list(firsts([[], []]))", answer([[], []]), [])
    falsy = [[None, 1], [0, 1], [], ["", 1]]
    probe.gives("list(firsts([[None, 1], [0, 1], [], ['', 1]]))", answer(falsy), [
        None,
        0,
        "",
    ])
    inner = probe.source(["a", "b"])
    outer = probe.source([inner, [], ["c"]])
    g = answer(outer)
    probe.pulled(outer, 0, "calling `firsts(lists)`")
    probe.first("firsts(lists)", g, ["a"])
    probe.pulled(inner, 1, "one `next`")
    probe.pulled(outer, 1, "one `next`")
    probe.gives("the rest of firsts(lists)", g, ["c"])
    probe.first("firsts(repeat(count()))", answer(repeat(count())), [0, 1, 2])

    def broken() -> Any:
        raise ValueError("torn page")
        yield

    call = "list(firsts([broken()]))"
    probe.raises(call, lambda: list(answer([broken()])), ValueError)
