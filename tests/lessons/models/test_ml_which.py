"""What the lesson *Which feed do I use?* makes of the recordings of other pages.

No Keras is needed here: what its table says of Keras has been recorded there.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from snippets.models import ml_which
from snippets.models.larger import ones, shuffled
from snippets.models.ml_which import (
    ASKED,
    COUNTS,
    EACH,
    FEEDS,
    MEMORY,
    OFFERS,
    PLACES,
    SPEED,
    feed_for,
    measure_feeds,
    measure_memory,
    recorded,
)
from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
NAMES = "feeds", "memory"


# the way to decide


@pytest.mark.parametrize("fits", [False, True])
@pytest.mark.parametrize("resumed", [False, True])
def test_rows_without_numbers_need_a_buffer_whatever_else_they_need(
    fits: bool, resumed: bool
) -> None:
    found = feed_for(numbered=False, fits=fits, resumed=resumed)
    assert found == "a generator, with a shuffle buffer"


@pytest.mark.parametrize("fits", [False, True])
def test_who_goes_on_in_mid_epoch_needs_a_start(fits: bool) -> None:
    found = feed_for(numbered=True, fits=fits, resumed=True)
    assert found == "a generator, with a start"


def test_else_memory_decides() -> None:
    assert feed_for(numbered=True, fits=True) == "arrays"
    assert feed_for(numbered=True) == "a PyDataset over mapped files"


# the table and the chart


@pytest.mark.parametrize("name", NAMES)
def test_each_recorded_row_follows_from_the_recordings_of_other_pages(
    name: str,
) -> None:
    path = Path(f"snippets/models/recorded/ml_which.{name}.json")
    shown = json.loads((ROOT / path).read_text(encoding="utf-8"))
    made = {"feeds": measure_feeds, "memory": measure_memory}[name]()
    mend = "run `make record NAMES=ml_which`"
    for row, right in zip(shown["rows"], made["rows"], strict=True):
        assert row == right, f"{place(path, row)}: {right} — {mend}"
    assert shown == made, mend


def changed(name: str, find: list[Any], new: list[Any]) -> Any:
    """Return `recorded`, by which the row of one recording ends otherwise."""
    found = recorded(name)
    (at,) = (n for n, row in enumerate(found["rows"]) if row[: len(find)] == find)
    found["rows"][at][-len(new) :] = new
    return lambda asked: copy.deepcopy(found if asked == name else recorded(asked))


def table() -> dict[tuple[str, str], str]:
    """Return the table's cells, by their feed and their line."""
    made = measure_feeds()
    return {
        (feed, row[0]): cell
        for row in made["rows"]
        for feed, cell in zip(made["columns"][1:], row[1:], strict=True)
    }


GENERATORS = "generator", "buffer", "chunks"
AGAIN, LENGTH, ON = "begins again", "has a length", "resumes mid-epoch"
HELD = "holds, in MiB"
ENDLESS = "forever(5), 5 steps"
Cells = dict[tuple[str, str], str]


def all_three(line: str, cell: str) -> Cells:
    return {(feed, line): cell for feed in GENERATORS}


OTHERWISE: list[tuple[str, list[Any], list[Any], Cells]] = [
    (FEEDS, ["training", ENDLESS], ["0 1"], all_three(AGAIN, "no")),
    (
        FEEDS,
        ["validation", "count(), 5 steps"],
        ["0 1 2 3 4"] * 3,
        all_three(AGAIN, "yes"),
    ),
    (FEEDS, ["validation", "arrays"], ["0 1"], {("arrays", AGAIN): "no"}),
    (OFFERS, ["batches"], ["nothing"], {("tf.data", AGAIN): "no"}),
    (
        ASKED,
        ["nothing"],
        ["0 1"],
        {("PyDataset", AGAIN): "no", ("PyDataset", LENGTH): "no"},
    ),
    (
        ASKED,
        ["shuffle=False"],
        ["0 1"],
        {("PyDataset", AGAIN): "no", ("PyDataset", LENGTH): "no"},
    ),
    (COUNTS, ["arrays"], ["different"], {("arrays", LENGTH): "no"}),
    (
        COUNTS,
        ["endless generator, 10 steps", 4],
        ["the same"],
        all_three(LENGTH, "yes"),
    ),
    (COUNTS, ["pipeline that ends"], ["the same"], {("tf.data", LENGTH): "yes"}),
    (
        COUNTS,
        ["pipeline told its 10 steps"],
        ["different"],
        {("tf.data", LENGTH): "no"},
    ),
    (PLACES, [9], [0.1, "not 0"], {("generator", ON): "no"}),
    (
        MEMORY,
        [128],
        [7.1, 7.2, 7.3],
        {
            ("arrays", HELD): "7.1 or more",
            ("generator", HELD): "7.2, mapped",
            ("buffer", HELD): "7.3",
        },
    ),
    (
        SPEED,
        ["chunks of batches"],
        [3.5, 4.5, 0, 0],
        {("chunks", "speed"): "3.5 on a CPU, 4.5 on a GPU"},
    ),
]


@pytest.mark.parametrize(
    ("name", "find", "new", "expected"),
    OTHERWISE,
    ids=lambda each: str(each) if isinstance(each, str) else None,
)
def test_what_is_recorded_otherwise_is_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    find: list[Any],
    new: list[Any],
    expected: Cells,
) -> None:
    before = table()
    monkeypatch.setattr(ml_which, "recorded", changed(name, find, new))
    after = table()
    assert {at: after[at] for at in after if after[at] != before[at]} == expected


def test_every_recording_that_it_rests_on_is_asked_and_named() -> None:
    assert {each[0] for each in OTHERWISE} == {*EACH}
    for each in EACH:
        assert recorded(each)["platform"] in measure_feeds()["platform"]


def test_no_number_is_typed() -> None:
    measured = json.dumps([recorded(each)["rows"] for each in EACH])
    known = {float(each) for each in re.findall(r"\d+(?:\.\d+)?", measured)}
    cells = " ".join(table().values())
    found = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", cells)]
    assert len(found) == 6
    assert set(found) <= known
    assert f"of {recorded(MEMORY)['rows'][-1][0]} MiB" in measure_feeds()["title"]


def test_a_buffer_mixes_neighbours_and_positions_mix_all() -> None:
    assert ml_which.mixed() == ("yes", "neighbours")
    labels = [0] * 500 + [1] * 500
    assert not ml_which.even(labels)
    assert not ml_which.even(labels[::-1])
    assert ml_which.even([*shuffled(labels, 1000, Random(1))])
    assert ones(shuffled(labels, 100, Random(1)))[0] == 0


def test_an_epoch_is_whole_in_whichever_order() -> None:
    for order in itertools.permutations("012"):
        assert ml_which.whole(["0 1 2", " ".join(order)])
    assert not ml_which.whole(["0 1 2", "0 1 1"])
    assert not ml_which.whole(["0 1 2", "nothing"])


def test_what_is_loaded_grows_with_the_data_and_the_others_stay_flat() -> None:
    shown = measure_memory()
    drawn = shown["chart"]
    assert [shown["columns"][at] for at in (drawn["x"], *drawn["y"])] == [
        "MiB of rows",
        "loaded",
        "buffer",
        "mapped",
    ]
    first, *_, last = shown["rows"]
    times = last[0] / first[0]
    assert times == 16
    assert last[1] / first[1] > 0.9 * times
    assert max(b - a for a, b in zip(first[2:], last[2:], strict=True)) < 1
