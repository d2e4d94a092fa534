"""Draws a frame strip: what a recording shows, side by side and in words.

The recording stands beside the module, at `recorded/<module>.<section>.strip.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from engine.blocks.moments import NO_GENERATOR, Moment, moments
from engine.blocks.origin import Origin
from engine.book.messages import Messages, spoken
from engine.book.text import Include
from engine.book.tree import Tree
from engine.live.story import Frame, Words, stepper, told

# what a recording calls a state: its name, and the message with its shape and word
STATES = {
    "C": ("created", "strip.created"),
    "R": ("running", "strip.running"),
    "S": ("suspended", "strip.suspended"),
    "X": ("finished", "strip.finished"),
    "!": ("raised", "strip.raised"),
}

# how a sentence begins: by whether something is printed, and whether the call gets a
# value, ends with one, or has none
BEGINNINGS = {
    (False, ""): "strip.call",
    (False, "gets"): "strip.gets",
    (False, "ends"): "strip.ends",
    (True, ""): "strip.prints",
    (True, "gets"): "strip.prints_and_gets",
    (True, "ends"): "strip.prints_and_ends",
}

MOST = 6  # moments that are drawn; the words tell all


@dataclass(frozen=True)
class Code:
    """The lines of a function, and which of its module the first is."""

    at: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """What a section did: its moments, its steps in words, and what scripts draw.

    `names` are those of the generators that it ran.
    """

    file: str
    section: str
    names: tuple[str, ...]
    code: tuple[Code, ...]
    moments: tuple[Moment, ...]
    steps: tuple[Words, ...]
    stage: dict[str, Any]


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a strip's fence. Raises as `read`."""
    with spoken(origin.live):
        shown = read(origin.tree, origin.includes[0])
    return html(shown, origin.say)


def read(tree: Tree, include: Include) -> Strip:
    """Return a recording as data. Raises FileNotFoundError when there is none."""
    file = tree.frames(include.file, include.section)
    if not file.is_file():
        raise FileNotFoundError(
            f"no recording {file.relative_to(tree.root).as_posix()}: run `make record`"
        )
    recording = json.loads(file.read_text(encoding="utf-8"))
    frames = recording["frames"]
    return Strip(
        file=include.file,
        section=str(include.section),
        names=tuple(f["name"] for f in frames if f["kind"] not in NO_GENERATOR),
        code=tuple(
            Code(each["at"], tuple(each["lines"])) for each in recording["code"]
        ),
        moments=tuple(moments(recording)),
        steps=tuple(told(recording)),
        stage=stepper(recording),
    )


def html(shown: Strip, say: Messages) -> str:
    """Return a strip as an ordered list of frames and of steps, without scripts."""
    drawn = "".join(
        card(shown, each, n, say) for n, each in enumerate(shown.moments[:MOST], 1)
    )
    data = json.dumps(shown.stage, ensure_ascii=False, separators=(",", ":"))
    data = data.replace("</", "<\\/")
    steps = "".join(f"<li>{marked(each)}</li>" for each in shown.steps)
    return (
        f'<figure class="strip" data-source="snippets/{shown.file}" '
        f'data-section="{shown.section}"><ol class="frames">{drawn}</ol>'
        f'<details class="story"><summary>'
        f"{say.counted('strip.steps', len(shown.steps))}</summary>"
        f"<ol>{steps}</ol></details>"
        f'<script type="application/json">{data}</script>'
        f"<figcaption>{caption(shown, say)}</figcaption></figure>"
    )


def caption(shown: Strip, say: Messages) -> str:
    """Return whose run a strip shows, and how much of it."""
    names = say("strip.and").join(coded(each) for each in shown.names)
    whose = names or say("strip.program")
    if len(shown.moments) > MOST:
        return say("strip.caption_cut", whose=whose, count=MOST)
    return say("strip.caption", whose=whose)


def card(shown: Strip, moment: Moment, number: int, say: Messages) -> str:
    """Return one frame of a strip."""
    (first, *more), last = moment.frames, moment.frames[-1]
    if more:
        body, label = several(shown, moment.frames, say), ""
    else:
        body = one(shown, first)
        label = f'<span class="state">{say(state(first)[1])}</span>'
    out = f'<span class="out">{escape(moment.value)}</span>' if moment.value else ""
    return (
        f'<li class="frame" data-state="{state(last)[0]}">'
        f'<span class="step">{number}</span>'
        f'<code class="call">{escape(moment.call)}</code>{body}{label}{out}'
        f'<p class="told">{sentence(shown, moment, say)}</p></li>'
    )


def state(frame: Frame) -> tuple[str, str]:
    """Return the state of a frame: its name, and the message for it."""
    return STATES["!" if frame.state == "X" and frame.error else frame.state or "C"]


def one(shown: Strip, frame: Frame) -> str:
    """Return the lines of a generator, with the one where it waits, and its locals."""
    rows = []
    for number, line in enumerate(shown.code[frame.code].lines):
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


def several(shown: Strip, frames: list[Frame], say: Messages) -> str:
    """Return some generators, each with where it waits and how much came of it."""
    rows = []
    for frame in frames:
        name, key = state(frame)
        lines = shown.code[frame.code].lines
        at = frame.line or 0
        text = lines[at].strip() if frame.state in "RS" else ""
        line = f"<code>{escape(text)}</code>" if text else ""
        out = say("strip.out", count=frame.out) if frame.out else ""
        count = f'<span class="count">{out}</span>' if out else ""
        rows.append(
            f'<li data-state="{name}"><b>{escape(frame.name)}</b> '
            f'<span class="state">{say(key)}</span> {count} {line} {kept(frame)}</li>'
        )
    return f'<ul class="stages">{"".join(rows)}</ul>'


def sentence(shown: Strip, moment: Moment, say: Messages) -> str:
    """Return a moment in a sentence, for search, print and screen readers."""
    alone = len(moment.frames) == 1
    rest = " ".join(standing(shown, each, alone, say) for each in moment.frames)
    ended = moment.frames[-1].state == "X"
    what = ("ends" if ended else "gets") if moment.value else ""
    if what or moment.printed:
        rest = rest[0].upper() + rest[1:]
    first = say(
        BEGINNINGS[bool(moment.printed), what],
        call=coded(moment.call),
        printed=coded(moment.printed.rstrip("\n").replace("\n", ", ")),
        value=coded(moment.value),
    )
    return f"{first} {rest}"


def standing(shown: Strip, frame: Frame, alone: bool, say: Messages) -> str:
    """Return where a frame stands; one that is `alone` needs no name."""
    name = say("strip.it") if alone else coded(frame.name)
    if frame.state == "C":
        return say("strip.stands_created", name=name)
    if frame.state != "S":
        return say("strip.stands_over", name=name)
    line = shown.code[frame.code].at + (frame.line or 0)
    held = ", ".join(f"{n} = {v}" for n, v in frame.held.items())
    if not held:
        return say("strip.stands", name=name, line=line)
    return say("strip.stands_with", name=name, line=line, held=escape(held))


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
