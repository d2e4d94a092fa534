"""Draws a Parsons problem: a solution's lines out of order, with some to leave out.

It is whole without scripts, which may make more of it, as of an exercise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from itertools import count

from engine.blocks import code, listing
from engine.blocks.exercise import Task, answer, module, opened, spans, task
from engine.blocks.listing import Listing
from engine.blocks.origin import Origin
from engine.book.messages import Messages
from engine.live.names import file_name
from engine.live.sections import Section

NUMBERS = (
    *("parsons.number.one", "parsons.number.two", "parsons.number.three"),
    *("parsons.number.four", "parsons.number.five", "parsons.number.six"),
)
BLANK = '<span class="blank" aria-hidden="true"></span>'


@dataclass(frozen=True)
class Parsons:
    """Lines out of order; `order` and `spare` name them by their letters.

    The first are the solution, in its order, the others don't belong to it. `name` is
    what the solution defines.
    """

    task: Task
    words: str
    name: str
    lines: tuple[str, ...]
    order: tuple[str, ...]
    spare: tuple[str, ...]
    solution: Listing


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a Parsons problem's fence."""
    return html(read(origin), origin.say)


def read(origin: Origin) -> Parsons:
    """Return a Parsons problem as data."""
    asked = module(origin)
    solution = lines(asked.solution)
    mixed = shuffled(file_name(asked.name), solution, asked.distractors)
    places = [mixed.index(line) for line in solution]
    for at, place in enumerate(places):
        # of two lines that read the same, each has its own letter
        while place in places[:at]:
            place = mixed.index(solution[at], place + 1)
        places[at] = place
    return Parsons(
        task=task(asked, origin),
        words=asked.task[0].text,
        name=asked.answer_name,
        lines=tuple(mixed),
        order=tuple(letter(place) for place in places),
        spare=tuple(letter(n) for n in range(len(mixed)) if n not in places),
        solution=answer(asked.solution, origin, "code"),
    )


def html(shown: Parsons, say: Messages) -> str:
    """Return a Parsons problem as a section, the order folded."""
    rows = "".join(
        f'<li data-line="{escape(line)}"><code>'
        f"{code.highlighted((line.strip(),))[0]}</code></li>"
        for line in shown.lines
    )
    name = f"<code>{escape(shown.name)}</code>"
    surplus, order = "", say("parsons.order", letters=", ".join(shown.order))
    if shown.spare:
        number = len(shown.spare)
        named = say(NUMBERS[number - 1]) if number <= len(NUMBERS) else number
        surplus = f" {say.counted('parsons.surplus', number, number=named)}"
        order += f" {say('parsons.unused', letters=', '.join(shown.spare))}"
    title = say("parsons.title", title=spans(shown.task.title))
    return opened(shown.task, title) + (
        f"<p>{spans(shown.words)}</p>"
        f"<p>{say('parsons.about', name=name)}{surplus}</p>"
        f'<ol class="lines highlight" type="A" translate="no">{rows}</ol>'
        f'<p class="letters">{say("parsons.letters", blank=BLANK)}</p>'
        f'<details class="answer"><summary>{say("parsons.answer")}</summary>'
        f"<p>{order}</p>" + listing.html(shown.solution, say) + "</details></section>"
    )


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
