"""Batches of rows

Write `batches(rows, size)`. It yields lists of `size` rows, in order. The last list
may be shorter, and an empty one is never yielded.

Each batch is a list of its own. The rows may never end.

Hint: Gather rows in a list. When it has `size` of them, yield it, and begin a new one.

Hint: After the loop, some rows may be left in the list: yield that too, if it is not
empty.

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
# told: `list(batches('abcde', 2))` ends after 2 items: more should
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
# told: Two batches are one and the same list: who keeps the first sees
# it change. Begin a new list for each.
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
# told: `list(batches('abcd', 2))` goes on after 2 items, where it
# should end.
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
# it must work where the source never ends.
def batches(rows, size):
    kept = list(rows)
    for start in range(0, len(kept), size):
        yield kept[start : start + size]
# --8<-- [end:wrong-whole-source]


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


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for batches of an endless source, of whole and of broken numbers."""
    endless = probe.source(count())
    stream = answer(endless, 2)
    probe.generator(stream, "batches(count(), 2)")
    probe.case = "batches(count(), 2)"
    one = next(stream)
    probe.case = ""
    probe.pulled(endless, 2, "one `next`")
    if next(stream) is one:
        probe.fail(
            "Two batches are one and the same list: who keeps the first sees it "
            "change. Begin a new list for each."
        )
    whole = [["a", "b"], ["c", "d"]]
    probe.gives("list(batches('abcd', 2))", answer("abcd", 2), whole)
    probe.gives("list(batches('abcde', 2))", answer("abcde", 2), [*whole, ["e"]])
    probe.gives("list(batches('', 2))", answer("", 2), [])
