"""Wrong answers of every kind, each made of a right one by what is put around it.

Those of `RESULTS` spoil what an iterator gives, those of `SOURCES` what an answer is
given, those of `CALLS` what lies between two calls. None writes a line of the answer
itself, so that its letter stays as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial, wraps
from itertools import chain, islice
from typing import Any

Right = Callable[..., Any]
Change = Callable[[Iterable[Any]], Iterable[Any]]


def reads_ahead(items: Iterable[Any]) -> Iterator[Any]:
    """Yield each item once the next one is there."""
    held: list[Any] = []
    for item in items:
        yield from held
        held = [item]
    yield from held


def gathered(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items once all are there."""
    yield from list(items)


def till_falsy(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items before the first falsy one."""
    for item in items:
        if not item:
            return
        yield item


def till_none(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items before the first None."""
    for item in items:
        if item is None:
            return
        yield item


def without_falsy(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items that are not falsy."""
    for item in items:
        if item:
            yield item


def hiding(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items; an error of theirs is their end, and none tells of it."""
    try:
        yield from items
    except Exception:
        return


def turning(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items; an error of theirs comes out as another."""
    try:
        yield from items
    except Exception as error:
        raise RuntimeError("something went wrong") from error


def deaf(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items, whatever is thrown in at one of them."""
    for item in items:
        with suppress(BaseException):
            yield item


def without_repeats(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items that did not come before."""
    came: list[Any] = []
    for item in items:
        if item not in came:
            came.append(item)
            yield item


def in_order(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items sorted."""
    yield from sorted(items, key=lambda item: (str(type(item)), item))


def backwards(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items from the last to the first."""
    yield from reversed(list(items))


def keeping(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items, and keep all of them."""
    kept = []
    for item in items:
        kept.append(item)
        yield item


def more(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items, the last one twice."""
    last = deque[Any](maxlen=1)
    for item in items:
        last.append(item)
        yield item
    yield from last


def rounded(items: Iterable[Any], digits: int | None) -> Iterator[Any]:
    """Yield the items, numbers among them rounded."""
    for item in items:
        yield round(item, digits) if isinstance(item, float) else item


def begins_late(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items but the first."""
    yield from islice(items, 1, None)


def ends_after(items: Iterable[Any], most: int) -> Iterator[Any]:
    """Yield the first so many items."""
    yield from islice(items, most)


def walked(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items after a walk through them."""
    deque(items, maxlen=0)
    yield from items


def at_call(items: Iterable[Any]) -> Iterator[Any]:
    """Return the items, gathered when this is called."""
    kept = list(items)
    return (item for item in kept)


CHANGES: dict[str, Change] = {
    "gathers {}": gathered,
    "reads ahead in {}": reads_ahead,
    "ends at a falsy item of {}": till_falsy,
    "leaves out falsy items of {}": without_falsy,
    "hides an error of {}": hiding,
    "turns an error of {} into another": turning,
    "leaves out repeats of {}": without_repeats,
    "sorts {}": in_order,
    "turns {} round": backwards,
    "leaves out the first of {}": begins_late,
    "repeats the last of {}": more,
    **{
        f"ends after {most} of {{}}": partial(ends_after, most=most)
        for most in (1, 2, 3, 5, 10, 20)
    },
}
RESULTS: dict[str, Change] = {
    **{name.format("its result"): change for name, change in CHANGES.items()},
    "gathers its result at the call": at_call,
    "is deaf to what is thrown in": deaf,
    "rounds its result to a whole number": partial(rounded, digits=None),
    "rounds its result to 2 digits": partial(rounded, digits=2),
}
SOURCES: dict[str, Change] = {
    **{name.format("its source"): change for name, change in CHANGES.items()},
    "ends at a None of its source": till_none,
    "walks through its source first": walked,
    "keeps all of its source": keeping,
}


def on_result(right: Right, change: Change) -> Right:
    """Return an answer whose result is changed, at the call if that must be."""

    @wraps(right)
    def answer(*given: Any, **named: Any) -> Any:
        return change(right(*given, **named))

    return answer


def on_source(right: Right, place: int, change: Change) -> Right:
    """Return an answer that is given another source than the one at a place."""

    @wraps(right)
    def answer(*given: Any) -> Any:
        return right(*given[:place], change(given[place]), *given[place + 1 :])

    return answer


def gives_again(right: Right) -> Right:
    """Return an answer that gives each later call what it gave the first."""
    kept: list[Any] = []

    @wraps(right)
    def answer(*given: Any) -> Any:
        if not kept:
            kept.append(right(*given))
        return kept[0]

    return answer


def adds_up(right: Right) -> Right:
    """Return an answer whose later calls go on with what earlier ones gave."""
    before: list[Any] = []

    @wraps(right)
    def answer(*given: Any) -> Iterator[Any]:
        now = []
        for item in chain(list(before), right(*given)):
            now.append(item)
            yield item
        before[:] = now

    return answer


CALLS: dict[str, Callable[[Right], Right]] = {
    "gives every call what the first got": gives_again,
    "goes on where an earlier call ended": adds_up,
}
