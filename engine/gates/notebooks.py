"""A notebook's file can be read."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.notebook import parsed
from engine.book.tree import Tree
from engine.gates.gate import Gate, notebooks


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield a fault where a notebook is no JSON."""
    broken = parsed(tree.text(path)).broken
    if broken:
        line, what = broken
        mend = "make it again with `make record`"
        yield Fault(path, line, f"not a notebook: {what}", mend)


GATE = Gate("notebooks", notebooks, judge, building=False)
