"""An exercise, read from its module.

The module's docstring is the task: a title, paragraphs, hints that begin with
`Hint: `, and a call of the answer, after `Step: `, for who wants to see it run step by
step. Its sections are `starter`, `solution`, one or more `wrong-…` whose first
comment, `# told: …`, is the message that each must get, perhaps some `right-…`, which
are as right and unlike the solution, and perhaps `distractors`.
Its function `check(answer, probe)` asks of an answer what the task says. What stands
outside the sections is given to every answer.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache

from engine.live.sections import Section
from engine.live.sections import read as read_sections
from engine.live.sources import UNREADABLE, lines_of
from engine.live.transcript import docstring

HINT, STEP = "Hint: ", "Step: "
TOLD = re.compile(r"^#[ \t]*told:[ \t]*(.*)$")
COMMENT = re.compile(r"^#[ \t]?(.*)$")
DEFINING = (
    *(ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)


@dataclass(frozen=True)
class Passage:
    """A paragraph of the task, or a hint, at a line of the file."""

    line: int
    text: str


@dataclass(frozen=True)
class Wrong:
    """A wrong answer and the message that it must get, in `lines` of its comment.

    `line` is that of the first of them.
    """

    section: Section
    lines: tuple[str, ...]
    line: int

    @property
    def told(self) -> str:
        """The message, in one line."""
        return " ".join(self.lines).strip()


@dataclass(frozen=True)
class Exercise:
    """What an exercise's module holds.

    `answer_name` is what an answer defines, and `example` an expression that calls it.
    """

    name: str
    title: str
    task: tuple[Passage, ...]
    hints: tuple[Passage, ...]
    starter: Section
    solution: Section
    wrong: dict[str, Wrong]
    right: dict[str, Section]
    distractors: tuple[str, ...]
    answer_name: str
    example: str


class ExerciseError(Exception):
    """A module that is no exercise. What it lacks, `engine.gates.exercises` says."""


@lru_cache(maxsize=8)  # each of its answers is judged by it
def read(source: str, name: str) -> Exercise:
    """Return the exercise in a module's source, `name` being what to call the file.

    Raises ExerciseError when a part is missing that is needed here.
    """
    try:
        return parts(source, name)
    except (SyntaxError, LookupError, ValueError) as error:
        raise ExerciseError(f"{name} is no exercise: {error!r}") from error


def parts(source: str, name: str) -> Exercise:
    """Return what `read` does; raise what a missing part leads to."""
    title, task, hints = words(source)
    sections, _ = read_sections(source)
    (step,) = stepped(source)
    odd = sections.get("distractors")
    return Exercise(
        name=name,
        title=title.text,
        task=tuple(task),
        hints=tuple(hints),
        starter=sections["starter"],
        solution=sections["solution"],
        wrong={
            each.name: wrong(each)
            for each in sections.values()
            if each.name.startswith("wrong-")
        },
        right={
            each.name: each
            for each in sections.values()
            if each.name.startswith("right-")
        },
        distractors=tuple(
            match[1]
            for line in (odd.lines if odd else ())
            if (match := COMMENT.match(line)) and match[1].strip()
        ),
        answer_name=defined(sections["solution"])[-1],
        example=step.text,
    )


def words(source: str) -> tuple[Passage, list[Passage], list[Passage]]:
    """Return a docstring's title, the task's paragraphs and the hints."""
    title, rest = passages(source)
    task = [each for each in rest if not each.text.startswith((HINT, STEP))]
    return title, task, begun(rest, HINT)


def stepped(source: str) -> list[Passage]:
    """Return the expressions that a docstring gives for stepping."""
    return begun(passages(source)[1], STEP)


def begun(found: list[Passage], sign: str) -> list[Passage]:
    """Return what follows a sign, of the passages that begin with it."""
    return [
        Passage(each.line, each.text.removeprefix(sign))
        for each in found
        if each.text.startswith(sign)
    ]


def passages(source: str) -> tuple[Passage, list[Passage]]:
    """Return a docstring's title, and its paragraphs."""
    text, first = docstring(source)
    found: list[Passage] = []
    gathered: list[str] = []
    start = first
    for number, line in enumerate([*text.split("\n"), ""], start=first):
        if line.strip():
            start = start if gathered else number
            gathered.append(line.strip())
        elif gathered:
            found.append(Passage(start, " ".join(gathered)))
            gathered = []
    if found and found[0].line == first:
        return found[0], found[1:]
    return Passage(first, ""), found


def with_example(source: str, text: str) -> str:
    """Return an answer with its exercise's example below, unless it does something."""
    try:
        body = ast.parse(text).body
    except UNREADABLE:
        return text
    if not all(isinstance(each, DEFINING) for each in body):
        return text
    return f"{text.rstrip()}\n\n{read(source, '').example}\n"


def wrong(section: Section) -> Wrong:
    """Return a wrong answer with the message told in its first comment."""
    lines: list[str] = []
    for line in section.lines:
        match = COMMENT.match(line) if lines else TOLD.match(line)
        if match is None:
            break
        lines.append(match[1].strip())
    return Wrong(section, tuple(lines), section.start)


def defined(section: Section) -> list[str]:
    """Return the functions and classes that a section defines, in order."""
    return [
        node.name
        for node in ast.parse("\n".join(section.lines)).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]


def around(source: str) -> list[str]:
    """Return a module's lines, those of its sections left blank."""
    lines = lines_of(source)
    for each in read_sections(source)[0].values():
        for number in range(each.start, each.end + 1):
            lines[number - 1] = ""
    return lines
