"""A visit that signs out

Write `visit(rooms, log)`. It yields the rooms one by one.

When it ends, it appends `"left"` to the list `log`. It does so after the last room, and
also when it's closed early.

Hint: A `for` loop with a `yield` in it hands out the rooms. Lines after the loop don't
run if the generator is closed at its `yield`.

Hint: `close` raises an exception at the `yield`. A `finally` runs on every way out.

Step: list(visit(["hall", "study"], []))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def visit(rooms, log):
    """Yield the rooms; append "left" to `log` on every way out."""
    yield "hall"
# --8<-- [end:starter]


# --8<-- [start:wrong-after-loop]
# told: Closing `visit(['hall', 'study'], log)` after 1 room leaves
# `[]` in the log, not `['left']`.
def visit(rooms, log):
    for room in rooms:
        yield room
    log.append("left")
# --8<-- [end:wrong-after-loop]


# --8<-- [start:wrong-except]
# told: `list(visit(['hall', 'study'], log))` leaves `[]` in the log,
# not `['left']`.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except GeneratorExit:
        log.append("left")
# --8<-- [end:wrong-except]


# --8<-- [start:wrong-each-time]
# told: `list(visit(['hall', 'study'], log))` leaves `['left',
# 'left']` in the log, not `['left']`.
def visit(rooms, log):
    for room in rooms:
        try:
            yield room
        finally:
            log.append("left")
# --8<-- [end:wrong-each-time]


# --8<-- [start:wrong-at-once]
# told: `visit(rooms, log)` gives you a list, with everything in it at
# once. Use `yield`, and each value is made when it's asked for.
def visit(rooms, log):
    log.append("left")
    return list(rooms)
# --8<-- [end:wrong-at-once]


# --8<-- [start:wrong-on-the-way-in]
# told: After one room, `visit(['hall', 'study'], log)` has logged
# `['left']`, but it hasn't ended yet.
def visit(rooms, log):
    log.append("left")
    for room in rooms:
        yield room
# --8<-- [end:wrong-on-the-way-in]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `visit(source, [])` keeps quiet about it. Let the error through.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except:
        pass
    log.append("left")
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-logs-twice-when-closed]
# told: Closing `visit(['hall', 'study'], log)` after 1 room leaves
# `['left', 'left']` in the log, not `['left']`.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except GeneratorExit:
        log.append("left")
    log.append("left")
# --8<-- [end:wrong-logs-twice-when-closed]


# --8<-- [start:wrong-not-on-errors]
# told: When its source raises an error after 0 rooms, `visit(source,
# log)` leaves `['came']` in the log, not `['came', 'left']`.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except GeneratorExit:
        log.append("left")
    else:
        log.append("left")
# --8<-- [end:wrong-not-on-errors]


# --8<-- [start:wrong-gathers-first]
# told: By item 1, `visit(iter(['study', '', None, 0, 'hall', 'hall',
# 'attic']), [])` has taken 7 items from its source, where 1 would do.
def visit(rooms, log):
    kept = list(rooms)
    try:
        for room in kept:
            yield room
    finally:
        log.append("left")
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-stays-when-closed]
# told: `list(visit(['hall', 'study'], log))` goes on after 2 items, but
# it should end there.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    finally:
        log.append("left")
        yield "left"
# --8<-- [end:wrong-stays-when-closed]


# --8<-- [start:wrong-ends-at-an-empty-name]
# told: `visit(iter(['study', '', None, 0, 'hall', 'hall', 'attic']),
# [])` ends after 1 item, but more should come.
def visit(rooms, log):
    iterator = iter(rooms)
    try:
        while room := next(iterator, None):
            yield room
    finally:
        log.append("left")
# --8<-- [end:wrong-ends-at-an-empty-name]


# --8<-- [start:wrong-log-of-its-own]
# told: `list(visit(['hall', 'study'], log))` leaves `[]` in the log,
# not `['left']`.
def visit(rooms, log):
    log = []
    try:
        for room in rooms:
            yield room
    finally:
        log.append("left")
# --8<-- [end:wrong-log-of-its-own]


# --8<-- [start:wrong-wipes-the-log]
# told: When its source raises an error after 0 rooms, `visit(source,
# log)` leaves `['left']` in the log, not `['came', 'left']`.
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    finally:
        log[:] = ["left"]
# --8<-- [end:wrong-wipes-the-log]


# --8<-- [start:right-yield-from]
def visit(rooms, log):
    try:
        yield from rooms
    finally:
        log += ["left"]
# --8<-- [end:right-yield-from]


# --8<-- [start:right-exit-stack]
def visit(rooms, log):
    from contextlib import ExitStack

    with ExitStack() as stack:
        stack.callback(log.append, "left")
        for room in rooms:
            yield room
# --8<-- [end:right-exit-stack]


# --8<-- [start:right-context-manager]
def visit(rooms, log):
    class Visit:
        def __enter__(self):
            return iter(rooms)

        def __exit__(self, *_):
            log.append("left")

    with Visit() as walk:
        for room in walk:
            yield room
# --8<-- [end:right-context-manager]


# --8<-- [start:right-raises-again]
def visit(rooms, log):
    try:
        for room in rooms:
            yield room
    except BaseException:
        log.append("left")
        raise
    else:
        log.append("left")
# --8<-- [end:right-raises-again]


# --8<-- [start:right-while]
def visit(rooms, log):
    walk = iter(rooms)
    try:
        while True:
            try:
                room = next(walk)
            except StopIteration:
                return
            yield room
    finally:
        log.insert(len(log), "left")
# --8<-- [end:right-while]


# --8<-- [start:right-inner]
def visit(rooms, log):
    def walk():
        return (yield from rooms)

    try:
        yield from walk()
    finally:
        log.extend(["left"])
# --8<-- [end:right-inner]


# --8<-- [start:solution]
def visit(rooms, log):
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
    rooms = ["hall", "study"]
    call = "visit(['hall', 'study'], log)"

    def logged(log: list[str], wanted: list[str], done: str) -> None:
        if log != wanted:
            told = f"{done} leaves `{log}` in the log, not `{wanted}`."
            probe.fail(told, str(wanted), str(log))

    log: list[str] = []
    visit = probe.generator(answer(rooms, log), "visit(rooms, log)")
    probe.gives(f"list({call})", visit, rooms)
    logged(log, ["left"], f"`list({call})`")

    log = []
    visit = answer(rooms, log)
    probe.first(call, visit, ["hall"])
    if log:
        told = f"After one room, `{call}` has logged `{log}`, but it hasn't ended yet."
        probe.fail(told, "[]", str(log))
    visit.close()
    logged(log, ["left"], f"Closing `{call}` after 1 room")

    house = ["study", "", None, 0, "hall", "hall", "attic"]
    pulls = [0, 1, 2, 3, 4, 5, 6, 7, 7]
    probe.one_by_one("visit({}, [])", lambda s: answer(s, []), house, house, pulls)
    street = [f"room {n}" for n in range(40)]
    probe.gives("list(visit(street, []))", answer(street, []), street)
    probe.printed_at_call(call, lambda: answer(rooms, []))
    probe.retained("visit(street, [])", lambda s: answer(s, []), street)

    for after in (0, 1, 2):
        wanted = ["came", "left"] if after else ["came"]
        many = "1 room" if after == 1 else f"{after} rooms"
        for way, done in (("close", "Closing"), ("del", "Dropping")):
            log = ["came"]
            probe.dropped(call, lambda: answer(rooms, log), after, way)
            logged(log, wanted, f"{done} `{call}` after {many}")
        log = ["came"]
        probe.thrown(call, lambda: answer(rooms, log), after)
        logged(log, wanted, f"An error thrown into `{call}` after {many}")
        log, some = ["came"], rooms[:after]
        call_on = "visit(source, log)"
        probe.source_error(call_on, lambda source: answer(source, log), some, some)
        done = f"When its source raises an error after {many}, `{call_on}`"
        logged(log, ["came", "left"], done)
    log = []
    probe.gives("list(visit([], log))", answer([], log), [])
    logged(log, ["left"], "`list(visit([], log))`")
