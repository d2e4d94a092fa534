"""What was recorded of the lesson *Again, exactly*; no Keras is needed."""

import json
from pathlib import Path

from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
PLACES = Path("snippets/models/recorded/ml_again_places.places.json")


def test_each_recorded_place_says_whether_it_ends_at_the_same_weights() -> None:
    rows = json.loads((ROOT / PLACES).read_text(encoding="utf-8"))["rows"]
    expected = [[at, 0.0, "not 0"] for at in (1, 2, 5, 9, 10, 11)]
    for row, right in zip(rows, expected, strict=True):
        assert row == right, f"{place(PLACES, row)}: {right}"
