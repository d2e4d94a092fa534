"""Where the time goes: one feed after another, timed on one device.

    python -c "from snippets.models import ml_speed; ml_speed.write('FILE')"

On a GPU this takes two minutes. It needs this folder, NumPy, and Keras with the back
end that `KERAS_BACKEND` names: TensorFlow or JAX.
"""

import json
import os
import platform
import queue
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from snippets.models.ml_speed_rows import POST, Sample, digest

# --8<-- [start:task]
Array = NDArray[Any]
Feed = Generator[tuple[Array, Array], None, None]


@dataclass(frozen=True)
class Task:
    """A model and its batches: `steps` per round, `chunk` per call."""

    name: str
    width: int
    hidden: tuple[int, ...]
    batch: int
    steps: int
    chunk: int
    kind: str = "float32"
    rounds: int = 7
# --8<-- [end:task]


# --8<-- [start:sizes]
SMALL = Task("small model", 256, (64,), 32, 512, 32)
LARGE = Task("large model", 256, (8192,) * 4, 1024, 40, 8)
WIDE = Task("wide rows", 150_528, (64,), 256, 16, 4, "uint8")
# --8<-- [end:sizes]


# --8<-- [start:data]
@dataclass(frozen=True)
class Data:
    """Rows in two halves, as in the post, and whole, with labels.

    With n = steps * batch: (n, width / 2) twice, (n, width), and
    (n, 1), float32.
    """

    left: Array
    right: Array
    rows: Array
    labels: Array
# --8<-- [end:data]


# --8<-- [start:made]
def make_data(task: Task) -> Data:
    """Return random rows and labels, with nothing to learn in them."""
    rng = np.random.default_rng(0)
    shape = (task.steps * task.batch, task.width)
    if task.kind == "uint8":
        rows: Array = rng.integers(256, size=shape, dtype=np.uint8)
    else:
        rows = rng.standard_normal(shape, np.float32)
    left, right = (half.copy() for half in np.split(rows, 2, axis=1))
    labels = rng.integers(2, size=(len(rows), 1)).astype(np.float32)
    return Data(left, right, rows, labels)
# --8<-- [end:made]


# feeds of batches: (batch, width) and (batch, 1)


# --8<-- [start:joined]
def joined(data: Data, batch: int) -> Feed:
    """Yield batches without end, joining two halves for each."""
    while True:
        for start in range(0, len(data.labels), batch):
            part = slice(start, start + batch)
            halves = [data.left[part], data.right[part]]
            yield np.concatenate(halves, axis=1), data.labels[part]
# --8<-- [end:joined]


# --8<-- [start:views]
def views(data: Data, batch: int) -> Feed:
    """Yield batches without end, each a slice of the joined rows."""
    while True:
        for start in range(0, len(data.labels), batch):
            part = slice(start, start + batch)
            yield data.rows[part], data.labels[part]
# --8<-- [end:views]


# --8<-- [start:again]
def again(feed: Feed) -> Feed:
    """Yield the first batch of a feed without end."""
    first = next(feed)
    while True:
        yield first
# --8<-- [end:again]


# --8<-- [start:ahead]
def ahead(feed: Feed, depth: int) -> Feed:
    """Yield an endless feed's batches; a thread asks `depth` ahead."""
    made: queue.Queue[tuple[Array, Array]] = queue.Queue(depth)
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            made.put(next(feed))

    threading.Thread(target=ask, daemon=True).start()
    try:
        while True:
            yield made.get()
    finally:
        over.set()
        with suppress(queue.Empty):
            made.get_nowait()  # the thread may wait for room
# --8<-- [end:ahead]


# --8<-- [start:chunks]
def chunks(feed: Feed, size: int) -> Feed:
    """Yield `size` batches in one piece: (size, batch, width)."""
    while batches := list(islice(feed, size)):
        rows, labels = zip(*batches, strict=True)
        yield np.stack(rows), np.stack(labels)
# --8<-- [end:chunks]


# --8<-- [start:chunk-views]
def chunk_views(data: Data, batch: int, size: int) -> Feed:
    """Yield what `chunks(views(…))` would, without a copy."""
    rows = data.rows.reshape(-1, size, batch, data.rows.shape[1])
    labels = data.labels.reshape(-1, size, batch, 1)
    while True:
        yield from zip(rows, labels, strict=True)
# --8<-- [end:chunk-views]


# models


# --8<-- [start:plain]
class Plain(keras.Model):
    """Dense layers that give one number per row."""

    def __init__(self, task: Task) -> None:
        """Take a task's widths."""
        super().__init__()
        first = [
            keras.layers.Rescaling(1 / 255)
        ] if task.kind == "uint8" else []
        hidden = [
            keras.layers.Dense(n, activation="relu")
            for n in task.hidden
        ]
        self.chain = [
            *first,
            *hidden,
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    # --8<-- [end:plain]

    # --8<-- [start:plain-call]
    def call(self, rows: Any) -> Any:
        """Return a number for each row."""
        for layer in self.chain:
            rows = layer(rows)
        return rows
    # --8<-- [end:plain-call]


Step = Callable[..., Any]  # Keras' own step, which trains on one batch


# --8<-- [start:tensorflow]
def loop_in_tensorflow(step: Step, chunk: tuple[Any, Any]) -> Any:
    """Train on each batch of a chunk; return the last loss."""
    import tensorflow as tf

    rows, labels = chunk
    size = tf.shape(rows)[0]

    def one(at: Any, _: Any) -> Any:
        return at + 1, step((rows[at], labels[at]))["loss"]

    _, loss = tf.while_loop(lambda at, _: at < size, one, (0, 0.0))
    return {"loss": loss}
# --8<-- [end:tensorflow]


# --8<-- [start:jax]
def loop_in_jax(step: Step, state: Any, chunk: Any) -> Any:
    """Train on each batch of a chunk; return the last loss."""
    import jax

    def one(state: Any, batch: Any) -> Any:
        logs, state = step(state, batch)
        return state, logs["loss"]

    state, losses = jax.lax.scan(one, state, chunk)
    return {"loss": losses[-1]}, state
# --8<-- [end:jax]


# --8<-- [start:looped]
class Looped(Plain):
    """Takes chunks: the loop over their batches runs on the device."""

    # --8<-- [start:loop]
    def train_step(self, *given: Any) -> Any:
        """Take a chunk where Keras takes a batch."""
        step = super().train_step
        if keras.backend.backend() == "jax":
            return loop_in_jax(step, *given)
        return loop_in_tensorflow(step, *given)
    # --8<-- [end:loop]
# --8<-- [end:looped]


# --8<-- [start:built]
def built(kind: type[Plain], task: Task) -> Any:
    """Return a compiled model; its seed fixes its first weights."""
    keras.utils.set_random_seed(0)
    model = kind(task)
    model.compile("adam", "binary_crossentropy")
    return model
# --8<-- [end:built]


# what is timed


# --8<-- [start:feeds]
def feeds(
    task: Task, data: Data
) -> dict[str, Callable[[], tuple[type[Plain], Feed]]]:
    """Return by name what makes each feed, and its model."""
    batch, size = task.batch, task.chunk
    stacked = partial(chunk_views, data, batch, size)
    return {
        POST: lambda: (Plain, joined(data, batch)),
        "a thread, two batches ahead": lambda: (
            Plain, ahead(joined(data, batch), 2)
        ),
        "rows joined before": lambda: (Plain, views(data, batch)),
        "one batch, again and again": lambda: (
            Plain, again(views(data, batch))
        ),
        # --8<-- [end:feeds]
        # --8<-- [start:feeds-of-chunks]
        "chunks of batches": lambda: (
            Looped, chunks(joined(data, batch), size)
        ),
        "chunks of rows joined before": lambda: (Looped, stacked()),
        "one chunk, again and again": lambda: (
            Looped, again(stacked())
        ),
    }
# --8<-- [end:feeds-of-chunks]


# --8<-- [start:fit]
def fit(model: Any, feed: Feed, batches: int, size: int) -> None:
    """Train on so many batches, `size` of them per call."""
    model.fit(
        feed, steps_per_epoch=batches // size, shuffle=False, verbose=0
    )
    feed.close()
# --8<-- [end:fit]


# --8<-- [start:race]
def race(task: Task) -> dict[str, list[float]]:
    """Return each feed's microseconds per batch, round by round.

    All feeds run in each round, so a slow moment hits them all.
    """
    made = feeds(task, make_data(task))
    models = {kind: built(kind, task) for kind in (Plain, Looped)}

    def timed(name: str) -> float:
        kind, feed = made[name]()
        size = task.chunk if kind is Looped else 1
        start = time.perf_counter()
        fit(models[kind], feed, task.steps, size)
        return (time.perf_counter() - start) * 1e6 / task.steps
    # --8<-- [end:race]

    # --8<-- [start:rounds]
    names = list(made)
    for name in names:
        timed(name)  # compiles
    found: dict[str, list[float]] = {name: [] for name in names}
    for number in range(task.rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            found[name].append(round(timed(name), 1))
    return found
    # --8<-- [end:rounds]


# --8<-- [start:differences]
def differences(task: Task) -> dict[str, float]:
    """Return how far each feed's weights end from those of arrays.

    That's the largest difference, after two chunks of batches.
    Feeds that repeat one thing are left out.
    """
    count = 2 * task.chunk
    data = make_data(replace(task, steps=count))
    model = built(Plain, task)
    whole = data.rows, data.labels
    model.fit(*whole, batch_size=task.batch, shuffle=False, verbose=0)
    wanted = model.get_weights()
    # --8<-- [end:differences]
    # --8<-- [start:compared]
    found = {}
    for name, make in feeds(task, data).items():
        if "again" not in name:
            kind, feed = make()
            model = built(kind, task)
            fit(model, feed, count, task.chunk if kind is Looped else 1)
            pairs = zip(model.get_weights(), wanted, strict=True)
            found[name] = max(
                float(np.abs(a - b).max()) for a, b in pairs
            )
    return found
    # --8<-- [end:compared]


# what is recorded


def machine() -> dict[str, str]:
    """Return what the times depend on: the device, and what runs on it."""
    backend = keras.backend.backend()
    if backend == "jax":
        import jax

        device, version = jax.devices()[0].device_kind, jax.__version__
    else:
        import tensorflow as tf

        device, version = "CPU", tf.__version__
    if device.lower() == "cpu":
        device = f"{os.cpu_count()} cores of a CPU"
    return {
        "device": device,
        "versions": f"Keras {keras.__version__} on {backend} {version}, "
        f"Python {platform.python_version()}",
        "date": time.strftime("%Y-%m-%d"),
        "digest": digest(),
    }


def sample(task: Task) -> Sample:
    """Return a task's times and differences here, and what they depend on."""
    return {
        **machine(),
        "task": task.name,
        "microseconds": race(task),
        "differences": differences(task),
    }


def write(file: str) -> None:
    """Write the samples of all tasks here to a file."""
    tasks = [SMALL, LARGE, WIDE]
    Path(file).write_text(json.dumps(list(map(sample, tasks))) + "\n")
