"""The site keeps every rule that can be read off its files, and each rule is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.tree import Tree
from engine.gates.gate import Gate
from engine.gates.rules import BENCH, GATES, RUNS

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_the_site_keeps(gate: Gate) -> None:
    found = BENCH.faults(Tree(ROOT), [gate])
    assert not found, "\n" + listing(found)


def test_every_gate_is_in_the_list() -> None:
    folder = ROOT / "engine" / "gates"
    made = {
        file.stem
        for file in folder.glob("*.py")
        if "= Gate(" in file.read_text(encoding="utf-8")
    }
    listed = {gate.judge.__module__.rpartition(".")[2] for gate in (*GATES, *RUNS)}
    assert listed == made
    assert len({gate.name for gate in GATES}) == len(GATES)
