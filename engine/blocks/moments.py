"""What a frame strip shows of a recording: the moments when a generator hands over."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from engine.live.story import Frame, scenes

ASKED = ("start", "resume", "through", "throw")
OVER = ("yield", "pass", "end", "unwind")
NO_GENERATOR = ("module", "function")


@dataclass
class Moment:
    """How generators stand when whoever asked goes on: one frame of a strip."""

    call: str
    printed: str = ""
    frames: list[Frame] = field(default_factory=list)
    value: str = ""  # what came out: a value or an error


def moments(recording: dict[str, Any]) -> list[Moment]:
    """Return what a strip draws: each time that a generator hands over.

    That is when a value comes out of the last stage to who asked for it, when a
    generator is made and left alone, and when one ends.
    """
    lines = recording["code"][0]["lines"]
    kinds = [frame["kind"] for frame in recording["frames"]]
    found: list[Moment] = []
    askers: dict[int, int] = {}
    made: list[int] = []
    seen: set[int] = set()
    call, row, printed = "", 0, ""
    for step, frames in scenes(recording):
        event, number = step["e"], step["f"]
        if number:
            printed += step.get("o", "")
        elif event in ("input", "line", "over"):
            if made:  # and nobody has asked it for anything
                alone = [deepcopy(frames[each]) for each in made]
                found.append(Moment(lines[row].strip(), frames=alone))
                made.clear()
            row = step["l"]
        if event == "make":
            made.append(step["g"])
        elif event in ("close", "drop"):
            ended = [deepcopy(frames[step["g"]])]
            found.append(Moment(lines[row].strip(), frames=ended))
        elif event == "raise" and found and found[-1].frames[-1].state == "X":
            # what who asked sees of the end
            found[-1].value = step["v"].removesuffix("()")
        if kinds[number] in NO_GENERATOR:
            continue
        seen.add(number)
        if event in ASKED:
            askers[number] = step.get("by", 0)
            if kinds[askers[number]] in NO_GENERATOR:
                plain = step.get("how", "call") in ("call", "in") and "via" in step
                call = step["via"] if plain else lines[row].strip().rstrip(":")
        if event in OVER and kinds[askers.get(number, 0)] in NO_GENERATOR:
            stand = [deepcopy(frames[each]) for each in sorted(seen | set(made))]
            value = "" if event == "end" else step["v"]
            found.append(Moment(call, printed, stand, value))
            made.clear()
            seen.clear()
            printed = ""
    return found
