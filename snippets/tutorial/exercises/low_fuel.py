"""Low on fuel

Write `low_fuel(lines, stage, limit)`. A line of the log has a time, a stage and a
reading: `"60 upper 45"`. For each line of the given `stage` with a reading below
`limit`, `low_fuel` yields a pair of numbers: the time and the reading.

So `list(low_fuel(["60 upper 45"], "upper", 50))` is `[(60, 45)]`.

Read no line before it's needed.

Hint: Make it a pipeline. One part splits each line, the next chooses the stage.

Hint: `line.split()` gives three strings. Strings are compared character by character,
so `"100"` is below `"50"`. Make numbers of the time and the reading first, with `int`.

Step: list(low_fuel(["0 upper 80", "9 core 20", "9 upper 45"], "upper", 50))
"""

from collections.abc import Callable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def low_fuel(lines, stage, limit):
    for line in lines:
        yield line.split()
# --8<-- [end:starter]


# --8<-- [start:wrong-texts]
# told: `list(low_fuel(['5 core 40', '7 upper 80', '7 upper 45'],
# 'upper', 50))` gives `('7', '45')` as item 1, not `(7, 45)`.
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    for time, name, reading in rows:
        if name == stage and int(reading) < limit:
            yield time, reading
# --8<-- [end:wrong-texts]


# --8<-- [start:wrong-compares-texts]
# told: `list(low_fuel(['6 upper 100', '7 upper 9'], 'upper', 50))`
# gives `(6, 100)` as item 1, not `(7, 9)`.
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    for time, name, reading in rows:
        if name == stage and reading < str(limit):
            yield int(time), int(reading)
# --8<-- [end:wrong-compares-texts]


# --8<-- [start:wrong-gathers-first]
# told: By item 1, `low_fuel(iter(['9 core 1', '5 upper 3', '7 upper
# 80', '6 upper 0', '6 upper 0']), 'upper', 50)` has taken 5 items from
# its source, where 2 would do.
def low_fuel(lines, stage, limit):
    rows = [line.split() for line in lines]
    chosen = [row for row in rows if row[1] == stage]
    for time, _, reading in chosen:
        if int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-list]
# told: `low_fuel(['5 core 40', '7 upper 80', '7 upper 45'], 'upper',
# 50)` gives you a list, with everything in it at once. Use `yield`, and
# each value is made when it's asked for.
def low_fuel(lines, stage, limit):
    found = []
    for line in lines:
        time, name, reading = line.split()
        if name == stage and int(reading) < limit:
            found.append((int(time), int(reading)))
    return found
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-ends-early]
# told: `list(low_fuel(['5 core 40', '7 upper 80', '7 upper 45'],
# 'upper', 50))` gives nothing at all.
def low_fuel(lines, stage, limit):
    from itertools import takewhile

    rows = (line.split() for line in lines)
    own = takewhile(lambda row: row[1] == stage, rows)
    for time, _, reading in own:
        if int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:wrong-ends-early]


# --8<-- [start:wrong-part-of-a-name]
# told: `list(low_fuel(['5 core2 9', '5 core 40', '6 upper 7'], 'core',
# 50))` gives `(5, 9)` as item 1, not `(5, 40)`.
def low_fuel(lines, stage, limit):
    chosen = (line for line in lines if stage in line)
    for line in chosen:
        time, _, reading = line.split()
        if int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:wrong-part-of-a-name]


# --8<-- [start:wrong-zero-is-nothing]
# told: `list(low_fuel(['9 upper 0', '8 upper 50', '8 upper 49'],
# 'upper', 50))` gives `(8, 49)` as item 1, not `(9, 0)`.
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    own = ((int(t), int(r)) for t, name, r in rows if name == stage)
    for time, reading in own:
        if reading and reading < limit:
            yield time, reading
# --8<-- [end:wrong-zero-is-nothing]


# --8<-- [start:wrong-limit-too]
# told: `list(low_fuel(['9 upper 0', '8 upper 50', '8 upper 49'],
# 'upper', 50))` gives `(8, 50)` as item 2, not `(8, 49)`.
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    own = ((int(t), int(r)) for t, name, r in rows if name == stage)
    for time, reading in own:
        if reading <= limit:
            yield time, reading
# --8<-- [end:wrong-limit-too]


# --8<-- [start:wrong-one-stage]
# told: `list(low_fuel(['3 upper 60', '3 upper 60'], 'upper', 90))`
# gives nothing at all.
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    own = ((int(t), int(r)) for t, n, r in rows if n == "upper")
    for time, reading in own:
        if reading < 50:
            yield time, reading
# --8<-- [end:wrong-one-stage]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `low_fuel(source, 'upper', 50)` keeps quiet about it. Let the error
# through.
def low_fuel(lines, stage, limit):
    try:
        for line in lines:
            time, name, reading = line.split()
            if name == stage and int(reading) < limit:
                yield int(time), int(reading)
    except ValueError:
        return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-remembers]
# told: `list(low_fuel(['5 core 40', '7 upper 80', '7 upper 45'],
# 'upper', 50))` gives `(5, 40)` as item 1, not `(7, 45)`.
def low_fuel(lines, stage, limit, rows=[]):
    for line in lines:
        rows.append(line.split())
        time, name, reading = rows[-1]
        if rows[0][1] == name and int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:wrong-remembers]


# --8<-- [start:wrong-keeps]
# told: `low_fuel((f'{n} upper {n}' for n in range(40)), 'upper', 50)`
# holds on to 40 items of its source at once, where 3 would do.
def low_fuel(lines, stage, limit):
    rows = []
    for line in lines:
        rows.append(line)
        time, name, reading = line.split()
        if name == stage and int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:wrong-keeps]


# --8<-- [start:right-one-loop]
def low_fuel(lines, stage, limit):
    for line in lines:
        time, name, reading = line.split()
        if name == stage and int(reading) < limit:
            yield int(time), int(reading)
# --8<-- [end:right-one-loop]


# --8<-- [start:right-map]
def low_fuel(lines, stage, limit):
    rows = map(str.split, lines)
    own = filter(lambda row: row[1] == stage, rows)
    pairs = map(lambda row: (int(row[0]), int(row[2])), own)
    return filter(lambda pair: pair[1] < limit, pairs)
# --8<-- [end:right-map]


# --8<-- [start:right-functions]
def split(lines):
    for line in lines:
        yield line.split()


def only(stage, rows):
    for row in rows:
        if row[1] == stage:
            yield row


def low_fuel(lines, stage, limit):
    for time, _, reading in only(stage, split(lines)):
        pair = int(time), int(reading)
        if pair[1] < limit:
            yield pair
# --8<-- [end:right-functions]


# --8<-- [start:right-expression]
def low_fuel(lines, stage, limit):
    return (
        (int(time), int(reading))
        for line in lines
        for time, name, reading in [line.split()]
        if name == stage and int(reading) < limit
    )
# --8<-- [end:right-expression]


# --8<-- [start:right-match]
def low_fuel(lines, stage, limit):
    for line in lines:
        match line.partition(f" {stage} "):
            case (time, middle, reading) if middle:
                if int(reading) < limit:
                    yield int(time), int(reading)
# --8<-- [end:right-match]


# --8<-- [start:right-class]
class low_fuel:
    def __init__(self, lines, stage, limit):
        self.lines = iter(lines)
        self.stage, self.limit = stage, limit

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            time, name, reading = next(self.lines).split()
            if name == self.stage and int(reading) < self.limit:
                return int(time), int(reading)
# --8<-- [end:right-class]


# --8<-- [start:solution]
def low_fuel(lines, stage, limit):
    rows = (line.split() for line in lines)
    own = (
        (int(time), int(reading))
        for time, name, reading in rows
        if name == stage
    )
    for time, reading in own:
        if reading < limit:
            yield time, reading
# --8<-- [end:solution]


# same: ends at a falsy item of its source; leaves out falsy items of its source,
# because no line is empty
# same: ends at a None of its source, because a line is a text
# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because a pair is always true


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the low readings of a few logs, and when each line was read."""

    def upper(source: Any) -> Any:
        return answer(source, "upper", 50)

    lines = ["5 core 40", "7 upper 80", "7 upper 45"]
    low = upper(probe.source(lines))
    probe.iterator(low, f"low_fuel({lines}, 'upper', 50)")
    probe.gives(f"list(low_fuel({lines}, 'upper', 50))", low, [(7, 45)])
    for stage, limit, some, found in (
        ("upper", 50, ["6 upper 100", "7 upper 9"], [(7, 9)]),
        ("upper", 50, ["9 upper 0", "8 upper 50", "8 upper 49"], [(9, 0), (8, 49)]),
        ("upper", 90, ["3 upper 60", "3 upper 60"], [(3, 60), (3, 60)]),
        ("core", 50, ["5 core2 9", "5 core 40", "6 upper 7"], [(5, 40)]),
        ("core2", 101, ["5 core2 100", "5 core 100"], [(5, 100)]),
        ("core", 40, ["5 core 40"], []),
        ("core", 100, [], []),
    ):
        call = f"list(low_fuel({some}, {stage!r}, {limit}))"
        probe.gives(call, answer(some, stage, limit), found)
    some = ["9 core 1", "5 upper 3", "7 upper 80", "6 upper 0", "6 upper 0"]
    wanted = [(5, 3), (6, 0), (6, 0)]
    call = "low_fuel({}, 'upper', 50)"
    probe.one_by_one(call, upper, some, wanted, [0, 2, 4, 5, 6])
    endless = probe.source(f"{n} upper {n % 60}" for n in count(48))
    call = "low_fuel((f'{n} upper {n % 60}' for n in count(48)), 'upper', 50)"
    probe.first(call, upper(endless), [(48, 48), (49, 49), (60, 0)])
    many = [f"{n} upper {n}" for n in range(40)]
    call = "list(low_fuel((f'{n} upper {n}' for n in range(40)), 'upper', 50))"
    probe.gives(call, upper(iter(many)), [(n, n) for n in range(40)])
    probe.retained(call[5:-1], upper, many)
