"""From the steps of a recording to those of the stage: what changes, and what crosses.

A beat is one of these: it becomes a step. Which beats are moments, and what is said of
them, comes after (`moments.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.live.story.lanes import Lane, lanes
from engine.live.story.rows import Rows, laid
from engine.live.story.scenes import Frame

YOU = "you"
KEPT = 5  # names that are shown of one lane

# what a recording calls a state, and what the stage does
STATES = {
    "": "absent",
    "C": "created",
    "R": "running",
    "S": "suspended",
    "X": "finished",
}


OVER = ("absent", "finished", "raised")  # of a lane that keeps nothing


@dataclass(eq=False)
class Beat:
    """One step on its way: of which `kind`, about whom, and who asked.

    Kinds are begin, make, ask, back, over (of one that nobody waits for), line, own (a
    line of who asks) and typed (an input of which nothing else is to tell). `step` is
    the recorded one, `input` the number of that which it belongs to.
    """

    kind: str
    event: str = ""
    step: dict[str, Any] = field(default_factory=dict)
    lane: Lane | None = None
    by: Lane | None = None
    line: int = 0
    out: str = ""
    say: list[str] = field(default_factory=list)
    lanes: dict[str, dict[str, Any]] = field(default_factory=dict)
    cross: list[tuple[str, int, str, int, str, str]] = field(default_factory=list)
    input: int = -1
    rest: bool = False
    asker: str = ""  # who asks, as the beginning of a sentence
    request: Beat | None = None  # that is answered
    also: list[Lane] = field(default_factory=list)  # made with the first
    raised: str = ""  # the error that who asked gets
    gives: bool = False  # whether a call that closes gives what is returned
    quiet: bool = False  # whether it only defines something
    shown: bool = False  # whether what came stands in a row of its own
    seen: str = ""  # what a session shows at the end of an input


class Staging:
    """Walks through a recording and makes its beats."""

    def __init__(self, recording: dict[str, Any]) -> None:
        """Take a recording."""
        self.recording = recording
        self.rows: Rows = laid(recording)
        self.lanes = lanes(recording)
        self.every = sorted(set(self.lanes.values()), key=lambda each: int(each.id))
        self.beats: list[Beat] = []
        self.now: dict[str, dict[str, Any]] = {}
        self.input = -1
        self.at = 0  # number of the step
        self.held: dict[str, str] = {}
        self.frames: list[Frame] = []
        self.news: dict[str, dict[str, str | None]] = {}  # of who waits, not shown yet
        self.unheard = ""  # what was printed before steps that no beat is of
        self.begin()

    def begin(self) -> None:
        """Make the first beat: all lanes as they stand before."""
        seen = 0 if self.rows.inputs else self.written()
        self.now[YOU] = {"state": "running", "at": 0, "seen": seen, "keeps": ""}
        fronts: set[int] = set()
        frames = self.recording["frames"]
        for each in self.every:
            before = frames[int(each.id)].get("before", "")
            first = {
                "state": STATES[before],
                "at": 0,
                "keeps": "",
                "asked": 0,
                "gave": 0,
            }
            if "l" in frames[int(each.id)]:
                first["at"] = self.line(each, frames[int(each.id)]["l"])
            first["keeps"] = kept(frames[int(each.id)].get("d", {}))
            if each.place in fronts:
                first["off"] = True
            fronts.add(each.place)
            self.now[each.id] = first
        self.beats.append(Beat("begin", lanes={k: {**v} for k, v in self.now.items()}))

    def written(self) -> int:
        """Return how many rows a script has before it prints."""
        return len(self.recording["code"][0]["lines"])

    def line(self, lane: Lane, row: int) -> int:
        """Return the number that a line has on its card."""
        return int(self.recording["code"][lane.code]["at"]) + row

    # what changes

    def change(self, beat: Beat, lane: str, **new: Any) -> None:
        """Let a lane change; what is as it was is no change."""
        now = self.now[lane]
        found = {key: value for key, value in new.items() if now.get(key) != value}
        now.update(found)
        if found:
            beat.lanes.setdefault(lane, {}).update(found)

    def front(self, beat: Beat, lane: Lane | None) -> None:
        """Let a card be the one that is drawn in its place."""
        if lane is None or not self.now[lane.id].get("off"):
            return
        for each in self.every:
            if each.place == lane.place and not self.now[each.id].get("off"):
                self.change(beat, each.id, off=True)
        self.change(beat, lane.id, off=False)

    def beat(self, kind: str, step: dict[str, Any], lane: Lane | None = None) -> Beat:
        """Add a beat for a step, about a lane; what was printed belongs to it.

        So does what was printed before steps since the last beat.
        """
        out, self.unheard = self.unheard, ""
        if out:
            step = {**step, "o": out}
        found = Beat(kind, step["e"], step, lane, input=self.input)
        found.line = self.now[lane.id]["at"] if lane else 0
        self.beats.append(found)
        self.front(found, lane)
        if out:
            found.out = out
            self.change(found, YOU, seen=self.rows.seen[self.at])
        if self.rows.inputs and self.input >= 0:
            typed = self.rows.inputs[self.input]
            if self.now[YOU]["seen"] <= typed.row:
                self.change(found, YOU, seen=self.rows.seen[self.at])
        self.catch_up(found)
        if step["f"] == 0:
            self.holds(found, step)
        return found

    def prompts(self, step: dict[str, Any]) -> bool:
        """Return whether a session's prompt is next at a step."""
        return bool(self.rows.inputs) and step["e"] in ("input", "over")

    def catch_up(self, beat: Beat) -> None:
        """Let those who wait keep what others have made of it meanwhile."""
        news, self.news = self.news, {}
        for number, names in news.items():
            lane = self.lanes.get(int(number))
            if number == "0":
                self.holds(beat, {"d": names})
            elif lane and self.now[lane.id]["state"] not in OVER:
                self.change(beat, lane.id, keeps=self.keeps(int(number)))

    def holds(self, beat: Beat, step: dict[str, Any]) -> None:
        """Let the names of who asks hold what they hold now."""
        cards = {each.name for each in self.every}
        for name, value in step.get("d", {}).items():
            self.held.pop(name, None)
            if value is not None and name not in cards:
                self.held[name] = value
        self.change(beat, YOU, keeps=kept(self.held))

    def keeps(self, number: int) -> str:
        """Return what the names of a frame hold."""
        return kept(self.frames[number].held)

    def end(self, of: Lane | None) -> tuple[str, int]:
        """Return where a lane is, as the end of what crosses."""
        return (of.id, self.now[of.id]["at"]) if of else (YOU, self.now[YOU]["at"])


def kept(held: dict[str, str]) -> str:
    """Return what names hold, in a line."""
    named = [f"{name} = {value}" for name, value in held.items()]
    return "  ".join(named[-KEPT:])
