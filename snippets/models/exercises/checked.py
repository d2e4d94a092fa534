"""A function that checks each pass

`once()` returns the items of one pass, as an iterator. Write `checked(once, kind)`. It
returns a new function that gives the same items, but checks each of them. Every time
that function is called, it calls `once` for a pass of its own.

If an item isn't a `kind`, such as a `str` where `kind` is `int`, raise a `ValueError`
when that item's turn comes. The error's text has to contain the item's number, counted
from 0.

Hint: Inside `checked`, define a generator function. Return it without calling it.

Hint: `enumerate(once())` counts the items of a pass.

Step: next(checked(lambda: iter([3, "x"]), int)())
"""

import re
from collections.abc import Callable, Iterator
from typing import Any


# --8<-- [start:starter]
def checked(once, kind):
    """Return a function like `once` that checks."""
    for item in once():
        yield item
# --8<-- [end:starter]


# --8<-- [start:wrong-object]
# told: `checked(once, int)` gives a generator, which can't be called.
# Return the function: `return walk`, and not `return walk()`.
def checked(once, kind):
    def walk():
        for number, item in enumerate(once()):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk()
# --8<-- [end:wrong-object]


# --8<-- [start:wrong-nothing-returned]
# told: `checked(once, int)` gives None, which can't be called.
# Return the function: `return walk`, and not `return walk()`.
def checked(once, kind):
    def walk():
        for number, item in enumerate(once()):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item
# --8<-- [end:wrong-nothing-returned]


# --8<-- [start:wrong-one-pass-for-all]
# told: `checked(once, int)` calls `once` before it's asked for a pass.
def checked(once, kind):
    items = enumerate(once())

    def walk():
        for number, item in items:
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:wrong-one-pass-for-all]


# --8<-- [start:wrong-first-pass-kept]
# told: Pass 2 of `checked(once, int)` needs its own call of `once`.
# Calls so far: 1, where 2 would do.
def checked(once, kind):
    kept = []

    def walk():
        if not kept:
            kept.append(once())
        for number, item in enumerate(kept[0]):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:wrong-first-pass-kept]


# --8<-- [start:wrong-all-first]
# told: By item 1, `checked(lambda: iter([3, 0, 3]), int)()` has taken 3
# items from its source, where 1 would do.
def checked(once, kind):
    def walk():
        items = list(once())
        for number, item in enumerate(items):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
        yield from items

    return walk
# --8<-- [end:wrong-all-first]


# --8<-- [start:wrong-left-out]
# told: Item 1 of the pass is 'x', and `checked(once, int)` raises no
# `ValueError` when its turn comes.
def checked(once, kind):
    def walk():
        for item in once():
            if isinstance(item, kind):
                yield item

    return walk
# --8<-- [end:wrong-left-out]


# --8<-- [start:wrong-ends]
# told: Item 1 of the pass is 'x', and `checked(once, int)` raises no
# `ValueError` when its turn comes.
def checked(once, kind):
    def walk():
        for item in once():
            if not isinstance(item, kind):
                return
            yield item

    return walk
# --8<-- [end:wrong-ends]


# --8<-- [start:wrong-from-one]
# told: Item 1 of the pass is 'x', and the `ValueError` of
# `checked(once, int)` says “item 2”. Which number is that?
def checked(once, kind):
    def walk():
        for number, item in enumerate(once(), 1):
            if not isinstance(item, kind):
                raise ValueError(f"item {number}")
            yield item

    return walk
# --8<-- [end:wrong-from-one]


# --8<-- [start:wrong-no-number]
# told: Item 1 of the pass is 'x', and the `ValueError` of
# `checked(once, int)` says “not this”. Which number is that?
def checked(once, kind):
    def walk():
        for item in once():
            if not isinstance(item, kind):
                raise ValueError("not this")
            yield item

    return walk
# --8<-- [end:wrong-no-number]


# --8<-- [start:wrong-counts-on]
# told: Item 0 of the pass is 'x', and the `ValueError` of
# `checked(once, int)` says “item 2”. Which number is that?
def checked(once, kind):
    from itertools import count

    numbers = count()

    def walk():
        for item in once():
            number = next(numbers)
            if not isinstance(item, kind):
                raise ValueError(f"item {number}")
            yield item

    return walk
# --8<-- [end:wrong-counts-on]


# --8<-- [start:wrong-exact-type]
# told: `True` is an `int` as well, but `checked(once, int)` raises an
# error. Test the kind with `isinstance`.
def checked(once, kind):
    def walk():
        for number, item in enumerate(once()):
            if type(item) is not kind:
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:wrong-exact-type]


# --8<-- [start:wrong-other-error]
# told: Item 1 of the pass is 'x', and `checked(once, int)` raises a
# `TypeError`, where a `ValueError` is wanted.
def checked(once, kind):
    def walk():
        for number, item in enumerate(once()):
            if not isinstance(item, kind):
                raise TypeError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:wrong-other-error]


# --8<-- [start:wrong-falsy]
# told: `list(checked(once, int)()), for pass 1` gives `[3]`, not `[3,
# 0]`.
def checked(once, kind):
    def walk():
        for number, item in enumerate(once()):
            if item and isinstance(item, kind):
                yield item
            elif item:
                raise ValueError(f"item {number} is {item!r}")

    return walk
# --8<-- [end:wrong-falsy]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `checked(lambda: source, int)()` turns it into a different one. Let
# the error through as it is.
def checked(once, kind):
    def walk():
        number = 0
        try:
            for number, item in enumerate(once()):
                if not isinstance(item, kind):
                    raise ValueError
                yield item
        except Exception as error:
            raise ValueError(f"item {number}") from error

    return walk
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-ahead]
# told: By item 1, `checked(lambda: iter([3, 0, 3]), int)()` has taken 2
# items from its source, where 1 would do.
def checked(once, kind):
    from itertools import chain, pairwise

    def walk():
        ahead = pairwise(chain(once(), [None]))
        for number, (item, _) in enumerate(ahead):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:wrong-ahead]


# --8<-- [start:right-map]
def checked(once, kind):
    from itertools import count

    def seen(number, item):
        if isinstance(item, kind):
            return item
        raise ValueError(f"item {number}: {item!r}")

    return lambda: map(seen, count(), once())
# --8<-- [end:right-map]


# --8<-- [start:right-partial]
def checked(once, kind):
    from functools import partial

    return partial(walk, once, kind)


def walk(once, kind):
    number = 0
    for item in once():
        if not isinstance(item, kind):
            raise ValueError(number)
        yield item
        number += 1
# --8<-- [end:right-partial]


# --8<-- [start:right-class]
class checked:
    def __init__(self, once, kind):
        self.once = once
        self.kind = kind

    def __call__(self):
        for number, item in enumerate(self.once()):
            if not isinstance(item, self.kind):
                raise ValueError(f"number {number} is no {self.kind}")
            yield item
# --8<-- [end:right-class]


# --8<-- [start:right-next]
def checked(once, kind):
    def walk():
        items, number = once(), 0
        while True:
            try:
                item = next(items)
            except StopIteration:
                return
            if not isinstance(item, kind):
                raise ValueError(f"{item!r} at {number}")
            number += 1
            yield item

    return walk
# --8<-- [end:right-next]


# --8<-- [start:right-expression]
def checked(once, kind):
    def refuse(number):
        raise ValueError(f"item {number}")

    def walk():
        return (
            item if isinstance(item, kind) else refuse(number)
            for number, item in enumerate(once())
        )

    return walk
# --8<-- [end:right-expression]


# --8<-- [start:solution]
def checked(
    once: Callable[[], Iterator[Any]], kind: type
) -> Callable[[], Iterator[Any]]:
    """Return a function like `once` that checks."""

    def walk() -> Iterator[Any]:
        for number, item in enumerate(once()):
            if not isinstance(item, kind):
                raise ValueError(f"item {number} is {item!r}")
            yield item

    return walk
# --8<-- [end:solution]


# same: `' is '` -> `' is x'`, because the words of the error are yours
CALL = "checked(once, int)"


class Once:
    """Gives one pass a call; counts the calls."""

    def __init__(self, passes: list[list[Any]]) -> None:
        self.passes = passes
        self.calls = 0

    def __call__(self) -> Iterator[Any]:
        """Return a new pass; after the last one, the first again."""
        self.calls += 1
        return iter(self.passes[(self.calls - 1) % len(self.passes)])


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for a function, for its passes one by one, and for what is no `kind`."""
    once = Once([[3, 0], [5], [], [7, 3, 3]])
    function = made(probe, answer, once)
    if once.calls:
        probe.fail(f"`{CALL}` calls `once` before it's asked for a pass.")
    for number, items in enumerate(once.passes, 1):
        with probe.during(CALL):
            got = list(probe.iterator(function(), f"{CALL}()"))
        if once.calls != number:
            probe.fail(
                f"Pass {number} of `{CALL}` needs its own call of `once`. Calls so "
                f"far: {once.calls}, where {number} would do."
            )
        probe.equal(f"list({CALL}()), for pass {number}", got, items)
    goes(probe, answer, int, [3, 0, 3])
    refuses(probe, answer)
    goes(probe, answer, object, [None, ""])
    in_turns(probe, answer)


def goes(probe: Any, answer: Callable[..., Any], kind: type, items: list[Any]) -> None:
    """Ask that items which are all of a kind come out one by one."""
    probe.one_by_one(
        f"checked(lambda: {{}}, {kind.__name__})()",
        lambda source: made(probe, answer, lambda: source, kind)(),
        items,
        items,
        [*range(len(items) + 1), len(items)],
    )


def made(
    probe: Any, answer: Callable[..., Any], once: Callable[[], Any], kind: type = int
) -> Any:
    """Return what the answer makes of a function, which has to be one."""
    with probe.during(CALL):
        function: Any = answer(once, kind)
    if not callable(function):
        kinds = "None" if function is None else f"a {type(function).__name__}"
        told = f"`{CALL}` gives {kinds}, which can't be called. Return the function: "
        probe.fail(told + "`return walk`, and not `return walk()`.")
    return function


def refuses(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask for an error with the right number, in each pass anew."""
    passes: list[list[Any]] = [[3, "x", 5], ["x"], [3, 5, 0, "x"], [3, True, None]]
    once = Once(passes)
    function = made(probe, answer, once)
    for items in passes:
        number = next(n for n, item in enumerate(items) if not isinstance(item, int))
        with probe.during(CALL):
            walk = function()
        for item in items[:number]:
            try:
                with probe.during(CALL):
                    got = next(walk, StopIteration)
            except ValueError:
                probe.case = ""
                told = f"`{item!r}` is an `int` as well, but `{CALL}` raises an error."
                probe.fail(f"{told} Test the kind with `isinstance`.")
            probe.equal(f"next({CALL}())", got, item)
        place = f"Item {number} of the pass is {items[number]!r}, and"
        try:
            with probe.during(CALL):
                next(walk, None)
        except ValueError as error:
            probe.case = ""
            if not re.search(rf"\b{number}\b", str(error)):
                said = f"says “{error}”. Which number is that?"
                probe.fail(f"{place} the `ValueError` of `{CALL}` {said}")
        except Exception as error:
            probe.case = ""
            came = f"raises a `{type(error).__name__}`"
            probe.fail(f"{place} `{CALL}` {came}, where a `ValueError` is wanted.")
        else:
            when = "raises no `ValueError` when its turn comes."
            probe.fail(f"{place} `{CALL}` {when}")


def in_turns(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask that two passes of one function don't disturb each other."""
    function = made(probe, answer, Once([[3, 0]]))
    with probe.during(CALL):
        first, second = function(), function()
        got = [next(first), next(second), next(second), next(first)]
    probe.equal(f"two passes of {CALL} in turns", got, [3, 3, 0, 0])
