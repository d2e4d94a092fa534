"""A shuffle buffer

Write `mixed(source, size, pick)`. It yields every item of `source` once, and never
holds more than `size` of them.

It takes items until it holds `size`, or until there are no more. Then it yields the
item at place `pick(count)`, where `count` is how many it holds, and the items behind
that one move up. For the next value, it does the same again. Only `pick` is random: if
it has a seed, the order repeats.

If `size` is below 1, the call itself raises a `ValueError`.

Hint: Use two functions. The outer one checks, and returns the generator that the inner
one makes.

Hint: A list's `pop(place)` takes an item out, and the items behind it move up.

Hint: When `source` has no more items, go on until you hold none.

Step: list(mixed("abcd", 3, lambda count: 1 % count))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def mixed(source, size, pick):
    """Yield each item once; hold `size` at most."""
    held = list(source)
    while held:
        yield held.pop(pick(len(held)))
# --8<-- [end:starter]


# --8<-- [start:wrong-late]
# told: `mixed('ab', 0, pick)` raises nothing. Check in a function
# without `yield`, so that the error comes at the call.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")
    held = []
    for item in source:
        held.append(item)
        if len(held) == size:
            yield held.pop(pick(size))
    while held:
        yield held.pop(pick(len(held)))
# --8<-- [end:wrong-late]


# --8<-- [start:wrong-one-is-refused]
# told: `mixed(iter(['a', 0, None, '', 0]), 1, pick)` raised
# `ValueError: a small size`.
def mixed(source, size, pick):
    if size <= 1:
        raise ValueError("a small size")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-one-is-refused]


# --8<-- [start:wrong-holds-one-more]
# told: By item 1, `mixed(iter(['a', 0, None, '', 0]), 1, pick)` has
# taken 2 items from its source, where 1 would do.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            if len(held) == size:
                yield held.pop(pick(size))
            held.append(item)
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-holds-one-more]


# --8<-- [start:wrong-all-first]
# told: By item 1, `mixed(iter(['a', 0, None, '', 0]), 1, pick)` has
# taken 5 items from its source, where 1 would do.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        rows = list(source)
        held = rows[:size]
        for item in rows[size:]:
            yield held.pop(pick(size))
            held.append(item)
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-all-first]


# --8<-- [start:wrong-rest-lost]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` ends after
# 3 items, but more should come.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))

    return drawn()
# --8<-- [end:wrong-rest-lost]


# --8<-- [start:wrong-rest-in-order]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'a'`
# as item 4, not `'e'`.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))
        for item in held:
            yield item

    return drawn()
# --8<-- [end:wrong-rest-in-order]


# --8<-- [start:wrong-hand-by-hand]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'a'`
# as item 3, not `'d'`.
def mixed(source, size, pick):
    from itertools import islice

    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        walk = iter(source)
        while held := list(islice(walk, size)):
            while held:
                yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-hand-by-hand]


# --8<-- [start:wrong-stays-in]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'d'`
# as item 5, not `'a'`.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) >= size:
                yield held[pick(size)]
                held.pop(0)
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-stays-in]


# --8<-- [start:wrong-size-to-the-end]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'f'`
# as item 5, not `'a'`.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))
        while held:
            yield held.pop(pick(size) % len(held))

    return drawn()
# --8<-- [end:wrong-size-to-the-end]


# --8<-- [start:wrong-falsy-lost]
# told: `mixed(iter(['a', 0, None, '', 0]), 1, pick)` ends after 1 item,
# but more should come.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        walk, held = iter(source), []
        while True:
            while len(held) < size:
                item = next(walk, None)
                if not item:
                    break
                held.append(item)
            if not held:
                return
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-falsy-lost]


# --8<-- [start:wrong-last-fills-the-gap]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'d'`
# as item 2, not `'c'`.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                at = pick(size)
                held[at], held[-1] = held[-1], held[at]
                yield held.pop()
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-last-fills-the-gap]


# --8<-- [start:wrong-one-hand-for-all]
# told: With two of `mixed(iter(['a', 0, None, '', 0]), 3, pick)` taking
# turns, number 1 gives `'a'` as item 2, not `None`. Each call needs a
# start of its own. Each call by itself is right, so something stays
# behind from one call to the next.
def mixed(source, size, pick, held=[]):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-one-hand-for-all]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `mixed(source, 1, pick)` keeps quiet about it. Let the error through.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        try:
            for item in source:
                held.append(item)
                if len(held) == size:
                    yield held.pop(pick(size))
        except Exception:
            pass
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-at-the-call]
# told: `mixed(iter(['a', 0, None, '', 0]), 3, pick)` took 2 items from
# its source before anybody asked for a value.
def mixed(source, size, pick):
    from itertools import islice

    if size < 1:
        raise ValueError("nothing can be held")
    walk = iter(source)
    held = list(islice(walk, size - 1))

    def drawn():
        for item in walk:
            held.append(item)
            yield held.pop(pick(size))
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-at-the-call]


# --8<-- [start:wrong-own-chance]
# told: `list(mixed('abcdef', 4, lambda count: count // 3))` gives `'d'`
# as item 1, not `'b'`.
def mixed(source, size, pick):
    from random import Random

    own = Random(0)
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(own.randrange(size))
        while held:
            yield held.pop(own.randrange(len(held)))

    return drawn()
# --8<-- [end:wrong-own-chance]


# --8<-- [start:wrong-asks-twice]
# told: By item 1, `mixed(range(8), 3, pick)` has called `pick` 2
# times. Call it once for each item, when that item is wanted.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size) if pick(size) < size else 0)
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-asks-twice]


# --8<-- [start:wrong-hides-picks]
# told: `pick` raises an error, and `mixed('abcd', 3, pick)` doesn't let
# it out.
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")
    def place(held):
        try:
            return held.pop(pick(len(held)))
        except LookupError:
            return held.pop()

    def drawn():
        held = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield place(held)
        yield from (place(held) for _ in held[:])

    return drawn()
# --8<-- [end:wrong-hides-picks]


# --8<-- [start:wrong-picks-ahead]
# told: `mixed(range(8), 3, pick)` calls `pick` with [3, 3, 3, 3, 3,
# 3, 3, 2, 1]. Pass it the number of items held each time: [3, 3, 3,
# 3, 3, 3, 2, 1].
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held, at = [], pick(size)
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(at)
                at = pick(size)
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:wrong-picks-ahead]


# --8<-- [start:right-islice]
def mixed(source, size, pick):
    from itertools import islice

    if size < 1:
        raise ValueError("nothing can be held")

    def drawn(walk):
        held = list(islice(walk, size))
        while held:
            yield held.pop(pick(len(held)))
            held.extend(islice(walk, 1))

    return drawn(iter(source))
# --8<-- [end:right-islice]


# --8<-- [start:right-next]
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")
    nothing = object()

    def drawn():
        walk, held, more = iter(source), [], True
        while held or more:
            while more and len(held) < size:
                item = next(walk, nothing)
                if item is nothing:
                    more = False
                else:
                    held.append(item)
            if held:
                yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:right-next]


# --8<-- [start:right-del]
def mixed(source, size, pick):
    if not size > 0:
        raise ValueError(size)
    held = []

    def taken(place):
        item = held[place]
        del held[place]
        return item

    def drawn():
        for item in source:
            held.append(item)
            if len(held) == size:
                yield taken(pick(size))
        while held:
            yield taken(pick(len(held)))

    return drawn()
# --8<-- [end:right-del]


# --8<-- [start:right-class]
class mixed:
    def __init__(self, source, size, pick):
        if size < 1:
            raise ValueError("nothing can be held")
        self.source, self.size, self.pick = iter(source), size, pick
        self.held = []

    def __iter__(self):
        return self

    def __next__(self):
        while len(self.held) < self.size:
            try:
                self.held.append(next(self.source))
            except StopIteration:
                break
        if not self.held:
            raise StopIteration
        return self.held.pop(self.pick(len(self.held)))
# --8<-- [end:right-class]


# --8<-- [start:right-slices]
def mixed(source, size, pick):
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn():
        held = []
        for item in source:
            held = [*held, item]
            if len(held) < size:
                continue
            at = pick(len(held))
            item, held = held[at], held[:at] + held[at + 1 :]
            yield item
        while held:
            at = pick(len(held))
            item, held = held[at], held[:at] + held[at + 1 :]
            yield item

    return drawn()
# --8<-- [end:right-slices]


# --8<-- [start:right-expression]
def mixed(source, size, pick):
    from itertools import chain

    if size < 1:
        raise ValueError("nothing can be held")
    held = []
    drawn = map(held.append, source)
    full = (len(held) >= size for _ in drawn)
    dues = chain(full, iter(lambda: bool(held), False))
    return (held.pop(pick(len(held))) for due in dues if due)
# --8<-- [end:right-expression]


# --8<-- [start:solution]
def mixed(
    source: Iterable[T], size: int,
    pick: Callable[[int], int],
) -> Iterator[T]:
    """Yield each item once; hold `size` at most."""
    if size < 1:
        raise ValueError("nothing can be held")

    def drawn() -> Iterator[T]:
        held: list[T] = []
        for item in source:
            held.append(item)
            if len(held) == size:
                yield held.pop(pick(size))
        while held:
            yield held.pop(pick(len(held)))

    return drawn()
# --8<-- [end:solution]


# same: `'nothing can be held'` -> `'nothing can be heldx'`, because the words of the
# error are yours
# same: `len(held) == size` -> `len(held) >= size`, because items come one by one


def right(items: list[Any], size: int, pick: Callable[[int], int]) -> list[Any]:
    """Return what comes out, in order."""
    held, found, rest = items[:size], [], items[size:]
    while held:
        found.append(held.pop(pick(len(held))))
        held, rest = held + rest[:1], rest[1:]
    return found


def third(held: int) -> int:
    """Pick the place behind the first third."""
    return held // 3


class Picks:
    """Picks by a seed; remembers how many items each pick was among."""

    def __init__(self, error: Exception | None = None, most: int = 99) -> None:
        self.rng, self.counts = Random(5), list[int]()
        self.error, self.most = error, most

    def __call__(self, held: int) -> int:
        """Return a place; raise the error after so many."""
        if self.error and len(self.counts) == self.most:
            raise self.error
        self.counts.append(held)
        return self.rng.randrange(held)


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for items in an order that is known, one by one, and what is refused."""

    def hand(size: int) -> Callable[[Any], Any]:
        return lambda source: answer(source, size, third)

    first = right(list("abcdef"), 4, third)
    call = "mixed('abcdef', 4, lambda count: count // 3)"
    with probe.during(call):
        made = answer("abcdef", 4, third)
    probe.gives(f"list({call})", made, first)
    for size in (0, -1):
        refuses(probe, answer, size)
    # the last ones wait for the end of the source: one more `next`
    odd: list[Any] = ["a", 0, None, "", 0]
    for size, pulls in (
        (1, [0, 1, 2, 3, 4, 5, 5]),
        (3, [0, 3, 4, 5, 6, 6, 6]),
        (9, [0, 6, 6, 6, 6, 6, 6]),
    ):
        wanted = right(odd, size, third)
        probe.one_by_one(f"mixed({{}}, {size}, pick)", hand(size), odd, wanted, pulls)
    endless = right([*range(9)], 4, third)[:5]
    probe.one_by_one(
        "mixed({}, 4, pick)", hand(4), count, endless, [0, 4, 5, 6, 7, 8]
    )
    probe.gives("list(mixed([], 2, pick))", answer([], 2, third), [])
    many = right([*range(60)], 7, third)
    probe.gives("list(mixed(range(60), 7, pick))", answer(range(60), 7, third), many)
    probe.retained("mixed(rows, 3, pick)", hand(3), range(40), 5)
    seeded(probe, answer)
    fails(probe, answer)


def seeded(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask that each item has one pick, among those that are held then."""
    picks, call = Picks(), "mixed(range(8), 3, pick)"
    with probe.during(call):
        feed = answer(range(8), 3, picks)
        for number in range(1, 4):
            next(feed)
            if len(picks.counts) != number:
                probe.case = ""
                probe.fail(
                    f"By item {number}, `{call}` has called `pick` "
                    f"{len(picks.counts)} times. Call it once for each item, when that "
                    "item is wanted."
                )
        for _ in islice(feed, 9):
            pass
    if picks.counts != (counts := [3] * 6 + [2, 1]):
        probe.fail(
            f"`{call}` calls `pick` with {picks.counts}. Pass it the number of items "
            f"held each time: {counts}."
        )
    wanted = right([*range(8)], 3, Picks())
    probe.gives(f"list({call})", answer(range(8), 3, Picks()), wanted)


def fails(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask that an error of `pick` comes out as it is."""
    for most in (1, 3):
        error = LookupError("no place")
        call = "mixed('abcd', 3, pick)"
        with probe.during(call):
            feed = answer("abcd", 3, Picks(error, most))
            for _ in islice(feed, most):
                pass
        came: Exception | None = None
        try:
            next(feed, None)
        except Exception as found:
            came = found
        probe.case = ""
        if came is not error:
            probe.fail(f"`pick` raises an error, and `{call}` doesn't let it out.")


def refuses(probe: Any, answer: Callable[..., Any], size: int) -> None:
    """Ask for a ValueError at the call."""
    call = f"mixed('ab', {size}, pick)"
    try:
        with probe.during(call):
            answer("ab", size, third)
    except ValueError:
        probe.case = ""
    else:
        probe.fail(
            f"`{call}` raises nothing. Check in a function without `yield`, so that "
            "the error comes at the call."
        )
