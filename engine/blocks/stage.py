"""Draws a stage: a session or a script, its generators' code once, a table of moments.

The recording stands beside the module, at `recorded/<module>.<section>.stage.json`.
Scripts bring the same nodes alive (`theme/modules/live/stage-figure.js` makes them for
a reader's own code); without any, and on paper, it is whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from typing import Any

from engine.blocks import prediction
from engine.blocks.code import highlighted
from engine.blocks.fit import PROMPTS, SHORT, Fit, Rooms, fit, longest
from engine.blocks.origin import Origin
from engine.blocks.prediction import Asked
from engine.book import lesson
from engine.book.messages import Messages, spoken
from engine.book.text import Include
from engine.book.tree import Tree
from engine.live.story import Words, stage

MOST = 12  # moments of a table; the sentences tell all
NO_GENERATOR = ("module", "function")


@dataclass(frozen=True)
class Shown:
    """What a section did: the stage's data, and the names of what it ran."""

    file: str
    section: str
    names: tuple[str, ...]
    stage: dict[str, Any]
    title: str = ""

    @property
    def moments(self) -> list[Words]:
        """Return the sentences of the moments, the first before all."""
        return [each["say"] for each in self.stage["steps"] if "rest" in each]


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a stage's fence. Raises as `read`, and as a question does."""
    with spoken(origin.live):
        shown = read(origin.tree, origin.includes[0])
    for each in prediction.questions(enumerate(source.splitlines())):
        if isinstance(each, Asked):
            at, question = prediction.placed(shown.stage, each)
            shown.stage["steps"][at]["ask"] = question
    return html(shown, origin.say)


def pair(source: str, origin: Origin) -> str:
    """Return the HTML of a pair's fence: one task twice, as it was measured."""
    recording = json.loads(source)
    file = origin.includes[0].file
    name = PurePosixPath(file).stem.rpartition(".")[2]
    shown = Shown(file, name, (), recording["stage"], str(recording["title"]))
    return html(shown, origin.say)


def recording(tree: Tree, include: Include) -> str:
    """Return the text of a recording. Raises FileNotFoundError when there is none."""
    path = f"{lesson.SNIPPETS}/{lesson.stage(include.file, include.section)}"
    if not tree.there(path):
        raise FileNotFoundError(f"no recording {path}: run `make record`")
    return tree.text(path)


@lru_cache(maxsize=512)
def count(text: str) -> int:
    """Return how many moments a recording's text has, the one before all included."""
    return sum("rest" in each for each in stage(json.loads(text))["steps"])


def read(tree: Tree, include: Include) -> Shown:
    """Return a recording as data. Raises FileNotFoundError when there is none."""
    found = json.loads(recording(tree, include))
    frames = found["frames"]
    ran = [f["made"] for f in frames if f["kind"] not in NO_GENERATOR and "made" in f]
    return Shown(
        file=include.file,
        section=str(include.section),
        names=tuple(dict.fromkeys(each.partition("(")[0] or each for each in ran)),
        stage=stage(found),
    )


def html(shown: Shown, say: Messages) -> str:
    """Return a stage as a figure that needs no script."""
    data = {key: value for key, value in shown.stage.items() if key != "table"}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", "<\\/")  # nothing in it ends the element
    rooms = longest(data["steps"])
    fitted = fit(data, rooms, say)
    boards = "".join(board(each, rooms, fitted, say) for each in data["boards"])
    two = " two" * (len(data["boards"]) > 1)
    return (
        f'<figure class="stage"{tall(fitted)}{asks(data)} '
        f'data-source="snippets/{shown.file}" data-section="{shown.section}">'
        f'<div class="boards{two}">{boards}</div>'
        f'<div class="under">{times(shown.stage["table"], say)}'
        f'<p class="whole">{say("stage.whole")}</p>{says(shown)}</div>'
        f'<div class="controls"></div>'
        f'<script type="application/json">{text}</script>'
        f"<figcaption>{caption(shown, say)}</figcaption></figure>"
    )


def tall(fitted: Fit) -> str:
    """Return the mark of a stage whose boards leave its table no room below them."""
    return f' data-tall="{fitted.words}"' if fitted.words else ""


def asks(data: dict[str, Any]) -> str:
    """Return the mark of a stage that will ask something, and needs room for that."""
    return " data-asks" * any("ask" in each for each in data["steps"])


def caption(shown: Shown, say: Messages) -> str:
    """Return what a stage is, and how much of it its table has."""
    found = escape(shown.title) or say("stage.caption")
    more = len(shown.stage["table"]["rows"]) - MOST
    return f"{found} {say('stage.first', count=MOST)}" if more > 0 else found


def board(about: dict[str, Any], rooms: Rooms, fitted: Fit, say: Messages) -> str:
    """Return an asker, and the cards beside it."""
    notes = fitted.notes
    cards = "".join(
        card(each, rooms, notes.get(each["id"], ()), say) for each in about["cards"]
    )
    return (
        f'<div class="board">{asker(about["you"], rooms, say)}'
        f'<div class="cards">{cards}</div></div>'
    )


def asker(you: dict[str, Any], rooms: Rooms, say: Messages) -> str:
    """Return a session, or a script."""
    typed = [text for kind, text in you["rows"] if kind in (*PROMPTS, "code")]
    coloured = iter(colours(typed))
    rows = [
        row(kind, next(coloured) if kind in (*PROMPTS, "code") else escape(text))
        for kind, text in you["rows"]
    ]
    turn = "" if you.get("script") else f' data-turn="{say("stage.your_turn")}"'
    return (
        f'<div class="lane you" data-lane="{you["id"]}"{turn}>'
        f'<p class="head"><b>{escape(you["name"])}</b><span class="is"></span></p>'
        f"<ol>{folded(rows, you.get('fold', ()), 0, say)}</ol>"
        f"{room(rooms, you, say)}</div>"
    )


def room(rooms: Rooms, lane: dict[str, Any], say: Messages) -> str:
    """Return where names and counts will stand, with the room for all of them."""
    keeps = rooms.kept.get(lane["id"], [])
    counts = bool(lane.get("counts"))
    corner = "code" in lane and not keeps and len(lane["code"][-1]) <= SHORT
    if not keeps and not counts:
        return '<div class="keeps" hidden></div>'
    most = rooms.most.get(lane["id"], 0)
    count = say("stage.counts", asked=most, gave=most) if counts else ""
    places = "".join(
        '<span class="off" aria-hidden="true">'
        f'<span class="count">{count}</span>'
        + (f"<i>{say('stage.keeps')}</i> {spaced(each)}" if each else "")
        + "</span>"
        for each in keeps or [""]
    )
    return f'<div class="keeps{" corner" if corner else ""}">{places}</div>'


def spaced(keeps: str) -> str:
    """Return what names hold as HTML, whose spaces nothing may make fewer."""
    return escape(keeps).replace("  ", " &nbsp;")


def row(kind: str, inside: str) -> str:
    """Return a row of who asks."""
    prompt = PROMPTS.get(kind)
    before = f'<span class="p">{escape(prompt)}</span>' if prompt else ""
    code = f'<code>{before}<span class="t">{inside}</span></code>'
    return f'<li class="{kind}">{code}</li>'


def card(
    about: dict[str, Any], rooms: Rooms, notes: Sequence[str], say: Messages
) -> str:
    """Return the card of a generator, or of a function, with notes beside its code."""
    first = about["first"]
    rows = [
        f'<li value="{number}"><code>{line}</code></li>'
        for number, line in enumerate(colours(about["code"]), first)
    ]
    meters = "".join(
        f'<p class="meter"><span>{escape(each)}</span><i></i><b></b></p>'
        for each in about.get("meters", ())
    )
    plain = " data-plain" * about.get("plain", False)
    beside = f' data-beside="{" ".join(notes)}"' if notes else ""
    return (
        f'<div class="lane card" data-lane="{about["id"]}" '
        f'data-place="{about["place"]}"{plain}{beside}>'
        f'<p class="head"><b>{escape(about["name"])}</b>'
        f'<span class="made">{marked(about["made"])}</span><span class="is"></span></p>'
        f"<ol>{folded(rows, about.get('fold', ()), first, say)}</ol>{meters}"
        f"{room(rooms, about, say)}</div>"
    )


def folded(
    rows: Sequence[str], parts: Iterable[Sequence[int]], first: int, say: Messages
) -> str:
    """Return rows, and one for each part of them that is folded."""
    found = list(rows)
    for start, end in parts:
        for at in range(start - first, end - first + 1):
            found[at] = found[at].replace("<li", "<li hidden", 1)
        count = end - start + 1
        sign = f'<li class="fold">{say("stage.folded", count=count)}</li>'
        found[start - first] = sign + found[start - first]
    return "".join(found)


def times(table: dict[str, Any], say: Messages) -> str:
    """Return the table of moments: a row a moment, with its roles said.

    A style sheet that lays it out otherwise takes them from the elements.
    """
    names = ["".join(each) for each in table["heads"]]
    heads = [say("stage.moment"), *map(marked, table["heads"])]
    head = "".join(f'<th role="columnheader" scope="col">{each}</th>' for each in heads)
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{number}</th>'
        + "".join(
            f'<td role="cell" data-of="{escape(name)}">{marked(cell)}</td>'
            for name, cell in zip(names, cells, strict=True)
        )
        + "</tr>"
        for number, cells in enumerate(table["rows"][:MOST], 1)
    )
    return (
        '<table class="times" role="table" tabindex="0"><thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody>'
        "</table>"
    )


def says(shown: Shown) -> str:
    """Return the sentences of all moments; words of the page may lead to each."""
    items = "".join(
        f'<li id="{shown.section}-{number}">{marked(each)}</li>'
        for number, each in enumerate(shown.moments)
    )
    return f'<ol class="says" start="0">{items}</ol>'


def colours(lines: Sequence[str]) -> list[str]:
    """Return each line as HTML; empty ones at the end too."""
    found = highlighted(lines)
    return [*found, *[""] * (len(lines) - len(found))]


def marked(words: Words) -> str:
    """Return a sentence as HTML, its code marked."""
    return "".join(
        f"<code>{escape(each)}</code>" if number % 2 else escape(each)
        for number, each in enumerate(words)
        if each
    )
