"""How much two worker processes gain over one, on batches that Python computes.

    python -m tests.lessons.models.bench_waiting [rounds]

Both run in each round, so that whatever else the machine does weighs on both. Two
free cores give about 2; the bar is 1.3.
"""

from __future__ import annotations

import sys
from functools import partial
from itertools import count
from statistics import median

from snippets.models.waiting_pools import shared
from snippets.models.waiting_rows import batch, timed

BATCHES = 30


def free(milliseconds: int) -> None:
    """Train in no time, so that batches are all that is waited for."""


def took(workers: int) -> float:
    """Return the milliseconds a batch with so many workers."""
    make = partial(batch, "computes")
    return timed(shared(make, count(), workers, 4), free, BATCHES)


def main(arguments: list[str]) -> None:
    """Measure, and print."""
    rounds = int(arguments[0]) if arguments else 5
    found = [took(1) / took(2) for _ in range(rounds)]
    low, middle, high = min(found), median(found), max(found)
    print(f"  two workers: {middle:.2f} times one ({low:.2f} to {high:.2f})")


if __name__ == "__main__":
    main(sys.argv[1:])
