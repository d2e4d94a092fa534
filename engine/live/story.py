"""Tells a recording: what happens at each step, and how things stand after it.

A sentence is a list in which plain text and code take turns, text first:
`["", "next(g)", " resumes ", "doubling", " at line 4."]`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Words = list[str]

LOOPS = ("for", "async for", "yield from", "await")


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
    frames = []
    for about in recording["frames"]:
        frame = Frame(about["name"], about["kind"], about["code"])
        frame.state = about.get("before", "")
        frame.line = about.get("l")
        frame.fresh = frame.state == "C"
        frame.held.update(about.get("d", {}))
        frames.append(frame)
    for step in recording["steps"]:
        frame = frames[step["f"]]
        event = step["e"]
        if event not in ("make", "close", "drop"):
            frame.line = step["l"]
        for name, value in step.get("d", {}).items():
            if value is None:
                frame.held.pop(name, None)
            else:
                frame.held[name] = value
        if event == "start":
            frame.fresh = False
        if event == "make":
            frames[step["g"]].fresh = True
            frames[step["g"]].state = "C"
        if event in ("yield", "pass"):
            frame.out += 1
        if event == "unwind":
            frame.error = step["v"]
        for number, state in step.get("s", {}).items():
            frames[int(number)].state = state
        yield step, frames


def told(recording: dict[str, Any]) -> list[Words]:
    """Return a sentence for each step of a recording."""
    return [sentence(recording, step, frames) for step, frames in scenes(recording)]


def sentence(
    recording: dict[str, Any], step: dict[str, Any], frames: list[Frame]
) -> Words:
    """Return what happens at one step, given the frames as they stand after it."""
    frame = frames[step["f"]]
    code = recording["code"][frame.code]
    line = code["at"] + step["l"]
    name, event = frame.name, step["e"]
    value, via = step.get("v", ""), step.get("via", "")
    made = frames[step["g"]].name if "g" in step else ""
    asker = asking(step, frames)
    match event:
        case "input":
            words = with_changes(["You type ", code["lines"][step["l"]], "."], step)
        case "line":
            text = code["lines"][step["l"]].strip()
            words = [f"Line {line} is next: ", text, "."]
            if step["f"]:
                words = ["", name, f" comes to line {line}: ", text, "."]
            words = with_changes(words, step)
        case "make":
            words = ["This makes ", made, ". None of its lines has run yet."]
        case "start":
            place = f" at line {line}{having(frame)}"
            words = joined(asker, [" starts ", name, place])
        case "resume":
            place = f" at line {line}"
            words = joined(asker, [" resumes ", name, place + having(frame)])
            if step.get("sent", "None") != "None":
                words = [*words[:-1], f"{place} and puts in ", step["sent"], "."]
        case "through":
            words = joined(asker, [" asks ", name, ", which passes it on."])
        case "yield":
            words = ["", name, " yields ", value, f" and is suspended at line {line}."]
        case "pass" if frame.kind in ("coroutine", "async generator"):
            words = ["", name, f" waits at line {line}, in its ", "await", "."]
        case "pass":
            words = ["", name, " hands on ", value, " and is suspended too."]
        case "end":
            words = ["", name, " returns and is finished."]
            if value != "None":
                words = ["", name, " returns ", value, " and is finished."]
        case "stop" if step["how"] in ("for", "async for"):
            seen = value.removesuffix("()")
            words = ["The ", step["how"], " loop sees ", seen, " and ends."]
        case "stop":
            got = value.removeprefix("StopIteration(").removesuffix(")")
            words = ["", step["how"], " sees that it is over."]
            if got:
                words = ["", step["how"], " gets ", got, ", what was returned."]
        case "throw" if step.get("how") == "drop":
            words = ["Nothing refers to ", name, " any more. In it "]
            words += [value, f" is raised, at line {line} where it waits."]
        case "throw":
            words = joined(asker, [" raises ", value, " in ", name])
            words.append(f", at line {line} where it waits.")
            if frame.fresh:
                words[-1] = ", before its first line."
        case "raise" if step.get("via", "raise").startswith("raise") and step["f"]:
            words = [f"Line {line} of ", name, " raises ", value, "."]
            if "how" not in step:
                words = ["", value, " comes through to ", name, f", line {line}."]
        case "raise" if "via" in step:
            where = [" in ", name, "."] if step["f"] else ["."]
            words = ["", step["via"], " raises ", value, *where]
        case "raise":
            text = code["lines"][step["l"]].strip()
            words = ["", value, f" comes out at line {line}, ", text, "."]
        case "unwind":
            words = ["", value, " leaves ", name, ", which is over."]
        case "close":
            words = ["", made, " is closed. None of its lines runs."]
        case "drop":
            words = ["Nothing refers to ", made, " any more. It is gone."]
        case "call" if name.endswith("__del__") and "__del__" not in via:
            words = ["An object is about to go: ", name, f" is called{having(frame)}"]
        case "call" if step.get("how") in LOOPS or enters(step, name):
            words = joined(asker, [" calls ", name, having(frame)])
        case "call" if "via" in step:
            words = ["", step["via"], " calls ", name, having(frame)]
        case "call":
            words = ["", name, f" is called{having(frame)}"]
        case "return":
            words = ["", name, " returns ", value, "."]
        case _:
            words = ["That was all."]
            if recording["error"]:
                words = ["It ends with ", recording["error"].splitlines()[-1], "."]
            if recording["cut"]:
                words = ["It goes on, but no more steps are kept."]
    printed = step.get("o", "").rstrip("\n")
    if printed:
        if printed.startswith("Traceback "):
            printed = printed.splitlines()[-1]
        shown = printed.replace("\n", " ⏎ ")
        shown = shown if len(shown) < 80 else shown[:79] + "…"
        return joined(["", shown, " is printed. "], words)
    return words


def enters(step: dict[str, Any], name: str) -> bool:
    """Return whether a call is a `with` block's own, at its beginning or its end."""
    return step.get("how") == "with" and name.endswith(("__enter__", "__exit__"))


def asking(step: dict[str, Any], frames: list[Frame]) -> Words:
    """Return who asks, as the beginning of a sentence."""
    by = frames[step["by"]] if "by" in step else None
    how, via = step.get("how", ""), step.get("via", "")
    if how in ("call", "in") and via:
        return ["", via]
    if how == "unpacking":
        return ["Unpacking into ", via or "names"]
    if how in ("", "call"):
        return ["A call"]
    named = {"for": " loop", "async for": " loop", "with": " block"}.get(how)
    words = ["The ", how, named] if named else ["", how]
    if by and by.kind != "module":
        words = joined(words, [" in ", by.name])
    return words


def joined(first: Words, second: Words) -> Words:
    """Return one sentence made of two parts of it."""
    if len(first) % 2:
        return [*first[:-1], first[-1] + second[0], *second[1:]]
    return [*first, *second]


def having(frame: Frame) -> str:
    """Return the locals of a frame, as the end of a sentence."""
    held = ", ".join(f"{name} = {value}" for name, value in frame.held.items())
    return f" with {held}." if held else "."


def with_changes(words: Words, step: dict[str, Any]) -> Words:
    """Return a sentence with what changed before its step."""
    gone = [name for name, value in step.get("d", {}).items() if value is None]
    new = [f"{n} = {v}" for n, v in step.get("d", {}).items() if v is not None]
    parts = []
    if new:
        parts.append(f"Now {', '.join(new)}.")
    if gone:
        parts.append(f"{', '.join(gone)} {'is' if len(gone) == 1 else 'are'} gone.")
    return [*words[:-1], " ".join([words[-1], *parts])] if parts else words
