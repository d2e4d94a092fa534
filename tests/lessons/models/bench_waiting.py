"""How much two worker processes gain over one, on batches that Python computes.

    python -m tests.lessons.models.bench_waiting [rounds]

Our own workers, and grain's. One and two run in each round, so that whatever else the
machine does weighs on both. Two free cores give about 2; the bar is 1.3.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from importlib.util import find_spec
from itertools import count, islice
from statistics import median
from typing import Any

from snippets.models.waiting_pools import shared
from snippets.models.waiting_rows import batch

BATCHES = 30
STARTING = 16  # until then both have begun to work, and what was ahead is used up


def milliseconds(feed: Any) -> float:
    """Return how long a batch takes of a feed that computes its numbers; close it."""
    with closing(feed):
        assert list(islice(feed, STARTING)) == list(range(STARTING))
        start = time.perf_counter()
        last = STARTING + BATCHES
        assert list(islice(feed, BATCHES)) == list(range(STARTING, last))
        return (time.perf_counter() - start) * 1000 / BATCHES


def took(workers: int) -> float:
    """Return the milliseconds a batch with so many workers."""
    return milliseconds(shared(partial(batch, "computes"), count(), workers, 4))


def computed(number: int, rng: object) -> int:
    """Make batch `number`, by computing; grain brings an `rng`."""
    return batch("computes", number)


def took_grain(workers: int) -> float:
    """Return the milliseconds a batch with so many workers of grain."""
    from snippets.models.waiting_grain import drawn  # not every machine has grain

    # longer than what is timed: a walk to the end would wait for workers to stop
    size = 2 * STARTING + BATCHES
    return milliseconds(iter(drawn(computed, size, 0, workers)))


def gain(took: Callable[[int], float], rounds: int) -> str:
    """Return how many times as fast two workers are as one, in words."""
    found = [took(1) / took(2) for _ in range(rounds)]
    return f"{median(found):.2f} times one ({min(found):.2f} to {max(found):.2f})"


def main(arguments: list[str]) -> None:
    """Measure, and print."""
    rounds = int(arguments[0]) if arguments else 5
    print(f"  two workers: {gain(took, rounds)}")
    if find_spec("grain"):
        print(f"  two workers of grain: {gain(took_grain, rounds)}")
    else:
        print("  two workers of grain: not measured, grain isn't installed")


if __name__ == "__main__":
    main(sys.argv[1:])
