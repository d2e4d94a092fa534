"""What the page *Where the time goes* says, run in small."""

from __future__ import annotations

import gc
import json
import sys
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import pytest

from snippets.models import ml_speed
from snippets.models.ml_speed import (
    LARGE,
    SMALL,
    WIDE,
    Looped,
    Plain,
    Task,
    again,
    ahead,
    built,
    chunk_views,
    chunks,
    joined,
    loop_in_jax,
    make_data,
    race,
    views,
)
from snippets.models.ml_speed_rows import (
    POST,
    RECORDED,
    Sample,
    measure_speed,
    shares,
)
from tests.lessons.models.test_ml_speed_rows import CHUNKS, JOINED, THREAD, VIEWED

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
SHOWN: dict[str, Any] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))

# each task, with as little to do as shows that all of it runs
SMALLER = {
    "small": replace(SMALL, steps=8, chunk=4, rounds=1),
    "large": Task("large model", 16, (8, 8), 4, 8, 4, rounds=1),
    "wide": Task("wide rows", 32, (8,), 4, 8, 4, "uint8", rounds=1),
}


# what runs, in small


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """What the command writes, of smaller tasks."""
    file = tmp_path_factory.mktemp("speed") / "found.json"
    with pytest.MonkeyPatch.context() as patch:
        for name, task in SMALLER.items():
            patch.setattr(ml_speed, name.upper(), task)
        ml_speed.write(str(file))
    samples: list[Sample] = json.loads(file.read_text(encoding="utf-8"))
    return samples


def test_each_feed_trains_to_the_weights_that_arrays_give(
    written: list[Sample],
) -> None:
    for each in written:
        found = each["differences"]
        assert set(found) == {POST, THREAD, JOINED, CHUNKS, VIEWED}
        assert set(found.values()) == {0.0}, each["task"]


def test_a_run_has_the_feeds_and_the_form_of_the_recording(
    written: list[Sample],
) -> None:
    for each in written:
        assert set(each) == set(SHOWN["samples"][0])
        assert list(each["microseconds"]) == [row[0] for row in SHOWN["rows"]]
        assert {len(times) for times in each["microseconds"].values()} == {1}


def test_a_run_says_where_it_was(
    written: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {each["task"] for each in written} == {
        each["task"] for each in SHOWN["samples"]
    }
    for each in written:
        assert each["device"].endswith("cores of a CPU")
        assert f"Keras {keras.__version__} on tensorflow" in each["versions"]
    gpu = SimpleNamespace(device_kind="A GPU")
    jax = SimpleNamespace(__name__="jax", __version__="0.0", devices=lambda: [gpu])
    monkeypatch.setitem(sys.modules, "jax", jax)
    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    assert ml_speed.machine()["device"] == "A GPU"
    assert "on jax 0.0" in ml_speed.machine()["versions"]


def test_the_cpu_is_measured_anew_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Task] = []

    def measured(task: Task) -> Sample:
        asked.append(task)
        return {**SHOWN["samples"][0], "date": "today"}

    monkeypatch.setattr(ml_speed, "sample", measured)
    monkeypatch.chdir(ROOT)
    found = measure_speed()
    assert [task.name for task in asked] == ["small model"]
    assert found["rows"] == SHOWN["rows"]
    assert [each["date"] for each in found["samples"]].count("today") == 1


def test_the_loop_for_jax_hands_on_the_state_from_batch_to_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def scan(one: Any, state: Any, chunk: Any) -> Any:
        # what jax.lax.scan does, by its documentation
        found = []
        for each in zip(*chunk, strict=True):
            state, out = one(state, each)
            found.append(out)
        return state, found

    def step(state: int, batch: tuple[int, int]) -> tuple[dict[str, int], int]:
        return {"loss": 10 * state + batch[0]}, state + batch[1]

    jax = SimpleNamespace(lax=SimpleNamespace(scan=scan))
    monkeypatch.setitem(sys.modules, "jax", jax)
    assert loop_in_jax(step, 1, ([2, 3], [4, 5])) == ({"loss": 53}, 10)

    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    monkeypatch.setattr(ml_speed, "loop_in_jax", lambda _, *given: given)
    assert Looped(SMALLER["small"]).train_step(1, (2, 3)) == (1, (2, 3))


def test_what_is_no_making_and_no_calls_is_what_the_notebook_calls_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # microseconds, on a clock that only these move
    start, call, sums, making = 800.0, 30.0, 5.0, 15.0
    task, now = SMALLER["small"], 0.0
    made = views

    def joined_slowly(*given: Any) -> Iterator[Any]:
        nonlocal now
        for each in made(*given):
            now += making
            yield each

    def fit(model: Any, feed: Iterator[Any], batches: int, size: int) -> None:
        nonlocal now
        now += start
        for _ in range(batches // size):
            next(feed)
            now += call + size * sums

    clock = SimpleNamespace(perf_counter=lambda: now / 1e6)
    for name, stands_in in (("time", clock), ("joined", joined_slowly), ("fit", fit)):
        monkeypatch.setattr(ml_speed, name, stands_in)
    found = shares(race(task))
    whole = making + call + sums + start / task.steps
    rest = sums + call / task.chunk + start / task.steps
    assert found["making"] == pytest.approx(100 * making / whole)
    assert found["calls"] == pytest.approx(100 * (call - call / task.chunk) / whole)
    assert found["the rest"] == pytest.approx(100 * rest / whole)


# feeds


def test_all_feeds_give_the_same_batches_in_the_same_order() -> None:
    data = make_data(replace(SMALL, batch=4, steps=6))
    wanted = list(islice(views(data, 4), 9))
    plain = list(islice(joined(data, 4), 9))
    thread = list(islice(ahead(joined(data, 4), 2), 9))
    stacked = list(islice(chunks(joined(data, 4), 3), 3))
    in_place = list(islice(chunk_views(data, 4, 3), 3))
    for found in (plain, thread):
        for one, other in zip(found, wanted, strict=True):
            assert (one[0] == other[0]).all()
            assert (one[1] == other[1]).all()
    for found in (stacked, in_place):
        rows = np.concatenate([each[0] for each in found])
        assert rows.shape == (9, 4, 256)
        assert (rows == np.stack([each[0] for each in wanted])).all()


def test_the_last_chunk_has_what_is_left_of_a_feed_that_ends() -> None:
    data = make_data(replace(SMALL, batch=4, steps=6))
    seven = (each for each in islice(joined(data, 4), 7))
    found = [len(rows) for rows, _ in chunks(seven, 3)]
    assert found == [3, 3, 1]


def test_a_chunk_with_a_short_batch_is_an_error() -> None:
    feed = joined(make_data(replace(SMALL, batch=7, steps=1)), 4)
    with pytest.raises(ValueError, match="all input arrays must have the same shape"):
        next(chunks(feed, 2))


def test_joining_and_stacking_copy_and_parts_of_the_whole_do_not() -> None:
    data = make_data(replace(SMALL, batch=4, steps=6))
    for feed, copies in (
        (views(data, 4), False),
        (chunk_views(data, 4, 3), False),
        (joined(data, 4), True),
        (chunks(views(data, 4), 3), True),
    ):
        assert np.shares_memory(next(feed)[0], data.rows) is not copies


def test_the_feed_that_costs_nothing_asks_once() -> None:
    data = make_data(replace(SMALL, batch=4, steps=6))
    asked: list[int] = []

    def noted() -> ml_speed.Feed:
        for number, each in enumerate(joined(data, 4)):
            asked.append(number)
            yield each

    first, *rest = islice(again(noted()), 5)
    assert all(each is first for each in rest)
    assert asked == [0]


def test_a_closed_feed_lets_its_thread_end() -> None:
    before = threading.active_count()
    data = make_data(replace(SMALL, batch=4, steps=6))
    feed = ahead(joined(data, 4), 2)
    next(feed)
    assert threading.active_count() == before + 1
    thread = weakref.ref(threading.enumerate()[-1])
    feed.close()
    left = thread()
    if left:
        left.join(10)
    del left
    gc.collect()
    assert threading.active_count() == before


@pytest.fixture
def switching() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_a_feed_can_be_closed_while_its_thread_is_about_to_end(
    switching: None,
) -> None:
    # with a `get` that waits, some of the first ten thousand never return
    ended = threading.Event()

    def closed_often() -> None:
        for _ in range(20_000):
            feed = ahead(iter(count()), 2)  # type: ignore[arg-type]
            next(feed)
            feed.close()
        ended.set()

    threading.Thread(target=closed_often, daemon=True).start()
    assert ended.wait(60)


class Told(keras.callbacks.Callback):
    """Counts the batches that Keras tells its callbacks of."""

    count = 0

    def on_train_batch_end(self, batch: int, logs: object = None) -> None:
        self.count += 1


@pytest.mark.parametrize(("kind", "size", "calls"), [(Plain, 1, 8), (Looped, 4, 2)])
def test_device_and_callbacks_are_called_once_a_batch_or_once_a_chunk(
    kind: type[Plain], size: int, calls: int
) -> None:
    task = SMALLER["small"]
    feed = joined(make_data(task), task.batch)
    model, told = built(kind, task), Told()
    model.make_train_function()
    ask = model.train_function
    asked: list[object] = []

    def noted(data: object) -> object:
        asked.append(data)
        return ask(data)

    model.train_function = noted
    taken = chunks(feed, size) if kind is Looped else feed
    rest = {"shuffle": False, "verbose": 0, "callbacks": [told]}
    model.fit(taken, steps_per_epoch=calls, **rest)
    assert len(asked) == told.count == calls


def test_a_step_over_a_chunk_reports_the_loss_and_no_other_metric() -> None:
    task = SMALLER["small"]
    told = []
    for kind, size in ((Plain, 1), (Looped, 4)):
        model = built(kind, task)
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        feed = joined(make_data(task), task.batch)
        taken = chunks(feed, size) if kind is Looped else feed
        told.append(model.fit(taken, steps_per_epoch=2, verbose=0).history)
    assert [set(each) for each in told] == [{"accuracy", "loss"}, {"loss"}]


def test_a_picture_of_three_colours_is_as_wide_as_these_rows() -> None:
    assert WIDE.width == 224 * 224 * 3


def test_the_large_model_has_two_hundred_million_weights() -> None:
    widths = [LARGE.width, *LARGE.hidden, 1]
    count = sum((a + 1) * b for a, b in pairwise(widths))
    assert 203_000_000 < count < 204_000_000
