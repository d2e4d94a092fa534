"""As it is now

Write `snapshot(numbers, factor)`. It returns a generator that gives each of the
numbers, times the factor.

It gives the numbers as they were at the call. If somebody changes the list later, that
must not show. Each product is made when somebody asks for it, and not before.

Hint: What is evaluated at once, in a generator expression? Make your copy there.

Hint: With `yield` in it, `snapshot` does nothing at the call, so it can't copy then.

Step: list(snapshot([1, 2], 10))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def snapshot(numbers, factor):
    return (n for n in numbers)
# --8<-- [end:starter]


# --8<-- [start:wrong-no-copy]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, where it should end.
def snapshot(numbers, factor):
    return (n * factor for n in numbers)
# --8<-- [end:wrong-no-copy]


# --8<-- [start:wrong-copies-too-late]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, where it should end.
def snapshot(numbers, factor):
    kept = list(numbers)
    for n in kept:
        yield n * factor
# --8<-- [end:wrong-copies-too-late]


# --8<-- [start:wrong-list]
# told: `snapshot([1, 2], 10)` gives a list, made whole before anybody
# asked. Round brackets make it lazy.
def snapshot(numbers, factor):
    return [n * factor for n in numbers]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-works-early]
# told: `snapshot([1, 2], factor)` multiplied 2 times before anybody
# asked.
def snapshot(numbers, factor):
    products = [n * factor for n in numbers]
    return (product for product in products)
# --8<-- [end:wrong-works-early]


# --8<-- [start:wrong-second-source]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, where it should end.
def snapshot(numbers, factor):
    return (n * factor for _ in [0] for n in list(numbers))
# --8<-- [end:wrong-second-source]


# --8<-- [start:solution]
def snapshot(numbers, factor):
    return (n * factor for n in list(numbers))
# --8<-- [end:solution]


class Counted:
    """A factor that counts how often it was used."""

    def __init__(self) -> None:
        """Begin at none."""
        self.used = 0

    def __mul__(self, other: int) -> int:
        """Return ten times a number."""
        self.used += 1
        return other * 10

    __rmul__ = __mul__


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it gives after the list was changed, and when it works."""
    if isinstance(answer([1], 2), list):
        probe.fail(
            "`snapshot([1, 2], 10)` gives a list, made whole before anybody asked. "
            "Round brackets make it lazy."
        )
    probe.generator(answer([1, 2], 10), "snapshot([1, 2], 10)")
    probe.gives("list(snapshot([1, 2], 10))", answer([1, 2], 10), [10, 20])
    probe.gives("list(snapshot([3, 0, 3], 2))", answer([3, 0, 3], 2), [6, 0, 6])
    probe.gives("list(snapshot([], 2))", answer([], 2), [])
    source = (n for n in [4, 5])
    probe.gives("list(snapshot(iter([4, 5]), 2))", answer(source, 2), [8, 10])
    changes: dict[str, Callable[[list[int]], object]] = {
        "numbers.append(3)": lambda numbers: numbers.append(3),
        "numbers[0] = 7": lambda numbers: numbers.__setitem__(0, 7),
        "numbers.clear()": lambda numbers: numbers.clear(),
        "numbers.reverse()": lambda numbers: numbers.reverse(),
    }
    for what, change in changes.items():
        numbers = [1, 2]
        given = answer(numbers, 10)
        other = answer([5], 2)
        change(numbers)
        call = f"g = snapshot(numbers, 10); {what}; list(g)"
        probe.gives(call, given, [10, 20])
        probe.gives("list(snapshot([5], 2))", other, [10])
    factor = Counted()
    given = answer([1, 2], factor)
    if factor.used:
        probe.fail(
            f"`snapshot([1, 2], factor)` multiplied {factor.used} times before "
            "anybody asked."
        )
    probe.first("snapshot([1, 2], 10)", given, [10])
    if factor.used > 1:
        probe.fail(f"One `next` multiplied {factor.used} times.")
