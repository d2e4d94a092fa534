"""What the page *What laziness costs* says beyond its transcripts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from snippets.explanation import costs
from snippets.explanation.costs import (
    RACES,
    RECORDED,
    measure_speed,
    minor,
    nanoseconds,
    noted,
    race,
    ratio,
)
from tests.lessons.places import place

ROOT = Path(__file__).resolve().parents[3]
SHOWN: dict[str, Any] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))


# what is measured


@pytest.mark.parametrize("task", RACES)
def test_both_ways_of_a_race_give_the_same(task: str) -> None:
    eager, lazy = RACES[task]
    assert eval(eager) == eval(lazy)


def test_the_time_of_a_call_is_the_mean_of_several() -> None:
    calls: list[None] = []
    assert nanoseconds(lambda: calls.append(None), 7) >= 0
    assert len(calls) == 7


def test_a_ratio_is_the_median_of_the_ratios_of_each_round() -> None:
    assert ratio({"list": [1000, 2000, 9000], "generator": [500, 8000, 900]}) == 0.5
    assert ratio({"list": [3000], "generator": [10]}) == 0.003
    assert ratio({"list": [3000], "generator": [3999]}) == 1.33


def test_the_form_of_a_measurement_is_that_of_the_recording() -> None:
    measured = measure_speed(rounds=201, calls=1)
    assert measured["title"] == SHOWN["title"]
    assert set(SHOWN["columns"]) <= set(measured["columns"])
    assert [row[0] for row in measured["rows"]] == [row[0] for row in SHOWN["rows"]]


def test_a_measurement_replaces_that_of_the_same_python_and_keeps_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "speed.json"
    monkeypatch.setattr(costs, "RECORDED", file)
    alone = measure_speed(rounds=1, calls=1)
    assert len(alone["samples"]) == 1
    old, newer = {**alone["samples"][0], "python": "2.7.18"}, alone["samples"][0]
    file.write_text(json.dumps({"samples": [newer, old]}), encoding="utf-8")
    both = measure_speed(rounds=1, calls=1)
    assert [minor(each) for each in both["samples"]] == [(2, 7), minor(newer)]
    assert both["samples"][0] == old
    assert both["columns"][:2] == ["task", "Python 2.7"]
    assert all(len(row) == 3 for row in both["rows"])


def test_a_race_times_each_way_as_often_as_asked() -> None:
    found = race(rounds=2, calls=1)
    for task in RACES:
        assert len(found[task]["list"]) == len(found[task]["generator"]) == 2


# what was recorded


@pytest.mark.parametrize("row", SHOWN["rows"], ids=lambda row: row[0])
def test_each_recorded_ratio_follows_from_its_samples(row: list[Any]) -> None:
    assert [row[0]] == [task for task in RACES if task == row[0]], place(RECORDED, row)
    follows = [ratio(sample[row[0]]) for sample in SHOWN["samples"]]
    mend = "run `make record TIMES=1`"
    assert row[1:] == follows, f"{place(RECORDED, row)}: {follows} — {mend}"


def test_the_recording_has_four_pythons_and_as_many_rounds_as_its_title_says() -> None:
    versions = [minor(sample) for sample in SHOWN["samples"]]
    assert versions == [(3, 11), (3, 12), (3, 13), (3, 14)]
    for sample in SHOWN["samples"]:
        for task in RACES:
            rounds = {len(sample[task]["list"]), len(sample[task]["generator"])}
            assert SHOWN["title"].endswith(f"the median of {rounds.pop()} rounds")
            assert not rounds


def test_where_all_is_needed_neither_is_far_ahead_and_early_stops_win_a_lot() -> None:
    add, join, make, early = ([*row[1:]] for row in SHOWN["rows"])
    assert all(0.5 < each < 1.6 for each in [*add, *join, *make])
    assert all(1.25 < each < 1.42 for each in make)  # a third longer
    assert all(each < 0.02 for each in early)


# what is pulled


def test_join_collects_all_its_pieces_before_it_joins_any() -> None:
    pulled: list[object] = []
    pieces: Any = noted([1, "b", "c"], pulled)
    with pytest.raises(TypeError, match="item 0"):
        ",".join(pieces)
    assert pulled == [1, "b", "c"]


@pytest.mark.parametrize(
    ("call", "count"),
    [(list, 4), (any, 2), (all, 1), (sorted, 4), (next, 1), (sum, 4)],
)
def test_a_call_pulls_what_it_needs(
    call: Callable[[object], object], count: int
) -> None:
    log: list[int] = []
    call(noted([0, 3, 1, 2], log))
    assert len(log) == count


def test_a_list_comprehension_pulls_all_before_any_looks_at_one() -> None:
    log: list[int] = []
    assert any([n > 2 for n in noted(range(1000), log)])  # noqa: C419
    assert len(log) == 1000
