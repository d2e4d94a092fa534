"""Tells a recording: what happens at each step.

A sentence is a list in which plain text and code take turns, text first:
`["", "next(g)", " resumes ", "doubling", " at line 4."]`. It is a message, whose places
are attributes of a Moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.live.messages import TURN, counted, message, worded
from engine.live.sources import lines_of
from engine.live.story.scenes import Frame, scenes

Words = list[str]

LONGEST = 80  # characters of what was printed
LOOPS = ("for", "async for", "yield from", "await")
ASYNCHRONOUS = ("coroutine", "async generator")


def told(recording: dict[str, Any]) -> list[Words]:
    """Return a sentence for each step of a recording."""
    return [sentence(recording, step, frames) for step, frames in scenes(recording)]


def sentence(
    recording: dict[str, Any], step: dict[str, Any], frames: list[Frame]
) -> Words:
    """Return what happens at one step, given the frames as they stand after it."""
    moment = Moment(recording, step, frames)
    moment.told = worded(KEYS[step["e"]](moment), moment)
    if "o" in step and moment.printed:
        return worded("story.printed", moment).split(TURN)
    return moment.told.split(TURN)


class Moment:
    """A step, and what a sentence may say of it."""

    told: str  # the sentence, without what was printed before

    def __init__(
        self, recording: dict[str, Any], step: dict[str, Any], frames: list[Frame]
    ) -> None:
        """Take a recording, a step of it, and the frames as they stand after it."""
        self.recording = recording
        self.step = step
        self.frame = frames[step["f"]]
        self.name = self.frame.name
        self.code = recording["code"][self.frame.code]
        self.line: int = self.code["at"] + step["l"]
        self.value: str = step.get("v", "")
        self.via: str = step.get("via", "")
        self.how: str = step.get("how", "")
        self.sent: str = step.get("sent", "None")
        self.inner = step["f"] > 0  # whether it is of another frame than the module's
        self.made = frames[step["g"]].name if "g" in step else ""
        asks = frames[step["by"]] if "by" in step else None
        self.by = asks.name if asks and asks.kind != "module" else ""

    @property
    def typed(self) -> str:
        """The step's line, as it stands."""
        return str(self.code["lines"][self.step["l"]]).replace(TURN, "�")

    @property
    def text(self) -> str:
        """The step's line."""
        return self.typed.strip()

    @property
    def value_in_short(self) -> str:
        """An error that has no arguments, without its brackets."""
        return self.value.removesuffix("()")

    @property
    def got(self) -> str:
        """What a StopIteration brings, "" for nothing."""
        return self.value.removeprefix("StopIteration(").removesuffix(")")

    @property
    def error(self) -> str:
        """The last line of what the program ended with, "" where it did not."""
        return "".join(lines_of(self.recording["error"])[-1:])

    @property
    def printed(self) -> str:
        """What was printed, in one line; of a traceback the last."""
        text: str = self.step.get("o", "").rstrip("\n")
        if text.startswith("Traceback "):
            text = lines_of(text)[-1]
        text = text.replace("\n", " ⏎ ").replace(TURN, "�")
        return text if len(text) < LONGEST else text[: LONGEST - 1] + "…"

    @property
    def held(self) -> str:
        """The locals of its frame."""
        return ", ".join(f"{name} = {value}" for name, value in self.frame.held.items())

    @property
    def having(self) -> str:
        """The locals of its frame, as a part of a sentence."""
        return message("story.having", held=self.held) if self.frame.held else ""

    @property
    def changes(self) -> str:
        """What changed before it, as sentences that follow another."""
        return changed(self.step.get("d", {}))

    @property
    def asker(self) -> str:
        """Who asks, as the beginning of a sentence."""
        return worded(asking(self), self)

    @property
    def inside(self) -> str:
        """In which frame who asks is, unless that is the module's."""
        return worded("story.inside", self) if self.by else ""


def changed(names: dict[str, str | None]) -> str:
    """Return what names hold now, None for one that is gone, as more sentences."""
    new = ", ".join(
        f"{name} = {value}" for name, value in names.items() if value is not None
    )
    gone = [name for name, value in names.items() if value is None]
    found = message("story.now", changed=new) if new else ""
    if gone:
        found += counted("story.gone", len(gone), gone=", ".join(gone))
    return found


# which message is for which step


def asking(moment: Moment) -> str:
    """Return the message that says who asks."""
    if moment.how == "unpacking":
        alone = "story.asker.unpacking_alone"
        return "story.asker.unpacking" if moment.via else alone
    if moment.how in ("call", "in") and moment.via:
        return "story.asker.words"
    if moment.how in ("", "call"):
        return "story.asker.call"
    if moment.how in ("for", "async for"):
        return "story.asker.loop"
    return "story.asker.block" if moment.how == "with" else "story.asker.other"


def of_pass(moment: Moment) -> str:
    """Return the message for a value that is handed on."""
    return "story.await" if moment.frame.kind in ASYNCHRONOUS else "story.pass"


def of_stop(moment: Moment) -> str:
    """Return the message for a consumer that sees the end."""
    if moment.how in ("for", "async for"):
        return "story.loop_ends"
    return "story.gets" if moment.got else "story.over_seen"


def of_throw(moment: Moment) -> str:
    """Return the message for an error that is put in."""
    if moment.how == "drop":
        return "story.throw_dropped"
    return "story.throw_before" if moment.frame.fresh else "story.throw"


def of_raise(moment: Moment) -> str:
    """Return the message for an error that is raised, or comes out of a call."""
    if moment.inner and (not moment.via or moment.via.startswith("raise")):
        return "story.raise" if moment.how else "story.raise_through"
    if moment.via:
        inside = "story.raise_of_call_inside"
        return inside if moment.inner else "story.raise_of_call"
    return "story.raise_out"


def of_call(moment: Moment) -> str:
    """Return the message for a call of a plain function."""
    if moment.name.endswith("__del__") and "__del__" not in moment.via:
        return "story.call_last"
    enters = moment.name.endswith(("__enter__", "__exit__"))
    if moment.how in LOOPS or (moment.how == "with" and enters):
        return "story.call_asked"
    return "story.call" if moment.via else "story.call_alone"


def of_over(moment: Moment) -> str:
    """Return the message for the end of the program."""
    if moment.recording["cut"]:
        return "story.over_cut"
    return "story.over_with_error" if moment.error else "story.over"


KEYS: dict[str, Callable[[Moment], str]] = {
    "input": lambda _: "story.input",
    "line": lambda at: "story.line_inside" if at.inner else "story.line",
    "make": lambda _: "story.make",
    "start": lambda _: "story.start",
    "resume": lambda at: "story.resume" if at.sent == "None" else "story.send",
    "through": lambda _: "story.through",
    "yield": lambda _: "story.yield",
    "pass": of_pass,
    "end": lambda at: "story.end" if at.value == "None" else "story.end_with_value",
    "stop": of_stop,
    "throw": of_throw,
    "raise": of_raise,
    "unwind": lambda _: "story.unwind",
    "close": lambda _: "story.close",
    "drop": lambda _: "story.drop",
    "call": of_call,
    "return": lambda _: "story.return",
    "over": of_over,
    "ask": lambda _: "story.ask",
}
