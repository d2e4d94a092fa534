"""What is recorded beside the snippets is what a run records now."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from engine.weave import record
from engine.weave.fault import listing
from engine.weave.tree import Tree

ROOT = Path(__file__).parents[2]
TREE = Tree(ROOT)


EACH = pytest.mark.parametrize(
    "include", record.strips(TREE), ids=lambda each: f"{each.file}:{each.section}"
)


@pytest.mark.slow
@EACH
def test_a_frame_strip_is_what_a_run_records(include, pyodide) -> None:
    found = record.strip_faults(TREE, include, partial(record.frames_text, pyodide))
    assert not found, "\n" + listing(found)


@EACH
def test_a_frame_strip_is_of_the_lines_that_stand_there_now(include) -> None:
    found = record.stale(TREE, include)
    assert not found, "\n" + listing(found)


def test_no_recorded_strip_is_left_over() -> None:
    asked = {
        TREE.frames(include.file, include.section) for include in record.strips(TREE)
    }
    there = set((ROOT / "snippets" / "recorded").glob("*.strip.json"))
    assert there == asked
