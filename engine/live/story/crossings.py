"""What crosses between lanes, and how they change for it."""

from __future__ import annotations

from typing import Any

from engine.live.messages import message
from engine.live.story.lanes import Lane
from engine.live.story.scenes import ASIDE
from engine.live.story.sentences import Moment, sentence
from engine.live.story.staging import YOU, Beat, Staging

Step = dict[str, Any]
STOP = "StopIteration"
SHUTS = ("close", "drop")  # kinds of crossings that end a lane
DELEGATES = ("yield from", "await")


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

    def ended(self, step: Step, request: Beat | None) -> str:
        """Return what who asked gets of an end."""
        following = self.recording["steps"][self.at + 1]
        raises = following["e"] == "raise" and STOP in following["v"]
        # one that delegates takes that error as what it asked for
        if raises and not (request and request.step.get("how") in DELEGATES):
            return str(following["v"]).removesuffix("()")
        if closes(request) and not self.gives(step, request):
            return message("stage.words.closed")
        value = str(step.get("v", "None"))
        return message("stage.words.end") if value == "None" else value

    def gives(self, step: Step, request: Beat | None) -> bool:
        """Return whether a call that closes a lane gives what that returns.

        It doesn't where it closes another, which delegates to this one.
        """
        if request is None or not closes(request) or step.get("v", "None") == "None":
            return False
        rest = self.recording["steps"][self.at + 1 :]
        after = next(each for each in rest if each["e"] not in ASIDE)
        through = after["e"] == "raise" and "GeneratorExit" in after["v"]
        called = request.step.get("how") == "call" and "via" in request.step
        return called and not through

    def answer(self, beat: Beat, kind: str, what: str) -> None:
        """Let what comes out cross to who asked, who goes on."""
        lane, by = beat.lane, beat.by
        assert lane is not None
        end = self.end(by)
        if by is None and self.input >= 0:
            typed = self.rows.inputs[self.input]
            shown = "yield" if beat.gives else kind
            if typed.shows(what, shown, self.rows.rows):
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
        beat.gives = step["e"] == "end" and self.gives(step, beat.request)
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


def closes(request: Beat | None) -> bool:
    """Return whether a request ends a lane."""
    return request is not None and request.cross[0][-1] in SHUTS
