"""What was recorded of the program of the lesson *Feeding fit*; no Keras is needed."""

import json
import re
from pathlib import Path

import pytest

from tests.lessons.places import place

ROOT = Path(__file__).parents[3]
PROGRAM = Path("snippets/models/recorded/feeding_keras_fit.program.json")
NOTEBOOK = ROOT / "docs" / "models" / "feeding-keras-notebook.ipynb"


def test_each_recorded_epoch_is_as_the_notebook_printed_it() -> None:
    rows = json.loads((ROOT / PROGRAM).read_text(encoding="utf-8"))["rows"]
    printed = NOTEBOOK.read_text(encoding="utf-8")
    epochs = re.findall(r'" +(\d)  +([\d.]+)  +([\d.]+)\\n"', printed)
    assert len(epochs) == len(rows) == 5
    for row, told in zip(rows, epochs, strict=True):
        numbers = [float(number) for number in told]
        assert row == pytest.approx(numbers, abs=0.02), place(PROGRAM, row)
