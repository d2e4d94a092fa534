"""Why generators: less code, less memory, and what they do not give you.

>>> # --8<-- [start:same-climb]
>>> list(Climb(3))
[1, 2, 3, 2, 1]
>>> list(climb(3))
[1, 2, 3, 2, 1]
>>> # --8<-- [end:same-climb]

>>> # --8<-- [start:hold]
>>> numbers = list(range(5))
>>> doubled = (n * 2 for n in numbers)
>>> del numbers
>>> list(doubled)
[0, 2, 4, 6, 8]
>>> # --8<-- [end:hold]

>>> # --8<-- [start:getsizeof]
>>> import sys
>>> small = (n for n in list(range(10)))
>>> large = (n for n in list(range(1_000_000)))
>>> sys.getsizeof(small) == sys.getsizeof(large)
True
>>> # --8<-- [end:getsizeof]

>>> # --8<-- [start:early-generator]
>>> pulled = []
>>> any(n > 2 for n in noted(range(1000), pulled))
True
>>> pulled
[0, 1, 2, 3]
>>> # --8<-- [end:early-generator]

>>> # --8<-- [start:early-list]
>>> pulled = []
>>> any([n > 2 for n in noted(range(1000), pulled)])
True
>>> len(pulled)
1000
>>> # --8<-- [end:early-list]
"""

import platform
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from time import perf_counter_ns
from typing import Any, Self, TypeVar

T = TypeVar("T")


# --8<-- [start:climb-class]
class Climb:
    """Count up to `top`, then down again."""

    def __init__(self, top: int) -> None:
        """Stand at the foot, facing up."""
        self.top, self.step, self.change = top, 0, 1

    def __iter__(self) -> Self:
        """Return the iterator itself."""
        return self

    def __next__(self) -> int:
        """Take one step; raise StopIteration at the foot."""
        if self.step >= self.top:
            self.change = -1
        if self.step + self.change < 1:
            raise StopIteration
        self.step += self.change
        return self.step
# --8<-- [end:climb-class]


# --8<-- [start:climb]
def climb(top: int) -> Iterator[int]:
    """Yield 1, 2, … up to `top`, then down again."""
    for step in range(1, top):
        yield step
    for step in range(top, 0, -1):
        yield step
# --8<-- [end:climb]


# --8<-- [start:squares]
def squares_list(count: int) -> list[int]:
    """Return the first `count` squares."""
    result = []
    for n in range(count):
        result.append(n * n)
    return result


def squares(count: int) -> Iterator[int]:
    """Yield the first `count` squares."""
    for n in range(count):
        yield n * n
# --8<-- [end:squares]


# --8<-- [start:noted]
def noted(source: Iterable[T], log: list[T]) -> Iterator[T]:
    """Yield each item of `source`, and note it in `log` when asked."""
    for item in source:
        log.append(item)
        yield item
# --8<-- [end:noted]


# --8<-- [start:peak]
def peak(task: Callable[[], object]) -> int:
    """Return the most bytes that `task` held at one time."""
    tracemalloc.start()
    try:
        task()
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return highest
# --8<-- [end:peak]


def here() -> str:
    """Return the interpreter and the machine that a measurement is made on."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()} {platform.machine()}"


def kib(task: Callable[[], object]) -> float:
    """Return the peak of `task` in KiB, to a tenth, after one run to warm up."""
    task()
    return round(peak(task) / 1024, 1)


def measure_memory(
    counts: Iterable[int] = (10**3, 10**4, 10**5, 10**6),
) -> dict[str, Any]:
    """Return the peak memory, in KiB, of adding up squares in three ways."""
    return {
        "title": "Peak memory while the squares are added up",
        "platform": here(),
        "columns": ["items", "list", "generator", "generator over a list"],
        "units": ["", "KiB", "KiB", "KiB"],
        "rows": [
            [
                count,
                kib(lambda: sum(squares_list(count))),  # noqa: B023
                kib(lambda: sum(squares(count))),  # noqa: B023
                kib(lambda: sum(n for n in squares_list(count))),  # noqa: B023
            ]
            for count in counts
        ],
        "chart": {"x": 0, "y": [1, 2], "log": ["x", "y"]},
    }


# Each pair does the same work: first through a list, then through a generator.
RACES: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "add up 10,000 squares": (
        lambda: sum([n * n for n in range(10_000)]),
        lambda: sum(n * n for n in range(10_000)),
    ),
    "join 10,000 words": (
        lambda: ",".join([str(n) for n in range(10_000)]),
        lambda: ",".join(str(n) for n in range(10_000)),
    ),
    "find an early one in 10,000": (
        lambda: any([n > 2 for n in range(10_000)]),  # noqa: C419
        lambda: any(n > 2 for n in range(10_000)),
    ),
}


def nanoseconds(task: Callable[[], object], calls: int) -> int:
    """Return the mean time of one call of `task`."""
    start = perf_counter_ns()
    for _ in range(calls):
        task()
    return (perf_counter_ns() - start) // calls


def speed_row(sample: dict[str, Any]) -> list[Any]:
    """Return a task's medians in µs, and the median over rounds of their ratio."""
    pairs = list(zip(sample["list"], sample["generator"], strict=True))
    return [
        sample["task"],
        round(median(sample["list"]) / 1000, 1),
        round(median(sample["generator"]) / 1000, 1),
        round(median(lazy / eager for eager, lazy in pairs), 3),
    ]


def measure_speed(rounds: int = 25, calls: int = 20) -> dict[str, Any]:
    """Return the times of `RACES`, and every sample, in ns, that they come from.

    List and generator run in turn, so that a slow moment of the machine hits both.
    """
    samples = []
    for task, (eager, lazy) in RACES.items():
        times: dict[str, list[int]] = {"list": [], "generator": []}
        for _ in range(rounds):
            times["list"].append(nanoseconds(eager, calls))
            times["generator"].append(nanoseconds(lazy, calls))
        samples.append({"task": task, **times})
    return {
        "title": f"Time of one call: the median of {rounds} rounds",
        "platform": here(),
        "columns": ["task", "list", "generator", "generator / list"],
        "units": ["", "µs", "µs", ""],
        "rows": [speed_row(sample) for sample in samples],
        "samples": samples,
    }
