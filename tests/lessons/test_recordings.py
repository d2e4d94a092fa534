"""What is recorded beside the snippets is what a run records now."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.weave import picture, record, strip
from engine.weave.fault import listing
from engine.weave.tree import Tree

ROOT = Path(__file__).parents[2]
TREE = Tree(ROOT)


@pytest.mark.parametrize(
    "include", record.strips(TREE), ids=lambda each: f"{each.file}:{each.section}"
)
def test_a_frame_strip_is_what_a_run_records(include) -> None:
    found = record.strip_faults(TREE, include)
    assert not found, "\n" + listing(found)


def test_no_recorded_strip_is_left_over() -> None:
    asked = {strip.recording(ROOT, include) for include in record.strips(TREE)}
    there = set((ROOT / "snippets" / "recorded").glob("*.strip.json"))
    assert there == asked


def test_the_readmes_picture_is_drawn_from_the_first_pages_recording() -> None:
    stored = picture.target(ROOT).read_text(encoding="utf-8")
    assert stored == picture.drawn(TREE), "run `make record`"
    shown = picture.target(ROOT).relative_to(ROOT).as_posix()
    assert shown in (ROOT / "README.md").read_text(encoding="utf-8")
