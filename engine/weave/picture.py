"""Draws a recorded strip as a picture of its own, for places that show no HTML.

The README's picture is the first strip of the first page in nav, so it is made from
the same run as the page; `make record` writes it and a test compares it.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from engine.weave import fences, strip
from engine.weave.provenance import FIGURE
from engine.weave.tree import Tree

WIDTH, GAP, TOP, LEADING = 232, 16, 44, 20
STYLE = """\
.paper{fill:#fbf8f2}.ink{fill:#1e2430}.muted{fill:#565e6b}.box{fill:none;stroke:#1e2430;\
stroke-width:1.5}.suspended{fill:#8f5200}.created,.finished{fill:#5a6270}\
.running{fill:#0b675b}.raised{fill:#a3302a}.here{fill:#8f5200;opacity:.14}
text{font:13px ui-monospace,Menlo,Consolas,monospace;white-space:pre}
@media(prefers-color-scheme:dark){.paper{fill:#14181f}.ink{fill:#e9e5db}\
.muted{fill:#aab2bf}.box{stroke:#e9e5db}.suspended{fill:#f0b65a}\
.created,.finished{fill:#a4adba}.running{fill:#6fcbb9}.raised{fill:#f2a097}\
.here{fill:#f0b65a;opacity:.18}}"""


def first(tree: Tree) -> fences.Include:
    """Return the first strip's include of the first page in nav.

    Raises LookupError where that page shows none.
    """
    name = tree.nav()[0]
    for page in tree.pages():
        if page.path == f"docs/{name}":
            for fence in fences.read(page.lines):
                if fence.label == FIGURE:
                    return fence.includes()[0]
    raise LookupError(f"docs/{name} shows no strip: the README's picture is made of it")


def target(root: Path) -> Path:
    """Return where the picture stands."""
    return root / "docs" / "pictures" / "frames.svg"


def drawn(tree: Tree) -> str:
    """Return the picture as SVG text, in both colour schemes."""
    file = strip.recording(tree.root, first(tree))
    return draw(json.loads(file.read_text(encoding="utf-8")))


def draw(recorded: dict[str, Any]) -> str:
    """Return a recording as a row of frames; values leave by the open right side."""
    code = [line for line in recorded["code"] if '"""' not in line]
    kept = [
        number
        for number, line in enumerate(recorded["code"], recorded["first"])
        if '"""' not in line
    ]
    frames = recorded["frames"]
    height = TOP + LEADING * len(code) + 92
    parts = []
    for column, frame in enumerate(frames):
        left = GAP + column * (WIDTH + GAP)
        parts.append(text(left, 26, frame["call"], "ink"))
        bottom = TOP + LEADING * len(code) + 72
        parts.append(
            f'<path class="box" d="M{left + WIDTH} {TOP}H{left + 4}a4 4 0 0 0-4 4V'
            f'{bottom - 4}a4 4 0 0 0 4 4H{left + WIDTH}"/>'
        )
        for row, (number, line) in enumerate(zip(kept, code, strict=True)):
            y = TOP + 20 + LEADING * row
            if number == frame["line"]:
                parts.append(
                    f'<rect class="here" x="{left + 1}" y="{y - 14}" '
                    f'width="{WIDTH - 2}" height="{LEADING}"/>'
                )
            shown = line.split(" -> ")[0] + (":" if " -> " in line else "")
            style = "ink" if number == frame["line"] else "muted"
            parts.append(text(left + 10, y, shown, style))
        below = TOP + LEADING * len(code) + 36
        state = strip.STATES[frame["state"]]
        parts.append(text(left + 10, below, state, frame["state"]))
        held = ", ".join(f"{name} = {value}" for name, value in frame["locals"].items())
        parts.append(text(left + 10, below + LEADING, held, "muted"))
        if frame["out"]:
            parts.append(text(left + WIDTH - 40, below, f"→ {frame['out']}", "ink"))
    width = GAP + len(frames) * (WIDTH + GAP)
    told = "; ".join(f"{f['call']}: {f['state']} {f['out']}".strip() for f in frames)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(told)}"><style>{STYLE}</style>'
        f'<rect class="paper" width="{width}" height="{height}" rx="6"/>\n'
        + "\n".join(part for part in parts if part)
        + "\n</svg>\n"
    )


def text(x: int, y: int, words: str, style: str) -> str:
    """Return a line of text, or nothing."""
    if not words:
        return ""
    return f'<text x="{x}" y="{y}" class="{style}">{escape(words)}</text>'
