"""What a thread, two threads and two workers are worth, timed beside a plain loop."""

import os
import platform
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from snippets.models.ml_speed_rows import digest
from snippets.models.waiting_pools import ahead, made_by, shared

ROUNDS = 5
BATCHES = 10
STARTING = 4  # batches that come before the clock starts: processes begin slowly
DEPTH = 4
SOURCE, TRAINING = 20, 10  # about so many milliseconds a batch

Times = dict[str, list[float]]  # milliseconds a batch, by feed, one a round
Sample = dict[str, Any]

LOOP = "a loop"
THREAD = "a thread ahead"
THREADS, WORKERS = "two threads", "two workers"


def waits(milliseconds: int) -> None:
    """Wait, as for a disk, a network or another device."""
    time.sleep(milliseconds / 1000)


def computes(milliseconds: int) -> None:
    """Compute in Python, about so long."""
    total = 0
    for number in range(milliseconds * 30_000):
        total += number


KINDS: dict[str, Callable[[int], None]] = {"waits": waits, "computes": computes}


def batch(kind: str, number: int) -> int:
    """Make batch `number`, by waiting or by computing; workers can be sent this."""
    KINDS[kind](SOURCE)
    return number


def feeds(kind: str) -> dict[str, Callable[[], Iterator[int]]]:
    """Return for each name what makes a feed, a generator of endless batches."""
    make = partial(batch, kind)
    return {
        LOOP: lambda: (make(n) for n in count()),
        THREAD: lambda: ahead(map(make, count()), DEPTH),
        THREADS: lambda: made_by(ThreadPoolExecutor(2), make, count(), DEPTH),
        WORKERS: lambda: shared(make, count(), 2, DEPTH),
    }


def timed(feed: Iterator[int], train: Callable[[int], None], batches: int) -> float:
    """Return the milliseconds that each batch takes, trained on."""
    start = 0.0
    with closing(feed):  # type: ignore[type-var]  # a generator
        for number in range(STARTING + batches):
            if number == STARTING:
                start = time.perf_counter()
            assert next(feed) == number
            train(TRAINING)
        return (time.perf_counter() - start) * 1000 / batches


def race(source: str, training: str, rounds: int, batches: int) -> Times:
    """Return for each feed the milliseconds a batch in each round; all run in each."""
    made = feeds(source)
    found: Times = {name: [] for name in made}
    names = list(made)
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            took = timed(made[name](), KINDS[training], batches)
            found[name].append(round(took, 2))
    return found


def samples(rounds: int = ROUNDS, batches: int = BATCHES) -> list[Sample]:
    """Return the times of each source with each training."""
    return [
        {
            "source": source,
            "training": training,
            "milliseconds": race(source, training, rounds, batches),
        }
        for source in KINDS
        for training in KINDS
    ]


def ratios(times: Times, name: str) -> list[float]:
    """Return for each round how many times as fast as the loop a feed is."""
    return [loop / own for loop, own in zip(times[LOOP], times[name], strict=True)]


def recording(found: list[Sample], where: dict[str, str]) -> dict[str, Any]:
    """Return samples as a table: each feed's speed beside that of the loop."""
    shown = (THREAD, THREADS, WORKERS)
    rounds = len(found[0]["milliseconds"][LOOP])
    return {
        "title": "Batches a second, where a plain loop gives 1: "
        f"the median of {rounds} rounds",
        "platform": f"{where['cores']} cores of a CPU, CPython {where['python']}; "
        f"{where['date']}",
        "columns": ["source, training", *shown],
        "units": ["", "", "", ""],
        "rows": [
            [
                f"{each['source']}, {each['training']}",
                *(round(median(ratios(each["milliseconds"], n)), 1) for n in shown),
            ]
            for each in found
        ],
        "where": where,
        "samples": found,
    }


POOLS = Path("snippets/models/waiting_pools.py"), {"crop", "seeded"}
HERE = Path("snippets/models/waiting_rows.py"), {"recording", "measure_overlap"}
ORDER = Path("snippets/models/waiting.py"), {"Job"}


def timed_code() -> str:
    """Return a digest of the code that is timed."""
    return " ".join(digest(*each) for each in (ORDER, POOLS, HERE))


def measure_overlap() -> dict[str, Any]:
    """Return the table, measured on this machine."""
    where = {
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
        "digest": timed_code(),
    }
    return recording(samples(), where)
