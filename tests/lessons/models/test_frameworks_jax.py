"""What *One generator, three frameworks* says of JAX, and *Where the time goes* does.

A change upstream that makes one of these fail changes the page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from snippets.models.feeding_keras import make_pairs
from snippets.models.frameworks_feed import passes
from snippets.models.frameworks_jax import loss, step, train
from snippets.models.ml_speed_calls import CHUNKED, OWN
from snippets.models.ml_speed_rows import POST
from tests.lessons.models.test_ml_speed_rows import CHUNKS, JOINED, THREAD, VIEWED

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
PAIRS = make_pairs(70, 4)
NONE: Any = np.zeros((4, 4), np.float32)


def test_a_loop_ends_at_the_weights_that_the_same_arrays_give() -> None:
    rows: Any = np.concatenate(PAIRS[:2], axis=-1)
    labels = PAIRS[2]
    weights = NONE
    for _ in range(3):
        for at in range(0, 70, 32):
            weights = step(weights, rows[at : at + 32], labels[at : at + 32])
    found = train(passes(*PAIRS, 32), NONE, 3)
    assert found.dtype == np.float32
    assert np.array_equal(found, weights)
    assert float(np.abs(found).max()) > 0.1
    assert float(loss(found, rows, labels)) < float(loss(NONE, rows, labels))


def test_an_object_trains_the_first_epoch_and_then_on_nothing() -> None:
    make = passes(*PAIRS, 32)
    feed = make()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = train(lambda: feed, NONE, 3)
    assert np.array_equal(found, train(make, NONE, 1))
    assert not np.array_equal(found, train(make, NONE, 3))


def test_each_epoch_calls_the_function_once() -> None:
    called: list[str] = []

    def make() -> Iterator[Any]:
        called.append("now")
        return passes(*PAIRS, 32)()

    train(make, NONE, 4)
    assert len(called) == 4


@pytest.mark.parametrize("wrong", [passes(*PAIRS, 32)(), [PAIRS[0]], None])
def test_what_cant_be_called_is_refused_at_the_call(wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"^no function: "):
        train(wrong, NONE, 0)


def test_a_feed_within_jit_is_asked_once_and_nobody_warns() -> None:
    feed = (np.float32(number) for number in count())

    def summed(total: Any) -> Any:
        return total + 1 + 10 * next(feed)

    jitted = jax.jit(summed)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        totals = [float(jitted(np.float32(0))) for _ in range(3)]
    assert totals == [1, 1, 1]
    assert next(feed) == 1
    # an array of another shape has the lines run again
    assert jitted(np.zeros(2, np.float32)).tolist() == [21, 21]
    assert [float(summed(np.float32(0))) for _ in range(2)] == [31, 41]


@pytest.mark.filterwarnings("ignore:Python iterable type:DeprecationWarning")
def test_jit_refuses_a_generator_as_an_argument() -> None:
    with pytest.raises(TypeError, match="generator"):
        jax.jit(sum)(number for number in range(3))


@pytest.mark.filterwarnings("ignore:Python iterable type:DeprecationWarning")
def test_scan_refuses_a_generator_and_takes_all_batches_in_one_array() -> None:
    def one(total: Any, batch: Any) -> Any:
        return total + batch, None

    with pytest.raises(TypeError, match="generator"):
        jax.lax.scan(one, 0.0, (float(number) for number in range(3)))
    assert float(jax.lax.scan(one, 0.0, jnp.arange(3.0))[0]) == 3


def test_scan_loops_without_python() -> None:
    run: list[str] = []

    def one(total: Any, batch: Any) -> Any:
        run.append("here")
        return total + batch, None

    assert float(jax.lax.scan(one, 0.0, jnp.ones(50))[0]) == 50
    assert 0 < len(run) < 5


# fast feeds, where Keras itself runs on JAX


ON_JAX = """
import json
from dataclasses import replace
from snippets.models.{module} import {task}, differences, machine
found = differences(replace({task}, steps=8, chunk=4))
print(json.dumps([machine()["versions"], found]))
"""


def on_jax(module: str, task: str) -> dict[str, float]:
    """Return what `differences` of a module finds where Keras runs on JAX."""
    done = subprocess.run(
        [sys.executable, "-c", ON_JAX.format(module=module, task=task)],
        env={**os.environ, "KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    versions, found = json.loads(done.stdout.splitlines()[-1])
    assert " on jax " in versions
    differences: dict[str, float] = found
    return differences


def test_on_jax_too_each_feed_trains_to_the_weights_that_arrays_give() -> None:
    same = dict.fromkeys((POST, THREAD, JOINED, CHUNKS, VIEWED), 0.0)
    assert on_jax("ml_speed", "SMALL") == same


def test_on_jax_too_each_way_trains_to_the_same_weights() -> None:
    assert on_jax("ml_speed_calls", "TASK") == dict.fromkeys((POST, OWN, CHUNKED), 0.0)
