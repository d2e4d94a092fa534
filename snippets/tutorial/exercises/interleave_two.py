"""Two countdowns, in turn

Write `interleave_two(make, start)`. `make` is a generator function. Call it twice with
`start`, and yield a value of the first generator, then one of the second, and so on,
until the first has no more.

So `interleave_two(countdown, 2)` yields 2, 2, 1, 1.

Hint: Two calls, two names: `red = make(start)`, `green = make(start)`.

Hint: A `for` loop over `red` gives you its values. In the loop, yield that value, and
then `next(green)`.

Step: list(interleave_two(lambda start: (n for n in [start, 1]), 2))
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any


# --8<-- [start:starter]
def interleave_two(make, start):
    """Yield from two generators, in turn."""
    yield make(start)
# --8<-- [end:starter]


# --8<-- [start:wrong-shared]
# told: Two generators come from two calls of `make`. Calls after two
# values: 1.
def interleave_two(make, start):
    red = make(start)
    for value in red:
        yield value
        yield value
# --8<-- [end:wrong-shared]


# --8<-- [start:wrong-always-fresh]
# told: `list(interleave_two(countdown, 2))` gives `2` as item 4, not
# `1`.
def interleave_two(make, start):
    for value in make(start):
        yield value
        yield next(make(start))
# --8<-- [end:wrong-always-fresh]


# --8<-- [start:wrong-one-after-the-other]
# told: `list(interleave_two(countdown, 2))` gives `1` as item 2, not
# `2`.
def interleave_two(make, start):
    for value in make(start):
        yield value
    for value in make(start):
        yield value
# --8<-- [end:wrong-one-after-the-other]


# --8<-- [start:wrong-list]
# told: Two `next` took 13 items from its source: 1 would do.
def interleave_two(make, start):
    red = list(make(start))
    green = list(make(start))
    for i in range(len(red)):
        yield red[i]
        yield green[i]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-not-called]
# told: `list(interleave_two(countdown, 2))` raised `TypeError:
# 'function' object is not iterable`.
def interleave_two(make, start):
    for value in make:
        yield value
# --8<-- [end:wrong-not-called]


# --8<-- [start:solution]
def interleave_two(make, start):
    """Yield from two generators, in turn."""
    red = make(start)
    green = make(start)
    for value in red:
        yield value
        yield next(green)
# --8<-- [end:solution]


def countdown(start: int) -> Iterator[int]:
    """Count down, as on the page."""
    while start > 0:
        yield start
        start -= 1


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for two generators, made by two calls, each asked in its turn."""
    call = "interleave_two(countdown, 2)"
    probe.generator(answer(countdown, 2), call)
    probe.gives(f"list({call})", answer(countdown, 2), [2, 2, 1, 1])
    probe.gives("list(interleave_two(countdown, 0))", answer(countdown, 0), [])
    made: list[Any] = []

    def make(start: Any) -> Any:
        """Make a source, and remember it."""
        made.append(probe.source([start, None, 0, "", *range(9)]))
        return made[-1]

    one, other = answer(make, 5), answer(make, 7)
    taken = [next(one), next(one)]
    if len(made) != 2:
        probe.fail(
            "Two generators come from two calls of `make`. Calls after two values: "
            f"{len(made)}."
        )
    first, second = made
    probe.pulled(first, 1, "two `next`")
    probe.pulled(second, 1, "two `next`")
    taken += [next(other), *(next(one) for _ in range(6)), next(other)]
    wanted = [5, 5, 7, None, None, 0, 0, "", "", 7]
    probe.equal("one, one, other, one (six times), other", taken, wanted)
    endless = answer(lambda start: count(start), 1)
    probe.first("interleave_two(count, 1)", endless, [1, 1, 2, 2, 3])
