"""The site keeps every rule that can be read off its files, and each rule is asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.tree import Seen, Tree
from engine.gates.gate import Gate
from engine.gates.rules import BENCH, GATES, RUNS

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_the_site_keeps(gate: Gate) -> None:
    found = BENCH.faults(Tree(ROOT), [gate])
    assert not found, "\n" + listing(found)


# what was opened below the root; files of the machine are no gate's
OPENED: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Hear of what Python is about to do, and note what it opens."""
    if event == "open" and isinstance(arguments[0], (str, Path)):
        path = os.path.relpath(arguments[0], ROOT)
        ours = path.split(os.sep)[0] not in ("..", "engine", ".venv")
        if ours and (ROOT / path).is_file() and not path.endswith(".pyc"):
            OPENED.append(path)


def unstamped(name: str) -> dict[str, list[str]]:
    """Return what a gate opens and doesn't hang on, by what it judges."""
    (gate,) = (each for each in GATES if each.name == name)
    tree = Tree(ROOT)
    found = {}
    for path in gate.about(tree):
        OPENED.clear()
        seen: Seen = {}
        list(gate.judge(replace(tree, seen=seen), path))
        stamped = {key[1] for key in seen if key[0] == "stamp"}
        if missed := {*OPENED} - stamped:
            found[path] = sorted(missed)
    return found


@pytest.fixture(scope="module")
def apart() -> Iterator[ProcessPoolExecutor]:
    """A process that hears what it opens.

    A hook is there for good, and where one is, Python 3.11 at times can't start a
    thread that is traced: a server that shares the process then never answers.
    """
    with ProcessPoolExecutor(
        1, get_context("spawn"), initializer=sys.addaudithook, initargs=(note,)
    ) as found:
        yield found


@pytest.mark.slow  # it's about gates, and asks them of all the site
@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_hangs_on_all_that_it_reads(gate: Gate, apart: ProcessPoolExecutor) -> None:
    assert apart.submit(unstamped, gate.name).result() == {}


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
