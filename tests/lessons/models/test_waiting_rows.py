"""What was recorded for the lesson *Waiting for data*, and what the page says of it."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from engine.live.limits import at_most
from snippets.models import waiting_rows
from snippets.models.waiting_rows import (
    THREAD,
    THREADS,
    WORKERS,
    ratios,
    recording,
    timed_code,
)
from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
RECORDED = Path("snippets/models/recorded/waiting_rows.overlap.json")
SHOWN: dict[str, Any] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))
SAMPLES: list[dict[str, Any]] = SHOWN["samples"]


def times(source: str, training: str) -> dict[str, list[float]]:
    (found,) = (
        each["milliseconds"]
        for each in SAMPLES
        if (each["source"], each["training"]) == (source, training)
    )
    milliseconds: dict[str, list[float]] = found
    return milliseconds


def test_each_recorded_row_follows_from_its_samples() -> None:
    made = json.loads(json.dumps(recording(SAMPLES, SHOWN["where"])))
    mend = "run `make record TIMES=1 NAMES=waiting_rows`"
    for row, follows in zip(SHOWN["rows"], made["rows"], strict=True):
        assert row == follows, f"{place(RECORDED, row)}: {follows} — {mend}"
    assert made == SHOWN, mend


def test_what_was_recorded_is_of_the_code_that_stands_there_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    mend = "run `make record TIMES=1 NAMES=waiting_rows`"
    assert SHOWN["where"]["digest"] == timed_code(), f"{RECORDED}: stale — {mend}"


def test_recorded_a_source_that_waits_overlaps_with_any_training() -> None:
    for training in ("waits", "computes"):
        found = times("waits", training)
        assert min(ratios(found, THREAD)) > 1.2
        assert min(ratios(found, THREADS)) > max(ratios(found, THREAD))


def test_recorded_two_that_compute_take_turns_unless_they_are_two_processes() -> None:
    found = times("computes", "computes")
    for name in (THREAD, THREADS):
        assert median(ratios(found, name)) < 1.1
    assert min(ratios(found, WORKERS)) > max(ratios(found, THREADS))


def test_recorded_a_thread_that_computes_overlaps_with_training_that_waits() -> None:
    found = times("computes", "waits")
    assert min(ratios(found, THREAD)) > 1.2
    assert min(ratios(found, WORKERS)) > max(ratios(found, THREADS))


def test_each_kind_of_work_ends() -> None:
    for work in waiting_rows.KINDS.values():
        with at_most(10):
            work(1)


def test_a_run_has_the_form_of_the_recording() -> None:
    found = waiting_rows.race("waits", "waits", 1, 1)
    assert list(found) == list(SAMPLES[0]["milliseconds"])
    assert all(len(each) == 1 and each[0] > 0 for each in found.values())


def test_the_table_is_measured_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    asked: list[tuple[int, int]] = []

    def race(source: str, training: str, *rest: int) -> dict[str, list[float]]:
        asked.append((rest[0], rest[1]))
        return times(source, training)

    monkeypatch.setattr(waiting_rows, "race", race)
    found = waiting_rows.measure_overlap()
    assert found["rows"] == SHOWN["rows"]
    assert found["columns"] == SHOWN["columns"]
    assert asked == [(waiting_rows.ROUNDS, waiting_rows.BATCHES)] * 4
