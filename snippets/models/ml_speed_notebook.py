"""Where the time goes as a notebook: the feeds of the lesson, timed on this machine."""
# ruff: noqa: E402, E501, F401, F811, I001 - in a notebook, each cell imports for itself;
# where a function has two sections, it's imported for each

# %% [markdown]
# # Where the time goes, the notebook
#
# The lesson [Where the time goes](../ml-speed/) shows what a CPU and one H100 gave. What
# does *your* machine give? Run this, and you'll know what a batch waits for, and what
# would help.
# It needs NumPy and Keras 3 with TensorFlow or JAX, and no other file. On two cores it
# takes a minute or two.

# %%
import os
import platform
import queue
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, islice, pairwise
from typing import Any

import keras
import numpy as np
from IPython.display import SVG
from numpy.typing import NDArray

# %% [markdown]
# The times further down are those of one machine, on one day:

# %% timed
print(f"{os.cpu_count()} cores, Python {platform.python_version()}")
print(f"Keras {keras.__version__} on {keras.backend.backend()}")
print(time.strftime("%Y-%m-%d"))

# %% [markdown]
# ## Models, and rows for them
#
# A task says how wide a row is, which hidden layers the model has, and how many rows
# make a batch. The three below are those of the lesson. The model doesn't have to learn
# anything from the rows. They only have to reach it.

# %%
from snippets.models.ml_speed import Array, Feed, Task  # --8<-- "models/ml_speed.py:task"

# %%
from snippets.models.ml_speed import LARGE, SMALL, WIDE  # --8<-- "models/ml_speed.py:sizes"

# %%
from snippets.models.ml_speed import Data  # --8<-- "models/ml_speed.py:data"

# %%
from snippets.models.ml_speed import make_data  # --8<-- "models/ml_speed.py:made"

# %% [markdown]
# A CPU needs smaller tasks. If you have a GPU, take `[SMALL, LARGE, WIDE]` as they are.
# Or write a task with the numbers of your own model. A round calls the device once per
# batch, or once per chunk.

# %%
tasks = [
    replace(SMALL, steps=128, rounds=5),
    replace(
        LARGE, hidden=(1024,) * 2, batch=64, steps=8, chunk=4,
        rounds=3,
    ),
    replace(
        WIDE, hidden=(), batch=32, steps=8, chunk=2, rounds=3,
        kind="float32",
    ),
]
print(f"{'':11}   weights  bytes a batch  rounds  calls in one")
for task in tasks:
    widths = task.width, *task.hidden, 1
    weights = sum((a + 1) * b for a, b in pairwise(widths))
    size = np.dtype(task.kind).itemsize * task.batch * task.width
    print(
        f"{task.name:11}{weights:10,}{size:15,}{task.rounds:8}"
        f"{task.steps:7} or {task.steps // task.chunk}"
    )

# %% [markdown]
# ## Feeds
#
# The post's generator joins the two halves of each row. The second feed yields slices of
# rows that were joined before.

# %%
from snippets.models.ml_speed import joined  # --8<-- "models/ml_speed.py:joined"

# %%
from snippets.models.ml_speed import views  # --8<-- "models/ml_speed.py:views"

# %% [markdown]
# A feed that costs nothing: no other that gives one batch per call can be faster.

# %%
from snippets.models.ml_speed import again  # --8<-- "models/ml_speed.py:again"

# %% [markdown]
# A thread makes batches while the model trains. When you close the feed, the thread ends.

# %%
from snippets.models.ml_speed import ahead  # --8<-- "models/ml_speed.py:ahead"

# %% [markdown]
# Many batches in one piece: stacked, or as a slice of the rows that are already there.

# %%
from snippets.models.ml_speed import chunks  # --8<-- "models/ml_speed.py:chunks"

# %%
from snippets.models.ml_speed import chunk_views  # --8<-- "models/ml_speed.py:chunk-views"

# %% [markdown]
# ## A model for batches, and one for chunks
#
# The second has the loop over a chunk's batches inside its step, so the device is called
# once per chunk.

# %%
from snippets.models.ml_speed import Plain  # --8<-- "models/ml_speed.py:plain"

from snippets.models.ml_speed import Plain  # --8<-- "models/ml_speed.py:plain-call"

# %%
Step = Callable[..., Any]  # Keras' own step, which trains on one batch

from snippets.models.ml_speed import loop_in_tensorflow  # --8<-- "models/ml_speed.py:tensorflow"

# %%
from snippets.models.ml_speed import loop_in_jax  # --8<-- "models/ml_speed.py:jax"

# %%
from snippets.models.ml_speed import Looped  # --8<-- "models/ml_speed.py:looped"

# %%
from snippets.models.ml_speed import built  # --8<-- "models/ml_speed.py:built"

# %%
from snippets.models.ml_speed_rows import FLOOR, FREE, POST  # --8<-- "models/ml_speed_rows.py:names"

# %%
from snippets.models.ml_speed import feeds  # --8<-- "models/ml_speed.py:feeds"
from snippets.models.ml_speed import feeds  # --8<-- "models/ml_speed.py:feeds-of-chunks"

# %% [markdown]
# ## The same weights
#
# A faster feed is no help if the model ends up with different weights. So first, each
# feed trains the small model, and its weights are compared with the ones that whole
# arrays give. 0.0 means that they're the same, bit for bit.

# %%
from snippets.models.ml_speed import fit  # --8<-- "models/ml_speed.py:fit"

# %%
from snippets.models.ml_speed import differences  # --8<-- "models/ml_speed.py:differences"
from snippets.models.ml_speed import differences  # --8<-- "models/ml_speed.py:compared"

# %%
few = replace(tasks[0], chunk=4)
for name, difference in differences(few).items():
    print(f"{name:30} {difference}")

# %% [markdown]
# ## Timed in turn
#
# Each round runs every feed, so a slow moment of the machine hits them all. If the
# machine is busy with something else, that can only add time. So the fastest round
# counts. How far the slowest is from it shows how quiet the machine was. If two feeds
# are closer together than that, they're equally fast.

# %%
from snippets.models.ml_speed import race  # --8<-- "models/ml_speed.py:race"

from snippets.models.ml_speed import race  # --8<-- "models/ml_speed.py:rounds"

# %% timed
found = {task.name: race(task) for task in tasks}
for task in tasks:
    times = found[task.name]
    print(f"{task.name}: microseconds a batch")
    print(f"{'':30} fastest  slowest   speed")
    for name, own in times.items():
        fast, slow = min(own), max(own)
        speed = min(times[POST]) / fast
        print(f"{name:30} {fast:7.0f}  {slow:7.0f}  {speed:6.2f}")
    print()

# %% [markdown]
# ## What a batch waits for
#
# Three of these rows give the answer. The post's generator takes longer than one batch
# again and again: that time goes into *making* batches. One batch again and again takes
# longer than one chunk again and again: that time goes into *calls*. *The rest* is
# arithmetic, one call per chunk, rows on their way to the device, and what `fit` does
# before the first batch.

# %%
from snippets.models.ml_speed_rows import shares  # --8<-- "models/ml_speed_rows.py:shares"

# %% timed
waits = {name: shares(times) for name, times in found.items()}
print(f"{'percent':11}{'making':>10}{'calls':>10}{'the rest':>10}")
for name, parts in waits.items():
    columns = [f"{part:10.0f}" for part in parts.values()]
    print(f"{name:11}{''.join(columns)}")


# %% timed
SHADES = 0.9, 0.4, 0.1


def box(x: float, y: int, wide: float, shade: float) -> str:
    """Return one part of a bar, as SVG."""
    place = f'x="{x:.1f}" y="{y}" width="{wide:.1f}" height="22"'
    return f'<rect {place} fill-opacity="{shade}"/>'


def word(x: int, y: int, text: str) -> str:
    """Return a word, as SVG."""
    return f'<text x="{x}" y="{y}" stroke="none">{text}</text>'


def bar(y: int, percent: dict[str, float]) -> str:
    """Return one bar; all its parts make 440 units."""
    widths = [4.4 * each for each in percent.values()]
    starts = accumulate(widths, initial=5.0)
    parts = zip(starts, widths, SHADES, strict=False)
    return "".join(box(x, y, wide, shade) for x, wide, shade in parts)


def plot(waits: dict[str, dict[str, float]]) -> str:
    """Return a bar a task, in the colour of the text around."""
    drawn = []
    names = "making", "calls", "the rest"
    for x, shade, name in zip((5, 145, 285), SHADES, names, strict=True):
        drawn.append(box(x, 4, 22, shade) + word(x + 30, 20, name))
    for number, (name, percent) in enumerate(waits.items()):
        y = 76 + 66 * number
        drawn.append(word(5, y - 8, name) + bar(y, percent))
    lines = "\n".join(drawn)
    return f"""
<svg xmlns="http://www.w3.org/2000/svg"
 viewBox="0 0 450 {50 + 66 * len(waits)}"
 role="img" aria-label="What a batch waits for, by model"
 font-size="13" fill="currentColor" stroke="currentColor">
{lines}
</svg>""".strip()


SVG(plot(waits))

# %% [markdown]
# ## What would help
#
# No feed can get rid of *the rest*. So if nearly everything is the rest, the task *has
# nothing to gain*, and
# [the feed that's plainest to read](../ml-speed/#a-large-model-has-nothing-to-gain) is
# the best. Otherwise, look at the larger of the other two:
#
# - *Making*: the task *waits for copies*. Join the rows once, before you train, and yield
#   [slices of them](../ml-speed/#wide-rows-wait-for-copies). If your own feed waits for a
#   disk, or for another machine, [a thread](../ml-waiting/) helps.
# - *Calls*: the task *waits for calls*. Hand over chunks, and
#   [loop inside the step](../ml-speed/#a-small-model-waits-for-calls).

# %%
from snippets.models.ml_speed_rows import case  # --8<-- "models/ml_speed_rows.py:case"

# %% timed either="waits for copies|waits for calls|has nothing to gain"
for name, parts in waits.items():
    print(f"{name:12} {case(parts)}")

# %% [markdown]
# If a result is close, run it twice before you believe it. Then put your own model's
# numbers into `tasks`, or your own generator into `joined`, and run it again.
