"""An exercise is whole, is drawn as it is written, and its answers are judged so."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from engine.book.fault import Fault
from engine.book.kinds import EXERCISE, PARSONS
from engine.book.settings import settings
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.gates.exercises import problems
from engine.gates.gate import Gate, modules
from engine.live import exercise
from engine.live.names import EXERCISES, below, is_exercise
from engine.live.sections import Section

AtLine = Callable[[int, str, str], Fault]
# a task's words are drawn as they stand, but for `code`
MARKUP = re.compile(r"\]\(|\*\*|</?[a-z]|\bhttps?://")


def holds_exercise(module: Module) -> bool:
    """Return whether a module stands where exercises do."""
    return at_exercise(module.path)


@lru_cache(maxsize=4096)
def at_exercise(path: str) -> bool:
    """Return whether exercises stand where the module at a path does."""
    return is_exercise(below(PurePosixPath(path)))


def tasks(tree: Tree) -> Iterator[str]:
    """Yield the paths of all exercises."""
    yield from filter(at_exercise, modules(tree))


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what keeps a module from being an exercise, and from being drawn as one."""
    module = tree.module_at(path)
    found = problems(module.source)
    yield from (Fault(path, *problem) for problem in found)
    if found:
        return
    title, task, hints = exercise.words(module.source)
    for each in [title, *task, *hints]:
        if re.search(MARKUP, re.sub(r"`[^`]+`", "", each.text)):
            yield Fault(
                path,
                each.line,
                "markup in the words of an exercise",
                "use `code` alone, and put links on the page",
            )
    yield from (Fault(path, *each) for each in of_answers(tree, path, module.source))


def of_answers(
    tree: Tree, path: str, source: str
) -> Iterator[tuple[int, str, str]]:
    """Yield where an exercise has too few answers of a kind, or one of them twice."""
    house, found = settings(tree).style, exercise.read(source, path)
    kinds = {
        "right-…": (len(found.right), house.right_answers, "unlike its solution"),
        "wrong-…": (len(found.wrong), house.wrong_answers, "of a kind of its own"),
    }
    for name, (there, least, how) in kinds.items():
        if there < least:
            what = f"an exercise with {there} of at least {least} sections `{name}`"
            yield 1, what, f"add an answer {how}"
    known: dict[str, Section] = {}
    for each in [*found.right.values(), found.solution]:
        text = ast.unparse(ast.parse("\n".join(each.lines)))
        other = known.setdefault(text, each)
        if other is not each:
            what = f"section {other.name!r} is the same as {each.name!r}"
            yield other.start, what, "write another answer, or take it out"


def task_faults(
    tree: Tree, module: Module, label: str, include: Include, fault: AtLine
) -> Iterator[Fault]:
    """Yield what is wrong with an include in an exercise's or a Parsons fence."""
    line, file = include.line, include.file
    if not holds_exercise(module):
        yield fault(
            line,
            f"snippets/{file} isn't an exercise",
            f"include one that's in a folder `{EXERCISES}`",
        )
        return
    wanted = None if label == EXERCISE else "solution"
    if include.section != wanted:
        what = f"section {include.section!r} of" if include.section else "all of"
        right = f"{file}:{wanted}" if wanted else file
        yield fault(
            line, f"{what} {file} in a fence labelled {label!r}", f'write "{right}"'
        )
    least = settings(tree).style.solution_lines
    if label == PARSONS and not any(judge(tree, module.path)):
        found = sum(bool(each.strip()) for each in module.sections["solution"].lines)
        if found < least:
            yield fault(
                line,
                f"a Parsons problem of {found} lines",
                f"choose an exercise whose solution has {least} or more",
            )


GATE = Gate("exercises", tasks, judge)
