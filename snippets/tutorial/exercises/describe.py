"""In plain words

Write `describe(g)`. It returns the state of a generator in words: `"not started"`,
`"running"`, `"waiting"` or `"ended"`. It doesn't ask `g` for a value.

`getgeneratorstate` is imported already.

Hint: `getgeneratorstate(g)` gives one of four names.

Hint: A `dict` can map each name to your words for it.

Step: describe(n for n in [3, 2, 1])
"""

from collections.abc import Callable, Iterator
from inspect import getgeneratorlocals, getgeneratorstate
from typing import Any


# --8<-- [start:starter]
def describe(g):
    """Return the state of a generator in words."""
    return "waiting"
# --8<-- [end:starter]


# --8<-- [start:wrong-asks]
# told: `describe(g)` took a value: `g` gives `[1]`, not `[1, 2]`.
def describe(g):
    if getgeneratorstate(g) == "GEN_CREATED":
        return "not started"
    try:
        next(g)
    except ValueError:
        return "running"
    except StopIteration:
        return "ended"
    return "waiting"
# --8<-- [end:wrong-asks]


# --8<-- [start:wrong-two-words]
# told: `describe(g)` gives `'waiting'` before the first `next(g)`.
def describe(g):
    if g.gi_frame is None:
        return "ended"
    return "waiting"
# --8<-- [end:wrong-two-words]


# --8<-- [start:wrong-never-running]
# told: `describe(g)` gives `'waiting'` when `g` itself calls it.
def describe(g):
    state = getgeneratorstate(g)
    if state == "GEN_CREATED":
        return "not started"
    if state == "GEN_CLOSED":
        return "ended"
    return "waiting"
# --8<-- [end:wrong-never-running]


# --8<-- [start:wrong-by-variables]
# told: `describe(g)` gives `'ended'` before the first `next(g)`.
def describe(g):
    if g.gi_running:
        return "running"
    if not getgeneratorlocals(g):
        return "ended"
    if getgeneratorstate(g) == "GEN_CREATED":
        return "not started"
    return "waiting"
# --8<-- [end:wrong-by-variables]


# --8<-- [start:wrong-pythons-names]
# told: `describe(g)` gives `'GEN_CREATED'` before the first `next(g)`.
def describe(g):
    return getgeneratorstate(g)
# --8<-- [end:wrong-pythons-names]


# --8<-- [start:wrong-swapped]
# told: `describe(g)` gives `'waiting'` before the first `next(g)`.
def describe(g):
    words = {
        "GEN_CREATED": "waiting",
        "GEN_RUNNING": "running",
        "GEN_SUSPENDED": "not started",
        "GEN_CLOSED": "ended",
    }
    return words[getgeneratorstate(g)]
# --8<-- [end:wrong-swapped]


# --8<-- [start:wrong-walks]
# told: `describe(g)` gives `'waiting'` before the first `next(g)`.
def describe(g):
    return "waiting" if list(g) else "ended"
# --8<-- [end:wrong-walks]


# --8<-- [start:wrong-truth]
# told: `describe(g)` gives `'not started'` after the first `next(g)`.
def describe(g):
    return "not started" if g else "ended"
# --8<-- [end:wrong-truth]


# --8<-- [start:wrong-never-ends]
# told: `describe(g)` gives `'not started'` after the last value.
def describe(g):
    if g.gi_running:
        return "running"
    return "waiting" if g.gi_suspended else "not started"
# --8<-- [end:wrong-never-ends]


# --8<-- [start:wrong-remembers]
# told: `describe(g)` gives `'waiting'` the second time, before the
# first `next(g)`.
seen: list[Any] = []
def describe(g):
    seen.append(g)
    return "waiting" if seen.count(g) > 1 else "not started"
# --8<-- [end:wrong-remembers]


# --8<-- [start:right-ifs]
def describe(g):
    state = getgeneratorstate(g)
    if state == "GEN_CREATED":
        return "not started"
    if state == "GEN_RUNNING":
        return "running"
    if state == "GEN_SUSPENDED":
        return "waiting"
    return "ended"
# --8<-- [end:right-ifs]


# --8<-- [start:right-attributes]
def describe(g):
    if g.gi_running:
        return "running"
    if g.gi_frame is None:
        return "ended"
    return "waiting" if g.gi_suspended else "not started"
# --8<-- [end:right-attributes]


# --8<-- [start:right-match]
def describe(g):
    match getgeneratorstate(g):
        case "GEN_CREATED":
            return "not started"
        case "GEN_RUNNING":
            return "running"
        case "GEN_SUSPENDED":
            return "waiting"
    return "ended"
# --8<-- [end:right-match]


# --8<-- [start:right-constants]
def describe(g):
    import inspect

    return {
        inspect.GEN_CREATED: "not started",
        inspect.GEN_RUNNING: "running",
        inspect.GEN_SUSPENDED: "waiting",
    }.get(getgeneratorstate(g), "ended")
# --8<-- [end:right-constants]


# --8<-- [start:right-ends-of-names]
def describe(g):
    state = getgeneratorstate(g)
    for end, word in [("ED", "ended"), ("NG", "running")]:
        if state.endswith(end) and state[4:6] in ("CL", "RU"):
            return word
    return "not started" if "CREATED" in state else "waiting"
# --8<-- [end:right-ends-of-names]


# --8<-- [start:solution]
def describe(g):
    words = {
        "GEN_CREATED": "not started",
        "GEN_RUNNING": "running",
        "GEN_SUSPENDED": "waiting",
        "GEN_CLOSED": "ended",
    }
    return words[getgeneratorstate(g)]
# --8<-- [end:solution]


def two() -> Iterator[int]:
    """Yield twice, and have no variables."""
    yield 1
    yield 2


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask in all four states, and whether anything was taken."""

    def says(wanted: str, g: Iterator[Any], when: str) -> None:
        probe.case = "describe(g)"
        got = answer(g)
        probe.case = ""
        if got != wanted:
            probe.fail(f"`describe(g)` gives `{got!r}` {when}.")

    g = two()
    says("not started", g, "before the first `next(g)`")
    says("not started", g, "the second time, before the first `next(g)`")
    taken = [next(g)]
    says("waiting", g, "after the first `next(g)`")
    taken += g
    if taken != [1, 2]:
        probe.fail(f"`describe(g)` took a value: `g` gives `{taken}`, not `[1, 2]`.")
    says("ended", g, "after the last value")
    closed = two()
    closed.close()  # type: ignore[attr-defined]
    says("ended", closed, "after `g.close()`")
    said = []

    def mirror() -> Iterator[int]:
        said.append(answer(itself))
        yield 1

    itself = mirror()
    with probe.during("describe(g)"):
        list(itself)
    if said != ["running"]:
        probe.fail(f"`describe(g)` gives `{said[0]!r}` when `g` itself calls it.")
