"""What the page *Where the time goes* says of `steps_per_execution`, run in small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from snippets.models import ml_speed_calls
from snippets.models.ml_speed import Plain, Task, make_data
from snippets.models.ml_speed_calls import (
    CHUNKED,
    OWN,
    TASK,
    bundled,
    differences,
    race,
    ways,
)
from snippets.models.ml_speed_rows import (
    CALLS,
    POST,
    Sample,
    backend,
    measure_calls,
    recorded,
)

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
SMALLER: Task = replace(TASK, steps=8, chunk=4, rounds=2)


def test_each_way_trains_to_the_same_weights() -> None:
    assert differences(SMALLER) == {POST: 0.0, OWN: 0.0, CHUNKED: 0.0}


def test_each_way_is_timed_once_a_round() -> None:
    found = race(SMALLER)
    assert [*found] == [POST, OWN, CHUNKED]
    assert {len(times) for times in found.values()} == {2}


@pytest.mark.parametrize(
    ("name", "calls", "rank"), [(POST, 8, 2), (OWN, 2, 2), (CHUNKED, 2, 3)]
)
def test_the_device_is_called_once_a_batch_or_once_for_many(
    name: str, calls: int, rank: int
) -> None:
    way = ways(SMALLER, make_data(SMALLER))[name]
    way.model.make_train_function()
    ask = way.model.train_function
    asked: list[Any] = []

    def noted(data: Any) -> object:
        asked.append(data)
        return ask(data)

    way.model.train_function = noted
    way.train(SMALLER.steps)
    assert len(asked) == calls
    # what a call asks gives batches of rows, or chunks of them
    assert {each.element_spec[0].shape.rank for each in asked} == {rank}
    assert int(way.model.optimizer.iterations) == SMALLER.steps


def test_the_names_say_how_many_batches_a_call_has() -> None:
    assert TASK.chunk == 32
    assert OWN.endswith("=32")
    assert " 32 " in CHUNKED


def test_keras_is_asked_for_a_chunk_a_call_of_the_plain_model() -> None:
    model = bundled(SMALLER)
    assert type(model) is Plain
    assert model.steps_per_execution == 4


def test_this_back_end_is_measured_anew_and_the_other_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(ml_speed_calls, "TASK", SMALLER)
    old = recorded(CALLS)
    found = measure_calls()
    samples: list[Sample] = found["samples"]
    assert [backend(each) for each in samples] == [backend(each) for each in old]
    for was, now in zip(old, samples, strict=True):
        assert set(was) == set(now)
        assert (was == now) is (backend(now) != "TensorFlow")
