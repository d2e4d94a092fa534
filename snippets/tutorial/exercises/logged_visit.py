"""A visit that signs out

Write `visit(rooms, log)`. It yields the rooms one by one.

When it ends, it appends `"left"` to the list `log`: at the end of the rooms, and also
when somebody closes it early.

Hint: A `for` loop with a `yield` in it hands out the rooms. What comes after the loop
does not run when the generator is closed at its `yield`.

Hint: `close` raises an exception at the `yield`. A `finally` runs on every way out.

Step: list(visit(["hall", "study"], []))
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any


# --8<-- [start:starter]
def visit(rooms, log):
    """Yield the rooms; append "left" to `log` on every way out."""
    yield "hall"
# --8<-- [end:starter]


# --8<-- [start:wrong-after-loop]
# told: `g.close()` after one room leaves the log at `[]`: what stands
# after the loop does not run then.
def visit(rooms, log):
    for room in rooms:
        yield room
    log.append("left")
# --8<-- [end:wrong-after-loop]


# --8<-- [start:wrong-except]
# told: `list(visit(['hall', 'study'], log))` leaves the log at `[]`,
# not at `['left']`.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except GeneratorExit:
        log.append("left")
# --8<-- [end:wrong-except]


# --8<-- [start:wrong-each-time]
# told: `list(visit(['hall', 'study'], log))` leaves the log at
# `['left', 'left']`, not at `['left']`.
def visit(rooms, log):
    for room in rooms:
        try:
            yield room
        finally:
            log.append("left")
# --8<-- [end:wrong-each-time]


# --8<-- [start:wrong-at-once]
# told: `visit(rooms, log)` gives a list, made whole before anybody
# asked. Use `yield`.
def visit(rooms, log):
    log.append("left")
    return list(rooms)
# --8<-- [end:wrong-at-once]


# --8<-- [start:wrong-on-the-way-in]
# told: After one room the log is `['left']`, though nobody has left
# yet.
def visit(rooms, log):
    log.append("left")
    for room in rooms:
        yield room
# --8<-- [end:wrong-on-the-way-in]


# --8<-- [start:solution]
def visit(rooms: Iterable[str], log: list[str]) -> Iterator[str]:
    """Yield the rooms; append "left" to `log` on every way out."""
    try:
        for room in rooms:
            yield room
    finally:
        log.append("left")
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     except StopIteration:
#         return room
# --8<-- [end:distractors]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it yields, and what it logs on each way out."""
    log: list[str] = []
    probe.generator(answer(["hall"], log), "visit(rooms, log)")
    rooms = ["hall", "study"]
    probe.gives("list(visit(['hall', 'study'], log))", answer(rooms, log), rooms)
    if log != ["left"]:
        probe.fail(
            "`list(visit(['hall', 'study'], log))` leaves the log at "
            f"`{log}`, not at `['left']`."
        )
    log.clear()
    source = probe.source(rooms)
    visit = answer(source, log)
    next(visit)
    probe.pulled(source, 1, "one `next`")
    if log:
        probe.fail(f"After one room the log is `{log}`, though nobody has left yet.")
    visit.close()
    if log != ["left"]:
        probe.fail(
            f"`g.close()` after one room leaves the log at `{log}`: what stands "
            "after the loop does not run then."
        )
