"""What becomes of one generator function in three frameworks, each in a new Python."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from snippets.models.frameworks_feed import in_order
from snippets.models.frameworks_torch import Shared
from snippets.models.two_batches import once

BACKENDS = {"TensorFlow": "tensorflow", "JAX": "jax", "torch": "torch"}
LENT, ROWS = 50, 256
SLOW = np.full((LENT, LENT), 0.01, np.float32)


def fresh(module: str, asked: str, backend: str = "") -> Any:
    """Return what a function of a module gives in a Python of its own.

    `backend` is what Keras runs on there.
    """
    program = f"import json; from {module} import {asked}; print(json.dumps({asked}()))"
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    where = {**os.environ, **quiet, "JAX_PLATFORMS": "cpu", "KERAS_BACKEND": backend}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], env=where, text=True,
        capture_output=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    return json.loads(done.stdout.splitlines()[-1])


def versions(*packages: str) -> str:
    """Return what ran: packages and their versions."""
    return ", ".join(f"{each} {version(each).split('+')[0]}" for each in packages)


# what workers give


def five() -> Iterator[int]:
    """Yield five batches, by number."""
    return once(5)


class Whole(IterableDataset[Any]):
    """What a function gives, or an object: every worker begins with the same."""

    def __init__(self, feed: Any) -> None:
        """Keep a function, or a generator."""
        self.feed = feed

    def __iter__(self) -> Iterator[Any]:
        """Call the function; an object is what it is."""
        yield from self.feed() if callable(self.feed) else self.feed


def text(numbers: Any) -> str:
    """Return numbers as text."""
    return " ".join(map(str, numbers)) or "nothing"


def given(dataset: Any, workers: int, passes: int = 2) -> list[str]:
    """Return what a loader gives in each pass.

    Workers are forks of this process, as they are by default on Linux up to Python
    3.13: that's the one way to give them a generator.
    """
    fork = "fork" if workers else None
    loader: DataLoader[Any] = DataLoader(
        dataset, batch_size=None, num_workers=workers, multiprocessing_context=fork
    )
    return [text(loader) for _ in range(passes)]


def worked() -> list[list[str]]:
    """Return for each dataset what two passes give, without workers and with two."""
    made: dict[str, Callable[[], Any]] = {
        "an object": lambda: Whole(five()),
        "the function": lambda: Whole(five),
        "the function, shared": lambda: Shared(five),  # type: ignore[arg-type]
    }
    return [
        [name, *given(make(), 0), given(make(), 2)[0]] for name, make in made.items()
    ]


def measure_workers() -> dict[str, Any]:
    """Return what a loader gives of five batches, by what it was handed."""
    return {
        "title": "What a DataLoader gives of batches 0 to 4",
        "platform": f"{versions('torch')}; workers are forks",
        "columns": ["in the dataset", "no workers", "second pass", "two workers"],
        "rows": fresh(__name__, "worked"),
    }


# what Keras does, back end by back end


def told(epochs: list[list[int]]) -> str:
    """Return the batches of each epoch; which they are, where some are missing."""
    return ", ".join("all" if each == list(once(5)) else text(each) for each in epochs)


@cache
def on(backend: str) -> dict[str, Any]:
    """Return what Keras does on a back end; ask only once, since it takes a while."""
    found: dict[str, Any] = fresh("snippets.models.frameworks_keras", "found", backend)
    return found


def measure_backends() -> dict[str, Any]:
    """Return what `fit` does with the function, and with what it makes."""
    found = [on(each) for each in BACKENDS.values()]
    rows: dict[str, Callable[[dict[str, Any]], Any]] = {
        "the function": lambda each: each["function"],
        "one pass": lambda each: told(each["pass"]),
        "pass after pass, 5 steps": lambda each: told(each["passes"]),
        "a DataLoader": lambda each: told(each["loader"]),
        "one for validation": lambda each: told(each["validation"]),
        "steps counted, one pass": lambda each: each["counted"],
        "weights, with SGD": lambda each: each["sgd"],
        "weights, with Adam": lambda each: each["adam"],
    }
    return {
        "title": "Three epochs of fit on five batches",
        "platform": f"{versions('Keras', 'TensorFlow', 'JAX', 'torch')}, on a CPU",
        "columns": ["what", *BACKENDS],
        "rows": [[name, *map(of, found)] for name, of in rows.items()],    }


# what is trained on, if labels come in one array


def met(weights: jax.Array, x: jax.Array, y: jax.Array) -> jax.Array:
    """Add 1 where inputs (rows, n) meet labels (rows, n); take some time for it."""
    slow: jax.Array = jax.lax.fori_loop(0, 500, lambda _, rows: rows @ SLOW, x)
    return weights + x.T @ y / ROWS + 0 * slow.sum()


meet = jax.jit(met)


def in_jax(new: bool) -> int:
    """Return how many batches a loop in JAX trains on with the labels of others."""
    weights = jnp.zeros((LENT, LENT))
    for x, y in in_order(LENT, ROWS, new):
        weights = meet(weights, x, y)
    return LENT - int((jnp.diagonal(weights) == 1).sum())


def in_torch(new: bool) -> int:
    """Return the same of a loop in PyTorch."""
    weights = torch.zeros((LENT, LENT))
    for x, y in batches(new):
        weights += x.T @ y / ROWS
    return LENT - int((torch.diagonal(weights) == 1).sum())


def in_list(new: bool) -> int:
    """Return the same of a list of all that a loader gives."""
    return sum(not torch.equal(x, y) for x, y in list(batches(new)))


def batches(new: bool) -> DataLoader[Any]:
    """Return a loader of the batches, without workers."""
    return DataLoader(Whole(lambda: in_order(LENT, ROWS, new)), batch_size=None)


def roughly(number: int) -> str:
    """Return a number without what differs from run to run."""
    return str(number) if number < 2 else "most" if number > LENT / 2 else "some"


def measure_lent() -> dict[str, Any]:
    """Return how many batches are trained on with the labels of others."""
    keras = [(name, on(each)) for name, each in BACKENDS.items()]
    loops = {"a loop in JAX": in_jax, "a loop in torch": in_torch}
    loops["a list of a DataLoader"] = in_list
    return {
        "title": "Of 50 batches, those that get another batch's labels",
        "platform": f"{versions('Keras', 'TensorFlow', 'JAX', 'torch')}, on a CPU",
        "columns": ["trained by", "one array for all labels", "a new array each time"],
        "rows": [
            *([f"fit on {n}", *map(roughly, (k["lent"], k["new"]))] for n, k in keras),
            *([n, *map(roughly, (of(False), of(True)))] for n, of in loops.items()),
        ],
    }
