"""Go on from any batch

`order(epoch)` returns the batches of an epoch, as a list of `steps` batches. Write
`resumed(order, steps, start)`. It yields batches without end, from number `start` on.
Number 0 is the first batch of epoch 0, and number `steps` is the first of epoch 1.

Call `order` once for each epoch, when its first batch is asked for. Don't call it at
all for epochs that are over, because putting them in order may take long. Leave its
lists as they are.

Hint: `divmod(start, steps)` says which epoch it is, and how many batches to skip.

Hint: You skip batches in the first epoch only.

Step: next(resumed(lambda epoch: [f"{epoch}a", f"{epoch}b"], 2, 3))
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def resumed(order, steps, start):
    """Yield batches, epoch after epoch."""
    epoch = 0
    while True:
        for batch in order(epoch):
            yield batch
        epoch += 1
# --8<-- [end:starter]


# --8<-- [start:wrong-skips-in-each-epoch]
# told: `resumed(order, 3, 4)` gives `'2b'` as item 3, not `'2a'`.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        epoch += 1
# --8<-- [end:wrong-skips-in-each-epoch]


# --8<-- [start:wrong-walks-from-epoch-0]
# told: `resumed(order, 3, 4)` calls `order(0)`, and that epoch is
# over. Begin with epoch 1.
def resumed(order, steps, start):
    from itertools import chain, count, islice

    return islice(chain.from_iterable(map(order, count())), start, None)
# --8<-- [end:wrong-walks-from-epoch-0]


# --8<-- [start:wrong-from-the-epoch-s-start]
# told: `resumed(order, 3, 4)` gives `'1a'` as item 1, not `'1b'`.
def resumed(order, steps, start):
    epoch = start // steps
    while True:
        for batch in order(epoch):
            yield batch
        epoch += 1
# --8<-- [end:wrong-from-the-epoch-s-start]


# --8<-- [start:wrong-one-more]
# told: `resumed(order, 3, 4)` gives `'1c'` as item 1, not `'1b'`.
def resumed(order, steps, start):
    epoch, skip = divmod(start + 1, steps)
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-one-more]


# --8<-- [start:wrong-divides]
# told: `resumed(order, 3, 4)` calls `order(1.3333333333333333)`. An
# epoch is a whole number.
def resumed(order, steps, start):
    epoch, skip = start / steps, start % steps
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-divides]


# --8<-- [start:wrong-epoch-zero]
# told: `resumed(order, 3, 4)` calls `order(0)`, and that epoch is
# over. Begin with epoch 1.
def resumed(order, steps, start):
    epoch, skip = 0, start % steps
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-epoch-zero]


# --8<-- [start:wrong-same-epoch]
# told: `resumed(order, 3, 4)` gives `'1a'` as item 3, not `'2a'`.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        skip = 0
# --8<-- [end:wrong-same-epoch]


# --8<-- [start:wrong-ends]
# told: `resumed(order, 3, 4)` ends before batch 9. It has to go on.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    for batch in order(epoch)[skip:]:
        yield batch
    for batch in order(epoch + 1):
        yield batch
# --8<-- [end:wrong-ends]


# --8<-- [start:wrong-at-the-call]
# told: `resumed(order, 3, 4)` calls `order` before it's asked for a
# batch.
def resumed(order, steps, start):
    def batches(batches, epoch):
        while True:
            for batch in batches:
                yield batch
            epoch += 1
            batches = order(epoch)

    epoch, skip = divmod(start, steps)
    return batches(order(epoch)[skip:], epoch)
# --8<-- [end:wrong-at-the-call]


# --8<-- [start:wrong-next-epoch-early]
# told: By batch 4, `resumed(order, 3, 4)` has called `order` for the
# epochs [1, 2]. Once for each in [1] would do.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    batches = order(epoch)[skip:]
    while True:
        epoch += 1
        following = order(epoch)
        for batch in batches:
            yield batch
        batches = following
# --8<-- [end:wrong-next-epoch-early]


# --8<-- [start:wrong-order-each-batch]
# told: By batch 5, `resumed(order, 3, 4)` has called `order` for the
# epochs [1, 1]. Once for each in [1] would do.
def resumed(order, steps, start):
    while True:
        epoch, at = divmod(start, steps)
        yield order(epoch)[at]
        start += 1
# --8<-- [end:wrong-order-each-batch]


# --8<-- [start:wrong-empty-batches]
# told: `resumed(order, 2, 1)` calls `order` again and again and gives
# no batch. Yield each when you come to it, even an empty one.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    while True:
        for batch in order(epoch)[skip:]:
            if batch:
                yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-empty-batches]


# --8<-- [start:wrong-eats-the-list]
# told: `resumed(order, 3, 4)` changes a list that `order` returned.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    while True:
        batches = order(epoch)
        del batches[:skip]
        for batch in batches:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-eats-the-list]


# --8<-- [start:wrong-swallows]
# told: `order` raises an error, and `resumed(order, 2, 1)` doesn't
# let it out.
def resumed(order, steps, start):
    epoch, skip = divmod(start, steps)
    while True:
        try:
            batches = order(epoch)[skip:]
        except Exception:
            return
        for batch in batches:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-one-for-all-calls]
# told: Two answers, both of `resumed(order, 2, 1)` with the same
# `order`, get into each other's way. Each call by itself is right, so
# something stays behind from one call to the next.
def resumed(order, steps, start, known={}):
    def batches(epoch, skip):
        while True:
            for batch in order(epoch)[skip:]:
                yield batch
            epoch, skip = epoch + 1, 0

    key = order, steps, start
    if key not in known:
        known[key] = batches(*divmod(start, steps))
    return known[key]
# --8<-- [end:wrong-one-for-all-calls]


# --8<-- [start:right-numbers]
def resumed(order, steps, start):
    batches = []
    number = start
    while True:
        epoch, at = divmod(number, steps)
        if not batches or at == 0:
            batches = order(epoch)
        yield batches[at]
        number += 1
# --8<-- [end:right-numbers]


# --8<-- [start:right-chain]
def resumed(order, steps, start):
    from itertools import chain, count, islice

    epoch, skip = divmod(start, steps)
    batches = chain.from_iterable(map(order, count(epoch)))
    return islice(batches, skip, None)
# --8<-- [end:right-chain]


# --8<-- [start:right-expression]
def resumed(order, steps, start):
    from itertools import count

    return (
        batch
        for epoch in count(start // steps)
        for at, batch in enumerate(order(epoch))
        if epoch * steps + at >= start
    )
# --8<-- [end:right-expression]


# --8<-- [start:right-yield-from]
def resumed(order, steps, start):
    epoch = start // steps
    yield from order(epoch)[start % steps :]
    yield from resumed(order, steps, (epoch + 1) * steps)
# --8<-- [end:right-yield-from]


# --8<-- [start:right-class]
class resumed:
    def __init__(self, order, steps, start):
        self.order, self.steps, self.number = order, steps, start
        self.batches = None

    def __iter__(self):
        return self

    def __next__(self):
        epoch, at = divmod(self.number, self.steps)
        if self.batches is None or at == 0:
            self.batches = self.order(epoch)
        self.number += 1
        return self.batches[at]
# --8<-- [end:right-class]


# --8<-- [start:solution]
def resumed(
    order: Callable[[int], list[T]], steps: int, start: int
) -> Iterator[T]:
    """Yield the batches of all epochs, from number `start` on."""
    epoch, skip = divmod(start, steps)
    while True:
        for batch in order(epoch)[skip:]:
            yield batch
        epoch, skip = epoch + 1, 0
# --8<-- [end:solution]


# same: goes on where an earlier call ended; repeats the last of its result, because it
# never ends
MOST = 30


class EnoughError(BaseException):
    """Nothing comes of it; no `except Exception` of an answer can hide it."""


class Order:
    """Gives the batches of an epoch; knows which it was asked for, and may fail."""

    def __init__(
        self, batches: Callable[[int], list[Any]], call: str, first: int = 0,
        error: Exception | None = None,
    ) -> None:
        self.batches, self.call, self.first, self.error = batches, call, first, error
        self.asked: list[int] = []
        self.given: list[list[Any]] = []

    def __call__(self, epoch: Any) -> list[Any]:
        """Return a new list."""
        if not isinstance(epoch, int):
            raise EnoughError(
                f"`{self.call}` calls `order({epoch!r})`. An epoch is a whole number."
            )
        if epoch < self.first:
            raise EnoughError(
                f"`{self.call}` calls `order({epoch})`, and that epoch is over. "
                f"Begin with epoch {self.first}."
            )
        if len(self.asked) > MOST:
            raise EnoughError(
                f"`{self.call}` calls `order` again and again and gives no batch. "
                "Yield each when you come to it, even an empty one."
            )
        if self.error is not None and self.asked:
            raise self.error
        self.asked.append(epoch)
        self.given.append(self.batches(epoch))
        return self.given[-1]


def letters(steps: int) -> Callable[[int], list[Any]]:
    """Return what gives batches that say which they are: 0a, 0b …"""
    return lambda epoch: [f"{epoch}{letter}" for letter in "abcde"[:steps]]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for batches from several places on; tell of what never ends."""
    try:
        asks(answer, probe)
    except EnoughError as enough:
        told = str(enough)
    else:
        return
    probe.fail(told)


def asks(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for batches from several places on, one at a time."""
    for steps, start in ((3, 4), (3, 0), (3, 3), (2, 5), (1, 2), (5, 1)):
        from_there(probe, answer, letters(steps), steps, start)
    alike: list[list[Any]] = [[0, None], ["", []], [False, 0], [(), None]]
    from_there(probe, answer, lambda epoch: list(alike[epoch % 4]), 2, 1)
    fails(probe, answer)
    call = "resumed(order, 2, 1)"
    probe.left(call, lambda: answer(Order(letters(2), call), 2, 1), 4)
    same = Order(letters(2), call)
    with probe.during(call):
        pair = answer(same, 2, 1), answer(same, 2, 1)
    taken = [asked(probe, call, each) for _ in range(2) for each in map(iter, pair)]
    if taken != ["0b", "0b", "1a", "1a"]:
        probe.fail(
            f"Two answers, both of `{call}` with the same `order`, get into each "
            "other's way."
        )


def asked(probe: Any, call: str, feed: Iterator[Any]) -> Any:
    """Return the next batch, or the class StopIteration if there is none."""
    with probe.during(call):
        return next(feed, StopIteration)


def from_there(
    probe: Any, answer: Callable[..., Any], batches: Callable[[int], list[Any]],
    steps: int, start: int,
) -> None:
    """Ask for two dozen batches, and for no order that isn't needed yet."""
    call = f"resumed(order, {steps}, {start})"
    order = Order(batches, call, start // steps)
    with probe.during(call):
        feed = probe.iterator(answer(order, steps, start), call)
    if order.asked:
        probe.fail(f"`{call}` calls `order` before it's asked for a batch.")
    got: list[Any] = []
    right: list[Any] = []
    for number in range(start, start + 24):
        epoch, at = divmod(number, steps)
        right.append(batches(epoch)[at])
        got.append(asked(probe, call, feed))
        if got[-1] is StopIteration:
            probe.fail(f"`{call}` ends before batch {number}. It has to go on.")
        probe.first(call, iter(got), right)
        wanted = list(range(start // steps, epoch + 1))
        if order.asked != wanted:
            probe.fail(
                f"By batch {number}, `{call}` has called `order` for the epochs "
                f"{order.asked}. Once for each in {wanted} would do."
            )
        if any(map(list.__ne__, order.given, map(batches, wanted))):
            probe.fail(f"`{call}` changes a list that `order` returned.")


def fails(probe: Any, answer: Callable[..., Any]) -> None:
    """Ask that an error of `order` comes out as it is."""
    call = "resumed(order, 2, 1)"
    error = LookupError("no such epoch")
    with probe.during(call):
        feed = answer(Order(letters(2), call, error=error), 2, 1)
        next(feed)
    try:
        asked(probe, call, feed)
    except Exception as came:
        probe.case = ""
        if came is error:
            return
    probe.fail(f"`order` raises an error, and `{call}` doesn't let it out.")
