"""What generators are called: by the name that the reader gave them, or by their call.

A generator that has no name of its own is called as it was made, `countdown(2)`.
Which name it has is found last, when all names that it ever had are known.
"""

from __future__ import annotations

import re
from typing import Any

from engine.live import values

NUMBER = re.compile(f"{values.NAMED}([0-9]+)>")
SHORT = 24  # characters of a call in short
OTHERS = ("module", "function")  # kinds of frames that are no generator's

Raw = list[dict[str, Any]]


class Names:
    """The names of all frames, `every` by number, and the calls that made them."""

    def __init__(self, frames: Raw, steps: Raw) -> None:
        """Take frames and steps, in which generators are numbered."""
        self.frames = frames
        self.every: dict[int, str] = {}
        self.made: dict[int, str] = {}
        self.given: dict[int, tuple[int, str]] = {}  # who calls it so, and how
        for number, frame in enumerate(frames):
            self.hold(number, frame.get("d", {}))
        makes: dict[int, dict[str, Any]] = {}
        for step in steps:
            self.hold(step["f"], step.get("d", {}))
            for who, held in step.get("k", {}).items():
                self.hold(int(who), held)
            if step["e"] == "make":
                makes[step["g"]] = step
                self.made[step["g"]] = self.call(step, step.get("h", {}))
                self.hold(step["g"], step.get("h", {}))
            elif step["e"] == "start" and step["f"] in makes:  # it began at once
                given = {**makes[step["f"]].get("h", {}), **step.get("d", {})}
                self.made[step["f"]] = self.call(makes[step["f"]], given)
        untouched = {n for n, frame in enumerate(frames) if "before" in frame}
        for step in steps:
            untouched -= {step["f"], step.get("g", 0)}
        seen: dict[str, int] = {}
        for number, frame in enumerate(frames):
            name = self.called(number, frame)
            if frame["kind"] not in OTHERS and number not in untouched:
                seen[name] = seen.get(name, 0) + 1
                if seen[name] > 1:
                    name = f"{name} {seen[name]}"
            self.every[number] = name

    def call(self, step: dict[str, Any], held: dict[str, str | None]) -> str:
        """Return the call that made a generator; within a function, what it held.

        There `visit(child)` says less than `visit(3)`.
        """
        via: str = step.get("via", "")
        name, _ = parts(via)
        if not (step["f"] and name and held):
            return via
        given = ", ".join(str(value) for value in held.values())
        if values.NAMED in given:
            return via
        found = f"{name}({given})"
        return found if len(found) <= SHORT else f"{name}(…)"

    def hold(self, who: int, held: dict[str, str | None]) -> None:
        """Note which generators are called how; what the program calls one counts."""
        for name, text in held.items():
            match = NUMBER.fullmatch(text or "")
            if match:
                number = int(match[1])
                known = self.given.get(number)
                if known is None or (known[0] and not who):
                    self.given[number] = who, name

    def called(self, number: int, frame: dict[str, Any]) -> str:
        """Return what a frame is called by who reads the program."""
        if frame["kind"] in OTHERS:
            return str(frame["name"])
        who, name = self.given.get(number, (-1, ""))
        # the name of a parameter says less than the call that made what it holds
        if who and self.made.get(number):
            return inner(self.made[number])
        return name or inner(self.made.get(number, "")) or str(frame["name"])

    def of(self, number: int, place: dict[int, int]) -> dict[str, Any]:
        """Return what a frame's record says of its name, and what made it.

        `place` has the numbers that frames have there.
        """
        found: dict[str, Any] = {"name": self.every[number]}
        if self.made.get(number):
            found["made"] = self.made[number]
        who, name = self.given.get(number, (-1, ""))
        if who in place and name and name != self.every[number]:
            found["alias"] = [place[who], name]
        return found

    def put(self, text: str, name: str = "") -> str:
        """Return a text with names where numbers stand; what holds it is `name`."""

        def called(match: re.Match[str]) -> str:
            number = int(match[1])
            # no name, where the program has such a text of its own
            if number >= len(self.frames):
                return match[0]
            found = self.every[number]
            if found == name:  # nothing is told by `g = g`
                return inner(self.made.get(number, "")) or found
            return found

        return NUMBER.sub(called, text)


def inner(call: str) -> str:
    """Return a call in short: one whose arguments are calls, without these."""
    name, given = parts(call)
    return f"{name}(…)" if name and "(" in given else call


def parts(call: str) -> tuple[str, str]:
    """Return what a call calls, and what stands in its brackets; "" for no call."""
    depth = 0
    for at in range(len(call) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(call[at], 0)
        if not depth:
            return call[:at], call[at + 1 : -1]
    return "", ""
