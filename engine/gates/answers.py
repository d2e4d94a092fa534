"""An exercise's own answers are judged as it says, each with its message."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.exercises import failures, problems
from engine.gates.gate import Gate
from engine.gates.tasks import tasks
from engine.gates.transcripts import left_out, take_up


def whole(tree: Tree) -> Iterator[str]:
    """Yield the exercises that are whole, and can be run here in moments."""
    for path in tasks(tree):
        module = tree.module_at(path)
        if not problems(module.source) and not left_out(tree, module):
            yield path


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the answers of an exercise that are judged otherwise."""
    module = tree.module_at(path)
    take_up(tree, module)
    for problem in failures(module.source, path):
        yield Fault(path, *problem)


GATE = Gate("answers", whole, judge, building=False)
