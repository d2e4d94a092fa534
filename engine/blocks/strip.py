"""Draws a frame strip: what a recording shows, side by side and in words.

The recording stands at `snippets/recorded/<module>.<section>.strip.json`.
"""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from html import escape
from typing import Any

from engine.book.text import Include
from engine.book.tree import Tree
from engine.live.story import Frame, Words, scenes, stage, told

# shape and word, so that a state never rests on colour
STATES = {
    "C": ("created", "○ created"),
    "R": ("running", "▶ running"),
    "S": ("suspended", "❚❚ suspended"),
    "X": ("finished", "■ finished"),
    "!": ("raised", "✕ raised"),
}

MOST = 6  # moments that are drawn; the words tell all


@dataclass
class Moment:
    """How generators stand when whoever asked goes on: one frame of a strip."""

    call: str
    printed: str = ""
    frames: list[Frame] = field(default_factory=list)
    value: str = ""  # what came out: a value or an error


def figure(tree: Tree, include: Include) -> str:
    """Return the strip as an ordered list of frames and of steps, without scripts.

    Raises FileNotFoundError when it was never recorded.
    """
    file = tree.frames(include.file, include.section)
    if not file.is_file():
        raise FileNotFoundError(
            f"no recording {file.relative_to(tree.root).as_posix()}: run `make record`"
        )
    recording = json.loads(file.read_text(encoding="utf-8"))
    all_moments = moments(recording)
    shown = all_moments[:MOST]
    drawn = "".join(card(recording, each, n) for n, each in enumerate(shown, 1))
    words = told(recording)
    kinds = ("module", "function")
    names = [f["name"] for f in recording["frames"] if f["kind"] not in kinds]
    whose = " and ".join(coded(each) for each in names) or "the program"
    which = f"the first {MOST} times" if len(all_moments) > MOST else "each time"
    data = json.dumps(stage(recording), ensure_ascii=False, separators=(",", ":"))
    data = data.replace("</", "<\\/")
    steps = "".join(f"<li>{marked(each)}</li>" for each in words)
    return (
        f'<figure class="strip" data-source="snippets/{include.file}" '
        f'data-section="{include.section}"><ol class="frames">{drawn}</ol>'
        f'<details class="story"><summary>All {len(words)} steps, in words</summary>'
        f"<ol>{steps}</ol></details>"
        f'<script type="application/json">{data}</script>'
        f"<figcaption>Recorded from a real run of {whose}: how it stands {which} "
        "that it hands over.</figcaption></figure>"
    )


ASKED = ("start", "resume", "through", "throw")
OVER = ("yield", "pass", "end", "unwind")


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
        if kinds[number] in ("module", "function"):
            continue
        seen.add(number)
        if event in ASKED:
            askers[number] = step.get("by", 0)
            if kinds[askers[number]] in ("module", "function"):
                plain = step.get("how", "call") in ("call", "in") and "via" in step
                call = step["via"] if plain else lines[row].strip().rstrip(":")
        if event in OVER and kinds[askers.get(number, 0)] in ("module", "function"):
            stand = [deepcopy(frames[each]) for each in sorted(seen | set(made))]
            value = "" if event == "end" else step["v"]
            found.append(Moment(call, printed, stand, value))
            made.clear()
            seen.clear()
            printed = ""
    return found


def card(recording: dict[str, Any], moment: Moment, number: int) -> str:
    """Return one frame of a strip."""
    (first, *more) = moment.frames
    name = state(first)[0] if not more else state(moment.frames[-1])[0]
    body = one(recording, first) if not more else several(recording, moment.frames)
    out = f'<span class="out">{escape(moment.value)}</span>' if moment.value else ""
    label = "" if more else f'<span class="state">{state(first)[1]}</span>'
    return (
        f'<li class="frame" data-state="{name}"><span class="step">{number}</span>'
        f'<code class="call">{escape(moment.call)}</code>{body}{label}{out}'
        f'<p class="told">{sentence(recording, moment)}</p></li>'
    )


def state(frame: Frame) -> tuple[str, str]:
    """Return the state of a frame: its name, and its shape with its word."""
    return STATES["!" if frame.state == "X" and frame.error else frame.state or "C"]


def one(recording: dict[str, Any], frame: Frame) -> str:
    """Return the lines of a generator, with the one where it waits, and its locals."""
    rows = []
    for number, line in enumerate(recording["code"][frame.code]["lines"]):
        text = escape(line) or " "
        waits = number == frame.line and frame.state in "RS"
        rows.append(f"<mark>{text}</mark>" if waits else text)
    return f'<pre class="at"><code>{chr(10).join(rows)}</code></pre>{kept(frame)}'


def kept(frame: Frame) -> str:
    """Return the locals of a frame that has any still."""
    if frame.state == "X" or not frame.held:
        return ""
    held = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in frame.held.items()
    )
    return f'<dl class="locals">{held}</dl>'


def several(recording: dict[str, Any], frames: list[Frame]) -> str:
    """Return some generators, each with where it waits and how much came of it."""
    rows = []
    for frame in frames:
        name, words = state(frame)
        lines = recording["code"][frame.code]["lines"]
        at = frame.line or 0
        text = lines[at].strip() if frame.state in "RS" else ""
        line = f"<code>{escape(text)}</code>" if text else ""
        count = f'<span class="count">{frame.out} out</span>' if frame.out else ""
        rows.append(
            f'<li data-state="{name}"><b>{escape(frame.name)}</b> '
            f'<span class="state">{words}</span> {count} {line} {kept(frame)}</li>'
        )
    return f'<ul class="stages">{"".join(rows)}</ul>'


def sentence(recording: dict[str, Any], moment: Moment) -> str:
    """Return a moment in a sentence, for search, print and screen readers."""
    call, value = coded(moment.call), coded(moment.value)
    alone = len(moment.frames) == 1
    ended = moment.frames[-1].state == "X"
    first = f"{call}: "
    if moment.value:
        first = f"{call} ends with {value}. " if ended else f"{call} gets {value}. "
    if moment.printed:
        lines = moment.printed.rstrip("\n").replace("\n", ", ")
        first = f"{call} prints {coded(lines)}"
        first += f" and {'ends with' if ended else 'gets'} {value}. " if value else ". "
    told = []
    for frame in moment.frames:
        name = "it" if alone else coded(frame.name)
        held = ", ".join(f"{n} = {v}" for n, v in frame.held.items())
        with_held = f" with {escape(held)}" if held else ""
        if frame.state == "S":
            at = recording["code"][frame.code]["at"] + (frame.line or 0)
            told.append(f"{name} waits at line {at}{with_held}.")
        elif frame.state == "C":
            told.append(f"{name} is made; none of its lines has run.")
        else:
            told.append(f"{name} is over, and its frame is gone.")
    rest = " ".join(told)
    if first.endswith(". "):
        rest = rest[0].upper() + rest[1:]
    return first + rest


def coded(text: str) -> str:
    """Return a piece of code as HTML; nothing for none."""
    return f"<code>{escape(text)}</code>" if text else ""


def marked(words: Words) -> str:
    """Return a sentence as HTML, its code marked."""
    return "".join(
        f"<code>{escape(each)}</code>" if number % 2 else escape(each)
        for number, each in enumerate(words)
        if each
    )
