"""What is recorded beside the snippets is what a run records now."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.record import outputs
from engine.record.pyodide import Pyodide

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.site]
TREE = Tree(ROOT)


EACH = pytest.mark.parametrize(
    "include", outputs.stages(TREE), ids=lambda each: f"{each.file}:{each.section}"
)


@EACH
def test_a_stage_is_what_a_run_records(include: Include, pyodide: Pyodide) -> None:
    found = outputs.stage_faults(TREE, include, partial(outputs.frames_text, pyodide))
    assert not found, "\n" + listing(found)


MEASURED = [module for module in TREE.modules() if "def measure_" in module.source]


@pytest.mark.parametrize("module", MEASURED, ids=lambda each: each.path)
def test_a_measurement_is_what_a_run_measures(module: Module) -> None:
    found = outputs.measured_faults(TREE, module)
    assert not found, "\n" + listing(found)
