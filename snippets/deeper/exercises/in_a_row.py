"""One after another

Write `in_a_row(sources)`. It yields all items of the first source, then all items of
the second, and so on. So `list(in_a_row(["ab", [1]]))` is `["a", "b", 1]`.

Take a source only when it's needed, and don't keep one that has ended: `sources` may be
a generator without an end. When your generator is closed half-way, it must also close
the source that it's walking, if that source has a `close`.

Hint: `itertools.chain` hands on the values, but not a `close`. What hands on both?

Hint: A `for` loop takes one source after another. What hands on all items of a source?

Step: list(in_a_row(["ab", [1]]))
"""

from collections.abc import Callable
from itertools import count
from typing import Any


# --8<-- [start:starter]
def in_a_row(sources):
    for source in sources:
        yield source
# --8<-- [end:starter]


# --8<-- [start:wrong-bare]
# told: `list(in_a_row(['ab', [1]]))` gives nothing at all.
def in_a_row(sources):
    for source in sources:
        iter(source)
    yield from ()
# --8<-- [end:wrong-bare]


# --8<-- [start:wrong-loop]
# told: Closing `in_a_row([letters, more])` after 1 item leaves
# `letters` open.
def in_a_row(sources):
    for source in sources:
        for item in source:
            yield item
# --8<-- [end:wrong-loop]


# --8<-- [start:wrong-chain]
# told: `in_a_row([letters, more])` has no `close`: nobody can close its
# sources.
def in_a_row(sources):
    from itertools import chain

    return chain.from_iterable(sources)
# --8<-- [end:wrong-chain]


# --8<-- [start:wrong-list-first]
# told: By item 1, `in_a_row([iter(['b', '', None, 0, 'a', 'a', 'c'])])`
# has taken 7 items from its source, where 1 would do.
def in_a_row(sources):
    for source in sources:
        yield from list(source)
# --8<-- [end:wrong-list-first]


# --8<-- [start:wrong-sources-first]
# told: By item 1, `in_a_row(iter(['ab', [], 'c']))` has taken 3 items
# from its source, where 1 would do.
def in_a_row(sources):
    for source in list(sources):
        yield from source
# --8<-- [end:wrong-sources-first]


# --8<-- [start:wrong-list]
# told: `in_a_row(['ab', [1]])` gives you a list, with everything in it
# at once. Use `yield`, and each value is made when it's asked for.
def in_a_row(sources):
    return [item for source in sources for item in source]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-only-the-first]
# told: `list(in_a_row(['ab', [1]]))` ends after 2 items, but more
# should come.
def in_a_row(sources):
    for source in sources:
        return (yield from source)
# --8<-- [end:wrong-only-the-first]


# --8<-- [start:wrong-falsy-ends]
# told: `list(in_a_row([[0, None, ''], [[4, [5]], 'xy']]))` gives `[4,
# [5]]` as item 1, not `0`.
def in_a_row(sources):
    for source in sources:
        walk = iter(source)
        while item := next(walk, None):
            yield item
# --8<-- [end:wrong-falsy-ends]


# --8<-- [start:wrong-too-deep]
# told: `list(in_a_row([[0, None, ''], [[4, [5]], 'xy']]))` gives `4` as
# item 4, not `[4, [5]]`.
def in_a_row(sources):
    for source in sources:
        for item in source:
            if isinstance(item, list):
                yield from in_a_row([item])
            else:
                yield item
# --8<-- [end:wrong-too-deep]


# --8<-- [start:wrong-in-turns]
# told: `list(in_a_row(['ab', [1]]))` gives `1` as item 2, not `'b'`.
def in_a_row(sources):
    for items in zip(*sources):
        yield from items
# --8<-- [end:wrong-in-turns]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `in_a_row([source])` keeps quiet about it. Let the error through.
def in_a_row(sources):
    for source in sources:
        try:
            yield from source
        except Exception:
            pass
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-closes-all]
# told: `list(in_a_row(['ab', [1]]))` raised `AttributeError: 'str'
# object has no attribute 'close'`.
def in_a_row(sources):
    for source in sources:
        try:
            for item in source:
                yield item
        finally:
            source.close()
# --8<-- [end:wrong-closes-all]


# --8<-- [start:right-loop-and-close]
def in_a_row(sources):
    for source in sources:
        try:
            for item in source:
                yield item
        except GeneratorExit:
            if hasattr(source, "close"):
                source.close()
            raise
# --8<-- [end:right-loop-and-close]


# --8<-- [start:right-exit-stack]
def in_a_row(sources):
    from contextlib import ExitStack

    for source in sources:
        with ExitStack() as stack:
            if hasattr(source, "close"):
                stack.callback(source.close)
            for item in source:
                yield item
# --8<-- [end:right-exit-stack]


# --8<-- [start:right-next]
def in_a_row(sources):
    walk, end = iter(sources), object()
    while (source := next(walk, end)) is not end:
        yield from source
# --8<-- [end:right-next]


# --8<-- [start:right-class]
class in_a_row:
    def __init__(self, sources):
        self.sources = iter(sources)
        self.walk = self.source = iter(())

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            for item in self.walk:
                return item
            self.source = next(self.sources)
            self.walk = iter(self.source)

    def close(self):
        self.sources = iter(())
        if hasattr(self.walk, "close"):
            self.walk.close()
# --8<-- [end:right-class]


# --8<-- [start:right-one-at-a-time]
def in_a_row(sources):
    def all_of(source):
        return (yield from source)

    for source in sources:
        yield from all_of(source)
# --8<-- [end:right-one-at-a-time]


# --8<-- [start:solution]
def in_a_row(sources):
    for source in sources:
        yield from source
# --8<-- [end:solution]


# same: leaves out falsy items of its source; ends at a None of its source, because
# what is empty gives nothing, and None is no source


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for all kinds of sources, for pulls of both kinds, and for a close."""
    probe.iterator(answer(["ab", [1]]), "in_a_row(['ab', [1]])")
    for sources, wanted in (
        (["ab", [1]], ["a", "b", 1]),
        ([[], [], [3], [], [3, 1], [3], []], [3, 3, 1, 3]),
        ([], []),
        ([[], ""], []),
        ([[0, None, ""], [[4, [5]], "xy"]], [0, None, "", [4, [5]], "xy"]),
        ([range(n) for n in range(5)], [0, 0, 1, 0, 1, 2, 0, 1, 2, 3]),
    ):
        probe.gives(f"list(in_a_row({sources}))", answer(sources), wanted)

    items: list[Any] = ["b", "", None, 0, "a", "a", "c"]
    counts = [0, 1, 2, 3, 4, 5, 6, 7, 7]
    probe.one_by_one("in_a_row([{}])", lambda s: answer([s]), items, items, counts)
    three = ["ab", [], "c"]
    probe.one_by_one("in_a_row({})", answer, three, ["a", "b", "c"], [0, 1, 1, 3, 3])
    probe.first("in_a_row([count()])", answer([probe.source(count())]), [0, 1])
    endless = probe.source([each] for each in count())
    probe.first("in_a_row([each] for each in count())", answer(endless), [0, 1, 2])
    many = [[n, -n] for n in range(30)]
    wanted = [each for pair in many for each in pair]
    probe.gives("list(in_a_row([n, -n] for n in range(30)))", answer(many), wanted)

    call = "in_a_row([letters, more])"
    words = [f"word {n}" for n in range(40)]
    probe.retained("in_a_row(words)", answer, words)

    for after in (1, 2, 3):
        letters, more = probe.source("ab"), probe.source("cd")
        got = answer([letters, more])
        probe.first(call, got, "abc"[:after])
        if not hasattr(got, "close"):
            probe.fail(f"`{call}` has no `close`: nobody can close its sources.")
        got.close()
        name, source = ("more", more) if after == 3 else ("letters", letters)
        if not source.closed:
            times = "1 item" if after == 1 else f"{after} items"
            probe.fail(f"Closing `{call}` after {times} leaves `{name}` open.")
