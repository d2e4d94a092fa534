"""Write the test

A correct `evens(numbers)` gives you the even numbers among `numbers`, in order. It
takes nothing before it's asked, and then no more numbers than it needs.

Write `check_evens(evens)`. It does nothing if `evens` is right, and raises an error if
it's wrong. There are four functions to try it on: `right`, and the wrong ones
`gathers`, `drops_zero` and `stops`. You can also use `noted`, from the page above.

Hint: Write two tests in one. First compare lists. Among the numbers, have a 0, and an
odd number between two even ones.

Hint: Then pass `noted(…, taken)`. Look at `taken` after the call, and again after one
`next`.

Step: check_evens(right)
"""

from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from typing import Any


def noted(source: Any, taken: list[Any]) -> Iterator[Any]:
    """Hand on the items of a source, and note each."""
    for item in source:
        taken.append(item)
        yield item


def right(numbers: Any) -> Iterator[int]:
    """Yield the even ones."""
    for number in numbers:
        if number % 2 == 0:
            yield number


def gathers(numbers: Any) -> Iterator[int]:
    """Make a list of them first."""
    found = [number for number in numbers if number % 2 == 0]
    yield from found


def drops_zero(numbers: Any) -> Iterator[int]:
    """Leave out 0."""
    for number in numbers:
        if number and number % 2 == 0:
            yield number


def stops(numbers: Any) -> Iterator[int]:
    """End at the first odd one."""
    yield from takewhile(lambda number: number % 2 == 0, numbers)


# --8<-- [start:starter]
def check_evens(evens):
    assert evens([2, 4])
# --8<-- [end:starter]


# --8<-- [start:wrong-values-alone]
# told: `check_evens` lets a wrong function pass: `gathers` makes a
# list first.
def check_evens(evens):
    assert list(evens([1, 0, 3, 4])) == [0, 4]
    assert list(evens([])) == []
# --8<-- [end:wrong-values-alone]


# --8<-- [start:wrong-truth]
# told: `check_evens` lets a wrong function pass: `gathers` makes a
# list first.
def check_evens(evens):
    taken = []
    assert evens(noted([0, 2], taken))
    assert taken == []
# --8<-- [end:wrong-truth]


# --8<-- [start:wrong-loop]
# told: `check_evens` lets a wrong function pass: `drops_zero` leaves
# out 0.
def check_evens(evens):
    for number in evens([1, 0, 3, 4]):
        assert number % 2 == 0
    taken = []
    next(evens(noted([2, 3], taken)))
    assert taken == [2]
# --8<-- [end:wrong-loop]


# --8<-- [start:wrong-no-zero]
# told: `check_evens` lets a wrong function pass: `drops_zero` leaves
# out 0.
def check_evens(evens):
    assert list(evens([1, 2, 3, 4])) == [2, 4]
    taken = []
    g = evens(noted([5, 6, 7], taken))
    assert taken == []
    next(g)
    assert taken == [5, 6]
# --8<-- [end:wrong-no-zero]


# --8<-- [start:wrong-no-odd]
# told: `check_evens` lets a wrong function pass: `stops` ends at the
# first odd number.
def check_evens(evens):
    taken = []
    g = evens(noted([0, 2, 4], taken))
    assert taken == []
    assert next(g) == 0
    assert taken == [0]
    assert list(g) == [2, 4]
# --8<-- [end:wrong-no-odd]


# --8<-- [start:wrong-sum]
# told: `check_evens` lets a wrong function pass: `drops_zero` leaves
# out 0.
def check_evens(evens):
    assert sum(evens([1, 0, 3, 4])) == 4
    taken = []
    g = evens(noted([5, 6, 7], taken))
    assert taken == []
    assert next(g) == 6
    assert taken == [5, 6]
# --8<-- [end:wrong-sum]


# --8<-- [start:wrong-returns]
# told: `check_evens` lets a wrong function pass: `gathers` makes a
# list first.
def check_evens(evens):
    taken = []
    g = evens(noted([5, 0, 7, 4, 1], taken))
    first, early = next(g), list(taken)
    return first == 0 and early == [5, 0] and list(g) == [4]
# --8<-- [end:wrong-returns]


# --8<-- [start:wrong-counts-at-the-end]
# told: `check_evens` lets a wrong function pass: `gathers` makes a
# list first.
def check_evens(evens):
    taken = []
    g = evens(noted([5, 0, 7, 4], taken))
    assert list(g) == [0, 4]
    assert taken == [5, 0, 7, 4]
# --8<-- [end:wrong-counts-at-the-end]


# --8<-- [start:wrong-not-at-the-call]
# told: `check_evens` lets a wrong function pass: this one takes a
# number at the call.
def check_evens(evens):
    taken = []
    g = evens(noted([5, 0, 7, 4], taken))
    assert next(g) == 0
    assert taken == [5, 0]
    assert list(g) == [4]
# --8<-- [end:wrong-not-at-the-call]


# --8<-- [start:wrong-kind]
# told: `check_evens` refuses `filter(…)`, which is right:
# AssertionError().
def check_evens(evens):
    from types import GeneratorType

    assert isinstance(evens([]), GeneratorType)
    assert list(evens([1, 0, 3, 4])) == [0, 4]
    taken = []
    g = evens(noted([5, 6, 7], taken))
    assert taken == []
    next(g)
    assert taken == [5, 6]
# --8<-- [end:wrong-kind]


# --8<-- [start:wrong-wants-a-list]
# told: `check_evens` refuses `right`, which is right: AssertionError().
def check_evens(evens):
    assert evens([1, 0, 3, 4]) == [0, 4]
# --8<-- [end:wrong-wants-a-list]


# --8<-- [start:wrong-catches]
# told: `check_evens` lets a wrong function pass: `gathers` makes a
# list first.
def check_evens(evens):
    taken = []
    g = evens(noted([5, 0, 7, 4], taken))
    try:
        assert taken == []
        assert next(g) == 0
        assert taken == [5, 0]
        assert list(g) == [4]
    except Exception:
        print("wrong")
# --8<-- [end:wrong-catches]


# --8<-- [start:wrong-list-of-three]
# told: `check_evens` lets a wrong function pass: this one reads all
# numbers at the call.
def check_evens(evens):
    assert evens not in [gathers, drops_zero, stops]
# --8<-- [end:wrong-list-of-three]


# --8<-- [start:right-in-one-walk]
def check_evens(evens):
    taken = []
    g = evens(noted([5, 0, 7, 4, 1], taken))
    assert taken == []
    assert next(g) == 0
    assert taken == [5, 0]
    assert next(g) == 4
    assert taken == [5, 0, 7, 4]
    assert list(g) == []
# --8<-- [end:right-in-one-walk]


# --8<-- [start:right-raises]
def check_evens(evens):
    log = []

    def source():
        for number in (1, 0, 3, 4):
            log.append(number)
            yield number

    asked = evens(source())
    log.append("called")
    for number in asked:
        log.append(f"got {number}")
    if log != ["called", 1, 0, "got 0", 3, 4, "got 4"]:
        raise AssertionError(log)
# --8<-- [end:right-raises]


# --8<-- [start:right-class]
class Counted:
    def __init__(self, items):
        self.items, self.pulls = items, 0

    def __iter__(self):
        for item in self.items:
            self.pulls += 1
            yield item


def check_evens(evens):
    source = Counted([1, 0, 3, 4, 5, 8])
    walk = evens(source)
    pulls = [source.pulls]
    for wanted in (0, 4, 8):
        assert next(walk, None) == wanted
        pulls.append(source.pulls)
    assert pulls == [0, 2, 4, 6]
# --8<-- [end:right-class]


# --8<-- [start:right-unittest]
def check_evens(evens):
    from unittest import TestCase

    test, taken = TestCase(), []
    test.assertEqual(list(evens([1, 0, 3, 4])), [0, 4])
    walk = evens(noted([5, 6, 7], taken))
    test.assertFalse(taken)
    next(walk)
    test.assertEqual(len(taken), 2)
# --8<-- [end:right-unittest]


# --8<-- [start:right-wire]
def check_evens(evens):
    ready = []

    def wired():
        assert ready, "asked at the call"
        yield from [1, 0]
        assert len(ready) > 1, "asked too early"
        yield from [3, 4]

    walk = evens(wired())
    ready.append(1)
    assert next(walk) == 0
    ready.append(2)
    assert list(walk) == [4]
# --8<-- [end:right-wire]


# --8<-- [start:solution]
def check_evens(evens):
    numbers = [1, 0, 3, 4]
    assert list(evens(numbers)) == [0, 4]
    taken = []
    g = evens(noted(numbers, taken))
    assert taken == []
    next(g)
    assert taken == [1, 0]
# --8<-- [end:solution]


def by_expression(numbers: Any) -> Iterator[int]:
    """Return a generator that an expression made."""
    return (number for number in numbers if number % 2 == 0)


def by_filter(numbers: Any) -> Iterator[int]:
    """Return an iterator that isn't a generator."""
    return filter(lambda number: number % 2 == 0, numbers)


def at_call(numbers: Any) -> Iterator[int]:
    """Return an iterator over a list, which the call makes."""
    return iter([number for number in numbers if number % 2 == 0])


def peeks(numbers: Any) -> Iterator[int]:
    """Take the first number at the call."""
    rest = iter(numbers)
    first = list(zip(range(1), rest, strict=False))

    def walk() -> Iterator[int]:
        for _, number in first:
            yield from right([number])
        yield from right(rest)

    return walk()


def ahead(numbers: Any) -> Iterator[int]:
    """Look for the next one before giving one."""
    held: list[int] = []
    for number in right(numbers):
        yield from held
        held = [number]
    yield from held


def one_alone(numbers: Any) -> Iterator[int]:
    """End after the first."""
    yield from islice(right(numbers), 1)


# same: `taken == []` -> `taken <= []`, because no list is less than an empty one
# same: `taken == [1, 0]` -> `taken <= [1, 0]`, because a 0 can't come before it's taken
# same: `list(evens(numbers)) == [0, 4]` -> `list(evens(numbers)) >= [0, 4]`, because
# `taken` tells as well
# same: `next(g)` -> `next(g, None)`, because `taken` tells as well
WRONG: dict[Callable[..., Any], str] = {
    gathers: "`gathers` makes a list first",
    drops_zero: "`drops_zero` leaves out 0",
    stops: "`stops` ends at the first odd number",
    at_call: "this one reads all numbers at the call",
    peeks: "this one takes a number at the call",
    ahead: "this one reads on before it gives a value",
    one_alone: "this one gives only the first even number",
}


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Try the test on right functions and on wrong ones."""
    for evens, name in (
        (right, "right"),
        (by_expression, "(n for n in numbers if n % 2 == 0)"),
        (by_filter, "filter(…)"),
    ):
        try:
            answer(evens)
        except Exception as error:
            told = f"`check_evens` refuses `{name}`, which is right: {error!r}."
            probe.fail(told, "silence", repr(error))
    for evens, why in WRONG.items():
        try:
            answer(evens)
        except Exception:
            continue
        told = f"`check_evens` lets a wrong function pass: {why}."
        probe.fail(told, "an error", "silence")
