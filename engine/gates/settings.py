"""The site's settings are known, and of the type that they have to be."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.settings import faults
from engine.book.tree import Tree
from engine.gates.gate import Gate, whole


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield each setting that is unknown or of another type."""
    yield from faults(tree)


GATE = Gate("settings", whole, judge)
