"""What each step of a recording changes on the stage: a method an event."""

from __future__ import annotations

from typing import Any

from engine.live.messages import message
from engine.live.story.crossings import STOP, Crossings, Step
from engine.live.story.scenes import scenes
from engine.live.story.staging import YOU, kept


class Beats(Crossings):
    """Makes beats of a recording's steps."""

    def __init__(self, recording: dict[str, Any]) -> None:
        """Take a recording, and make all of them."""
        super().__init__(recording)
        self.typed: Step = {}  # the step of the input that is being carried out
        self.changed: dict[str, str | None] = {}  # by it, of the names of who asks
        self.joined = False
        steps = recording["steps"]
        for self.at, (step, self.frames) in enumerate(scenes(recording)):
            for number, names in step.get("k", {}).items():
                self.news.setdefault(number, {}).update(names)
            self.changed.update(step.get("k", {}).get("0", {}))
            if step["f"] == 0:
                self.changed.update(step.get("d", {}))
            if self.joined:  # told with the one before
                self.joined = False
                self.catch_up(self.beats[-1])
                continue
            if not self.prompts(step):
                self.unheard += step.get("o", "")
            before = len(self.beats)
            hear = getattr(self, f"on_{step['e'].replace('return', 'end')}", None)
            if hear:
                hear(step, steps[self.at + 1] if self.at + 1 < len(steps) else {})
            if step["f"] == 0 and len(self.beats) == before:
                self.news.setdefault("0", {}).update(step.get("d", {}))

    # who asks

    def on_input(self, step: Step, _: Step) -> None:
        """Take what is typed: it is seen with the next beat."""
        self.finish(step)
        self.input += 1
        self.typed = {key: value for key, value in step.items() if key != "o"}
        self.changed = {}
        self.now[YOU]["at"] = self.rows.inputs[self.input].row

    def finish(self, step: Step) -> None:
        """Let an input be over: what it shows is seen, and the prompt is next."""
        if self.input < 0:
            return
        printed, self.unheard = self.unheard + step.get("o", ""), ""
        beat = self.beats[-1]
        if beat.input != self.input:
            source = self.rows.inputs[self.input].source
            # what it changed is told where it is over; its own step has what was before
            beat = self.beat("typed", {**self.typed, "d": self.news_of(source)})
            beat.say = self.told(beat.step)
            beat.quiet = self.rows.inputs[self.input].defines and not printed.strip()
        elif beat.kind == "own" and beat.event == "line":  # what this line changed
            changed = {**beat.step.get("d", {}), **step.get("d", {})}
            beat.say = self.told({**beat.step, "d": changed})
        beat.seen = printed
        self.catch_up(beat)
        self.holds(beat, step)
        end = self.rows.inputs[self.input].end
        self.change(beat, YOU, state="running", at=end, seen=end)

    def news_of(self, source: str) -> dict[str, str | None]:
        """Return what an input changed, but for what its own words say."""
        plain = source.strip().replace('"', "'")
        return {n: v for n, v in self.changed.items() if plain != f"{n} = {v}"}

    def on_over(self, step: Step, _: Step) -> None:
        """Let the program be over."""
        if self.rows.inputs:
            self.finish(step)
        else:
            beat = self.beat("own", step)
            beat.say = self.told(beat.step)

    # lines and errors

    def on_line(self, step: Step, _: Step) -> None:
        """Let a line be next."""
        lane = self.lanes.get(step["f"])
        if step["f"] and lane is None:
            return
        beat = self.beat("line" if lane else "own", step, lane)
        beat.say = self.told(beat.step)
        if lane is None:
            self.change(beat, YOU, at=self.rows.place[step["l"]])
        else:
            self.runs(beat, lane, step)
            # also where it was there before: then it's run again
            beat.lanes.setdefault(lane.id, {})["at"] = beat.line

    def on_raise(self, step: Step, _: Step) -> None:
        """Let an error be raised, or come through."""
        lane, last = self.lanes.get(step["f"]), self.beats[-1]
        if step["f"] and lane is None:
            return
        if last.kind == "back" and last.by is lane and not last.raised:
            ends = last.event == "nothing" or (
                last.event != "unwind" and STOP in step["v"]
            )
            if ends or last.step.get("v") == step["v"]:
                last.raised = step["v"].removesuffix("()")
                return
        beat = self.beat("line" if lane else "own", step, lane)
        beat.say = self.told(beat.step)
        if lane:
            self.runs(beat, lane, step)

    # requests

    def on_make(self, step: Step, following: Step) -> None:
        """Let a generator be made."""
        lane, by = self.lanes.get(step["g"]), self.lanes.get(step["f"])
        if lane is None:
            return
        last = self.beats[-1]
        same = last.kind == "make" and last.by is by and last.input == self.input
        beat = last if same and last.step["l"] == step["l"] else None
        if beat is None:
            beat = self.beat("make", step, lane)
            beat.by = by
        else:
            beat.also.append(lane)
            self.front(beat, lane)
        beat.cross.append(
            (*self.end(by), lane.id, 0, message("stage.words.makes"), "make")
        )
        keeps = self.keeps(step["g"])
        if following.get("e") == "start" and following["f"] == step["g"]:
            # one that is asked at once is first seen then, with what it has
            keeps = keeps or kept(following.get("d", {}))
        self.change(beat, lane.id, state="created", keeps=keeps)
        if by:  # what it gives was computed before
            self.change(beat, by.id, keeps=self.keeps(step["f"]))
        elif step["f"] == 0:
            self.holds(beat, step)

    def on_start(self, step: Step, following: Step) -> None:
        """Let a generator begin."""
        self.asks("ask", message("stage.words.asks"), step, following)

    def on_resume(self, step: Step, following: Step) -> None:
        """Let a generator go on, perhaps with a value."""
        sent = step.get("sent", "None")
        if sent == "None":
            self.asks("ask", message("stage.words.asks"), step, following)
        else:
            self.asks("send", sent, step, following)

    def on_through(self, step: Step, following: Step) -> None:
        """Let a request pass through one that delegates."""
        self.on_resume(step, {})

    def on_throw(self, step: Step, following: Step) -> None:
        """Let an error be put in; closing is one kind of it, dropping another."""
        kind, what = "throw", step["v"].removesuffix("()")
        if what == "GeneratorExit":
            kind = "drop" if step.get("how") == "drop" else "close"
            what = message("stage.words.closes")
        self.asks(kind, what, step, following)

    def on_call(self, step: Step, following: Step) -> None:
        """Let a plain function be called."""
        self.asks("ask", message("stage.words.calls"), step, following)

    def on_ask(self, step: Step, following: Step) -> None:
        """Let one be asked that is finished: no line runs."""
        lane, by = self.lanes.get(step["g"]), self.lanes.get(step["f"])
        if lane is None:
            return
        beat = self.beat("ask", step, lane)
        beat.by = by
        self.request(beat, lane)
        asked = self.now[lane.id]["asked"] + 1
        self.change(beat, lane.id, asked=asked)
        beat.cross.append(
            (*self.end(by), lane.id, 0, message("stage.words.asks"), "ask")
        )
        self.change(beat, by.id if by else YOU, state="waits")
        back = self.beat("back", {**step, "e": "nothing"}, lane)
        back.by, back.request = by, beat
        self.answer(back, "end", self.ended(step, beat))

    # answers

    def on_yield(self, step: Step, _: Step) -> None:
        """Let a value come out."""
        lane = self.lanes.get(step["f"])
        if lane:
            gave = self.now[lane.id]["gave"] + 1
            at = self.line(lane, step["l"])
            keeps = self.keeps(step["f"])
            self.out(
                "yield",
                step["v"],
                step,
                state="suspended",
                gave=gave,
                at=at,
                keeps=keeps,
            )

    def on_pass(self, step: Step, following: Step) -> None:
        """Let a value be handed on."""
        self.on_yield(step, following)

    def on_end(self, step: Step, _: Step) -> None:
        """Let a lane come to its end."""
        lane = self.lanes.get(step["f"])
        if lane:
            request = self.requests.get(lane.id)
            what = step["v"] if lane.plain else self.ended(step, request)
            self.out("end", what, step, state="finished", at=0, keeps="")

    def on_unwind(self, step: Step, _: Step) -> None:
        """Let an error leave a lane; one that is closed only ends."""
        what = step["v"].removesuffix("()")
        if what == "GeneratorExit":
            self.out(
                "end",
                message("stage.words.closed"),
                step,
                state="finished",
                at=0,
                keeps="",
            )
        else:
            self.out("raise", what, step, state="raised", at=0, keeps="")

    def on_close(self, step: Step, _: Step) -> None:
        """Let one be closed of which no line runs."""
        self.gone("close", message("stage.words.closes"), step)

    def on_drop(self, step: Step, _: Step) -> None:
        """Let one be gone to which nothing refers."""
        self.gone("drop", message("stage.words.drops"), step)
