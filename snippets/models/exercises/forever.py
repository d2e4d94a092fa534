"""A feed that never ends

`once()` returns the batches of one pass, as an iterator. Write `forever(once)`: it
yields them, pass after pass, without end.

Call `once` again for each pass, when its first batch is wanted. The passes may differ,
as they do when `once` shuffles.

If a pass has no batches, raise a `ValueError`. Otherwise your loop would go round for
ever.

Hint: Write an endless loop, and inside it a loop over what `once()` returns.

Hint: Before each pass, note that it's empty. With each batch, note that it isn't.

Step: next(forever(lambda: iter(["ab", "cd", "e"])))
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def forever(once):
    """Yield batches, pass after pass."""
    for batch in once():
        yield batch
# --8<-- [end:starter]


# --8<-- [start:wrong-one-pass-object]
# told: `forever(once)` keeps asking a pass that has already ended.
# A used-up iterator stays used up, so call `once` again.
def forever(once):
    walk = once()
    while True:
        for batch in walk:
            yield batch
# --8<-- [end:wrong-one-pass-object]


# --8<-- [start:wrong-keeps-the-first-pass]
# told: Each pass of `forever(once)` needs its own call of `once`,
# when the pass begins. In pass 2, the number of calls so far is 1,
# not 2.
def forever(once):
    from itertools import cycle

    for batch in cycle(once()):
        yield batch
# --8<-- [end:wrong-keeps-the-first-pass]


# --8<-- [start:wrong-list]
# told: For batch 1 of a pass, `forever(once)` takes 3 from it. Take one
# at a time.
def forever(once):
    while True:
        batches = list(once())
        if not batches:
            raise ValueError("a pass without a batch")
        for batch in batches:
            yield batch
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-empty-unheard]
# told: `forever(once)` calls `once` again and again and yields no
# batch, because every pass is empty. Raise a `ValueError` at the
# first.
def forever(once):
    while True:
        for batch in once():
            yield batch
# --8<-- [end:wrong-empty-unheard]


# --8<-- [start:wrong-first-pass-only]
# told: Pass 2 is empty, and `forever(once)` goes on: no `ValueError`.
def forever(once):
    empty = True
    while True:
        for batch in once():
            empty = False
            yield batch
        if empty:
            raise ValueError("a pass without a batch")
# --8<-- [end:wrong-first-pass-only]


# --8<-- [start:wrong-empty-ends]
# told: Pass 1 is empty, and `forever(once)` ends quietly: no
# `ValueError`.
def forever(once):
    while True:
        empty = True
        for batch in once():
            empty = False
            yield batch
        if empty:
            return
# --8<-- [end:wrong-empty-ends]


# --8<-- [start:wrong-falsy-is-empty]
# told: Pass 4 is [None, ''], which is not empty, and `forever(once)`
# raises a `ValueError`.
def forever(once):
    while True:
        found = None
        for batch in once():
            found = batch
            yield batch
        if not found:
            raise ValueError("a pass without a batch")
# --8<-- [end:wrong-falsy-is-empty]


# --8<-- [start:wrong-at-the-call]
# told: `forever(once)` calls `once` before any batch is wanted.
def forever(once):
    def passes(walk):
        while True:
            empty = True
            for batch in walk:
                empty = False
                yield batch
            if empty:
                raise ValueError("a pass without a batch")
            walk = once()

    return passes(once())
# --8<-- [end:wrong-at-the-call]


# --8<-- [start:wrong-swallows]
# told: Pass 1 ends in an error, and `forever(once)` doesn't let it out.
def forever(once):
    while True:
        empty = True
        try:
            for batch in once():
                empty = False
                yield batch
        except Exception:
            pass
        if empty:
            raise ValueError("a pass without a batch")
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-turns-the-error]
# told: Pass 1 ends in an error, and `forever(once)` doesn't let it out.
def forever(once):
    while True:
        empty = True
        try:
            for batch in once():
                empty = False
                yield batch
        except LookupError as error:
            raise RuntimeError("no more batches") from error
        if empty:
            raise ValueError("a pass without a batch")
# --8<-- [end:wrong-turns-the-error]


# --8<-- [start:wrong-one-for-all-calls]
# told: Two calls of `forever(once)` with the same `once` get in
# each other's way. Each call by itself is right, so something stays
# behind from one call to the next.
def forever(once, known={}):
    def passes():
        while True:
            empty = True
            for batch in once():
                empty = False
                yield batch
            if empty:
                raise ValueError("a pass without a batch")

    if once not in known:
        known[once] = passes()
    return known[once]
# --8<-- [end:wrong-one-for-all-calls]


# --8<-- [start:wrong-peeks]
# told: For batch 1 of a pass, `forever(once)` takes 3 from it. Take one
# at a time.
def forever(once):
    while True:
        walk = once()
        held = [batch for batch, _ in zip(walk, range(2))]
        if not held:
            raise ValueError("a pass without a batch")
        for batch in held:
            yield batch
        for batch in walk:
            yield batch
# --8<-- [end:wrong-peeks]


# --8<-- [start:wrong-next-pass-early]
# told: Each pass of `forever(once)` needs its own call of `once`,
# when the pass begins. In pass 1, the number of calls so far is 2,
# not 1.
def forever(once):
    walk = once()
    while True:
        empty = True
        following = once()
        for batch in walk:
            empty = False
            yield batch
        if empty:
            raise ValueError("a pass without a batch")
        walk = following
# --8<-- [end:wrong-next-pass-early]


# --8<-- [start:right-next]
def forever(once):
    nothing = object()
    while True:
        walk = once()
        batch = next(walk, nothing)
        if batch is nothing:
            raise ValueError("a pass without a batch")
        while batch is not nothing:
            yield batch
            batch = next(walk, nothing)
# --8<-- [end:right-next]


# --8<-- [start:right-yield-from]
def forever(once):
    while True:
        walk = once()
        for first in walk:
            yield first
            yield from walk
            break
        else:
            raise ValueError("a pass without a batch")
# --8<-- [end:right-yield-from]


# --8<-- [start:right-counts]
def forever(once):
    while True:
        found = 0
        for found, batch in enumerate(once(), 1):
            yield batch
        if found == 0:
            raise ValueError
# --8<-- [end:right-counts]


# --8<-- [start:right-chain]
def forever(once):
    from itertools import chain, repeat

    def checked():
        number = -1
        for number, batch in enumerate(once()):
            yield batch
        if number < 0:
            raise ValueError("a pass without a batch")

    return chain.from_iterable(checked() for _ in repeat(None))
# --8<-- [end:right-chain]


# --8<-- [start:right-class]
class forever:
    def __init__(self, once):
        self.once = once
        self.walk = iter(())

    def __iter__(self):
        return self

    def __next__(self):
        for batch in self.walk:
            return batch
        self.walk = self.once()
        for batch in self.walk:
            return batch
        raise ValueError("a pass without a batch")
# --8<-- [end:right-class]


# --8<-- [start:solution]
def forever(once: Callable[[], Iterator[T]]) -> Iterator[T]:
    """Yield the batches of one pass after the other, without end."""
    while True:
        empty = True
        for batch in once():
            empty = False
            yield batch
        if empty:
            raise ValueError("a pass without a batch")
# --8<-- [end:solution]


# same: `'a pass without a batch'` -> `'a pass without a batchx'`, because the words of
# the error are yours
# same: goes on where an earlier call ended; repeats the last of its result, because it
# never ends
MOST = 30
CALL = "forever(once)"


class EnoughError(BaseException):
    """Nothing comes of it; no `except Exception` of an answer can hide it."""


class Pass:
    """The batches of one pass; counts those it has given, and may end in an error."""

    def __init__(self, batches: list[Any], error: Exception | None) -> None:
        self.batches, self.error = batches, error
        self.given = self.ends = 0

    def __iter__(self) -> Iterator[Any]:
        """Return itself, as an iterator does."""
        return self

    def __next__(self) -> Any:
        """Return the next batch."""
        if self.given < len(self.batches):
            self.given += 1
            return self.batches[self.given - 1]
        self.ends += 1
        if self.error is not None:
            raise self.error
        if self.ends > MOST:
            raise EnoughError(
                f"`{CALL}` keeps asking a pass that has already ended. A used-up "
                "iterator stays used up, so call `once` again."
            )
        raise StopIteration


class Once:
    """Gives one pass a call, and the first again after the last."""

    def __init__(self, passes: list[list[Any]], error: Exception | None = None) -> None:
        self.passes, self.error = passes, error
        self.made: list[Pass] = []

    def __call__(self) -> Pass:
        """Return a new pass; the last of the list ends in the error."""
        at = len(self.made) % len(self.passes)
        if len(self.made) > MOST:
            why = (
                "though the passes have some. Yield each of them."
                if self.passes[at]
                else "because every pass is empty. Raise a `ValueError` at the first."
            )
            raise EnoughError(
                f"`{CALL}` calls `once` again and again and yields no batch, {why}"
            )
        last = at == len(self.passes) - 1
        self.made.append(Pass(self.passes[at], self.error if last else None))
        return self.made[-1]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for several passes, and for one that is empty; tell of what never ends."""
    try:
        asks(answer, probe)
    except EnoughError as enough:
        told = str(enough)
    else:
        return
    probe.fail(told)


def asks(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for several passes, batch by batch, and for one that is empty."""
    asked_of(probe, answer, [["ab", "cd", "e"]] * 5)
    asked_of(probe, answer, [["ab", "cd"], ["dc", "ba"], ["bd", "ac"]])
    asked_of(probe, answer, [["ab"], ["cd", "ab", "ab"], [0], [None, ""], [[]]])
    empties: list[list[list[Any]]] = [[], [["ab", "cd"]], [["ab"], [0], ["ab", None]]]
    for full in empties:
        refuses(probe, answer, full)
    for full in ([["ab"]], [["ab", "cd"], []]):
        fails(probe, answer, full)
    probe.left(CALL, lambda: answer(Once([["ab", "cd"], ["e"]])), 4)
    same = Once([["ab", "cd"], ["x", "y"]])
    with probe.during(CALL):
        pair = answer(same), answer(same)
    taken = [asked(probe, each) for _ in range(2) for each in pair]
    if taken != ["ab", "x", "cd", "y"]:
        probe.fail(
            f"Two calls of `{CALL}` with the same `once` get in each other's way."
        )


def asked(probe: Any, feed: Iterator[Any]) -> Any:
    """Return the next batch, or the class StopIteration if there is none."""
    with probe.during(CALL):
        return next(feed, StopIteration)


def asked_of(probe: Any, answer: Callable[..., Any], passes: list[list[Any]]) -> None:
    """Ask for each pass twice, and for no more than is wanted at each batch."""
    once = Once(passes)
    with probe.during(CALL):
        feed = probe.iterator(answer(once), CALL)
    if once.made:
        probe.fail(f"`{CALL}` calls `once` before any batch is wanted.")
    got: list[Any] = []
    right: list[Any] = []
    for number, batches in enumerate(passes * 2, 1):
        for place, batch in enumerate(batches, 1):
            right.append(batch)
            try:
                got.append(asked(probe, feed))
            except ValueError:
                probe.case = ""
                full = f"Pass {number} is {batches!r}, which is not empty, and"
                probe.fail(f"{full} `{CALL}` raises a `ValueError`.")
            if got[-1] is StopIteration:
                probe.fail(
                    f"`{CALL}` ends in pass {number}. It has to go on without end."
                )
            if len(once.made) != number:
                probe.fail(
                    f"Each pass of `{CALL}` needs its own call of `once`, when the "
                    f"pass begins. In pass {number}, the number of calls so far is "
                    f"{len(once.made)}, not {number}."
                )
            probe.first(CALL, iter(got), right)
            if once.made[-1].given != place:
                probe.fail(
                    f"For batch {place} of a pass, `{CALL}` takes "
                    f"{once.made[-1].given} from it. Take one at a time."
                )


def refuses(probe: Any, answer: Callable[..., Any], full: list[list[Any]]) -> None:
    """Ask for a ValueError when an empty pass comes after some full ones."""
    once = Once([*full, []])
    with probe.during(CALL):
        feed = answer(once)
        for _ in islice(feed, sum(map(len, full))):
            pass
    try:
        more = asked(probe, feed)
    except ValueError:
        probe.case = ""
        return
    told = "ends quietly" if more is StopIteration else "goes on"
    probe.fail(f"Pass {len(full) + 1} is empty, and `{CALL}` {told}: no `ValueError`.")


def fails(probe: Any, answer: Callable[..., Any], full: list[list[Any]]) -> None:
    """Ask that an error of the last pass comes out as it is."""
    error = LookupError("no such file")
    with probe.during(CALL):
        feed = answer(Once(full, error))
        for _ in islice(feed, sum(map(len, full))):
            pass
    try:
        asked(probe, feed)
    except Exception as came:
        probe.case = ""
        if came is error:
            return
    probe.fail(f"Pass {len(full)} ends in an error, and `{CALL}` doesn't let it out.")
