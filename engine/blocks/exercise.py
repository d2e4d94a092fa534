"""Draws an exercise: whole without scripts.

Scripts may make more of it: the section names its module in `data-exercise`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath

from engine.blocks import code, listing
from engine.blocks.listing import Listing
from engine.blocks.origin import Origin
from engine.book.kinds import CODE
from engine.book.messages import Messages
from engine.book.text import Include
from engine.live import exercise
from engine.live.sections import Section


@dataclass(frozen=True)
class Task:
    """What all tasks of an exercise have: a kind, a module's path and its title."""

    kind: str
    file: str
    title: str

    @property
    def name(self) -> str:
        """The name of its title's element."""
        stem = PurePosixPath(self.file).stem.replace("_", "-")
        return f"{self.kind}-{stem}"


@dataclass(frozen=True)
class Exercise:
    """A task in paragraphs, what an answer may begin with, hints and a solution."""

    task: Task
    words: tuple[str, ...]
    starter: Listing
    hints: tuple[str, ...]
    solution: Listing


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of an exercise's fence."""
    return html(read(origin), origin.say)


def read(origin: Origin) -> Exercise:
    """Return an exercise as data."""
    asked = module(origin)
    return Exercise(
        task=task(asked, origin),
        words=tuple(each.text for each in asked.task),
        starter=answer(asked.starter, origin, "starter"),
        hints=tuple(each.text for each in asked.hints),
        solution=answer(asked.solution, origin, "code"),
    )


def html(shown: Exercise, say: Messages) -> str:
    """Return an exercise as a section, its hints and its solution folded."""
    hints = "".join(
        f'<details class="hint"><summary>'
        f"{say('exercise.hint', number=number, count=len(shown.hints))}"
        f"</summary><p>{spans(hint)}</p></details>"
        for number, hint in enumerate(shown.hints, 1)
    )
    return opened(shown.task, say("exercise.title", title=spans(shown.task.title))) + (
        "".join(f"<p>{spans(each)}</p>" for each in shown.words)
        + listing.html(shown.starter, say)
        + hints
        + '<details class="solution"><summary>'
        + f"{say('exercise.solution')}</summary>"
        + listing.html(shown.solution, say)
        + "</details></section>"
    )


def module(origin: Origin) -> exercise.Exercise:
    """Return what the module of a task's fence holds."""
    found = origin.module()
    return exercise.read(found.source, found.path)


def task(asked: exercise.Exercise, origin: Origin) -> Task:
    """Return what a fence's kind and module say of its task."""
    return Task(origin.kind, origin.file, asked.title)


def answer(section: Section, origin: Origin, part: str) -> Listing:
    """Return a section of an exercise as the listing of a `part` of it."""
    include = Include(origin.file, section.name, 0)
    leads = origin.leads and part == "code"
    own = replace(origin, kind=CODE, includes=(include,), leads=leads)
    return code.read("\n".join(section.lines), own, part)


def opened(shown: Task, title: str) -> str:
    """Return the beginning of a section: its opening tag and its title."""
    return (
        f'<section class="{shown.kind} admonition" aria-labelledby="{shown.name}" '
        f'data-exercise="snippets/{escape(shown.file)}">'
        f'<p class="admonition-title" id="{shown.name}">{title}</p>'
    )


def spans(text: str) -> str:
    """Return a text as HTML, what stands in backticks as code."""
    code = r'<code translate="no">\1</code>'
    return re.sub(r"`([^`]+)`", code, escape(text, quote=False))
