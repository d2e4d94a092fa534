"""What was recorded of grain for *Waiting for data*; grain itself isn't needed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
RECORDED = Path("snippets/models/recorded/waiting_grain_rows.workers.json")
ROWS: list[list[Any]] = json.loads((ROOT / RECORDED).read_text(encoding="utf-8"))[
    "rows"
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} workers")
def test_recorded_any_number_of_workers_draws_the_same(row: list[Any]) -> None:
    assert row[1] == ROWS[0][1], place(RECORDED, row)
    assert len(set(row[1].split())) == 6


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} workers")
def test_recorded_two_workers_alone_go_on_where_two_were(row: list[Any]) -> None:
    if row[0] == "2":
        assert row[1].split()[3:] == row[2].split(), place(RECORDED, row)
    else:
        assert row[2] in ("KeyError", "IndexError"), place(RECORDED, row)
