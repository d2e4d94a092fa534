"""The stage: a recording as one picture, moment by moment; plain data, to be drawn.

    rows.py      what was typed, and what came of it
    lanes.py     which frames have a card, and where it stands
    staging.py   what a step of the stage is, and how lanes change
    crossings.py what crosses, from where to where
    beats.py     what each recorded step changes
    moments.py   where the stage stops
    telling.py   what is said there
    table.py     the moments as a table

`engine/shapes.py` has its shape.
"""

from __future__ import annotations

from typing import Any

from engine.live.messages import TURN, message
from engine.live.story.beats import Beats
from engine.live.story.lanes import card
from engine.live.story.moments import moments
from engine.live.story.rows import folded
from engine.live.story.staging import YOU, Beat
from engine.live.story.table import table
from engine.live.story.telling import Telling


def stage(recording: dict[str, Any]) -> dict[str, Any]:
    """Return the stage of a recording."""
    made = Beats(recording)
    groups = moments(made.beats)
    telling = Telling(made.rows, recording["error"])
    for group in groups:
        for beat in group:
            if beat.kind in ("make", "ask", "back"):
                told = telling.part([beat], beat)
                beat.say = told.split(TURN) if told else beat.say
        group[-1].say = telling.of(group)
    rows = made.rows
    you: dict[str, Any] = {
        "id": YOU,
        "name": message("stage.you" if rows.inputs else "stage.program"),
        "rows": rows.rows,
    }
    if not rows.inputs:
        you["script"] = True
    fold = folded(0, len(rows.rows), touched(made))
    if fold:
        you["fold"] = fold
    steps = [step(each) for each in made.beats]
    found: dict[str, Any] = {
        "boards": [
            {"you": you, "cards": [card(each, recording) for each in made.every]}
        ],
        "steps": steps,
        "table": table(made, groups),
    }
    if len(steps) > len(groups):
        found["lines"] = True
    if recording["cut"]:
        found["cut"] = True
    if recording["left"]:
        found["left"] = recording["left"]
    return found


def touched(made: Beats) -> set[int]:
    """Return the rows at which something happens, or which something printed."""
    mine = [beat.lanes[YOU] for beat in made.beats if YOU in beat.lanes]
    rows = enumerate(made.rows.rows)
    shown = {n for n, (kind, _) in rows if kind not in ("more", "code")}
    return shown | {each["at"] for each in mine if "at" in each}


def step(beat: Beat) -> dict[str, Any]:
    """Return a beat as a step of the stage."""
    found: dict[str, Any] = {}
    if beat.lanes:
        found["lanes"] = beat.lanes
    if beat.cross:
        found["cross"] = beat.cross
    if beat.rest:
        found["rest"] = 1
    if any(beat.say):
        found["say"] = beat.say
    return found
