"""Fewer calls of the device: Keras' own setting and chunks, timed side by side."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from snippets.models.ml_speed import (
    SMALL,
    Data,
    Feed,
    Looped,
    Plain,
    Task,
    built,
    chunks,
    fit,
    joined,
    machine,
    make_data,
)
from snippets.models.ml_speed_rows import CALLED, POST, Sample, digest

TASK = replace(SMALL, steps=128, rounds=21)
OWN, CHUNKED = "steps_per_execution=32", "chunks of 32 batches"


@dataclass(frozen=True)
class Way:
    """A model, what makes its feed, and how many batches `fit` takes for a step."""

    model: Any
    feed: Callable[[], Feed]
    size: int = 1

    def train(self, batches: int) -> None:
        """Train on so many batches."""
        fit(self.model, self.feed(), batches, self.size)


# --8<-- [start:bundled]
def bundled(task: Task) -> Any:
    """Return a model that trains on `chunk` batches per call."""
    model = built(Plain, task)
    model.compile(
        "adam", "binary_crossentropy",
        steps_per_execution=task.chunk,
    )
    return model
# --8<-- [end:bundled]


def ways(task: Task, data: Data) -> dict[str, Way]:
    """Return the ways to train, each with a new model."""

    def made() -> Feed:
        return joined(data, task.batch)

    return {
        POST: Way(built(Plain, task), made),
        OWN: Way(bundled(task), made),
        CHUNKED: Way(
            built(Looped, task), lambda: chunks(made(), task.chunk), task.chunk
        ),
    }


def race(task: Task) -> dict[str, list[float]]:
    """Return each way's microseconds per batch, round by round; the ways take turns."""
    found: dict[str, list[float]] = {}
    ready = ways(task, make_data(task))
    for way in ready.values():
        way.train(task.chunk)  # compiles
    for number in range(task.rounds):
        names = list(ready)
        first = number % len(names)
        for name in names[first:] + names[:first]:
            start = time.perf_counter()
            ready[name].train(task.steps)
            spent = (time.perf_counter() - start) * 1e6 / task.steps
            found.setdefault(name, []).append(round(spent, 1))
    return {name: found[name] for name in ready}


def differences(task: Task) -> dict[str, float]:
    """Return how far each way's weights end from those of one batch per call."""
    ready = ways(task, make_data(task))
    for way in ready.values():
        way.train(2 * task.chunk)
    wanted = ready[POST].model.get_weights()
    return {
        name: max(
            float(np.abs(a - b).max())
            for a, b in zip(way.model.get_weights(), wanted, strict=True)
        )
        for name, way in ready.items()
    }


def sample(task: Task) -> Sample:
    """Return the times and differences of a task here, and what they depend on."""
    return {
        **machine(),
        "task": task.name,
        "microseconds": race(task),
        "differences": differences(task),
        "digest": f"{digest()} {digest(CALLED)}",
    }
