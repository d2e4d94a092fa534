"""Blocks for workers

Several workers walk through the same rows, each by itself, and each row belongs to one
worker only. Write `blocks(rows, size, worker, workers)`, which yields the rows for
`worker`.

The first `size` rows are for worker 0, the next `size` for worker 1, and so on. After
the last worker, it's worker 0's turn again. Yield each row as soon as it comes. The
last block may be shorter, and a worker may get nothing.

Hint: Number the rows from 0. If each block has three rows, which block is row 7 in?

Hint: Number the blocks as well. `%` tells you whose turn it is.

Step: list(blocks("abcdefg", 2, 1, 3))
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def blocks(rows, size, worker, workers):
    """Yield the rows for a worker."""
    for row in rows:
        yield row
# --8<-- [end:starter]


# --8<-- [start:wrong-row-by-row]
# told: `list(blocks('abcdefg', 2, 0, 3))` gives `'d'` as item 2, not
# `'b'`.
def blocks(rows, size, worker, workers):
    for number, row in enumerate(rows):
        if number % workers == worker:
            yield row
# --8<-- [end:wrong-row-by-row]


# --8<-- [start:wrong-one-block-each]
# told: `list(blocks('abcdefg', 2, 0, 3))` ends after 2 items, but more
# should come.
def blocks(rows, size, worker, workers):
    for number, row in enumerate(rows):
        if number // size == worker:
            yield row
# --8<-- [end:wrong-one-block-each]


# --8<-- [start:wrong-full-blocks-alone]
# told: `list(blocks('abcdefg', 2, 0, 3))` ends after 2 items, but more
# should come.
def blocks(rows, size, worker, workers):
    block, turn = [], 0
    for row in rows:
        block.append(row)
        if len(block) == size:
            if turn % workers == worker:
                yield from block
            block, turn = [], turn + 1
# --8<-- [end:wrong-full-blocks-alone]


# --8<-- [start:wrong-when-the-block-is-full]
# told: By item 1, `blocks(iter(['a', 1, 0, None, '', 0, 0, '',
# None]), 2, 1, 2)` has taken 4 items from its source, where 3 would
# do.
def blocks(rows, size, worker, workers):
    from itertools import islice

    rows, turn = iter(rows), 0
    while block := list(islice(rows, size)):
        if turn % workers == worker:
            yield from block
        turn += 1
# --8<-- [end:wrong-when-the-block-is-full]


# --8<-- [start:wrong-equal-parts]
# told: `list(blocks('abcdefg', 2, 0, 3))` ends after 2 items, but more
# should come.
def blocks(rows, size, worker, workers):
    rows = list(rows)
    part = len(rows) // workers
    yield from rows[worker * part : (worker + 1) * part]
# --8<-- [end:wrong-equal-parts]


# --8<-- [start:wrong-by-value]
# told: `list(blocks('abcdefg', 2, 0, 3))` raised `TypeError:
# unsupported operand type(s) for //: 'str' and 'int'`.
def blocks(rows, size, worker, workers):
    for row in rows:
        if row // size % workers == worker:
            yield row
# --8<-- [end:wrong-by-value]


# --8<-- [start:wrong-from-one]
# told: `list(blocks('abcdefg', 2, 0, 3))` gives `'f'` as item 2, not
# `'b'`.
def blocks(rows, size, worker, workers):
    for number, row in enumerate(rows, 1):
        if number // size % workers == worker:
            yield row
# --8<-- [end:wrong-from-one]


# --8<-- [start:wrong-skips-falsy]
# told: `list(blocks(range(1), 1, 0, 1))` gives nothing at all.
def blocks(rows, size, worker, workers):
    for number, row in enumerate(rows):
        if row and number // size % workers == worker:
            yield row
# --8<-- [end:wrong-skips-falsy]


# --8<-- [start:wrong-whole-list]
# told: `blocks('abcdefg', 2, 0, 3)` gives you a list, with everything
# in it at once. Use `yield`, and each value is made when it's asked
# for.
def blocks(rows, size, worker, workers):
    mine = []
    for number, row in enumerate(rows):
        if number // size % workers == worker:
            mine.append(row)
    return mine
# --8<-- [end:wrong-whole-list]


# --8<-- [start:wrong-walks-first]
# told: By item 1, `blocks(iter(['a', 1, 0, None, '', 0, 0, '',
# None]), 2, 1, 2)` has taken 9 items from its source, where 3 would
# do.
def blocks(rows, size, worker, workers):
    rows = list(rows)
    for number, row in enumerate(rows):
        if number // size % workers == worker:
            yield row
# --8<-- [end:wrong-walks-first]


# --8<-- [start:wrong-yields-blocks]
# told: `list(blocks('abcdefg', 2, 0, 3))` gives `['a', 'b']` as item
# 1, not `'a'`.
def blocks(rows, size, worker, workers):
    rows = list(rows)
    for start in range(worker * size, len(rows), size * workers):
        yield rows[start : start + size]
# --8<-- [end:wrong-yields-blocks]


# --8<-- [start:wrong-nothing-is-an-error]
# told: `list(blocks(range(0), 1, 1, 3))` raised `RuntimeError:
# generator raised StopIteration`.
def blocks(rows, size, worker, workers):
    rows = iter(rows)
    for _ in range(worker * size):
        next(rows)
    for number, row in enumerate(rows):
        if number // size % workers == 0:
            yield row
# --8<-- [end:wrong-nothing-is-an-error]


# --8<-- [start:wrong-stops-at-none]
# told: `blocks(iter(['a', 1, 0, None, '', 0, 0, '', None]), 2, 1, 2)`
# ends after 1 item, but more should come.
def blocks(rows, size, worker, workers):
    rows, number = iter(rows), 0
    while (row := next(rows, None)) is not None:
        if number // size % workers == worker:
            yield row
        number += 1
# --8<-- [end:wrong-stops-at-none]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `blocks(source, 2, 1, 2)` keeps quiet about it. Let the error
# through.
def blocks(rows, size, worker, workers):
    try:
        for number, row in enumerate(rows):
            if number // size % workers == worker:
                yield row
    except Exception:
        return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-counts-on]
# told: `list(blocks('abcdefg', 2, 1, 3))` gives `'b'` as item 1, not
# `'c'`. Each call by itself is right, so something stays behind from
# one call to the next.
def blocks(rows, size, worker, workers, numbers=count()):
    for row in rows:
        if next(numbers) // size % workers == worker:
            yield row
# --8<-- [end:wrong-counts-on]


# --8<-- [start:right-expression]
def blocks(rows, size, worker, workers):
    return (
        row
        for number, row in enumerate(rows)
        if number // size % workers == worker
    )
# --8<-- [end:right-expression]


# --8<-- [start:right-whose-turn]
def blocks(rows, size, worker, workers):
    turn, left = 0, size
    for row in rows:
        if turn == worker:
            yield row
        left -= 1
        if left == 0:
            turn, left = (turn + 1) % workers, size
# --8<-- [end:right-whose-turn]


# --8<-- [start:right-place-in-a-round]
def blocks(rows, size, worker, workers):
    mine = range(worker * size, (worker + 1) * size)
    for number, row in enumerate(rows):
        if number % (size * workers) in mine:
            yield row
# --8<-- [end:right-place-in-a-round]


# --8<-- [start:right-compress]
def blocks(rows, size, worker, workers):
    from itertools import compress, cycle

    turns = range(workers)
    mine = [turn == worker for turn in turns for _ in range(size)]
    return compress(rows, cycle(mine))
# --8<-- [end:right-compress]


# --8<-- [start:right-groups]
def blocks(rows, size, worker, workers):
    from itertools import groupby

    def block_of(pair):
        return pair[0] // size

    for number, pairs in groupby(enumerate(rows), block_of):
        if number % workers == worker:
            for _, row in pairs:
                yield row
# --8<-- [end:right-groups]


# --8<-- [start:right-class]
class blocks:
    def __init__(self, rows, size, worker, workers):
        self.pairs = enumerate(rows)
        self.size, self.worker, self.workers = size, worker, workers

    def __iter__(self):
        return self

    def __next__(self):
        for number, row in self.pairs:
            if number // self.size % self.workers == self.worker:
                return row
        raise StopIteration
# --8<-- [end:right-class]


# --8<-- [start:solution]
def blocks(
    rows: Iterable[T], size: int, worker: int, workers: int
) -> Iterator[T]:
    """Yield the rows for one worker."""
    for number, row in enumerate(rows):
        if number // size % workers == worker:
            yield row
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask each worker for its rows, all workers for all rows, and one row by row."""
    for worker, rows in enumerate(("abg", "cd", "ef")):
        call = f"blocks('abcdefg', 2, {worker}, 3)"
        with probe.during(call):
            got = probe.iterator(answer("abcdefg", 2, worker, 3), call)
        probe.gives(f"list({call})", got, list(rows))
    for size, workers in ((1, 1), (1, 3), (3, 2), (4, 4), (9, 2), (2, 5)):
        for length in (0, 1, 4, 12, 13, 30):
            alone(answer, probe, length, size, workers)

    def second(rows: Any) -> Any:
        return answer(rows, 2, 1, 2)

    odd: list[Any] = ["a", 1, 0, None, "", 0, 0, "", None]
    probe.one_by_one("blocks({}, 2, 1, 2)", second, odd, [0, None, 0, ""], PULLED)
    probe.one_by_one("blocks({}, 2, 1, 2)", second, count, [2, 3, 6], [0, 3, 4, 7])
    probe.retained("blocks(rows, 2, 1, 2)", second, range(40))


PULLED = [0, 3, 4, 7, 8, 9]


def alone(
    answer: Callable[..., Any], probe: Any, length: int, size: int, workers: int
) -> None:
    """Ask every worker for its rows: each row is for one of them."""
    for worker in range(workers):
        call = f"blocks(range({length}), {size}, {worker}, {workers})"
        wanted = [n for n in range(length) if n // size % workers == worker]
        with probe.during(call):
            got = answer(iter(range(length)), size, worker, workers)
        probe.gives(f"list({call})", got, wanted)
