"""Draws a frame strip: the recorded frames of a generator, side by side and in words.

The recording stands at `snippets/recorded/<module>.<section>.strip.json`.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from engine.weave.fences import Include
from engine.weave.tree import Tree

# shape and word, so that a state never rests on colour
STATES = {
    "created": "○ created",
    "running": "▶ running",
    "suspended": "❚❚ suspended",
    "finished": "■ finished",
    "raised": "✕ raised",
}


def figure(tree: Tree, include: Include) -> str:
    """Return the strip as an ordered list of frames, complete without scripts.

    Raises FileNotFoundError when it was never recorded.
    """
    file = tree.frames(include.file, include.section)
    if not file.is_file():
        raise FileNotFoundError(
            f"no recording {file.relative_to(tree.root).as_posix()}: run `make record`"
        )
    recorded = json.loads(file.read_text(encoding="utf-8"))
    frames = "".join(
        drawn(recorded, each, step) for step, each in enumerate(recorded["frames"], 1)
    )
    name = recorded["code"][0].split("(")[0].removeprefix("def ").strip()
    return (
        f'<figure class="strip" data-source="snippets/{include.file}" '
        f'data-section="{include.section}"><ol class="frames">{frames}</ol>'
        f"<figcaption>Recorded from a real run of <code>{escape(name)}</code>: "
        "the frame after each input.</figcaption></figure>"
    )


def drawn(recorded: dict[str, Any], frame: dict[str, Any], step: int) -> str:
    """Return one frame of a strip."""
    rows = []
    for number, line in enumerate(recorded["code"], recorded["first"]):
        text = escape(line) or " "
        rows.append(f"<mark>{text}</mark>" if number == frame["line"] else text)
    held = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in frame["locals"].items()
    )
    out = f'<span class="out">{escape(frame["out"])}</span>' if frame["out"] else ""
    return (
        f'<li class="frame" data-state="{frame["state"]}">'
        f'<span class="step">{step}</span>'
        f'<code class="call">{escape(frame["call"])}</code>'
        f'<pre class="at"><code>{chr(10).join(rows)}</code></pre>'
        + (f'<dl class="locals">{held}</dl>' if held else "")
        + f'<span class="state">{STATES[frame["state"]]}</span>{out}'
        f'<p class="told">{told(recorded, frame)}</p></li>'
    )


def told(recorded: dict[str, Any], frame: dict[str, Any]) -> str:
    """Return a frame in one sentence, for search, print and screen readers."""
    call = f"<code>{escape(frame['call'])}</code>"
    held = ", ".join(f"{name} = {value}" for name, value in frame["locals"].items())
    line = frame["line"] and frame["line"] - recorded["first"] + 1
    out = f"<code>{escape(frame['out'])}</code>"
    if frame["state"] == "created":
        return f"{call} makes the generator. No line of its body has run."
    stopped = frame["out"].startswith("StopIteration") or frame["state"] == "raised"
    did = []
    if frame["printed"]:
        lines = escape(frame["printed"].replace("\n", ", "))
        did.append(f"prints <code>{lines}</code>")
    if frame["out"]:
        did.append(f"{'raises' if stopped else 'gives'} {out}")
    done = f"{call} {' and '.join(did) or 'runs'}"
    if frame["state"] == "suspended":
        kept = f" with {escape(held)}" if held else ""
        return f"{done}; the frame waits at line {line}{kept}."
    if frame["state"] == "raised":
        return f"{done}. The frame is gone."
    return f"{done}: the body is over, and the frame is gone."
