"""What a stepper shows of a recording, step by step: plain data, ready to be drawn.

- `code`, `left`, `cut`: the recording's own; `frames`: name, kind and listing of each;
- `out`: all that was printed;
- `stands`: how a frame stood at some time: `f` its number, `s` its state, a letter or
  `!` where an error ended it, `l` its line, `d` its names and values, `o` how many
  values it handed out;
- `scenes`, one a step: `f` the step's frame, `aside` whether the step is about another
  than the one that runs, `new` the names of it that changed, `at` the places in
  `stands`, the program's own first, `whole` the frames whose lines are all shown where
  not all are, `over` how many more are finished, `gives` what crosses the gap, with
  the side that it goes to, `p` how much was printed by then, and `o` how much of it
  just before.

What is 0, empty or False is left out, but for numbers of frames and lines.
"""

from __future__ import annotations

from typing import Any

from engine.live.story.scenes import ASIDE, Frame, scenes

WHOLE = 3  # generators whose lines are all shown; of more, the one line that counts
RECENT = 8  # steps for which a generator that is finished stays


def stage(recording: dict[str, Any]) -> dict[str, Any]:
    """Return what a stepper shows of a recording."""
    keys = ("name", "kind", "code")
    made = Stage(len(recording["frames"]))
    shown = [made.scene(step, frames) for step, frames in scenes(recording)]
    return {
        "code": recording["code"],
        "frames": [{key: each[key] for key in keys} for each in recording["frames"]],
        "stands": made.stands,
        "scenes": shown,
        "out": "".join(step.get("o", "") for step in recording["steps"]),
        **filled({"cut": recording["cut"], "left": recording["left"]}),
    }


class Stage:
    """The frames on their way through a recording."""

    def __init__(self, many: int) -> None:
        """Take how many frames there are."""
        self.stands: list[dict[str, Any]] = []
        self.places = [-1] * many  # in stands, by number of a frame
        self.last = [-1] * many  # step in which it had a part last
        self.steps = 0
        self.printed = 0

    def scene(self, step: dict[str, Any], frames: list[Frame]) -> dict[str, Any]:
        """Return the next scene, given the frames as they stand after its step."""
        for number in self.touched(step):
            self.last[number] = self.steps
            self.places[number] = -1
        living = [
            n for n, each in enumerate(frames) if n and each.state not in ("", "X")
        ]
        over = [n for n, each in enumerate(frames) if n and each.state == "X"]
        recent = [n for n in over if self.last[n] > self.steps - RECENT]
        shown = sorted([*living, *recent])
        self.steps += 1
        self.printed += len(step.get("o", ""))
        latest = sorted(living, key=lambda n: -self.last[n])[:WHOLE]
        found = {
            "at": [self.place(n, frames[n]) for n in (0, *shown)],
            "aside": step["e"] in ASIDE,
            "new": list(step.get("d", ())),
            "whole": latest if len(latest) < len(living) else [],
            "over": len(over) - len(recent),
            "p": self.printed,
            "o": len(step.get("o", "")),
            "gives": crossing(step),
        }
        return {"f": step["f"], **filled(found)}

    def touched(self, step: dict[str, Any]) -> set[int]:
        """Return the frames that have a part in a step."""
        found = {step["f"], *map(int, step.get("s", ()))}
        return found | {step["g"]} if "g" in step else found

    def place(self, number: int, frame: Frame) -> int:
        """Return the place of a frame in `stands`, as it stands now."""
        if self.places[number] < 0:
            state = "!" if frame.state == "X" and frame.error else frame.state
            found = filled({"s": state, "d": dict(frame.held), "o": frame.out})
            if frame.line is not None:
                found["l"] = frame.line
            self.places[number] = len(self.stands)
            self.stands.append({"f": number, **found})
        return self.places[number]


def filled(about: dict[str, Any]) -> dict[str, Any]:
    """Return what is not 0, empty or False."""
    return {key: value for key, value in about.items() if value}


def crossing(step: dict[str, Any]) -> tuple[str, str] | None:
    """Return what crosses the gap at a step: its text, and to which side it goes."""
    event, value = step["e"], step.get("v", "")
    if event in ("yield", "pass"):
        return value, "out"
    if event == "end" and value != "None":
        return value, "return out"
    if event in ("unwind", "throw"):
        return value, "raise out" if event == "unwind" else "raise in"
    sent = step.get("sent", "None")
    return None if sent == "None" else (sent, "in")
