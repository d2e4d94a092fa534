"""Batches of rows

Write `batches(rows, size)`. It yields lists of `size` rows, in order. The last list
may be shorter, and an empty one is never yielded.

Each batch is a new list. The rows may never end.

Hint: Gather rows in a list. When it has `size` of them, yield it and start a new one.

Hint: After the loop, some rows may be left in the list. Yield that list too, if it
isn't empty.

Step: list(batches("abcde", 2))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def batches(rows, size):
    """Yield the rows in lists of `size`."""
    yield list(rows)
# --8<-- [end:starter]


# --8<-- [start:wrong-last-lost]
# told: `list(batches('abcde', 2))` ends after 2 items, but more should
# come.
def batches(rows, size):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
# --8<-- [end:wrong-last-lost]


# --8<-- [start:wrong-same-list]
# told: Two batches are one and the same list, so the first one
# changes when you ask for the second. Start a new list for each.
def batches(rows, size):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch.clear()
    if batch:
        yield batch
# --8<-- [end:wrong-same-list]


# --8<-- [start:wrong-empty-last]
# told: `list(batches('abcd', 2))` goes on after 2 items, but it should
# end there.
def batches(rows, size):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch
# --8<-- [end:wrong-empty-last]


# --8<-- [start:wrong-whole-source]
# told: `batches(count(), 2)` asked its source for more than 1000 items:
# it has to work with a source that never ends.
def batches(rows, size):
    kept = list(rows)
    for start in range(0, len(kept), size):
        yield kept[start : start + size]
# --8<-- [end:wrong-whole-source]


# --8<-- [start:wrong-size-of-two]
# told: `list(batches('aab', 1))` gives `['a', 'a']` as item 1, not
# `['a']`.
def batches(rows, size):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == 2:
            yield batch
            batch = []
    if batch:
        yield batch
# --8<-- [end:wrong-size-of-two]


# --8<-- [start:wrong-ends-at-none]
# told: `batches(iter(['a', 0, None, '', 0]), 2)` ends after 1 item, but
# more should come.
def batches(rows, size):
    rows = iter(rows)
    batch = []
    while (row := next(rows, None)) is not None:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
# --8<-- [end:wrong-ends-at-none]


# --8<-- [start:wrong-leaves-out-falsy-rows]
# told: `batches(count(), 2)` gives `[1, 2]` as item 1, not `[0, 1]`.
def batches(rows, size):
    batch = []
    for row in filter(None, rows):
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
# --8<-- [end:wrong-leaves-out-falsy-rows]


# --8<-- [start:wrong-reads-ahead]
# told: By item 1, `batches(count(), 2)` has taken 3 items from its
# source, where 2 would do.
def batches(rows, size):
    batch = []
    for row in rows:
        if len(batch) == size:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
# --8<-- [end:wrong-reads-ahead]


# --8<-- [start:wrong-tuples]
# told: `list(batches('abcd', 2))` gives `('a', 'b')` as item 1, not
# `['a', 'b']`.
def batches(rows, size):
    rows = iter(rows)
    while batch := tuple(row for row, _ in zip(rows, range(size))):
        yield batch
# --8<-- [end:wrong-tuples]


# --8<-- [start:wrong-keeps-all-rows]
# told: `batches(rows, 2)` holds on to 40 items of its source at once,
# where 6 would do.
def batches(rows, size):
    kept = []
    for row in rows:
        kept.append(row)
        if len(kept) % size == 0:
            yield kept[-size:]
    if len(kept) % size:
        yield kept[-(len(kept) % size) :]
# --8<-- [end:wrong-keeps-all-rows]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `batches(source, 2)` keeps quiet about it. Let the error through.
def batches(rows, size):
    batch = []
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
    except Exception:
        pass
    if batch:
        yield batch
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-kept-between-calls]
# told: `list(batches('abcd', 2))` gives `[2, 3, 'a', 'b', 'c', 'd']` as
# item 1, not `['a', 'b']`. Each call by itself is right, so something
# stays behind from one call to the next.
def batches(rows, size, batch=[]):
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield list(batch)
            batch.clear()
    if batch:
        yield list(batch)
# --8<-- [end:wrong-kept-between-calls]


# --8<-- [start:right-islice]
def batches(rows, size):
    from itertools import islice

    walk = iter(rows)
    while batch := list(islice(walk, size)):
        yield batch
# --8<-- [end:right-islice]


# --8<-- [start:right-callable-iter]
def batches(rows, size):
    from itertools import islice

    walk = iter(rows)
    return iter(lambda: list(islice(walk, size)), [])
# --8<-- [end:right-callable-iter]


# --8<-- [start:right-two-loops]
def batches(rows, size):
    walk = iter(rows)
    for row in walk:
        batch = [row]
        while len(batch) < size:
            try:
                batch.append(next(walk))
            except StopIteration:
                break
        yield batch
# --8<-- [end:right-two-loops]


# --8<-- [start:right-copies]
def batches(rows, size):
    batch = []
    for row in rows:
        batch += [row]
        if not len(batch) < size:
            yield batch[:]
            del batch[:]
    if len(batch) > 0:
        yield batch[:]
# --8<-- [end:right-copies]


# --8<-- [start:right-class]
class batches:
    def __init__(self, rows, size):
        self.rows = iter(rows)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        batch = []
        for row in self.rows:
            batch.append(row)
            if len(batch) == self.size:
                return batch
        if batch:
            return batch
        raise StopIteration
# --8<-- [end:right-class]


# --8<-- [start:right-groups]
def batches(rows, size):
    from itertools import count, groupby

    numbers = count()
    for _, group in groupby(rows, lambda row: next(numbers) // size):
        from itertools import islice

        yield list(islice(group, size))
# --8<-- [end:right-groups]


# --8<-- [start:solution]
def batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the rows in lists of `size`, the last one maybe shorter."""
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
# --8<-- [end:solution]


# --8<-- [start:distractors]
#         batch.clear()
#         return batch
# --8<-- [end:distractors]


# same: `len(batch) == size` -> `len(batch) >= size`, because rows come one by one
# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no batch is empty


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for batches of an endless source, of whole and of broken numbers."""
    stream = answer(probe.source(count()), 2)
    probe.iterator(stream, "batches(count(), 2)")
    with probe.during("batches(count(), 2)"):
        one, other = next(stream), next(stream)
    if isinstance(one, list) and other is one:
        probe.fail(
            "Two batches are one and the same list, so the first one changes when you "
            "ask for the second. Start a new list for each."
        )
    whole = [["a", "b"], ["c", "d"]]
    probe.gives("list(batches('abcd', 2))", answer("abcd", 2), whole)
    probe.gives("list(batches('abcde', 2))", answer("abcde", 2), [*whole, ["e"]])
    for rows, size in (("", 2), ("ab", 3), ("aab", 1), ("abcdefg", 3), ("abc" * 20, 2)):
        wanted = [list(rows[n : n + size]) for n in range(0, len(rows), size)]
        probe.gives(f"list(batches({rows!r}, {size}))", answer(rows, size), wanted)

    def twos(rows: Any) -> Any:
        return answer(rows, 2)

    two = [[0, 1], [2, 3]]
    probe.one_by_one("batches({}, 2)", twos, count, two, [0, 2, 4])
    # only the end of the rows shows that the last one is alone: one more `next`
    odd: list[Any] = ["a", 0, None, "", 0]
    parts = [["a", 0], [None, ""], [0]]
    probe.one_by_one("batches({}, 2)", twos, odd, parts, [0, 2, 4, 6, 6])
    probe.retained("batches(rows, 2)", twos, range(40), 6)
