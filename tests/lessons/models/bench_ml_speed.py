"""How many times as fast as the post's generator the fastest feed trains, on this CPU.

    python -m tests.lessons.models.bench_ml_speed [rounds]

Two models in turn, one of which takes a batch a call and the other a chunk; the ratio
is that of each pair of rounds. With and without XLA, for 256 inputs, 64 hidden and
batches of 32. The *floor* is a model that's handed the same chunk again and again.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

CHUNK = 128
STEPS = 1024


def main(arguments: list[str]) -> None:
    """Measure, and print."""
    from snippets.models.ml_speed import (
        SMALL,
        Looped,
        Plain,
        again,
        built,
        chunk_views,
        fit,
        joined,
        make_data,
    )

    rounds = int(arguments[0]) if arguments else 5
    task = replace(SMALL, steps=STEPS, chunk=CHUNK)
    data = make_data(task)
    feeds: dict[str, Callable[[], Any]] = {
        "post": lambda: joined(data, task.batch),
        "chunks": lambda: chunk_views(data, task.batch, CHUNK),
        "floor": lambda: again(chunk_views(data, task.batch, CHUNK)),
    }
    for xla in (False, True):
        models = {kind: built(kind, task) for kind in (Plain, Looped)}
        for model in models.values():
            model.compile("adam", "binary_crossentropy", jit_compile=xla)

        def timed(name: str, models: dict[type[Plain], Any] = models) -> float:
            kind = Plain if name == "post" else Looped
            start = time.perf_counter()
            fit(models[kind], feeds[name](), STEPS, 1 if kind is Plain else CHUNK)
            return time.perf_counter() - start

        for name in feeds:
            timed(name)  # compiles
        found = [{name: timed(name) for name in feeds} for _ in range(rounds)]
        faster = median(each["post"] / each["chunks"] for each in found)
        share = median(each["floor"] / each["chunks"] for each in found)
        how = "with XLA" if xla else "without XLA"
        print(f"  chunks, {how}: {faster:.1f} times the post's generator")
        print(f"  chunks, {how}: {share:.2f} of what no feed can beat")


if __name__ == "__main__":
    main(sys.argv[1:])
