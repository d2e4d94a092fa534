"""The best so far

Write `best()`. You pass it readings with `send`, and each time it gives you the highest
one so far. That reading is all that it keeps.

The first `next` only primes it, and gives `None`. A later `next` brings no new reading,
and gives the highest so far once more. It goes on until it's closed.

Hint: `reading = yield highest` hands out the highest, and takes in a reading.

Hint: A `next` brings in `None`. Test for that with `is None`: a reading may be 0.

Step: list(map(best().send, [None, 3, 9, 4]))
"""

from collections.abc import Callable, Generator, Iterator
from typing import Any


# --8<-- [start:starter]
def best():
    """Take in readings; give the highest so far."""
    reading = yield None
    yield reading
# --8<-- [end:starter]


# --8<-- [start:wrong-zero]
# told: `g = best(); next(g); g.send(-5); g.send(-7); next(g);
# g.send(0)` gives `-5`, not `0`.
def best():
    highest = None
    while True:
        reading = yield highest
        if reading:
            if highest is None or reading > highest:
                highest = reading
# --8<-- [end:wrong-zero]


# --8<-- [start:wrong-truth]
# told: `g = best(); next(g); g.send(-5); g.send(-7); next(g);
# g.send(0); g.send(-1)` gives `-1`, not `0`.
def best():
    highest = None
    while True:
        reading = yield highest
        if reading is None:
            continue
        if not highest or reading > highest:
            highest = reading
# --8<-- [end:wrong-truth]


# --8<-- [start:wrong-next-brings-none]
# told: `g = best(); next(g); g.send(-5); g.send(-7); next(g)` raised
# `TypeError: '>' not supported between instances of 'NoneType' and
# 'int'`.
def best():
    highest = None
    while True:
        reading = yield highest
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-next-brings-none]


# --8<-- [start:wrong-begins-at-zero]
# told: `g = best(); next(g)` gives `0`, not `None`.
def best():
    highest = 0
    while True:
        reading = yield highest
        if reading is not None and reading > highest:
            highest = reading
# --8<-- [end:wrong-begins-at-zero]


# --8<-- [start:wrong-primed-twice]
# told: `g = best(); next(g); g.send(3)` gives `None`, not `3`.
def best():
    highest = None
    yield None
    while True:
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-primed-twice]


# --8<-- [start:wrong-the-latest]
# told: `g = best(); next(g); g.send(3); g.send(9); g.send(4)` gives
# `4`, not `9`.
def best():
    reading = None
    while True:
        reading = yield reading
# --8<-- [end:wrong-the-latest]


# --8<-- [start:wrong-keeps-all]
# told: `map(best().send, readings)` holds on to 40 items of its source
# at once, where 3 would do.
def best():
    readings = []
    while True:
        reading = yield max(readings, default=None)
        if reading is not None:
            readings.append(reading)
# --8<-- [end:wrong-keeps-all]


# --8<-- [start:wrong-swallows]
# told: An error thrown into `best()` after 1 item never comes out
# again. Let it through.
def best():
    highest = None
    while True:
        try:
            reading = yield highest
        except Exception:
            continue
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-stays-when-closed]
# told: `best()` won't end when it's closed after 1 item.
def best():
    highest = None
    while True:
        try:
            reading = yield highest
        except GeneratorExit:
            continue
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-stays-when-closed]


# --8<-- [start:wrong-shared]
# told: `g = best(); next(g)` gives `9`, not `None`. Each call by itself
# is right, so something stays behind from one call to the next.
highest = None
def best():
    global highest
    while True:
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-shared]


# --8<-- [start:wrong-two-yields]
# told: `g = best(); next(g); g.send(3); g.send(9)` gives `None`, not
# `9`.
def best():
    highest = None
    while True:
        reading = yield
        if reading is not None:
            if highest is None or reading > highest:
                highest = reading
        yield highest
# --8<-- [end:wrong-two-yields]


# --8<-- [start:wrong-stops]
# told: `list(map(best().send, [None, *readings]))` ends after 20 items,
# but more should come.
def best():
    highest = None
    for _ in range(20):
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-stops]


# --8<-- [start:wrong-lowest]
# told: `g = best(); next(g); g.send(3); g.send(9)` gives `3`, not `9`.
def best():
    lowest = None
    while True:
        reading = yield lowest
        if reading is None:
            continue
        if lowest is None or reading < lowest:
            lowest = reading
# --8<-- [end:wrong-lowest]


# --8<-- [start:wrong-whole-numbers]
# told: `g = best(); next(g); next(g); g.send(2.5)` gives `2`, not
# `2.5`.
def best():
    highest = None
    while True:
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = int(reading)
# --8<-- [end:wrong-whole-numbers]


# --8<-- [start:wrong-forgets-the-send]
# told: `g = best(); next(g); g.send(3)` gives `None`, not `3`.
def best():
    highest = None
    while True:
        yield highest
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:wrong-forgets-the-send]


# --8<-- [start:wrong-gives-none-at-next]
# told: `g = best(); next(g); g.send(-5); g.send(-7); next(g)` gives
# `None`, not `-5`.
def best():
    highest = None
    shown = None
    while True:
        reading = yield shown
        shown = None
        if reading is not None:
            if highest is None or reading > highest:
                highest = reading
            shown = highest
# --8<-- [end:wrong-gives-none-at-next]


# --8<-- [start:wrong-from-a-list]
# told: `g = best(); next(g)` gives `3`, not `None`.
def best():
    readings = [3, 9, 4]
    highest = readings[0]
    for reading in readings:
        highest = max(highest, reading)
        yield highest
# --8<-- [end:wrong-from-a-list]


# --8<-- [start:wrong-no-generator]
# told: `best()` gives you `None`: it never gets to a `yield`.
def best():
    return None
# --8<-- [end:wrong-no-generator]


# --8<-- [start:right-two-stages]
def best():
    highest = None
    while highest is None:
        highest = yield
    while True:
        reading = yield highest
        if reading is not None:
            highest = max(highest, reading)
# --8<-- [end:right-two-stages]


# --8<-- [start:right-walrus]
def best():
    top = ()
    while True:
        if (new := (yield top[0] if top else None)) is not None:
            top = (max(new, *top),) if top else (new,)
# --8<-- [end:right-walrus]


# --8<-- [start:right-minus-infinity]
def best():
    from math import inf

    highest = -inf
    while True:
        reading = yield None if highest == -inf else highest
        highest = max(highest, -inf if reading is None else reading)
# --8<-- [end:right-minus-infinity]


# --8<-- [start:right-delegates]
def best():
    def heard(highest):
        while (reading := (yield highest)) is None:
            pass
        return reading

    highest = yield from heard(None)
    while True:
        highest = max(highest, (yield from heard(highest)))
# --8<-- [end:right-delegates]


# --8<-- [start:right-class]
class best(Generator[Any, Any, Any]):
    highest = None

    def send(self, value):
        if value is not None:
            kept = [] if self.highest is None else [self.highest]
            self.highest = max([value, *kept])
        return self.highest

    def throw(self, kind, value=None, trace=None):
        raise kind if value is None else value
# --8<-- [end:right-class]


# --8<-- [start:right-lets-through]
def best():
    highest = None
    try:
        while True:
            match (yield highest):
                case None:
                    pass
                case reading if highest is None or reading > highest:
                    highest = reading
    except GeneratorExit:
        return
# --8<-- [end:right-lets-through]


# --8<-- [start:solution]
def best():
    highest = None
    while True:
        reading = yield highest
        if reading is None:
            continue
        if highest is None or reading > highest:
            highest = reading
# --8<-- [end:solution]


# same: `reading > highest` -> `reading >= highest`, because of two that are equal
# either is the highest


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Tell it readings: high, low, falsy, none and many; then throw and close."""

    def made() -> Any:
        return probe.iterator(answer(), "best()")

    def hears(told: list[Any], wanted: list[Any]) -> None:
        g, call = made(), "g = best()"
        for value, highest in zip(told, wanted, strict=True):
            call += "; next(g)" if value is None else f"; g.send({value!r})"
            with probe.during(call):
                try:
                    got = next(g) if value is None else g.send(value)
                except StopIteration:
                    what = f"`{call}` raises `StopIteration`: it shouldn't end."
                    probe.fail(what, str(highest), "the end")
            probe.equal(call, got, highest)

    probe.printed_at_call("best()", answer)
    hears([None, 3, 9, 4], [None, 3, 9, 9])
    hears([None, -5, -7, None, 0, -1, None], [None, -5, -5, -5, 0, 0, 0])
    hears([None, None, 2.5, 2.5, 1, 2.75], [None, None, 2.5, 2.5, 2.5, 2.75])

    call = "list(map(best().send, [None, *readings]))"
    readings = [n * 7 % 40 for n in range(40)]
    so_far = [max(readings[: n + 1]) for n in range(40)]
    probe.gives(call, map(made().send, [None, *readings]), [None, *so_far])
    some = [None, 3, 9, 4]
    call = "map(best().send, [None, 3, 9, 4])"
    probe.twice(call, lambda: map(made().send, some), [None, 3, 9, 9])

    def told(source: Iterator[Any]) -> Iterator[Any]:
        g = made()
        next(g)
        return map(g.send, source)

    rising = [float(n) for n in range(40)]
    probe.retained("map(best().send, readings)", told, rising)
    for after in (0, 1, 2):
        probe.thrown("best()", made, after)
        probe.dropped("best()", made, after)
        probe.dropped("best()", made, after, "del")
