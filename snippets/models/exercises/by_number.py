"""Back in order

Workers hand you `(number, batch)` as soon as a batch is made. Number 2 may come before
number 0. Write `by_number(pairs)`, which yields the batches in order, from number 0 on.

Yield a batch as soon as all the ones before it have been yielded. Take no pair before
it's needed, because there may be no end of them. Keep a batch that comes too early, but
forget it once you've yielded it.

Each number comes once. At the end, no number is missing.

Hint: Which number are you waiting for? Keep the others in a dictionary.

Hint: One pair may allow you to yield several batches.

Step: list(by_number([(1, "b"), (2, "c"), (0, "a"), (3, "d")]))
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def by_number(pairs):
    """Yield the batches in order."""
    for number, batch in sorted(pairs):
        yield batch
# --8<-- [end:starter]


# --8<-- [start:wrong-as-they-come]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` gives `'b'` as item 1, not `'a'`.
def by_number(pairs):
    for number, batch in pairs:
        yield batch
# --8<-- [end:wrong-as-they-come]


# --8<-- [start:wrong-drops-the-early]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` ends after 1 item, but more should come.
def by_number(pairs):
    wanted = 0
    for number, batch in pairs:
        if number == wanted:
            yield batch
            wanted += 1
# --8<-- [end:wrong-drops-the-early]


# --8<-- [start:wrong-one-a-pair]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` ends after 2 items, but more should come.
def by_number(pairs):
    early, wanted = {}, 0
    for number, batch in pairs:
        early[number] = batch
        if wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-one-a-pair]


# --8<-- [start:wrong-the-rest-at-the-end]
# told: By item 2, `by_number(pairs())` has taken 3 items from its
# source, where 2 would do.
def by_number(pairs):
    early, wanted = {}, 0
    for number, batch in pairs:
        early[number] = batch
        if wanted in early:
            yield early.pop(wanted)
            wanted += 1
    for number in sorted(early):
        yield early[number]
# --8<-- [end:wrong-the-rest-at-the-end]


# --8<-- [start:wrong-keeps-all]
# told: `by_number(pairs)` holds on to 40 items of its source at
# once, where 5 would do.
def by_number(pairs):
    batches, wanted = {}, 0
    for number, batch in pairs:
        batches[number] = batch
        while wanted in batches:
            yield batches[wanted]
            wanted += 1
# --8<-- [end:wrong-keeps-all]


# --8<-- [start:wrong-one-early]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` ends after 1 item, but more should come.
def by_number(pairs):
    early, wanted = None, 0
    for pair in pairs:
        if pair[0] != wanted:
            early = pair
            continue
        yield pair[1]
        wanted += 1
        if early and early[0] == wanted:
            yield early[1]
            wanted += 1
# --8<-- [end:wrong-one-early]


# --8<-- [start:wrong-from-one]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` gives `'b'` as item 1, not `'a'`.
def by_number(pairs):
    early, wanted = {}, 1
    for number, batch in pairs:
        early[number] = batch
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-from-one]


# --8<-- [start:wrong-ends-at-none]
# told: `list(by_number([(1, None), (0, 'a'), (2, 0)]))` ends after 1
# item, but more should come.
def by_number(pairs):
    early, wanted = {}, 0
    for number, batch in pairs:
        early[number] = batch
        while early.get(wanted) is not None:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-ends-at-none]


# --8<-- [start:wrong-smallest-of-three]
# told: `list(by_number(pairs))` with the numbers `[3, 0, 4, 2, 1,
# 5, 7, 6]` gives `'batch 2'` as item 2, not `'batch 1'`.
def by_number(pairs):
    held = []
    for pair in pairs:
        held = sorted([*held, pair])
        if len(held) == 3:
            yield held.pop(0)[1]
    for _, batch in held:
        yield batch
# --8<-- [end:wrong-smallest-of-three]


# --8<-- [start:wrong-gathers-first]
# told: `by_number(pairs())` asked its source for more than 1000
# items: it has to work with a source that never ends.
def by_number(pairs):
    batches = dict(pairs)
    for number in range(len(batches)):
        yield batches[number]
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-some-at-a-time]
# told: `list(by_number(pairs))` with the numbers `[3, 0, 4, 2, 1,
# 5, 7, 6]` gives `'batch 2'` as item 2, not `'batch 1'`.
def by_number(pairs):
    from itertools import islice

    pairs = iter(pairs)
    while some := sorted(islice(pairs, 4)):
        for number, batch in some:
            yield batch
# --8<-- [end:wrong-some-at-a-time]


# --8<-- [start:wrong-one-pair-early]
# told: By item 1, `by_number(pairs())` has taken 3 items from its
# source, where 2 would do.
def by_number(pairs):
    early, wanted, walk = {}, 0, iter(pairs)
    pair = next(walk, None)
    while pair:
        early[pair[0]] = pair[1]
        pair = next(walk, None)
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-one-pair-early]


# --8<-- [start:wrong-the-pairs]
# told: `list(by_number([(1, 'b'), (2, 'c'), (0, 'a'), (3,
# 'd')]))` gives `(0, 'a')` as item 1, not `'a'`.
def by_number(pairs):
    early, wanted = {}, 0
    for pair in pairs:
        early[pair[0]] = pair
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-the-pairs]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `by_number(source)` keeps quiet about it. Let the error through.
def by_number(pairs):
    early, wanted, walk = {}, 0, iter(pairs)
    while True:
        try:
            number, batch = next(walk)
        except Exception:
            return
        early[number] = batch
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-one-dict-for-all]
# told: With two of `by_number([(1, 'b'), (0, 'a'), (3, 'd'), (2,
# 'c')])` taking turns, number 2 ends after 1 item. Each call needs a
# start of its own. Each call by itself is right, so something stays
# behind from one call to the next.
def by_number(pairs, early={}):
    wanted = 0
    for number, batch in pairs:
        early[number] = batch
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:wrong-one-dict-for-all]


# --8<-- [start:right-asks-by-number]
def by_number(pairs):
    walk, early, wanted = iter(pairs), {}, 0
    while True:
        while wanted not in early:
            try:
                number, batch = next(walk)
            except StopIteration:
                return
            early[number] = batch
        yield early.pop(wanted)
        wanted += 1
# --8<-- [end:right-asks-by-number]


# --8<-- [start:right-heap]
def by_number(pairs):
    from heapq import heappop, heappush

    early, wanted = [], 0
    for pair in pairs:
        heappush(early, pair)
        while early and early[0][0] == wanted:
            yield heappop(early)[1]
            wanted += 1
# --8<-- [end:right-heap]


# --8<-- [start:right-places]
def by_number(pairs):
    from collections import deque

    empty = object()
    row, first = deque(), 0
    for number, batch in pairs:
        while len(row) <= number - first:
            row.append(empty)
        row[number - first] = batch
        while row and row[0] is not empty:
            yield row.popleft()
            first += 1
# --8<-- [end:right-places]


# --8<-- [start:right-chain]
def by_number(pairs):
    from itertools import chain

    early, out = {}, count()
    wanted = next(out)

    def ready(pair):
        nonlocal wanted
        early[pair[0]] = pair[1]
        while wanted in early:
            yield early.pop(wanted)
            wanted = next(out)

    return chain.from_iterable(map(ready, pairs))
# --8<-- [end:right-chain]


# --8<-- [start:right-sorted-list]
def by_number(pairs):
    early, wanted = [], 0
    for pair in pairs:
        early = sorted([*early, pair], key=lambda each: each[0])
        while early and early[0][0] == wanted:
            (_, batch), *early = early
            yield batch
            wanted += 1
# --8<-- [end:right-sorted-list]


# --8<-- [start:right-class]
class by_number:
    def __init__(self, pairs):
        self.pairs, self.early, self.wanted = iter(pairs), {}, 0

    def __iter__(self):
        return self

    def __next__(self):
        while self.wanted not in self.early:
            number, self.early[number] = next(self.pairs)
        self.wanted += 1
        return self.early.pop(self.wanted - 1)
# --8<-- [end:right-class]


# --8<-- [start:solution]
def by_number(pairs: Iterable[tuple[int, T]]) -> Iterator[T]:
    """Yield the batches in order, from number 0 on."""
    early: dict[int, T] = {}
    wanted = 0
    for number, batch in pairs:
        early[number] = batch
        while wanted in early:
            yield early.pop(wanted)
            wanted += 1
# --8<-- [end:solution]


# same: ends at a falsy item of its source; leaves out falsy items of its source; ends
# at a None of its source, because a pair is never falsy
# same: repeats the last of its source, because no number is wanted twice
SMALL: list[list[tuple[int, Any]]] = [
    [(1, "b"), (2, "c"), (0, "a"), (3, "d")],
    [(0, "a"), (1, "b"), (2, "c")],
    [(2, "c"), (1, "b"), (0, "a")],
    [(0, "z"), (2, "y"), (1, "x")],
    [(1, None), (0, "a"), (2, 0)],
    [],
]
LATE = [3, 0, 4, 2, 1, 5, 7, 6]
ODD: list[Any] = ["x", 0, None, "", None, 0, False, [], "x"]
ORDER = [1, 0, 2, 6, 5, 3, 4, 8, 7]


def check(answer: Any, probe: Any) -> None:
    """Bring batches in several orders; ask what is out when, and what is kept."""
    for some in SMALL:
        call = f"list(by_number({some}))"
        with probe.during(call):
            got = answer(list(some))
        probe.gives(call, got, [batch for _, batch in sorted(some)])
    for numbers in (LATE, range(29, -1, -1)):
        call = f"list(by_number(pairs))` with the numbers `{numbers}"
        with probe.during(call):
            got = answer((n, f"batch {n}") for n in numbers)
        probe.gives(call, got, [f"batch {n}" for n in sorted(numbers)])
    four = [(1, "b"), (0, "a"), (3, "d"), (2, "c")]
    probe.twice(f"by_number({four})", lambda: answer(list(four)), "abcd")
    probe.one_by_one("by_number({})", answer, pairs, "abcd", [0, 2, 2, 4, 4])
    odd = [(n, ODD[n]) for n in ORDER]
    pulls = [0, 2, 2, 3, 6, 7, 7, 7, 9, 9, 9]
    probe.one_by_one("by_number({})", answer, odd, ODD, pulls)
    names = [f"batch {n ^ 1}" for n in range(40)]

    def numbered(batches: Any) -> Any:
        return answer((n ^ 1, batch) for n, batch in enumerate(batches))

    probe.retained("by_number(pairs)", numbered, names, 5)


def pairs() -> Iterator[tuple[int, str]]:
    """Yield numbers two by two, the second first, without end; each has its letter."""
    number = 0
    while True:
        yield number ^ 1, "abcdefghij"[(number ^ 1) % 10]
        number += 1
