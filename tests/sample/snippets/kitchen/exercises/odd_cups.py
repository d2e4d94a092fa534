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
# told: `odd_cups(6)` gives a list, made whole before anybody asked.
# Use `yield`.
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
# told: `list(odd_cups(7))` goes on after 3 items, where it should
# end.
def odd_cups(limit):
    number = 1
    while number <= limit:
        yield number
        number += 2
# --8<-- [end:wrong-limit]


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


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask whether it is a generator, and where it begins and ends."""
    probe.generator(answer(6), "odd_cups(6)")
    probe.gives("list(odd_cups(6))", answer(6), [1, 3, 5])
    probe.gives("list(odd_cups(7))", answer(7), [1, 3, 5])
    probe.gives("list(odd_cups(1))", answer(1), [])
