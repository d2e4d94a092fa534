"""What the page *Where the time goes* says of its recording; no Keras is needed."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from snippets.models import ml_speed_rows
from snippets.models.ml_speed_rows import (
    POST,
    RECORDED,
    SINCE,
    digest,
    kept,
    ratios,
    recorded,
    recording,
    short,
    spelled,
)
from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
SHOWN: dict[str, Any] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))
SAMPLES: list[dict[str, Any]] = SHOWN["samples"]

FREE = "one batch, again and again"
THREAD = "a thread, two batches ahead"
CHUNKS, VIEWED = "chunks of batches", "chunks of rows joined before"
JOINED = "rows joined before"

def of(task: str, device: str) -> dict[str, list[float]]:
    """Return the times that were recorded of a task."""
    (found,) = (
        each["microseconds"]
        for each in SAMPLES
        if each["task"] == task and device in each["device"]
    )
    times: dict[str, list[float]] = found
    return times


# what was recorded


def test_each_recorded_row_follows_from_its_samples() -> None:
    made = json.loads(json.dumps(recording(SAMPLES)))
    mend = "run `make record TIMES=1 NAMES=ml_speed_rows`"
    for row, follows in zip(SHOWN["rows"], made["rows"], strict=True):
        assert row == follows, f"{place(RECORDED, row)}: {follows} — {mend}"
    assert made == SHOWN, mend


def test_it_is_of_the_code_that_stands_there_now() -> None:
    known = {digest(), *SINCE}
    stale = [each["device"] for each in SAMPLES if each["digest"] not in known]
    mend = "measure there again, as ml_speed.py says"
    assert not stale, f"{RECORDED}: timed other code on {stale} — {mend}"


def test_what_was_mended_since_is_told_with_the_sample() -> None:
    assert digest() not in SINCE
    old = [each for each in SAMPLES if each["digest"] in SINCE]
    for each in old:
        told = f"{each['date']}, and {SINCE[each['digest']]} was mended since)"
        assert told in SHOWN["platform"]
    assert SHOWN["platform"].count("was mended since") == bool(old)


def test_two_devices_were_asked_and_each_says_what_it_had() -> None:
    found = [(each["task"], short(each)) for each in SAMPLES]
    gpu = [(name, "GPU") for name in ("small model", "large model", "wide rows")]
    assert found == [("small model", "CPU"), *gpu]
    for each in SAMPLES:
        assert each["versions"].startswith("Keras 3.")
        assert spelled(each["versions"]) in SHOWN["platform"]
        assert each["date"] in SHOWN["platform"]


def test_on_each_device_weights_came_out_the_same() -> None:
    for each in SAMPLES:
        assert set(each["differences"].values()) == {0.0}, each["device"]


def test_a_small_model_waits_for_calls_and_not_for_its_feed() -> None:
    times = of("small model", "H100")
    assert max(ratios(times, FREE)) < 2
    assert 0.8 < median(ratios(times, THREAD)) < 1.2
    spread = ratios(times, THREAD)
    assert max(spread) - min(spread) > abs(median(spread) - 1)
    assert min(ratios(times, CHUNKS)) > 10
    assert min(ratios(times, VIEWED)) > 15


def test_chunks_help_on_a_cpu_too_if_by_less() -> None:
    here, there = of("small model", "CPU"), of("small model", "H100")
    for name in (CHUNKS, VIEWED):
        assert min(ratios(here, name)) > 1.5
        assert max(ratios(here, name)) < min(ratios(there, name))


def test_a_large_model_has_nothing_to_gain_from_any_feed() -> None:
    times = of("large model", "H100")
    for name in times:
        assert median(ratios(times, name)) < 1.015, name
        assert max(ratios(times, name)) < 1.15, name
    assert median(ratios(times, CHUNKS)) < 1


def test_wide_rows_wait_for_copies() -> None:
    times = of("wide rows", "H100")
    assert min(ratios(times, JOINED)) > 3
    assert min(ratios(times, VIEWED)) > 3
    assert max(ratios(times, CHUNKS)) < 0.6
    assert 0.8 < median(ratios(times, THREAD)) < 1.2


# how it is recorded


def sample(device: str, task: str, first: float) -> dict[str, Any]:
    return {
        "device": device,
        "versions": "Keras 3.0 on tensorflow 2.0, Python 3.11.7",
        "date": "2026-11-27",
        "digest": "none",
        "task": task,
        "microseconds": {POST: [6.0, 6.0, 9.0], CHUNKS: [first, 3.0, 3.0]},
        "differences": {POST: 0.0},
    }


def test_a_ratio_is_that_of_each_round_and_the_table_has_the_median() -> None:
    found = recording([sample("2 cores of a CPU", "small model", 1.0)])
    assert ratios(found["samples"][0]["microseconds"], CHUNKS) == [6, 2, 3]
    assert found["rows"] == [[POST, 1.0], [CHUNKS, 3.0]]
    assert found["columns"] == ["feed", "small, CPU"]
    assert "on TensorFlow 2.0" in found["platform"]


def test_what_is_measured_here_takes_the_place_of_what_was_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "speed.json"
    monkeypatch.setattr(ml_speed_rows, "RECORDED", file)
    assert recorded() == []
    old = [sample("2 cores of a CPU", "small model", 1.0)]
    old += [sample("A GPU of some kind", "small model", 1.0)]
    file.write_text(json.dumps({"samples": old}), encoding="utf-8")
    assert recorded() == old
    new = sample("2 cores of a CPU", "small model", 2.0)
    assert kept(recorded(), [new]) == [new, old[1]]
