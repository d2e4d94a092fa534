"""Waiting for data: a thread that works ahead, and workers that share the work."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from numbers import Integral
from typing import Any, TypeVar

import numpy as np

from snippets.models.waiting import under_way

T = TypeVar("T")


# --8<-- [start:asked]
END: Any = object()


def asked_by(
    pool: Executor, feed: Iterator[T], depth: int
) -> Iterator[T]:
    """Yield what a feed gives; shut the pool down at the end."""
    try:
        jobs = (
            pool.submit(next, feed, END) for _ in repeat(None)
        )
        for batch in under_way(jobs, depth):
            if batch is END:
                return
            yield batch
    finally:
        pool.shutdown(cancel_futures=True)
# --8<-- [end:asked]


# --8<-- [start:ahead]
def ahead(feed: Iterator[T], depth: int) -> Iterator[T]:
    """Return what a feed gives; a thread asks `depth` ahead.

    ValueError at the call: a depth that isn't 1 or more.
    """
    if not isinstance(depth, Integral) or depth < 1:
        raise ValueError(f"{depth=}")
    return asked_by(ThreadPoolExecutor(1), feed, depth)
# --8<-- [end:ahead]


# --8<-- [start:made]
def made_by(
    pool: Executor, make: Callable[[int], T],
    numbers: Iterable[int], depth: int,
) -> Iterator[T]:
    """Yield `make` of each number; shut the pool down at the end."""
    try:
        jobs = (pool.submit(make, n) for n in numbers)
        yield from under_way(jobs, depth)
    finally:
        pool.shutdown(cancel_futures=True)
# --8<-- [end:made]


# --8<-- [start:shared]
def shared(
    make: Callable[[int], T], numbers: Iterable[int],
    workers: int, depth: int,
) -> Iterator[T]:
    """Return `make` of each number, made in processes.

    ValueError at the call: fewer than one worker, a depth
    below their number, or one that isn't a whole number.
    """
    whole = all(isinstance(n, Integral) for n in (workers, depth))
    if not whole or workers < 1 or depth < workers:
        raise ValueError(f"{workers=}, {depth=}")
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    return made_by(pool, make, numbers, depth)
# --8<-- [end:shared]


# --8<-- [start:crop]
rng = np.random.default_rng(3)


def crop(number: int) -> int:
    """Return where batch `number` is cut."""
    return int(rng.integers(100))
# --8<-- [end:crop]


# --8<-- [start:seeded]
def seeded(number: int) -> int:
    """Return where batch `number` is cut."""
    rng = np.random.default_rng([3, number])
    return int(rng.integers(100))
# --8<-- [end:seeded]
