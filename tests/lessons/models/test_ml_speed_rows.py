"""What the page *Where the time goes* says of its recording; no Keras is needed."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from snippets.models import ml_speed_rows
from snippets.models.ml_speed_rows import (
    CALLED,
    CALLS,
    FLOOR,
    FREE,
    POST,
    RECORDED,
    SINCE,
    backend,
    calls,
    case,
    digest,
    kept,
    ratios,
    recorded,
    recording,
    shares,
    short,
    spelled,
)
from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
SHOWN: dict[str, Any] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))
SAMPLES: list[dict[str, Any]] = SHOWN["samples"]

THREAD = "a thread, two batches ahead"
CHUNKS, VIEWED = "chunks of batches", "chunks of rows joined before"
JOINED = "rows joined before"

OWN, CHUNKED = "steps_per_execution=32", "chunks of 32 batches"


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
        told = f"{each['date']}, and {SINCE[each['digest']]} was changed since then)"
        assert told in SHOWN["platform"]
    assert SHOWN["platform"].count("was changed since then") == bool(old)


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


# what a batch waits for


def test_of_each_recorded_task_it_tells_the_case_that_the_page_tells() -> None:
    found = [
        (each["task"], short(each), case(shares(each["microseconds"])))
        for each in SAMPLES
    ]
    assert found == [
        ("small model", "CPU", "waits for calls"),
        ("small model", "GPU", "waits for calls"),
        ("large model", "GPU", "has nothing to gain"),
        ("wide rows", "GPU", "waits for copies"),
    ]


def test_the_cases_are_told_in_the_words_of_the_pages_headings() -> None:
    page = (ROOT / "docs/models/ml-speed.md").read_text(encoding="utf-8")
    headings = [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "A small model waits for calls",
        "A large model has nothing to gain",
        "Wide rows wait for copies",
    ]


def feeds(post: float, free: float, floor: float) -> dict[str, list[float]]:
    """Times of the three feeds that tell, in two rounds, the second one slower."""
    return {
        POST: [post, 3 * post],
        FREE: [2 * free, free],
        FLOOR: [floor, floor + 1],
    }


def test_the_fastest_round_of_each_feed_is_parted_into_what_it_waits_for() -> None:
    found = shares(feeds(200, 150, 20))
    assert found == {"making": 25, "calls": 65, "the rest": 10}


@pytest.mark.parametrize(
    ("times", "making", "calls"),
    [((200, 210, 100), 0, 50), ((200, 150, 160), 25, 0), ((200, 300, 400), 0, 0)],
)
def test_what_should_be_faster_and_was_not_is_counted_as_nothing(
    times: tuple[float, float, float], making: float, calls: float
) -> None:
    found = shares(feeds(*times))
    rest = 100 - making - calls
    assert found == {"making": making, "calls": calls, "the rest": rest}


@pytest.mark.parametrize(
    ("making", "calls", "told"),
    [
        (9, 10, "has nothing to gain"),
        (10, 10, "waits for calls"),
        (11, 10, "waits for copies"),
        (0, 20, "waits for calls"),
        (20, 0, "waits for copies"),
    ],
)
def test_below_a_fifth_nothing_can_be_gained_and_else_the_larger_part_counts(
    making: float, calls: float, told: str
) -> None:
    parts = {"making": making, "calls": calls, "the rest": 100 - making - calls}
    assert case(parts) == told


# what Keras does by itself


CALLED_ROWS: dict[str, Any] = json.loads((ROOT / CALLS).read_text(encoding="utf-8"))


def test_each_recorded_row_of_calls_follows_from_its_samples() -> None:
    made = json.loads(json.dumps(calls(CALLED_ROWS["samples"])))
    mend = "run `make record TIMES=1 NAMES=ml_speed_rows`"
    for row, follows in zip(CALLED_ROWS["rows"], made["rows"], strict=True):
        assert row == follows, f"{place(CALLS, row)}: {follows} — {mend}"
    assert made == CALLED_ROWS, mend


def test_calls_were_recorded_of_the_code_that_stands_there_now() -> None:
    found = {each["digest"] for each in CALLED_ROWS["samples"]}
    assert found == {f"{digest()} {digest(CALLED)}"}, "measure again, on both back ends"


def test_calls_were_recorded_on_two_back_ends_with_the_same_weights() -> None:
    assert CALLED_ROWS["columns"] == ["way", "TensorFlow", "JAX"]
    for each in CALLED_ROWS["samples"]:
        assert set(each["differences"].values()) == {0.0}
        assert spelled(each["versions"]) in CALLED_ROWS["platform"]


def test_in_the_median_the_setting_of_keras_gains_and_chunks_gain_more() -> None:
    for each in CALLED_ROWS["samples"]:
        one, own, chunks = each["microseconds"].values()
        assert median(ratios(each["microseconds"], OWN)) > 1
        for slower, faster in ((one, own), (own, chunks)):
            ahead = [a > b for a, b in zip(slower, faster, strict=True)]
            assert sum(ahead) >= 0.75 * len(ahead), each["versions"]
        found = [median(ratios(each["microseconds"], name)) for name in (OWN, CHUNKED)]
        assert found == sorted(found)


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
    other = {**new, "versions": new["versions"].replace("tensorflow", "jax")}
    assert kept(recorded(), [other]) == [*old, other]
    assert (backend(new), backend(other)) == ("TensorFlow", "JAX")
