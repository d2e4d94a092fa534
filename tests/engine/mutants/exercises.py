"""Changes of an exercise: parts that it lacks, answers that are judged otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.book.tree import Module
from engine.gates.exercises import problems
from engine.live import exercise
from tests.engine.mutants import Mutant, changed_character, with_line
from tests.engine.mutants.code import behaviours


def exercise_parts(module: Module) -> Iterator[Mutant]:
    """Yield mutants of an exercise that lack one of its parts."""
    asked = exercise.read(module.source, module.path)
    lines = module.source.splitlines()

    def without(line: int, what: str, *changes: tuple[str, str]) -> Mutant:
        text = module.source
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return Mutant(module.path, text, line, what)

    title = f'"""{asked.title}'
    yield without(1, "no title", (title, '"""'))
    yield without(1, "no hints", (exercise.HINT, ""))
    yield without(1, "no call to step through", (exercise.STEP, exercise.HINT))
    yield without(1, "no task", *((lines[n.line - 1], "") for n in task_lines(module)))
    yield without(1, "no check", ("def check(", "def ask("))
    yield without(1, "no wrong answer", (":wrong-", ":other-"))
    for each in [asked.starter, asked.solution]:
        yield without(1, f"no {each.name}", (f":{each.name}]", f":{each.name}-new]"))
    for wrong in asked.wrong.values():
        new = lines[wrong.line - 1].replace("told: ", "")
        text = with_line(module.source, wrong.line, new)
        yield Mutant(module.path, text, wrong.line, f"{wrong.section.name} not told")
    for section in [asked.starter, *(each.section for each in asked.wrong.values())]:
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if re.match(rf"(def|class) {asked.answer_name}\b", line):
                text = with_line(
                    module.source, number, line.replace(asked.answer_name, "other", 1)
                )
                what = f"another name in {section.name}"
                yield Mutant(module.path, text, section.start, what)


def task_lines(module: Module) -> list[exercise.Passage]:
    """Return the lines of an exercise's task, each as a passage."""
    lines = module.source.splitlines()
    asked = exercise.read(module.source, module.path)
    return [
        exercise.Passage(number, lines[number - 1])
        for number in range(asked.task[0].line, asked.hints[0].line)
        if lines[number - 1].strip()
    ]


def answers(module: Module) -> Iterator[Mutant]:
    """Yield mutants of an exercise whose own answers are not judged as it says."""
    asked = exercise.read(module.source, module.path)
    lines = module.source.splitlines()
    for wrong in asked.wrong.values():
        new = changed_character(lines[wrong.line - 1])
        text = with_line(module.source, wrong.line, new)
        what = f"{wrong.section.name} is told otherwise"
        yield Mutant(module.path, text, wrong.line, what)
    solution, starter = asked.solution, asked.starter
    for mutant in behaviours(module):
        inside = solution.start <= mutant.line <= solution.end
        # changed, it may read like a distractor: then it is no exercise any more
        if inside and not problems(mutant.text):
            yield replace(mutant, line=solution.start)
    right = [
        *lines[: starter.start - 1],
        *solution.lines,
        *lines[starter.end :],
    ]
    text = "\n".join(right) + "\n"
    yield Mutant(module.path, text, starter.start, "the starter made right")
