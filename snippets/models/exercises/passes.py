"""Batches, pass after pass

Write `passes(rows, size, order)`. It yields lists of `size` rows without end, pass
after pass over a list `rows`. The last list of a pass may be shorter, and an empty one
is never yielded.

When a pass begins, `order(len(rows))` gives you the positions of all rows, in the order
for that pass: `[2, 0, 1]`, say. Leave `rows` itself as it is.

If there are no rows, or `size` is below 1, the call itself raises a `ValueError`.

Hint: Use two functions. The outer one checks, and returns the generator that the inner
one makes.

Hint: The inner one never ends. In each round it asks for an order, and cuts it into
pieces.

Hint: A piece of the order is a list of positions. Which rows are at those positions?

Step: next(passes(["a", "b", "c"], 2, lambda count: [2, 0, 1]))
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def passes(rows, size, order):
    """Yield lists of rows, pass after pass."""
    while True:
        for start in range(0, len(rows), size):
            yield rows[start : start + size]
# --8<-- [end:starter]


# --8<-- [start:wrong-late]
# told: `passes([], 2, order)` raises nothing. Check in a function
# without `yield`, so that the error comes at the call.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")
    while True:
        places = order(len(rows))
        for start in range(0, len(rows), size):
            piece = places[start : start + size]
            yield [rows[place] for place in piece]
# --8<-- [end:wrong-late]


# --8<-- [start:wrong-size-unchecked]
# told: `passes(['a', 'b'], 0, order)` raises nothing. Check in a
# function without `yield`, so that the error comes at the call.
def passes(rows, size, order):
    if len(rows) == 0:
        raise ValueError("no rows")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-size-unchecked]


# --8<-- [start:wrong-not-one]
# told: `passes(['a', 0, None, '', 0], 1, order)` raised `ValueError:
# no rows, or a small size`.
def passes(rows, size, order):
    if len(rows) == 0 or size <= 1:
        raise ValueError("no rows, or a small size")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-not-one]


# --8<-- [start:wrong-not-called]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` gives you a
# generator function: it still has to be called.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists
# --8<-- [end:wrong-not-called]


# --8<-- [start:wrong-one-order]
# told: By pass 2, `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` had
# asked for 1 order. Ask for a new order at the start of each pass,
# and only then.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        places = order(len(rows))
        while True:
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-one-order]


# --8<-- [start:wrong-order-each-batch]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` gives `['d', 'e']`
# as item 2, not `['d', 'c']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            for start in range(0, len(rows), size):
                places = order(len(rows))
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-order-each-batch]


# --8<-- [start:wrong-order-at-the-call]
# told: The call `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` asked
# for an order before any row was wanted.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")
    first = order(len(rows))

    def lists():
        places = first
        while True:
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]
            places = order(len(rows))

    return lists()
# --8<-- [end:wrong-order-at-the-call]


# --8<-- [start:wrong-positions]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` gives `[0, 4]` as
# item 1, not `['a', 'e']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                yield places[start : start + size]

    return lists()
# --8<-- [end:wrong-positions]


# --8<-- [start:wrong-one-pass]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` ends after 3
# items, but more should come.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")
    places = order
    return (
        [rows[place] for place in pick[start : start + size]]
        for pick in (places(len(rows)) for _ in range(1))
        for start in range(0, len(rows), size)
    )
# --8<-- [end:wrong-one-pass]


# --8<-- [start:wrong-last-lost]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` gives `['b', 'c']`
# as item 3, not `['b']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows) - size + 1, size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-last-lost]


# --8<-- [start:wrong-filled-up]
# told: `passes(['a', 'b', 'c', 'd', 'e'], 2, order)` gives `['b', 'b']`
# as item 3, not `['b']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        batch = []
        while True:
            for place in order(len(rows)):
                batch.append(rows[place])
                if len(batch) == size:
                    yield batch
                    batch = []

    return lists()
# --8<-- [end:wrong-filled-up]


# --8<-- [start:wrong-empty-last]
# told: `passes(['a', 'b', 'c', 'd'], 2, order)` gives `[]` as item 3,
# not `['b', 'c']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows) + 1, size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-empty-last]


# --8<-- [start:wrong-same-list]
# told: Two batches of `passes(['a', 'b', 'c', 'd', 'e'], 2, order)`
# are one and the same list, so the first one changes later. Start a
# new list for each.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        batch = []
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                batch[:] = [rows[place] for place in piece]
                yield batch

    return lists()
# --8<-- [end:wrong-same-list]


# --8<-- [start:wrong-changes-rows]
# told: `passes(rows, 2, order)` changes `rows`, but other code may
# need it as it was.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        kept = list(rows)
        while True:
            rows[:] = [kept[place] for place in order(len(rows))]
            for start in range(0, len(rows), size):
                yield rows[start : start + size]

    return lists()
# --8<-- [end:wrong-changes-rows]


# --8<-- [start:wrong-twos]
# told: `passes(['a', 0, None, '', 0], 1, order)` gives `['a', 0]` as
# item 1, not `['a']`.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), 2):
                piece = places[start : start + 2]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-twos]


# --8<-- [start:wrong-kept-between-calls]
# told: Two answers, asked in turn, get in each other's way. Each
# call by itself is right, so something stays behind from one call
# to the next.
def passes(rows, size, order, left=[]):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        while True:
            if not left:
                left.extend(order(len(rows)))
            piece = left[:size]
            del left[:size]
            yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-kept-between-calls]


# --8<-- [start:wrong-swallows]
# told: `order` raises an error in pass 2, and `passes(['a'], 1, order)`
# doesn't let it out.
def passes(rows, size, order):
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists():
        places = range(len(rows))
        while True:
            try:
                places = order(len(rows))
            except Exception:
                pass
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:wrong-swallows]


# --8<-- [start:right-islice]
def passes(rows, size, order):
    from itertools import islice

    if not rows or size < 1:
        raise ValueError(f"{len(rows)} rows, {size} a list")

    def lists():
        while True:
            walk = map(rows.__getitem__, order(len(rows)))
            while batch := list(islice(walk, size)):
                yield batch

    return lists()
# --8<-- [end:right-islice]


# --8<-- [start:right-expression]
def passes(rows, size, order):
    from itertools import count

    if min(len(rows), size) < 1:
        raise ValueError("nothing to yield")
    return (
        [rows[place] for place in places[start : start + size]]
        for places in (order(len(rows)) for _ in count())
        for start in range(0, len(rows), size)
    )
# --8<-- [end:right-expression]


# --8<-- [start:right-two-functions]
def one_pass(rows, size):
    while rows:
        yield rows[:size]
        rows = rows[size:]


def endless(rows, size, order):
    while True:
        yield from one_pass([rows[n] for n in order(len(rows))], size)


def passes(rows, size, order):
    if len(rows) > 0 and size > 0:
        return endless(rows, size, order)
    raise ValueError("no rows, or a size below 1")
# --8<-- [end:right-two-functions]


# --8<-- [start:right-class]
class passes:
    def __init__(self, rows, size, order):
        if not rows or size < 1:
            raise ValueError("no rows, or a size below 1")
        self.rows, self.size, self.order = rows, size, order
        self.left = []

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            self.left = list(self.order(len(self.rows)))
        batch = [self.rows[place] for place in self.left[: self.size]]
        del self.left[: self.size]
        return batch
# --8<-- [end:right-class]


# --8<-- [start:right-one-by-one]
def passes(rows, size, order):
    if size < 1:
        raise ValueError("size")
    if rows == []:
        raise ValueError("rows")

    def lists():
        while True:
            batch = []
            for place in order(len(rows)):
                batch.append(rows[place])
                if len(batch) >= size:
                    yield batch
                    batch = []
            if batch:
                yield batch

    return lists()
# --8<-- [end:right-one-by-one]


# --8<-- [start:solution]
def passes(
    rows: Sequence[T], size: int, order: Callable[[int], list[int]]
) -> Iterator[list[T]]:
    """Return an endless generator of lists of rows, pass after pass."""
    if len(rows) == 0 or size < 1:
        raise ValueError("no rows, or a size below 1")

    def lists() -> Iterator[list[T]]:
        while True:
            places = order(len(rows))
            for start in range(0, len(rows), size):
                piece = places[start : start + size]
                yield [rows[place] for place in piece]

    return lists()
# --8<-- [end:solution]


# same: `len(rows) == 0` -> `len(rows) <= 0`, because no list has fewer rows
# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no batch is empty
# same: repeats the last of its result, because it never ends
# same: `'no rows, or a size below 1'` -> `'no rows, or a size below 1x'`, because the
# words of the error are yours


class Orders:
    """Gives orders, each pass another; remembers how many rows they were for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, count: int) -> list[int]:
        """Return positions: from the last to the first, then from the second on."""
        self.asked.append(count)
        return turned(count, len(self.asked) - 1)


def turned(count: int, number: int) -> list[int]:
    """Return the order of a pass: it begins later each time, and goes to and fro."""
    places = [(number + place) % count for place in range(count)]
    return places if number % 2 else [places[0], *places[:0:-1]]


def wanted(rows: list[Any], size: int) -> list[list[list[Any]]]:
    """Return the lists of three passes."""
    found = []
    for number in range(3):
        picked = [rows[place] for place in turned(len(rows), number)]
        found.append([picked[n : n + size] for n in range(0, len(rows), size)])
    return found


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for three passes of several lists, and what is refused."""
    asked_of(probe, answer, list("abcde"), 2)
    for rows, size in (([], 2), (["a", "b"], 0), (["a", "b"], -1), ([], 0)):
        refuses(probe, answer, rows, size)
    asked_of(probe, answer, list("abcd"), 2)
    mixed: list[Any] = ["a", 0, None, "", 0]
    for size in (1, 3, 5, 9):
        asked_of(probe, answer, mixed, size)
    asked_of(probe, answer, ["one"], 4)
    asked_of(probe, answer, [*range(40)], 1)
    asked_of(probe, answer, [*range(40)], 7)
    fails(probe, answer)
    probe.left("passes(rows, 2, order)", lambda: answer(mixed, 2, Orders()), 4)

    # two answers in turn, each with orders of its own
    call = "passes(rows, 2, order)"
    with probe.during(call):
        one, other = answer(mixed, 2, Orders()), answer(list("vwxyz"), 2, Orders())
        taken = [(next(one), next(other)) for _ in range(6)]
    ours = [batch for each in wanted(mixed, 2) for batch in each]
    theirs = [batch for each in wanted(list("vwxyz"), 2) for batch in each]
    if taken != list(zip(ours, theirs, strict=True))[:6]:
        probe.fail("Two answers, asked in turn, get in each other's way.")


def asked_of(
    probe: Any, answer: Callable[..., Any], rows: list[Any], size: int
) -> None:
    """Ask for three passes: what comes, in which order, and what becomes of `rows`."""
    call = f"passes({rows!r}, {size}, order)"
    kept, orders = [*rows], Orders()
    with probe.during(call):
        feed = iter(probe.iterator(answer(rows, size, orders), call))
    if orders.asked:
        probe.fail(
            f"The call `{call}` asked for an order before any row was wanted."
        )
    got: list[Any] = []
    right: list[Any] = []
    for number, batches in enumerate(wanted(kept, size), 1):
        for batch in batches:
            right.append(batch)
            with probe.during(call):
                got.append(next(feed, StopIteration))
            if got[-1] is StopIteration:
                probe.first(call, iter(got[:-1]), right)
            if isinstance(got[-1], list) and any(each is got[-1] for each in got[:-1]):
                probe.fail(
                    f"Two batches of `{call}` are one and the same list, so the first "
                    "one changes later. Start a new list for each."
                )
            count = len(orders.asked)
            if count >= number or not got[-1]:
                probe.first(call, iter(got), right)
            if count == number:
                continue
            many = f"{count} order" + "s" * (count != 1)
            probe.fail(
                f"By pass {number}, `{call}` had asked for {many}. Ask for a new order "
                "at the start of each pass, and only then."
            )
    if rows != kept:
        probe.fail(
            f"`passes(rows, {size}, order)` changes `rows`, but other code may need "
            "it as it was."
        )
    probe.equal("the numbers that `order` was given", orders.asked, [len(kept)] * 3)


def fails(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask that an error of `order`, in the second pass, comes out as it is."""
    orders, error = Orders(), LookupError("no order")

    def order(count: int) -> list[int]:
        if orders.asked:
            raise error
        return orders(count)

    call = "passes(['a'], 1, order)"
    with probe.during(call):
        feed = answer(["a"], 1, order)
        next(feed)
    came: Exception | None = None
    try:
        next(feed)
    except Exception as other:
        came, probe.case = other, ""
    if came is not error:
        told = f"`order` raises an error in pass 2, and `{call}` doesn't let it out."
        probe.fail(told)


def refuses(
    probe: Any, answer: Callable[..., Any], rows: list[Any], size: int
) -> None:
    """Ask for a ValueError at the call; a feed that waits may never come back."""
    call = f"passes({rows!r}, {size}, order)"
    try:
        with probe.during(call):
            answer([*rows], size, Orders())
    except ValueError:
        probe.case = ""
    else:
        probe.fail(
            f"`{call}` raises nothing. Check in a function without `yield`, so that "
            "the error comes at the call."
        )
