"""A window of its own

`windows(readings, size)` yields every run of `size` readings in a row: for 1, 2, 3, 4
and a size of 3, that's `[1, 2, 3]` and `[2, 3, 4]`. This version keeps a single list,
and yields it again and again.

Fix it so that each window is a new list. The caller may keep a window, or write in it,
and no other window changes.

Take one reading at a time, and only when it's needed. The readings may never end. If
there are fewer than `size` of them, there's no window.

Hint: Keep working with your own list, and yield a copy of it.

Hint: The caller may empty a list that you've yielded. So never read it again.

Step: list(windows([1, 2, 3, 4], 3))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def windows(readings, size):
    """Yield every run of `size` readings in a row."""
    window = []
    for reading in readings:
        window.append(reading)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield window
# --8<-- [end:starter]


# --8<-- [start:wrong-copied-too-late]
# told: The caller emptied a window of `windows('abcd', 2)`, and the
# next one is `['c', 'd']`, not `['b', 'c']`. Never read a list
# again once you've yielded it.
def windows(readings, size):
    window = []
    for reading in readings:
        window.append(reading)
        if len(window) == size:
            yield window
            window = window[1:]
# --8<-- [end:wrong-copied-too-late]


# --8<-- [start:wrong-two-in-turn]
# told: Window 1 of `windows([1, 2, 3, 4, 5], 3)` was `[1, 2, 3]`,
# and later windows changed it to `[3, 4, 5]`. Yield a new list each
# time.
def windows(readings, size):
    last, turn = [], ([], [])
    for reading in readings:
        last = [*last, reading][-size:]
        if len(last) == size:
            turn[0][:] = last
            yield turn[0]
            turn = turn[::-1]
# --8<-- [end:wrong-two-in-turn]


# --8<-- [start:wrong-deque]
# told: Window 1 of `windows([1, 2, 3, 4, 5], 3)` was `deque([1, 2,
# 3], maxlen=3)`, and later windows changed it to `deque([3, 4, 5],
# maxlen=3)`. Yield a new list each time.
def windows(readings, size):
    from collections import deque

    window = deque(maxlen=size)
    for reading in readings:
        window.append(reading)
        if len(window) == size:
            yield window
# --8<-- [end:wrong-deque]


# --8<-- [start:wrong-tuples]
# told: `list(windows([1, 2, 3, 4, 5], 3))` gives `(1, 2, 3)` as
# item 1, not `[1, 2, 3]`.
def windows(readings, size):
    window = ()
    for reading in readings:
        window = (*window, reading)[-size:]
        if len(window) == size:
            yield window
# --8<-- [end:wrong-tuples]


# --8<-- [start:wrong-short-ones]
# told: `list(windows([1, 2, 3, 4, 5], 3))` gives `[1]` as item 1,
# not `[1, 2, 3]`.
def windows(readings, size):
    window = []
    for reading in readings:
        window = [*window, reading][-size:]
        yield window[:]
# --8<-- [end:wrong-short-ones]


# --8<-- [start:wrong-batches]
# told: `list(windows([1, 2, 3, 4, 5], 3))` ends after 1 item, but more
# should come.
def windows(readings, size):
    window = []
    for reading in readings:
        window.append(reading)
        if len(window) == size:
            yield window
            window = []
# --8<-- [end:wrong-batches]


# --8<-- [start:wrong-too-few]
# told: `list(windows([], 1))` should give nothing at all, but it gives
# something.
def windows(readings, size):
    window = []
    for reading in readings:
        window = [*window, reading][-size:]
        if len(window) == size:
            yield window[:]
    if len(window) < size:
        yield window
# --8<-- [end:wrong-too-few]


# --8<-- [start:wrong-all-at-once]
# told: `windows(count(), 2)` asked its source for more than 1000
# items: it has to work with a source that never ends.
def windows(readings, size):
    readings = list(readings)
    for start in range(len(readings) - size + 1):
        yield readings[start : start + size]
# --8<-- [end:wrong-all-at-once]


# --8<-- [start:wrong-keeps-all]
# told: `windows(readings, 2)` holds on to 40 items of its source at
# once, where 6 would do.
def windows(readings, size):
    kept = []
    for reading in readings:
        kept.append(reading)
        if len(kept) >= size:
            yield kept[-size:]
# --8<-- [end:wrong-keeps-all]


# --8<-- [start:wrong-reads-ahead]
# told: By item 1, `windows(count(), 2)` has taken 3 items from its
# source, where 2 would do.
def windows(readings, size):
    window = []
    for reading in readings:
        if len(window) == size:
            yield window[:]
            del window[0]
        window.append(reading)
    if len(window) == size:
        yield window
# --8<-- [end:wrong-reads-ahead]


# --8<-- [start:wrong-ends-at-none]
# told: `list(windows([0, None, '', 0, 0], 2))` gives nothing at
# all.
def windows(readings, size):
    readings = iter(readings)
    window = []
    while (reading := next(readings, None)) is not None:
        window = [*window, reading][-size:]
        if len(window) == size:
            yield window[:]
# --8<-- [end:wrong-ends-at-none]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `windows(source, 2)` keeps quiet about it. Let the error through.
def windows(readings, size):
    window = []
    try:
        for reading in readings:
            window = [*window, reading][-size:]
            if len(window) == size:
                yield window[:]
    except Exception:
        pass
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-one-for-all-calls]
# told: `list(windows('ab', 3))` should give nothing at all, but it
# gives something. Each call by itself is right, so something stays
# behind from one call to the next.
def windows(readings, size, window=[]):
    for reading in readings:
        window.append(reading)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield window[:]
# --8<-- [end:wrong-one-for-all-calls]


# --8<-- [start:right-deque]
def windows(readings, size):
    from collections import deque

    last = deque(maxlen=size)
    for reading in readings:
        last.append(reading)
        if len(last) == size:
            yield list(last)
# --8<-- [end:right-deque]


# --8<-- [start:right-tuple-within]
def windows(readings, size):
    last = ()
    for reading in readings:
        last = (*last, reading)[-size:]
        if len(last) == size:
            yield [*last]
# --8<-- [end:right-tuple-within]


# --8<-- [start:right-first-then-rest]
def windows(readings, size):
    from itertools import islice

    walk = iter(readings)
    window = list(islice(walk, size))
    if len(window) < size:
        return
    yield window[:]
    for reading in walk:
        window = window[1:] + [reading]
        yield window[:]
# --8<-- [end:right-first-then-rest]


# --8<-- [start:right-expression]
def windows(readings, size):
    def grown():
        last = []
        for reading in readings:
            last = last[-size + 1 :] if size > 1 else []
            last.append(reading)
            yield last

    return (list(each) for each in grown() if len(each) == size)
# --8<-- [end:right-expression]


# --8<-- [start:right-class]
class windows:
    def __init__(self, readings, size):
        self.readings = iter(readings)
        self.size = size
        self.last = []

    def __iter__(self):
        return self

    def __next__(self):
        self.last = self.last[1:] + [next(self.readings)]
        while len(self.last) < self.size:
            self.last.append(next(self.readings))
        return self.last.copy()
# --8<-- [end:right-class]


# --8<-- [start:right-accumulate]
def windows(readings, size):
    from itertools import accumulate

    def longer(last, reading):
        return (*last, reading)[-size:]

    grown = accumulate(readings, longer, initial=())
    return (list(last) for last in grown if len(last) == size)
# --8<-- [end:right-accumulate]


# --8<-- [start:solution]
def windows(readings: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield every run of `size` readings in a row."""
    window: list[T] = []
    for reading in readings:
        window.append(reading)
        if len(window) > size:
            window.pop(0)
        if len(window) == size:
            yield window.copy()
# --8<-- [end:solution]


# same: `len(window) == size` -> `len(window) >= size`, because a longer one is cut
# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no window is empty


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Keep windows, and write in them; then ask for them one by one."""
    call = "windows([1, 2, 3, 4, 5], 3)"
    three = [[1, 2, 3], [2, 3, 4], [3, 4, 5]]
    with probe.during(call):
        walk = probe.iterator(answer([1, 2, 3, 4, 5], 3), call)
        kept = [(window, repr(window)) for window in walk]
    for number, (window, was) in enumerate(kept, 1):
        if repr(window) != was:
            probe.fail(
                f"Window {number} of `{call}` was `{was}`, and later windows changed "
                f"it to `{window!r}`. Yield a new list each time."
            )
    probe.gives(f"list({call})", [window for window, _ in kept], three)
    cases: list[tuple[Any, int]] = [
        ([], 1),
        ("ab", 3),
        ("abc", 3),
        ("aab", 1),
        ([0, None, "", 0, 0], 2),
        (range(12), 5),
        (range(40), 4),
    ]
    for items, size in cases:
        wanted = [list(items[n : n + size]) for n in range(len(items) - size + 1)]
        got = answer(iter(items), size)
        probe.gives(f"list(windows({items!r}, {size}))", got, wanted)
    written(answer, probe)

    def twos(readings: Any) -> Any:
        return answer(readings, 2)

    probe.one_by_one("windows({}, 2)", twos, count, [[0, 1], [1, 2]], [0, 2, 3])
    odd: list[Any] = ["a", 0, None, "", 0]
    pairs = [["a", 0], [0, None], [None, ""], ["", 0]]
    probe.one_by_one("windows({}, 2)", twos, odd, pairs, [0, 2, 3, 4, 5, 6])
    probe.retained("windows(readings, 2)", twos, range(40), 6)


def written(answer: Callable[..., Any], probe: Any) -> None:
    """Empty each window before the next is wanted."""
    call = "windows('abcd', 2)"
    with probe.during(call):
        walk = answer("abcd", 2)
        for wanted in (["a", "b"], ["b", "c"], ["c", "d"]):
            window: Any = next(walk, None)
            if window != wanted:
                probe.fail(
                    f"The caller emptied a window of `{call}`, and the next one is "
                    f"`{window!r}`, not `{wanted}`. Never read a list again once "
                    "you've yielded it."
                )
            window.clear()
