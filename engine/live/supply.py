"""Sources that a check hands to an answer, and what they notice."""

from __future__ import annotations

import sys
import types
import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from engine.live.refusal import EndlessError

MOST_PULLS = 1_000

Where = Callable[[types.FrameType | None], int]


def nowhere(_: types.FrameType | None) -> int:
    """Return no line of an answer."""
    return 0


class Source(Iterator[Any]):
    """An iterator that counts what is taken from it.

    `pulls` is the number of items that it gave, `lines` where the answer was at each,
    and `closed` whether it is over: it ran out, raised, or somebody called its `close`.
    """

    def __init__(
        self,
        items: Iterable[Any] = (),
        most: int = MOST_PULLS,
        error: BaseException | None = None,
        where: Where = nowhere,
    ) -> None:
        """Take the items, endless ones included, and how many may be asked for.

        After the items it raises `error`, if there is one. `where` tells the answer's
        line from a frame that its code has called.
        """
        self.items = iter(items)
        self.most = most
        self.error = error
        self.where = where
        self.asked = 0
        self.pulls = 0
        self.lines: list[int] = []
        self.closed = False

    def __next__(self) -> Any:
        """Return the next item; raise EndlessError when it is one too many."""
        self.asked += 1
        if self.asked > self.most:
            raise EndlessError(self.most)
        if self.closed:
            raise StopIteration
        try:
            item = next(self.items)
        except StopIteration:
            self.closed = True
            if self.error is None:
                raise
        else:
            self.pulls += 1
            self.lines.append(self.where(sys._getframe(1)))
            return item
        raise self.error

    def close(self) -> None:
        """End it, as a generator iterator's `close` does."""
        self.closed = True


class Number(float):
    """A number that a weak reference can watch."""


class Text(str):
    """A text that a weak reference can watch."""


class Watched(Source):
    """A source that knows how many of its items somebody still has.

    `kept` is the most that it saw at one time, whenever it was asked for another.
    """

    def __init__(self, items: Iterable[float | str], where: Where = nowhere) -> None:
        """Take numbers or texts."""
        super().__init__(items, where=where)
        self.given: list[weakref.ref[Any]] = []
        self.kept = 0

    def __next__(self) -> Any:
        """Return the next item, after a look at those before."""
        alive = sum(each() is not None for each in self.given)
        self.kept = max(self.kept, alive)
        item = super().__next__()
        fresh = Text(item) if isinstance(item, str) else Number(item)
        self.given.append(weakref.ref(fresh))
        return fresh
