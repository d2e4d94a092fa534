"""Draws recorded measurements as a line chart, in inline SVG.

Beside what a table needs, its recording says which columns it shows, by their numbers:
`"chart": {"x": 0, "y": [1, 2], "log": ["x", "y"]}`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from engine.blocks import table
from engine.blocks.origin import Origin
from engine.blocks.table import Column, Measured, caption, heading, number
from engine.book.messages import Messages

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 72, 132, 20, 48


@dataclass(frozen=True)
class Series:
    """A column of numbers, drawn as a line."""

    column: Column
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """Lines over one axis; `logged` names the axes, x and y, that go by ratio."""

    measured: Measured
    across: Series
    series: tuple[Series, ...]
    logged: frozenset[str]


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a chart's fence."""
    return html(read(json.loads(source)), origin.say)


def read(recording: dict[str, Any]) -> Chart:
    """Return a recording as data."""
    plan, measured = recording["chart"], table.read(recording)

    def series(number: int) -> Series:
        values = tuple(row[number] for row in recording["rows"])
        return Series(measured.columns[number], values)

    return Chart(
        measured=measured,
        across=series(plan["x"]),
        series=tuple(map(series, plan["y"])),
        logged=frozenset(plan.get("log", [])),
    )


def html(shown: Chart, say: Messages) -> str:
    """Return a chart as a figure, each line labelled at its end and told in words."""
    every = [value for each in shown.series for value in each.values]
    across = Scale(shown.across.values, LEFT, WIDTH - RIGHT, "x" in shown.logged)
    up = Scale(every, HEIGHT - BOTTOM, TOP, "y" in shown.logged)
    picture = "".join([*axes(shown, across, up, say), *lines(shown, across, up, say)])
    told = say("recorded.and").join(
        say(
            "recorded.series",
            name=heading(each.column, say),
            first=number(each.values[0], say),
            last=number(each.values[-1], say),
        )
        for each in shown.series
    )
    title = escape(shown.measured.title)
    label = say("recorded.chart", title=title, told=told)
    return (
        '<figure class="chart">'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{label}">{picture}</svg>'
        f"{caption(shown.measured, say)}</figure>"
    )


def axes(shown: Chart, across: Scale, up: Scale, say: Messages) -> Iterator[str]:
    """Yield the parts of a chart's ground: its grid, its axis and their labels."""
    for tick in up.ticks():
        yield (
            f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up(tick):.1f}" '
            f'y2="{up(tick):.1f}"/><text class="label" x="{LEFT - 8}" '
            f'y="{up(tick) + 4:.1f}" text-anchor="end">{whole(tick, say)}</text>'
        )
    for tick in across.ticks():
        yield (
            f'<text class="label across" x="{across(tick):.1f}" '
            f'y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{whole(tick, say)}</text>'
        )
    yield (
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" '
        f'y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="label what" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" '
        f'y="{HEIGHT - 8}" text-anchor="middle">'
        f"{heading(shown.across.column, say)}</text>"
    )


def lines(shown: Chart, across: Scale, up: Scale, say: Messages) -> Iterator[str]:
    """Yield a chart's lines, each with its marks and its name."""
    ends = spread([up(each.values[-1]) for each in shown.series])
    for index, (each, end) in enumerate(zip(shown.series, ends, strict=True), 1):
        pairs = zip(shown.across.values, each.values, strict=True)
        points = [(across(x), up(y)) for x, y in pairs]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dots = "".join(mark(index, x, y) for x, y in points)
        yield (
            f'<g class="series series-{index}"><polyline points="{line}"/>{dots}'
            f'<text class="label" x="{WIDTH - RIGHT + 10}" y="{end + 4:.1f}">'
            f"{heading(each.column, say)}</text></g>"
        )


def mark(index: int, x: float, y: float) -> str:
    """Return a point's mark: a shape for each series, so that colour is not alone."""
    if index % 2:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def whole(value: float, say: Messages) -> str:
    """Return an axis label, without a point that parts off nothing."""
    return number(int(value) if value == int(value) else value, say)


def spread(places: list[float], least: float = 26) -> list[float]:
    """Move labels apart, up the page, so that none covers another on a phone."""
    moved = list(places)
    order = sorted(range(len(moved)), key=lambda index: -moved[index])
    for below, above in pairwise(order):
        moved[above] = min(moved[above], moved[below] - least)
    return moved


class Scale:
    """Maps values to places along one axis, by ratio when `logged`."""

    def __init__(
        self, values: Sequence[float], low: float, high: float, logged: bool
    ) -> None:
        """Take the values to cover and the places of the axis' two ends."""
        self.logged = logged
        self.low, self.high = low, high
        if logged:
            self.least = 10 ** math.floor(math.log10(min(values)))
            self.most = 10 ** math.ceil(math.log10(max(values)))
        else:
            self.least, self.most = 0.0, max(values) * 1.05

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        if self.logged:
            part = math.log(value / self.least) / math.log(self.most / self.least)
        else:
            part = (value - self.least) / (self.most - self.least)
        return self.low + part * (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return round values to label."""
        if self.logged:
            first, last = round(math.log10(self.least)), round(math.log10(self.most))
            return [10.0**power for power in range(first, last + 1)]
        step = 10 ** math.floor(math.log10(self.most))
        step = (
            step / 5
            if self.most / step < 2
            else step / 2
            if self.most / step < 5
            else step
        )
        return [step * count for count in range(int(self.most / step) + 1)]
