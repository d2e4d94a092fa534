"""The moments of a stage as a table: a row a moment, which needs no picture.

With one card, its columns say what is typed, what runs, how that ends, what is kept and
what comes. With a few, there is a column a card. With many, each row names its card.
"""

from __future__ import annotations

from typing import Any

from engine.live.messages import TURN, counted, message, worded
from engine.live.sources import lines_of
from engine.live.story.beats import Beats
from engine.live.story.lanes import Lane
from engine.live.story.moments import BEGINS, Group
from engine.live.story.staging import YOU

FEW = 3  # cards that have a column each
MOST_LINES = 6  # that a cell names

KEYS = ("stage.table.then", "stage.table.keeps", "stage.table.get")
STATES = {
    "absent": "stage.states.absent",
    "created": "stage.states.created",
    "running": "stage.states.running",
    "waits": "stage.states.waits",
    "suspended": "stage.states.suspended",
    "finished": "stage.states.finished",
    "raised": "stage.states.raised",
}

Cell = list[str]


def table(made: Beats, groups: list[Group]) -> dict[str, Any]:
    """Return the table of a stage's moments, without that before the first."""
    now: dict[str, dict[str, Any]] = {}
    rows: list[list[Cell]] = []
    typed: set[int] = set()  # inputs that were told
    many = len(made.every)
    for group in groups:
        for beat in group:
            for key, new in beat.lanes.items():
                now.setdefault(key, {}).update(new)
        if group[-1].kind == "begin":
            continue
        you = asked(made, group)
        if you[1:] and group[-1].input in typed:
            you = [""]  # it's typed once, and goes on
        elif you[1:] and made.rows.inputs:
            typed.add(group[-1].input)
        if many <= 1:
            lane = made.every[0] if made.every else None
            rows.append([you, *about(group, lane, now), came(group)])
        elif many <= FEW:
            rows.append([you, *(brief(group, each, now) for each in made.every)])
        else:
            lane = next((b.lane for b in group[::-1] if b.lane), None)
            name = code(lane.name) if lane else plain("stage.table.nothing")
            rows.append([you, name, *about(group, lane, now), came(group)])
    return {"heads": heads(made), "rows": rows}


def heads(made: Beats) -> list[Cell]:
    """Return the heads of the columns."""
    typed = bool(made.rows.inputs)
    first = plain("stage.table.typed" if typed else "stage.table.program")
    many = len(made.every)
    if 1 < many <= FEW:
        return [first, *(code(each.name) for each in made.every)]
    rest = [plain(key) for key in KEYS]
    if many <= 1:
        name = made.every[0].name if made.every else ""
        return [first, worded("stage.table.runs", Named(name)).split(TURN), *rest]
    return [first, plain("stage.table.who"), plain("stage.table.lines"), *rest]


class Named:
    """What has a name, for a message."""

    def __init__(self, name: str) -> None:
        """Take the name."""
        self.name = name


def plain(key: str, **parts: object) -> Cell:
    """Return a cell of plain words."""
    return [message(key, **parts)]


def code(text: str) -> Cell:
    """Return a cell of code."""
    return ["", text] if text else [""]


def asked(made: Beats, group: Group) -> Cell:
    """Return what is typed, or which line of a script asks."""
    last = group[-1]
    if made.rows.inputs:
        first = lines_of(made.rows.inputs[last.input].source)
        row = made.rows.inputs[last.input].row
        new = any(b.lanes.get(YOU, {}).get("seen", 0) > row for b in group)
        return code(first[0] if first else "") if new else [""]
    for beat in group:
        if beat.cross and beat.by is None:
            at = beat.cross[0][1] if beat.cross[0][0] == YOU else beat.cross[0][3]
            return code(made.rows.rows[at][1].strip())
    return [""]


def lines(group: Group, lane: Lane | None) -> Cell:
    """Return the lines that a card runs in a moment."""
    found: list[int] = []
    for beat in group:
        first = beat.kind == "ask" and beat.event in BEGINS
        if beat.lane is lane and (beat.event == "line" or first) and beat.line:
            found.append(beat.line)
    if not found:
        return plain("stage.table.nothing")
    if len(found) > MOST_LINES:
        return plain("stage.table.many", count=len(found))
    return [counted("stage.table.ran", len(found), lines=", ".join(map(str, found)))]


def state(now: dict[str, Any], long: bool = True) -> str:
    """Return the state of a card: its shape and word, and where it stands."""
    name = now["state"]
    if name == "suspended" and long:
        return message("stage.table.suspended_at", line=now["at"])
    return message(STATES[name])


def about(
    group: Group, lane: Lane | None, now: dict[str, dict[str, Any]]
) -> list[Cell]:
    """Return what a card runs in a moment, how that ends, and what it keeps."""
    if lane is None:
        return [plain("stage.table.nothing")] * 3
    mine = now[lane.id]
    keeps = code(mine["keeps"]) if mine["keeps"] else plain("stage.table.nothing")
    return [lines(group, lane), [state(mine)], keeps]


def brief(group: Group, lane: Lane, now: dict[str, dict[str, Any]]) -> Cell:
    """Return in one cell what became of a card in a moment."""
    mine = now[lane.id]
    sign = state(mine, long=False)
    for beat in group[::-1]:
        if (
            beat.kind == "back"
            and beat.lane is lane
            and beat.event in ("yield", "pass")
        ):
            return [f"{message('stage.table.yields')} ", beat.step["v"]]
    return [sign]


def came(group: Group) -> Cell:
    """Return what who asked got, or what was made."""
    for beat in group[::-1]:
        if beat.kind == "back":
            return code(beat.cross[-1][4])
        if beat.kind == "make" and beat.lane:
            return code(beat.lane.name)
    return [""]
