"""What it remembers, request by request

Write `replay(g, steps)`. It asks `g` for a value `steps` times. After each request,
while `g` waits, it notes what `start` is in `g`. It returns these notes as a list.

So `replay(launch(3), 2)` returns `[3, 2]`. If `g` ends sooner, so does the list.
`getgeneratorlocals` is imported already.

Hint: `getgeneratorlocals(g)` gives a `dict`, and you want its `"start"`. Look *after*
each `next(g)`.

Hint: At the end, `next(g)` raises `StopIteration`: catch it, and return what you have.

Step: replay((start for start in [3, 2, 1]), 2)
"""

from collections.abc import Callable, Iterator
from inspect import getgeneratorlocals
from typing import Any


# --8<-- [start:starter]
def replay(g, steps):
    """Note what `start` is after each request."""
    seen = []
    return seen
# --8<-- [end:starter]


# --8<-- [start:wrong-values]
# told: `replay(launch(2), 3)` gives `[2, 1, 'lift-off']`, not `[2, 1,
# 0]`.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        seen.append(next(g, None))
    return seen
# --8<-- [end:wrong-values]


# --8<-- [start:wrong-too-soon]
# told: `replay(launch(3), 2)` gives `[3, 3]`, not `[3, 2]`.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        seen.append(getgeneratorlocals(g)["start"])
        next(g)
    return seen
# --8<-- [end:wrong-too-soon]


# --8<-- [start:wrong-one-too-many]
# told: After `g = launch(9)` and `replay(g, 2)`, `next(g)` gives 6, not
# 7: `replay` should ask exactly twice.
def replay(g, steps):
    seen = []
    for value in g:
        if len(seen) == steps:
            break
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-one-too-many]


# --8<-- [start:wrong-no-end]
# told: `replay(launch(1), 5)` raised `StopIteration`.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        next(g)
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-no-end]


# --8<-- [start:wrong-none-is-the-end]
# told: `replay(g, 5)` gives `[]`, where `g` yields `None`, 0, an empty
# string and `None`, and its `start` is 1, 11, 21 and 31.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        if next(g, None) is None:
            break
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-none-is-the-end]


# --8<-- [start:wrong-swallows]
# told: `replay(broken(3), 2)` should raise `ValueError`, but it
# doesn't.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        try:
            next(g)
        except Exception:
            break
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-whole-dict]
# told: `replay(launch(3), 2)` gives `[{'start': 3}, {'start': 2}]`, not
# `[3, 2]`.
def replay(g, steps):
    seen = []
    for _ in range(steps):
        next(g)
        seen.append(dict(getgeneratorlocals(g)))
    return seen
# --8<-- [end:wrong-whole-dict]


# --8<-- [start:wrong-counts-itself]
# told: After `g = launch(9)` and `replay(g, 2)`, `next(g)` gives 9, not
# 7: `replay` should ask exactly twice.
def replay(g, steps):
    start = getgeneratorlocals(g)["start"]
    return [start - step for step in range(steps)]
# --8<-- [end:wrong-counts-itself]


# --8<-- [start:wrong-shared]
# told: `replay(launch(2), 3)` gives `[3, 2, 2, 1, 0]`, not `[2, 1, 0]`.
# Each call by itself is right, so something stays behind from one call
# to the next.
def replay(g, steps, seen=[]):
    for _ in range(steps):
        try:
            next(g)
        except StopIteration:
            break
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-shared]


# --8<-- [start:wrong-zip-the-other-way]
# told: After `g = launch(9)` and `replay(g, 2)`, `next(g)` gives 6, not
# 7: `replay` should ask exactly twice.
def replay(g, steps):
    seen = []
    for value, _ in zip(g, range(steps)):
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:wrong-zip-the-other-way]


# --8<-- [start:right-no-more]
def replay(g, steps):
    seen, end = [], object()
    for _ in range(steps):
        if next(g, end) is end:
            break
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:right-no-more]


# --8<-- [start:right-frame]
def replay(g, steps):
    seen = []
    while len(seen) < steps:
        try:
            next(g)
        except StopIteration:
            break
        seen.append(g.gi_frame.f_locals["start"])
    return seen
# --8<-- [end:right-frame]


# --8<-- [start:right-islice]
def replay(g, steps):
    from itertools import islice

    return [getgeneratorlocals(g)["start"] for _ in islice(g, steps)]
# --8<-- [end:right-islice]


# --8<-- [start:right-zip]
def replay(g, steps):
    seen = []
    for _, value in zip(range(steps), g):
        seen.append(getgeneratorlocals(g)["start"])
    return seen
# --8<-- [end:right-zip]


# --8<-- [start:right-for]
def replay(g, steps):
    seen = []
    if steps == 0:
        return seen
    for _ in g:
        seen.append(getgeneratorlocals(g)["start"])
        if len(seen) == steps:
            break
    return seen
# --8<-- [end:right-for]


# --8<-- [start:right-recursion]
def replay(g, steps):
    if steps == 0:
        return []
    try:
        next(g)
    except StopIteration:
        return []
    return [getgeneratorlocals(g)["start"], *replay(g, steps - 1)]
# --8<-- [end:right-recursion]


# --8<-- [start:solution]
def replay(g, steps):
    seen = []
    for _ in range(steps):
        try:
            next(g)
        except StopIteration:
            return seen
        here = getgeneratorlocals(g)
        seen.append(here["start"])
    return seen
# --8<-- [end:solution]


def launch(start: int) -> Iterator[Any]:
    """Count down, as on the page, without printing anything."""
    while start > 0:
        yield start
        start -= 1
    yield "lift-off"


def hidden(start: Any, values: list[Any]) -> Iterator[Any]:
    """Yield things other than `start`."""
    for value in values:
        yield value
        start += 10


def broken(start: int) -> Iterator[int]:
    """Yield once, and fail."""
    yield start
    raise ValueError("no fuel")


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for notes on generators that end, that yield `None`, and that fail."""
    probe.equal("replay(launch(3), 2)", answer(launch(3), 2), [3, 2])
    probe.equal("replay(launch(2), 3)", answer(launch(2), 3), [2, 1, 0])
    probe.equal("replay(launch(3), 0)", answer(launch(3), 0), [])
    g = launch(9)
    answer(g, 2)
    value = next(g)
    if value != 7:
        probe.fail(
            f"After `g = launch(9)` and `replay(g, 2)`, `next(g)` gives {value}, not "
            "7: `replay` should ask exactly twice."
        )
    probe.equal("replay(launch(1), 5)", answer(launch(1), 5), [1, 0])
    notes = answer(hidden(1, [None, 0, "", None]), 5)
    if notes != [1, 11, 21, 31]:
        probe.fail(
            f"`replay(g, 5)` gives `{notes}`, where `g` yields `None`, 0, an empty "
            "string and `None`, and its `start` is 1, 11, 21 and 31."
        )
    call = "replay(broken(3), 2)"
    probe.raises(call, lambda: answer(broken(3), 2), ValueError)
