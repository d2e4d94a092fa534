"""How long each gate takes over all pages, beside building them.

    python -m tests.bench.gates [rounds]

A gate and the build run in turn, each in this process's own time, so that whatever
else the machine does weighs on both.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from engine.book.tree import Tree
from engine.gates.gate import Bench
from engine.gates.rules import GATES
from engine.site.build import Builder

ROOT = Path(__file__).parents[2]


def took(work: Callable[[], object]) -> float:
    """Return the seconds of this process that some work takes, nothing known before."""
    for module in [m for name, m in sys.modules.items() if name.startswith("engine.")]:
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()
    start = time.process_time()
    work()
    return time.process_time() - start


def main(arguments: list[str]) -> None:
    """Measure, and print."""
    rounds = int(arguments[0]) if arguments else 5
    ratios: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            target = Path(folder, f"site-{turn}")
            built = took(partial(Builder(ROOT).build, target, gates=False))
            for gate in GATES:
                seconds = took(partial(Bench().faults, Tree(ROOT), [gate]))
                if turn:  # the first reads files that the others find read
                    ratios.setdefault(gate.name, []).append(seconds / built)
    for name, found in ratios.items():
        print(f"gate {name}: {statistics.median(found):.2f} of a build")


if __name__ == "__main__":
    main(sys.argv[1:])
