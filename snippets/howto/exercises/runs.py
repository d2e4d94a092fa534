"""Runs

Write `runs(items)`. For each run of equal items it yields a pair: the item, and how
many there are in a row. So `list(runs("aaba"))` is `[("a", 2), ("b", 1), ("a", 1)]`.

Yield each pair as soon as its run is over. The items may never end.

Hint: `groupby` gives you each run. Count its items before you ask for the next run.

Hint: A run has no length. `sum(1 for item in run)` counts its items.

Step: list(runs("aaba"))
"""

from collections.abc import Callable
from itertools import count, groupby
from typing import Any


# --8<-- [start:starter]
def runs(items):
    for item in items:
        yield item, 1
# --8<-- [end:starter]


# --8<-- [start:wrong-counts-all]
# told: `list(runs('aaba'))` gives `('a', 3)` as item 1, not `('a', 2)`.
def runs(items):
    kept = list(items)
    for item in dict.fromkeys(kept):
        yield item, kept.count(item)
# --8<-- [end:wrong-counts-all]


# --8<-- [start:wrong-list-of-groups]
# told: `list(runs('aaba'))` gives `('a', 0)` as item 1, not `('a', 2)`.
def runs(items):
    for item, run in list(groupby(items)):
        yield item, len(list(run))
# --8<-- [end:wrong-list-of-groups]


# --8<-- [start:wrong-no-last]
# told: `list(runs('aaba'))` ends after 2 items, but more should come.
def runs(items):
    before, many = None, 0
    for item in items:
        if many and item != before:
            yield before, many
            many = 0
        before, many = item, many + 1
# --8<-- [end:wrong-no-last]


# --8<-- [start:wrong-empty]
# told: `list(runs([]))` should give nothing at all, but it gives
# something.
def runs(items):
    before, many = None, 0
    for item in items:
        if many and item != before:
            yield before, many
            many = 0
        before, many = item, many + 1
    yield before, many
# --8<-- [end:wrong-empty]


# --8<-- [start:wrong-none-is-nothing]
# told: `list(runs([None, None, 0, '']))` gives `(0, 1)` as item 1, not
# `(None, 2)`.
def runs(items):
    before, many = None, 0
    for item in items:
        if item != before:
            if before is not None:
                yield before, many
            before, many = item, 0
        many += 1
    if before is not None:
        yield before, many
# --8<-- [end:wrong-none-is-nothing]


# --8<-- [start:wrong-lengths-alone]
# told: `list(runs('aaba'))` gives `2` as item 1, not `('a', 2)`.
def runs(items):
    for _, run in groupby(items):
        yield len(list(run))
# --8<-- [end:wrong-lengths-alone]


# --8<-- [start:wrong-sorted]
# told: `list(runs('aaba'))` gives `('a', 3)` as item 1, not `('a', 2)`.
def runs(items):
    for item, run in groupby(sorted(items)):
        yield item, len(list(run))
# --8<-- [end:wrong-sorted]


# --8<-- [start:wrong-the-runs]
# told: `list(runs('aaba'))` gives `('a', ['a', 'a'])` as item 1, not
# `('a', 2)`.
def runs(items):
    for item, run in groupby(items):
        yield item, list(run)
# --8<-- [end:wrong-the-runs]


# --8<-- [start:wrong-list]
# told: `runs('aaba')` gives you a list, with everything in it at once.
# Use `yield`, and each value is made when it's asked for.
def runs(items):
    return [(item, len(list(run))) for item, run in groupby(items)]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-all-first]
# told: By item 1, `runs(iter([1, 1, 0, 1, 5]))` has taken 5 items from
# its source, where 3 would do.
def runs(items):
    for item, run in groupby(list(items)):
        yield item, len(list(run))
# --8<-- [end:wrong-all-first]


# --8<-- [start:right-expression]
def runs(items):
    return (
        (item, sum(1 for _ in run)) for item, run in groupby(items)
    )
# --8<-- [end:right-expression]


# --8<-- [start:right-by-hand]
def runs(items):
    before, many = None, 0
    for item in items:
        if many and item != before:
            yield before, many
            many = 0
        before = item
        many += 1
    if many:
        yield before, many
# --8<-- [end:right-by-hand]


# --8<-- [start:right-pair]
def runs(items):
    run = None
    for item in items:
        if run is None:
            run = [item, 1]
        elif item == run[0]:
            run[1] += 1
        else:
            yield tuple(run)
            run = [item, 1]
    if run:
        yield tuple(run)
# --8<-- [end:right-pair]


# --8<-- [start:right-next]
def runs(items):
    walk, end = iter(items), object()
    item = next(walk, end)
    while item is not end:
        many, following = 1, next(walk, end)
        while following is not end and following == item:
            many += 1
            following = next(walk, end)
        yield item, many
        item = following
# --8<-- [end:right-next]


# --8<-- [start:right-length]
def runs(items):
    for item, run in groupby(items):
        many = 0
        for _ in run:
            many += 1
        yield (item, many)
# --8<-- [end:right-length]


# --8<-- [start:right-last-of-enumerate]
def runs(items):
    for item, run in groupby(items):
        for many, _ in enumerate(run, 1):
            pass
        yield item, many
# --8<-- [end:right-last-of-enumerate]


# --8<-- [start:solution]
def runs(items):
    for item, run in groupby(items):
        yield item, sum(1 for _ in run)
# --8<-- [end:solution]


# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because a pair is never falsy


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the runs of texts and streams, and how far it looked for each."""
    probe.generator(answer("aaba"), "runs('aaba')")
    wanted: list[tuple[Any, int]] = [("a", 2), ("b", 1), ("a", 1)]
    probe.gives("list(runs('aaba'))", answer("aaba"), wanted)
    wanted = [("a", 2), ("b", 1), ("a", 2)]
    probe.gives("list(runs('aabaa'))", answer("aabaa"), wanted)
    probe.gives("list(runs([]))", answer([]), [])
    odd = [None, None, 0, ""]
    wanted = [(None, 2), (0, 1), ("", 1)]
    probe.gives("list(runs([None, None, 0, '']))", answer(odd), wanted)
    many = [n // 2 for n in range(60)]
    wanted = [(n, 2) for n in range(30)]
    probe.gives("list(runs(n // 2 for n in range(60)))", answer(many), wanted)
    items = [1, 1, 0, 1, 5]
    wanted = [(1, 2), (0, 1), (1, 1), (5, 1)]
    probe.one_by_one("runs({})", answer, items, wanted, [0, 3, 4, 5, 6, 6])
    numbers = probe.source(count())
    probe.first("runs(count())", answer(numbers), [(0, 1), (1, 1)])
    probe.retained("runs(items)", answer, [7.0] * 40)
