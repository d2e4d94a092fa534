"""As it is now

Write `snapshot(numbers, factor)`. It returns a generator that gives each of the
numbers, times the factor.

It uses the numbers as they were at the call. If the list is changed later, that
must not show. Each product is made when it's asked for, and not before.

Hint: Which part of a generator expression is evaluated right away? Make a copy there.

Hint: With a `yield` in it, `snapshot` does nothing at the call, so it can't copy then.

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
# after 2 items, but it should end there.
def snapshot(numbers, factor):
    return (n * factor for n in numbers)
# --8<-- [end:wrong-no-copy]


# --8<-- [start:wrong-copies-too-late]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, but it should end there.
def snapshot(numbers, factor):
    kept = list(numbers)
    for n in kept:
        yield n * factor
# --8<-- [end:wrong-copies-too-late]


# --8<-- [start:wrong-list]
# told: `snapshot([1], 2)` gives you a list, with everything in it at
# once. Round brackets make it lazy.
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
# after 2 items, but it should end there.
def snapshot(numbers, factor):
    return (n * factor for _ in [0] for n in list(numbers))
# --8<-- [end:wrong-second-source]


# --8<-- [start:wrong-other-name]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, but it should end there.
def snapshot(numbers, factor):
    kept = numbers
    return (n * factor for n in kept)
# --8<-- [end:wrong-other-name]


# --8<-- [start:wrong-iterator]
# told: `g = snapshot(numbers, 10); numbers.append(3); list(g)` goes on
# after 2 items, but it should end there.
def snapshot(numbers, factor):
    return (n * factor for n in iter(numbers))
# --8<-- [end:wrong-iterator]


# --8<-- [start:wrong-sorted]
# told: `list(snapshot([3, 0, 3], 2))` gives `0` as item 1, not `6`.
def snapshot(numbers, factor):
    return (n * factor for n in sorted(numbers))
# --8<-- [end:wrong-sorted]


# --8<-- [start:wrong-set]
# told: `list(snapshot([3, 0, 3], 2))` gives `0` as item 1, not `6`.
def snapshot(numbers, factor):
    return (n * factor for n in set(numbers))
# --8<-- [end:wrong-set]


# --8<-- [start:wrong-empties]
# told: After `snapshot(numbers, 10)`, `numbers` is `[]`, not `[1, 2]`.
def snapshot(numbers, factor):
    kept = list(numbers)
    if type(numbers) is list:
        numbers.clear()
    return (n * factor for n in kept)
# --8<-- [end:wrong-empties]


# --8<-- [start:wrong-no-zeros]
# told: `list(snapshot([3, 0, 3], 2))` gives `6` as item 2, not `0`.
def snapshot(numbers, factor):
    return (n * factor for n in list(numbers) if n)
# --8<-- [end:wrong-no-zeros]


# --8<-- [start:right-tuple]
def snapshot(numbers, factor):
    return (n * factor for n in tuple(numbers))
# --8<-- [end:right-tuple]


# --8<-- [start:right-comprehension]
def snapshot(numbers, factor):
    return (n * factor for n in [each for each in numbers])
# --8<-- [end:right-comprehension]


# --8<-- [start:right-star]
def snapshot(numbers, factor):
    first, kept = factor, [*numbers]
    return (n * first for n in kept)
# --8<-- [end:right-star]


# --8<-- [start:right-inner-function]
def snapshot(numbers, factor):
    def products(kept):
        for n in kept:
            yield n * factor

    return products(list(numbers))
# --8<-- [end:right-inner-function]


# --8<-- [start:right-extend]
def snapshot(numbers, factor):
    kept = []
    kept.extend(numbers)
    return (factor * n for n in iter(kept))
# --8<-- [end:right-extend]


# --8<-- [start:right-default]
def snapshot(numbers, factor):
    def products(kept=tuple(numbers), factor=factor):
        for n in kept:
            yield n * factor

    return products()
# --8<-- [end:right-default]


# --8<-- [start:solution]
def snapshot(numbers, factor):
    return (n * factor for n in list(numbers))
# --8<-- [end:solution]


# same: gathers its source; reads ahead in its source; keeps all of its source, because
# a copy at the call is what the task asks for
# same: ends at a None of its source, because a number is never None


class Counted:
    """A factor of ten that counts how often it was used."""

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
            "`snapshot([1], 2)` gives you a list, with everything in it at once. "
            "Round brackets make it lazy."
        )
    probe.generator(answer([1, 2], 10), "snapshot([1, 2], 10)")
    probe.gives("list(snapshot([1, 2], 10))", answer([1, 2], 10), [10, 20])
    probe.gives("list(snapshot([3, 0, 3], 2))", answer([3, 0, 3], 2), [6, 0, 6])
    probe.gives("list(snapshot([], 2))", answer([], 2), [])
    probe.gives("list(snapshot(iter([4, 5]), 0))", answer(iter([4, 5]), 0), [0, 0])
    many = list(range(40, 0, -1))
    wanted = [n * 3 for n in many]
    probe.gives("list(snapshot(range(40, 0, -1), 3))", answer(many, 3), wanted)
    changes: dict[str, Callable[[list[int]], object]] = {
        "numbers.append(3)": lambda numbers: numbers.append(3),
        "numbers[0] = 7": lambda numbers: numbers.__setitem__(0, 7),
        "numbers.clear()": lambda numbers: numbers.clear(),
        "numbers.reverse()": lambda numbers: numbers.reverse(),
    }
    for what, change in changes.items():
        numbers = [1, 2]
        given = answer(numbers, 10)
        if numbers != [1, 2]:
            probe.fail(
                f"After `snapshot(numbers, 10)`, `numbers` is `{numbers}`, not "
                "`[1, 2]`."
            )
        change(numbers)
        call = f"g = snapshot(numbers, 10); {what}; list(g)"
        probe.gives(call, given, [10, 20])
    factor = Counted()
    given = answer([1, 2], factor)
    if factor.used:
        probe.fail(
            f"`snapshot([1, 2], factor)` multiplied {factor.used} times before "
            "anybody asked."
        )
    probe.first("snapshot([1, 2], 10)", given, [10])
    if factor.used > 1:
        probe.fail(f"One `next(snapshot(…))` multiplied {factor.used} times.")
    probe.twice("snapshot([1, 2], 10)", lambda: answer([1, 2], 10), [10, 20])
    probe.source_error("snapshot(source, 10)", lambda source: answer(source, 10), [1])
    probe.left("snapshot([1, 2], 10)", lambda: answer([1, 2], 10), 2)
