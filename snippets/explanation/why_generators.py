"""Why generators: the place is a line of code, and one value at a time is enough.

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
"""

import platform
import tracemalloc
from collections.abc import Callable, Iterable
from typing import Any


# --8<-- [start:climb-class]
class Climb:
    def __init__(self, top):
        self.top = top
        self.step = 0
        self.change = 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.step >= self.top:
            self.change = -1
        if self.step + self.change < 1:
            raise StopIteration
        self.step += self.change
        return self.step
# --8<-- [end:climb-class]


# --8<-- [start:climb]
def climb(top):
    for step in range(1, top):
        yield step
    for step in range(top, 0, -1):
        yield step
# --8<-- [end:climb]


# --8<-- [start:squares]
def squares_list(count):
    result = []
    for n in range(count):
        result.append(n * n)
    return result


def squares(count):
    for n in range(count):
        yield n * n
# --8<-- [end:squares]


def peak(task: Callable[[], object]) -> int:
    """Return the most bytes that `task` held at one time."""
    tracemalloc.start()
    try:
        task()
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return highest


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
    """Return the peak memory, in KiB, of adding up squares in four ways.

    The last two go over a list of numbers that is there already, and isn't counted.
    """
    return {
        "title": "Peak memory while the squares are added up",
        "platform": here(),
        "columns": ["items", "list", "generator", "second list", "over a list"],
        "units": ["", "KiB", "KiB", "KiB", "KiB"],
        "rows": [memory_row(count, list(range(count))) for count in counts],
        "chart": {"x": 0, "y": [1, 2], "log": ["x", "y"]},
    }


def memory_row(count: int, there: list[int]) -> list[float]:
    """Return a count, and the peaks for as many squares; `there` has the numbers."""
    return [
        count,
        kib(lambda: sum(squares_list(count))),
        kib(lambda: sum(squares(count))),
        kib(lambda: sum([n * n for n in there])),
        kib(lambda: sum(n * n for n in there)),
    ]
