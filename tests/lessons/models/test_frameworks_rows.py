"""What was recorded of *One generator, three frameworks*; no framework is needed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
FOLDER = Path("snippets/models/recorded")
EACH = "0 0 1 1 2 2 3 3 4 4"
ONCE = "0 1 2 3 4"
RIGHT: dict[str, list[list[Any]]] = {
    "workers": [
        ["an object", ONCE, "nothing", EACH],
        ["the function", ONCE, ONCE, EACH],
        ["the function, shared", ONCE, ONCE, ONCE],
    ],
    "backends": [
        ["the function", *["Unrecognized data type"] * 3],
        ["one pass", *["all, 0 1, 0 1"] * 3],
        ["pass after pass, 5 steps", *["all, all, all"] * 3],
        ["a DataLoader", *["all, all, all"] * 3],
        ["one for validation", *["all, all, all"] * 3],
        ["steps counted, one pass", 6, 5, 5],
        ["weights, with SGD", 0.0, 0.0, 0.0],
        ["weights, with Adam", 0.0, 0.0, 0.0],
    ],
    "lent": [
        ["fit on TensorFlow", "most", "0"],
        ["fit on JAX", "most", "0"],
        ["fit on torch", "1", "0"],
        ["a loop in JAX", "most", "0"],
        ["a loop in torch", "0", "0"],
        ["a list of a DataLoader", "most", "0"],
    ],
}


@pytest.mark.parametrize("name", RIGHT)
def test_each_recorded_row_is_what_the_page_says(name: str) -> None:
    path = FOLDER / f"frameworks_rows.{name}.json"
    rows = json.loads((ROOT / path).read_text(encoding="utf-8"))["rows"]
    for row, right in zip(rows, RIGHT[name], strict=True):
        assert row == right, f"{place(path, row)}: {right}"
