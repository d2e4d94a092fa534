"""What laziness costs: time for each value, won back where you stop early.

>>> # --8<-- [start:early-generator]
>>> pulled = []
>>> items = noted(range(1000), pulled)
>>> any(n > 2 for n in items)
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

import json
import platform
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

Times = dict[str, list[int]]

# as seen from the root, where `make record` runs
RECORDED = Path("snippets/explanation/recorded/costs.speed.json")


# --8<-- [start:noted]
def noted(source, log):
    for item in source:
        log.append(item)
        yield item
# --8<-- [end:noted]


# Each pair does the same work: first through a list, then through a generator.
# --8<-- [start:races]
RACES = {
    "add up 10,000 squares": (
        "sum([n * n for n in range(10_000)])",
        "sum(n * n for n in range(10_000))",
    ),
    "join 10,000 words": (
        "','.join([str(n) for n in range(10_000)])",
        "','.join(str(n) for n in range(10_000))",
    ),
    "make a list of 10,000": (
        "[n * n for n in range(10_000)]",
        "list(n * n for n in range(10_000))",
    ),
    "find an early one in 10,000": (
        "any([n > 2 for n in range(10_000)])",
        "any(n > 2 for n in range(10_000))",
    ),
}
# --8<-- [end:races]


def nanoseconds(task: Callable[[], object], calls: int) -> int:
    """Return the mean time of one call of `task`."""
    start = perf_counter_ns()
    for _ in range(calls):
        task()
    return (perf_counter_ns() - start) // calls


def ratio(times: Times) -> float:
    """Return the median over rounds of generator / list."""
    pairs = zip(times["list"], times["generator"], strict=True)
    found = median(lazy / eager for eager, lazy in pairs)
    return round(found, 2 if found > 0.1 else 3)


def race(rounds: int, calls: int) -> dict[str, Any]:
    """Return this Python, its machine, and the times of each task of `RACES` in ns.

    List and generator take turns, so that a slow moment of the machine hits both.
    """
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    for task, pair in RACES.items():
        eager, lazy = (eval(f"lambda: {text}") for text in pair)
        times: Times = {"list": [], "generator": []}
        for _ in range(rounds):
            times["list"].append(nanoseconds(eager, calls))
            times["generator"].append(nanoseconds(lazy, calls))
        found[task] = times
    return found


def minor(sample: dict[str, Any]) -> tuple[int, int]:
    """Return the version of a sample's Python, without its last number."""
    first, second, *_ = sample["python"].split(".")
    return int(first), int(second)


def measure_speed(rounds: int = 201, calls: int = 1) -> dict[str, Any]:
    """Return for each task how a generator's time compares with a list's, by Python.

    A run measures one Python. What others gave stays as it was recorded.
    """
    text = RECORDED.read_text("utf-8") if RECORDED.is_file() else '{"samples": []}'
    kept = json.loads(text)["samples"]
    samples = {minor(each): each for each in [*kept, race(rounds, calls)]}
    samples = dict(sorted(samples.items()))
    machines: dict[str, list[str]] = {}
    for each in samples.values():
        machines.setdefault(each["machine"], []).append(each["python"])
    on = [f"{', '.join(pythons)} on {name}" for name, pythons in machines.items()]
    return {
        "title": f"Generator / list, in time: the median of {rounds} rounds",
        "platform": f"CPython {'; '.join(on)}",
        "columns": ["task", *(f"Python {a}.{b}" for a, b in samples)],
        "units": ["", *("" for _ in samples)],
        "rows": [
            [task, *(ratio(each[task]) for each in samples.values())] for task in RACES
        ],
        "samples": list(samples.values()),
    }
