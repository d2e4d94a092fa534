"""Which kind of fence is drawn by what."""

from __future__ import annotations

from collections.abc import Callable

from engine.blocks import chart, code, exercise, parsons, session, stage, table
from engine.blocks.origin import Origin
from engine.book import kinds

# each takes a fence's lines, its includes expanded, and returns HTML
DRAWERS: dict[str, Callable[[str, Origin], str]] = {
    kinds.CODE: code.draw,
    kinds.SESSION: session.draw,
    kinds.FIGURE: stage.draw,
    kinds.EXERCISE: exercise.draw,
    kinds.PARSONS: parsons.draw,
    kinds.TABLE: table.draw,
    kinds.CHART: chart.draw,
    kinds.PAIR: stage.pair,
}
