"""Asks gates by their names, of a tree that a test has made."""

from __future__ import annotations

from pathlib import Path

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Bench
from engine.gates.rules import GATES

# no line of Python on a page that a test did not run
PROVENANCE = (
    "nav",
    "front_matter",
    "pages",
    "questions",
    "modules",
    "exercises",
    "recordings",
    "unused",
)
PROSE = (
    "also_asked",
    "front_words",
    "lesson_shape",
    "needs",
    "notebooks",
    "numbers",
    "word_list",
    "words",
)


def found(tree: Tree | Path, *names: str) -> list[Fault]:
    """Return what the gates named find in a tree."""
    asked = [gate for gate in GATES if gate.name in names]
    assert len(asked) == len(names), names
    return Bench().faults(tree if isinstance(tree, Tree) else Tree(tree), asked)
