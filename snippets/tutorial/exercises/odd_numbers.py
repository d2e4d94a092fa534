"""The odd numbers below a limit

Write `odd_numbers(limit)`. It yields 1, 3, 5 and so on, each smaller than `limit`.

It must be a generator: calling it runs nothing, and the values come one at a time.

Hint: Begin with a variable that is 1, and a `while` loop that compares it with `limit`.

Hint: In the loop, yield the variable first, and then add 2 to it.

Step: list(odd_numbers(6))
"""

from collections.abc import Callable, Iterator
from typing import Any


# --8<-- [start:starter]
def odd_numbers(limit):
    """Yield the odd numbers below `limit`."""
    return 1
# --8<-- [end:starter]


# --8<-- [start:wrong-returns]
# told: `odd_numbers(6)` gives an `int`, not a generator. Use `yield`.
def odd_numbers(limit):
    number = 1
    while number < limit:
        return number
# --8<-- [end:wrong-returns]


# --8<-- [start:wrong-list]
# told: `odd_numbers(6)` gives a list, made whole before anybody asked.
# Use `yield`.
def odd_numbers(limit):
    return list(range(1, limit, 2))
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-print]
# told: `odd_numbers(6)` returned `None`: no line of it yields.
def odd_numbers(limit):
    number = 1
    while number < limit:
        print(number)
        number += 2
# --8<-- [end:wrong-print]


# --8<-- [start:wrong-adds-first]
# told: `list(odd_numbers(6))` gives `3` as item 1, not `1`.
def odd_numbers(limit):
    number = 1
    while number < limit:
        number += 2
        yield number
# --8<-- [end:wrong-adds-first]


# --8<-- [start:wrong-limit]
# told: `list(odd_numbers(7))` goes on after 3 items, where it should
# end.
def odd_numbers(limit):
    number = 1
    while number <= limit:
        yield number
        number += 2
# --8<-- [end:wrong-limit]


# --8<-- [start:solution]
def odd_numbers(limit: int) -> Iterator[int]:
    """Yield the odd numbers below `limit`."""
    number = 1
    while number < limit:
        yield number
        number += 2
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     return number
#     while number <= limit:
# --8<-- [end:distractors]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask whether it is a generator, and where it begins and ends."""
    probe.generator(answer(6), "odd_numbers(6)")
    probe.gives("list(odd_numbers(6))", answer(6), [1, 3, 5])
    probe.gives("list(odd_numbers(7))", answer(7), [1, 3, 5])
    probe.gives("list(odd_numbers(1))", answer(1), [])
