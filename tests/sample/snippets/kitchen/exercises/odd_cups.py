"""The odd cups below a limit

Write `odd_cups(limit)`. It yields 1, 3, 5 and so on, each smaller than `limit`.

Hint: Begin with a variable that is 1, and a `while` loop that compares it with `limit`.

Hint: In the loop, yield the variable first, and then add 2 to it.

Step: list(odd_cups(6))
"""

from collections.abc import Callable, Iterator
from typing import Any


# --8<-- [start:starter]
def odd_cups(limit):
    """Yield the odd cups below `limit`."""
    return 1
# --8<-- [end:starter]


# --8<-- [start:wrong-list]
# told: `odd_cups(6)` gives you a list, with everything in it at once.
# Use `yield`, and each value is made when it's asked for.
def odd_cups(limit):
    return list(range(1, limit, 2))
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-adds-first]
# told: `list(odd_cups(6))` gives `3` as item 1, not `1`.
def odd_cups(limit):
    number = 1
    while number < limit:
        number += 2
        yield number
# --8<-- [end:wrong-adds-first]


# --8<-- [start:wrong-limit]
# told: `list(odd_cups(7))` goes on after 3 items, but it should end
# there.
def odd_cups(limit):
    number = 1
    while number <= limit:
        yield number
        number += 2
# --8<-- [end:wrong-limit]


# --8<-- [start:wrong-gathers-first]
# told: The first value of `odd_cups(16_000)` takes as much memory as
# all of them: make each value when it's asked for.
def odd_cups(limit):
    numbers = [n for n in range(limit) if n % 2]
    for number in numbers:
        yield number
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-shared-start]
# told: `list(odd_cups(7))` gives nothing at all. Each call by itself is
# right, so something stays behind from one call to the next.
number = -1
def odd_cups(limit):
    global number
    while number + 2 < limit:
        number += 2
        yield number
# --8<-- [end:wrong-shared-start]


# --8<-- [start:right-range]
def odd_cups(limit):
    yield from range(1, limit, 2)
# --8<-- [end:right-range]


# --8<-- [start:right-expression]
def odd_cups(limit):
    return (n for n in range(limit) if n % 2)
# --8<-- [end:right-expression]


# --8<-- [start:right-itertools]
def odd_cups(limit):
    from itertools import count, takewhile

    for number in takewhile(lambda n: n < limit, count(1, 2)):
        yield number
# --8<-- [end:right-itertools]


# --8<-- [start:right-recursion]
def odd_cups(limit, number=1):
    if number < limit:
        yield number
        yield from odd_cups(limit, number + 2)
# --8<-- [end:right-recursion]


# --8<-- [start:right-walrus]
def odd_cups(limit):
    number = -1
    while (number := number + 2) < limit:
        yield number
# --8<-- [end:right-walrus]


# --8<-- [start:right-backwards-test]
def odd_cups(limit):
    half = 0
    while True:
        if not limit > 2 * half + 1:
            return
        yield half * 2 + 1
        half += 1
# --8<-- [end:right-backwards-test]


# --8<-- [start:solution]
def odd_cups(limit: int) -> Iterator[int]:
    """Yield the odd cups below `limit`."""
    number = 1
    while number < limit:
        yield number
        number += 2
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     return number
#     while number <= limit:
# --8<-- [end:distractors]


# same: reads ahead in its result, because nobody sees that a number is made early
# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no odd number is 0
# same: leaves out repeats of its result, because there are none


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask whether it is a generator, where it begins and ends, and how it is left."""
    six = probe.generator(answer(6), "odd_cups(6)")
    probe.gives("list(odd_cups(6))", six, [1, 3, 5])
    probe.printed_at_call("odd_cups(6)", lambda: answer(6))
    for limit in (7, 12, 200, 2, 1, 0, -3):
        wanted = range(1, limit, 2)
        probe.gives(f"list(odd_cups({limit}))", answer(limit), wanted)
    probe.twice("odd_cups(6)", lambda: answer(6), [1, 3, 5])
    probe.memory("odd_cups(16_000)", lambda: answer(16_000))
    probe.left("odd_cups(6)", lambda: answer(6), 3)
