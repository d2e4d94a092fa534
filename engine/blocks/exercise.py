"""Draws an exercise, and the Parsons problem of its solution: whole without scripts.

A Parsons problem is a solution's lines out of order, with some that do not belong.
Scripts may make more of both: the section names its module in `data-exercise`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import escape
from itertools import count
from pathlib import PurePosixPath

from engine.blocks.block import Origin, highlighted, listing
from engine.book.kinds import CODE, PARSONS
from engine.book.text import Include
from engine.live import exercise
from engine.live.names import file_name
from engine.live.sections import Section

NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six")
BLANK = '<span class="blank" aria-hidden="true"></span>'


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of an exercise's fence, or of a Parsons problem's."""
    file = origin.includes[0].file
    module = origin.tree.module(file)
    assert module is not None
    asked = exercise.read(module.source, module.path)
    if origin.kind == PARSONS:
        return parsons(asked, origin)
    hints = "".join(
        f'<details class="hint"><summary>Hint {number} of {len(asked.hints)}'
        f"</summary><p>{spans(hint.text)}</p></details>"
        for number, hint in enumerate(asked.hints, 1)
    )
    return opened("Exercise", asked, origin) + (
        "".join(f"<p>{spans(each.text)}</p>" for each in asked.task)
        + answer(asked.starter, origin, "starter")
        + hints
        + '<details class="solution"><summary>A solution</summary>'
        + answer(asked.solution, origin, "code")
        + "</details></section>"
    )


def parsons(asked: exercise.Exercise, origin: Origin) -> str:
    """Return the HTML of a Parsons problem."""
    name, solution = asked.answer_name, lines(asked.solution)
    mixed = shuffled(file_name(asked.name), solution, asked.distractors)
    rows = "".join(
        f'<li data-line="{escape(line)}"><code>'
        f"{highlighted((line.strip(),), False)[0]}</code></li>"
        for line in mixed
    )
    places = [mixed.index(line) for line in solution]
    for at, place in enumerate(places):
        # of two lines that read the same, each has its own letter
        while place in places[:at]:
            place = mixed.index(solution[at], place + 1)
        places[at] = place
    order = ", ".join(letter(place) for place in places)
    spare = [letter(n) for n in range(len(mixed)) if n not in places]
    many = NUMBERS[len(spare)] if len(spare) < len(NUMBERS) else str(len(spare))
    left = f" {many} of them {'does' if len(spare) == 1 else 'do'} not belong."
    unused = f" Not used: {', '.join(spare)}."
    return opened("Put in order", asked, origin) + (
        f"<p>{spans(asked.task[0].text)}</p>"
        f"<p>Here are the lines of <code>{escape(name)}</code>, out of order and "
        f"without their indentation.{left if spare else ''}</p>"
        f'<ol class="lines highlight" type="A">{rows}</ol>'
        f'<p class="letters">Write the letters in order: {BLANK}</p>'
        '<details class="answer"><summary>The order</summary>'
        f"<p>{order}.{unused if spare else ''}</p>"
        + answer(asked.solution, origin, "code")
        + "</details></section>"
    )


def opened(kind: str, asked: exercise.Exercise, origin: Origin) -> str:
    """Return the beginning of a section: its opening tag and its title."""
    file = origin.includes[0].file
    name = f"{origin.kind}-{PurePosixPath(file).stem.replace('_', '-')}"
    return (
        f'<section class="{origin.kind} admonition" aria-labelledby="{name}" '
        f'data-exercise="snippets/{escape(file)}">'
        f'<p class="admonition-title" id="{name}">{kind}: {spans(asked.title)}</p>'
    )


def answer(section: Section, origin: Origin, kind: str) -> str:
    """Return a section of an exercise as a listing of a `kind`."""
    include = Include(origin.includes[0].file, section.name, 0)
    source = "\n".join(section.lines)
    code = replace(origin, kind=CODE, includes=(include,))
    return listing(source, code, kind)


def spans(text: str) -> str:
    """Return a text as HTML, what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def lines(section: Section) -> list[str]:
    """Return the lines of a section that a Parsons problem has."""
    return [line for line in section.lines if line.strip()]


def shuffled(name: str, solution: list[str], spare: tuple[str, ...]) -> list[str]:
    """Return all lines in an order that hangs on the exercise's name alone.

    It is never that of the solution.
    """
    every = [*solution, *spare]
    for salt in count():

        def place(number: int, salt: int = salt) -> str:
            return hashlib.sha256(f"{name} {salt} {number}".encode()).hexdigest()

        mixed = [every[number] for number in sorted(range(len(every)), key=place)]
        if [line for line in mixed if line in solution] != solution:
            return mixed
    raise AssertionError


def letter(number: int) -> str:
    """Return the letter that a list of `type="A"` gives to an item, from 0."""
    before = letter(number // 26 - 1) if number > 25 else ""
    return before + chr(ord("A") + number % 26)
