"""What crosses between lanes, and how they change for it."""

from __future__ import annotations

from typing import Any

from engine.live.messages import message
from engine.live.story.lanes import Lane
from engine.live.story.sentences import Moment, sentence
from engine.live.story.staging import YOU, Beat, Staging

Step = dict[str, Any]
STOP = "StopIteration"


class Crossings(Staging):
    """Lets requests and their answers cross."""

    def __init__(self, recording: dict[str, Any]) -> None:
        """Take a recording."""
        super().__init__(recording)
        self.requests: dict[str, Beat] = {}  # the last, by lane
        self.joined = False  # whether the next step is told with the one before

    def told(self, step: Step) -> list[str]:
        """Return a step in words."""
        return sentence(self.recording, step, self.frames)

    def runs(self, beat: Beat, lane: Lane, step: Step) -> None:
        """Let a card run at a line."""
        beat.line = self.line(lane, step["l"])
        keeps = self.keeps(step["f"])
        self.change(beat, lane.id, state="running", at=beat.line, keeps=keeps)

    def asks(self, kind: str, what: str, step: Step, following: Step) -> None:
        """Let a lane be asked, and run; its first line is told with it."""
        lane, by = self.lanes.get(step["f"]), self.lanes.get(step.get("by", 0))
        if lane is None or lane is by:
            return
        beat = self.beat("ask", step, lane)
        beat.by = by
        self.request(beat, lane)
        begins = step["e"] in ("start", "call") and following.get("f") == step["f"]
        if begins and following["e"] == "line" and "o" not in following:
            self.joined, step = True, {**step, "l": following["l"]}
        self.runs(beat, lane, step)
        if not lane.plain and kind not in ("drop", "close"):
            self.change(beat, lane.id, asked=self.now[lane.id]["asked"] + 1)
        beat.cross.append((*self.end(by), lane.id, beat.line, what, kind))
        self.change(beat, by.id if by else YOU, state="waits")

    def request(self, beat: Beat, lane: Lane) -> None:
        """Remember who asks a lane, and in which words."""
        self.requests[lane.id] = beat
        moment = Moment(self.recording, beat.step, self.frames)
        beat.asker = moment.asker

    def ended(self, step: Step) -> str:
        """Return what who asked gets of an end."""
        if step.get("v", "None") != "None":
            return str(step["v"])
        following = self.recording["steps"][self.at + 1]
        raises = following["e"] == "raise" and STOP in following["v"]
        return STOP if raises else message("stage.words.end")

    def answer(self, beat: Beat, kind: str, what: str) -> None:
        """Let what comes out cross to who asked, who goes on."""
        lane, by = beat.lane, beat.by
        assert lane is not None
        end = self.end(by)
        if by is None and self.input >= 0:
            typed = self.rows.inputs[self.input]
            if typed.shows(what, kind, self.rows.rows):
                end, beat.shown = (YOU, typed.value), True
        beat.cross.append((lane.id, beat.line, *end, what, kind))
        self.change(beat, by.id if by else YOU, state="running")

    def out(self, kind: str, what: str, step: Step, **new: Any) -> None:
        """Let a lane hand over to who asked it."""
        lane = self.lanes.get(step["f"])
        if lane is None:
            return
        beat = self.beat("back", step, lane)
        beat.request = self.requests.get(lane.id)
        beat.by = beat.request.by if beat.request else None
        beat.line = self.line(lane, step["l"])
        self.change(beat, lane.id, **new)
        self.answer(beat, kind, what)

    def gone(self, kind: str, what: str, step: Step) -> None:
        """Let a lane be over without a line run."""
        lane, by = self.lanes.get(step["g"]), self.lanes.get(step["f"])
        if lane is None:
            return
        beat = self.beat("over", step, lane)
        beat.by = by
        beat.cross.append((*self.end(by), lane.id, beat.line, what, kind))
        self.change(beat, lane.id, state="finished", at=0, keeps="")
