"""An epoch cut to length

Write `epoch(feed, steps, bundle)`. It yields lists of `bundle` batches, in order, with
`steps` batches in all. So the last list may be shorter, and an empty one is never
yielded.

`feed` is an iterator. Each list takes its own batches and no more, because the next
epoch begins with the batch after them. If the feed ends early, the epoch ends with it.

Hint: `islice(feed, steps)` is a feed that ends in time.

Hint: Take `bundle` batches at a time from that one, for as long as it has any.

Step: list(epoch(iter("abcdef"), 5, 2))
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def epoch(feed, steps, bundle):
    """Yield lists of batches, `steps` batches in all."""
    for batch in feed:
        yield [batch]
# --8<-- [end:starter]


# --8<-- [start:wrong-overshoots]
# told: `list(epoch(iter('abcdef'), 5, 2))` gives `['e', 'f']` as item
# 3, not `['e']`.
def epoch(feed, steps, bundle):
    from itertools import islice

    for _ in range(0, steps, bundle):
        yield list(islice(feed, bundle))
# --8<-- [end:wrong-overshoots]


# --8<-- [start:wrong-rest-left-out]
# told: `list(epoch(iter('abcdef'), 5, 2))` ends after 2 items, but more
# should come.
def epoch(feed, steps, bundle):
    from itertools import islice

    for _ in range(steps // bundle):
        yield list(islice(feed, bundle))
# --8<-- [end:wrong-rest-left-out]


# --8<-- [start:wrong-cut-too-late]
# told: By item 3, `epoch(count(), 5, 2)` has taken 6 items from its
# source, where 5 would do.
def epoch(feed, steps, bundle):
    from itertools import islice

    for done in range(0, steps, bundle):
        part = list(islice(feed, bundle))[: steps - done]
        if part:
            yield part
# --8<-- [end:wrong-cut-too-late]


# --8<-- [start:wrong-zip-takes-one-more]
# told: By item 3, `epoch(count(), 5, 2)` has taken 6 items from its
# source, where 5 would do.
def epoch(feed, steps, bundle):
    part = []
    for batch, _ in zip(feed, range(steps)):
        part.append(batch)
        if len(part) == bundle:
            yield part
            part = []
    if part:
        yield part
# --8<-- [end:wrong-zip-takes-one-more]


# --8<-- [start:wrong-all-first]
# told: By item 1, `epoch(count(), 5, 2)` has taken 5 items from its
# source, where 2 would do.
def epoch(feed, steps, bundle):
    from itertools import islice

    batches = list(islice(feed, steps))
    for start in range(0, len(batches), bundle):
        yield batches[start : start + bundle]
# --8<-- [end:wrong-all-first]


# --8<-- [start:wrong-empty-lists]
# told: `list(epoch(iter('abc'), 5, 2))` goes on after 2 items, but it
# should end there.
def epoch(feed, steps, bundle):
    from itertools import islice

    for done in range(0, steps, bundle):
        yield list(islice(feed, min(bundle, steps - done)))
# --8<-- [end:wrong-empty-lists]


# --8<-- [start:wrong-next-in-a-list]
# told: `list(epoch(iter('abc'), 5, 2))` raised `RuntimeError: generator
# raised StopIteration`.
def epoch(feed, steps, bundle):
    for done in range(0, steps, bundle):
        yield [next(feed) for _ in range(min(bundle, steps - done))]
# --8<-- [end:wrong-next-in-a-list]


# --8<-- [start:wrong-short-end-lost]
# told: `list(epoch(iter('abc'), 5, 2))` ends after 1 item, but more
# should come.
def epoch(feed, steps, bundle):
    for done in range(0, steps, bundle):
        part = []
        for _ in range(min(bundle, steps - done)):
            try:
                part.append(next(feed))
            except StopIteration:
                return
        yield part
# --8<-- [end:wrong-short-end-lost]


# --8<-- [start:wrong-ends-at-none]
# told: `epoch(iter([0, None, '']), 5, 2)` gives `[0]` as item 1, not
# `[0, None]`.
def epoch(feed, steps, bundle):
    part = []
    for _ in range(steps):
        batch = next(feed, None)
        if batch is None:
            break
        part.append(batch)
        if len(part) == bundle:
            yield part
            part = []
    if part:
        yield part
# --8<-- [end:wrong-ends-at-none]


# --8<-- [start:wrong-same-list]
# told: Two lists of `epoch(iter('abcdef'), 5, 2)` are one and the
# same, so the first one changes later. Start a new one for each.
def epoch(feed, steps, bundle):
    from itertools import islice

    part = []
    for batch in islice(feed, steps):
        part.append(batch)
        if len(part) == bundle:
            yield part
            part.clear()
    if part:
        yield part
# --8<-- [end:wrong-same-list]


# --8<-- [start:wrong-tuples]
# told: `list(epoch(iter('abcdef'), 5, 2))` gives `('a', 'b')` as item
# 1, not `['a', 'b']`.
def epoch(feed, steps, bundle):
    from itertools import islice

    walk = islice(feed, steps)
    while part := tuple(islice(walk, bundle)):
        yield part
# --8<-- [end:wrong-tuples]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `epoch(source, 5, 2)` keeps quiet about it. Let the error through.
def epoch(feed, steps, bundle):
    from itertools import islice

    part = []
    try:
        for batch in islice(feed, steps):
            part.append(batch)
            if len(part) == bundle:
                yield part
                part = []
    except Exception:
        pass
    if part:
        yield part
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-reads-ahead]
# told: By item 1, `epoch(count(), 5, 2)` has taken 3 items from its
# source, where 2 would do.
def epoch(feed, steps, bundle):
    from itertools import islice

    part = []
    for batch in islice(feed, steps):
        if len(part) == bundle:
            yield part
            part = []
        part.append(batch)
    if part:
        yield part
# --8<-- [end:wrong-reads-ahead]


# --8<-- [start:wrong-keeps-all-batches]
# told: `epoch(feed, 40, 2)` holds on to 39 items of its source at once,
# where 6 would do.
def epoch(feed, steps, bundle):
    from itertools import islice

    kept = []
    for batch in islice(feed, steps):
        kept.append(batch)
        if len(kept) % bundle == 0:
            yield kept[-bundle:]
    if len(kept) % bundle:
        yield kept[-(len(kept) % bundle) :]
# --8<-- [end:wrong-keeps-all-batches]


# --8<-- [start:wrong-kept-between-calls]
# told: `list(epoch(iter('abcdef'), 5, 2))` gives `['c', 'd', 'a', 'b',
# 'c', 'd', 'e']` as item 1, not `['a', 'b']`. Each call by itself is
# right, so something stays behind from one call to the next.
def epoch(feed, steps, bundle, part=[]):
    from itertools import islice

    for batch in islice(feed, steps):
        part.append(batch)
        if len(part) == bundle:
            yield list(part)
            part.clear()
    if part:
        yield list(part)
# --8<-- [end:wrong-kept-between-calls]


# --8<-- [start:right-minimum]
def epoch(feed, steps, bundle):
    from itertools import islice

    while part := list(islice(feed, min(bundle, steps))):
        yield part
        steps -= len(part)
# --8<-- [end:right-minimum]


# --8<-- [start:right-range-first]
def epoch(feed, steps, bundle):
    part = []
    for _, batch in zip(range(steps), feed):
        part.append(batch)
        if len(part) == bundle:
            yield part
            part = []
    if part:
        yield part
# --8<-- [end:right-range-first]


# --8<-- [start:right-callable-iter]
def epoch(feed, steps, bundle):
    from itertools import islice

    walk = islice(feed, steps)
    return iter(lambda: list(islice(walk, bundle)), [])
# --8<-- [end:right-callable-iter]


# --8<-- [start:right-first-and-rest]
def epoch(feed, steps, bundle):
    from itertools import islice

    this = islice(feed, steps)
    for first in this:
        yield [first, *islice(this, bundle - 1)]
# --8<-- [end:right-first-and-rest]


# --8<-- [start:right-class]
class epoch:
    def __init__(self, feed, steps, bundle):
        self.feed, self.left, self.bundle = feed, steps, bundle

    def __iter__(self):
        return self

    def __next__(self):
        part = []
        while self.left and len(part) < self.bundle:
            try:
                part.append(next(self.feed))
            except StopIteration:
                break
            self.left -= 1
        if part:
            return part
        raise StopIteration
# --8<-- [end:right-class]


# --8<-- [start:solution]
def epoch(
    feed: Iterator[T], steps: int, bundle: int
) -> Iterator[list[T]]:
    """Yield lists of `bundle` batches, `steps` batches in all."""
    from itertools import islice

    this = islice(feed, steps)
    while part := list(islice(this, bundle)):
        yield part
# --8<-- [end:solution]


# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no list is empty


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for epochs of full and of cut calls, and for what is left of the feed."""
    call = "epoch(iter('abcdef'), 5, 2)"
    lists = probe.iterator(answer(iter("abcdef"), 5, 2), call)
    with probe.during(call):
        one, other = next(lists, None), next(lists, None)
    if isinstance(one, list) and other is one:
        probe.fail(
            f"Two lists of `{call}` are one and the same, so the first one changes "
            "later. Start a new one for each."
        )
    probe.gives(
        f"list({call})",
        answer(iter("abcdef"), 5, 2),
        [["a", "b"], ["c", "d"], ["e"]],
    )
    for batches, steps, bundle in (
        ("abcdef", 4, 2),
        ("abcdef", 6, 3),
        ("abcdef", 5, 1),
        ("abcdef", 2, 5),
        ("abcdefg", 7, 3),
        ("abc", 5, 2),
        ("abcd", 6, 2),
        ("", 5, 2),
        ("abc" * 20, 55, 2),
    ):
        whole = batches[:steps]
        wanted = [list(whole[n : n + bundle]) for n in range(0, len(whole), bundle)]
        call = f"list(epoch(iter({batches!r}), {steps}, {bundle}))"
        probe.gives(call, answer(iter(batches), steps, bundle), wanted)

    def fives(feed: Any) -> Any:
        return answer(feed, 5, 2)

    parts: list[list[Any]] = [[0, 1], [2, 3], [4]]
    call = "epoch({}, 5, 2)"
    probe.one_by_one(call, fives, count, parts, [0, 2, 4, 5, 5])
    # only the end of the feed shows that the last list is short: one more `next`
    odd: list[Any] = [0, None, ""]
    probe.one_by_one(call, fives, odd, [[0, None], [""]], [0, 2, 4, 4])
    probe.retained(
        "epoch(feed, 40, 2)", lambda feed: answer(feed, 40, 2), range(40), 6
    )
    feed = iter("abcdefg")
    for wanted in ([["a", "b"], ["c"]], [["d", "e"], ["f"]], [["g"]]):
        probe.gives("list(epoch(feed, 3, 2))", answer(feed, 3, 2), wanted)
