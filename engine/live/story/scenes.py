"""How things stand after each step of a recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ASIDE = ("make", "close", "drop")  # steps about another frame than the one that runs

CALLED = {"call": "R", "return": "", "unwind": ""}  # the state of a plain function


@dataclass
class Frame:
    """A frame as it stands: its line is counted from 0 in its listing."""

    name: str
    kind: str
    code: int
    state: str = ""
    line: int | None = None
    held: dict[str, str] = field(default_factory=dict)
    out: int = 0  # values that it handed out
    error: str = ""  # what ended it
    fresh: bool = False  # whether it was made, and no line of it has run


def scenes(recording: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[Frame]]]:
    """Yield each step with the frames as they stand after it, the same objects."""
    frames = [begun(about) for about in recording["frames"]]
    for step in recording["steps"]:
        advance(step, frames)
        yield step, frames


def begun(about: dict[str, Any]) -> Frame:
    """Return a frame as it stands before the first step."""
    frame = Frame(about["name"], about["kind"], about["code"])
    frame.state = about.get("before", "")
    frame.line = about.get("l")
    frame.fresh = frame.state == "C"
    frame.held.update(about.get("d", {}))
    return frame


def hold(frame: Frame, names: dict[str, str | None]) -> None:
    """Let names of a frame hold what they hold now."""
    for name, value in names.items():
        if value is None:
            frame.held.pop(name, None)
        else:
            frame.held[name] = value


def advance(step: dict[str, Any], frames: list[Frame]) -> None:
    """Let frames make a step."""
    frame, event = frames[step["f"]], step["e"]
    if event not in ASIDE:
        frame.line = step["l"]
    hold(frame, step.get("d", {}))
    for number, names in step.get("k", {}).items():
        hold(frames[int(number)], names)
    if event == "start":
        frame.fresh = False
    if event == "make":
        frames[step["g"]].fresh = True
        frames[step["g"]].state = "C"
        frames[step["g"]].held.update(step.get("h", {}))
    if event in ("yield", "pass"):
        frame.out += 1
    if event == "unwind":
        frame.error = step["v"]
    if frame.kind == "function" and event in CALLED:
        frame.state = CALLED[event]
    for number, state in step.get("s", {}).items():
        frames[int(number)].state = state
