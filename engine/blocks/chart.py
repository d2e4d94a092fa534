"""Draws recorded measurements: a table, and a line chart as inline SVG.

A recording is JSON with `title`, `platform`, `columns`, `units`, `rows`, and for a
chart `"chart": {"x": 0, "y": [1, 2], "log": ["x", "y"]}`, the numbers being columns.
"""

from __future__ import annotations

import math
from html import escape
from itertools import pairwise
from typing import Any

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 72, 132, 20, 48


def number(value: object) -> str:
    """Return a cell as text, thousands parted by a narrow no-break space."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return escape(str(value))
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def heads(recording: dict[str, Any]) -> list[str]:
    """Return the columns' names, each with its unit."""
    units = recording.get("units") or [""] * len(recording["columns"])
    return [
        f"{name} ({unit})" if unit else name
        for name, unit in zip(recording["columns"], units, strict=True)
    ]


def words(value: object) -> str:
    """Return the attribute that lets words stand at the left, where numbers do not."""
    return ' class="words"' if isinstance(value, str) else ""


def table(recording: dict[str, Any]) -> str:
    """Return a recording as a table in a figure that says its platform."""
    title = escape(recording["title"])
    first = recording["rows"][0]
    head = "".join(
        f'<th scope="col"{words(cell)}>{escape(name)}</th>'
        for name, cell in zip(heads(recording), first, strict=True)
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row"{words(row[0])}>{number(row[0])}</th>'
        + "".join(f"<td>{number(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in recording["rows"]
    )
    return (
        '<figure class="measured">'
        f'<section class="table-scroll" tabindex="0" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"
        f"<figcaption>{title}. {escape(recording['platform'])}.</figcaption></figure>"
    )


def draw(recording: dict[str, Any]) -> str:
    """Return a recording as a line chart, each line labelled at its end."""
    plan = recording["chart"]
    names = heads(recording)
    logged = plan.get("log", [])
    xs = [row[plan["x"]] for row in recording["rows"]]
    series = [(names[y], [row[y] for row in recording["rows"]]) for y in plan["y"]]
    every = [value for _, values in series for value in values]
    across = Scale(xs, LEFT, WIDTH - RIGHT, "x" in logged)
    up = Scale(every, HEIGHT - BOTTOM, TOP, "y" in logged)
    parts = [
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{up(tick):.1f}" '
        f'y2="{up(tick):.1f}"/><text class="label" x="{LEFT - 8}" '
        f'y="{up(tick) + 4:.1f}" text-anchor="end">{brief(tick)}</text>'
        for tick in up.ticks()
    ]
    parts += [
        f'<text class="label" x="{across(tick):.1f}" y="{HEIGHT - BOTTOM + 20}" '
        f'text-anchor="middle">{brief(tick)}</text>'
        for tick in across.ticks()
    ]
    parts.append(
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" '
        f'y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="label" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 8}" '
        f'text-anchor="middle">{escape(names[plan["x"]])}</text>'
    )
    ends = spread([up(values[-1]) for _, values in series])
    for index, ((name, values), end) in enumerate(zip(series, ends, strict=True), 1):
        points = [(across(x), up(y)) for x, y in zip(xs, values, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dots = "".join(mark(index, x, y) for x, y in points)
        parts.append(
            f'<g class="series series-{index}"><polyline points="{line}"/>{dots}'
            f'<text class="label" x="{WIDTH - RIGHT + 10}" y="{end + 4:.1f}">'
            f"{escape(name)}</text></g>"
        )
    title = escape(recording["title"])
    told = "; ".join(
        f"{name} from {number(values[0])} to {number(values[-1])}"
        for name, values in series
    )
    return (
        '<figure class="chart">'
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{title}: {escape(told)}">{"".join(parts)}</svg>'
        f"<figcaption>{title}. {escape(recording['platform'])}.</figcaption></figure>"
    )


def mark(index: int, x: float, y: float) -> str:
    """Return a point's mark: a shape for each series, so that colour is not alone."""
    if index % 2:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


def brief(value: float) -> str:
    """Return an axis label in few characters: 10⁶ rather than 1 000 000."""
    power = math.log10(value) if value > 0 else 0.5
    if value >= 10_000 and power == int(power):
        return "10" + str(int(power)).translate(
            str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
        )
    return number(int(value) if value == int(value) else value)


def spread(places: list[float], least: float = 16) -> list[float]:
    """Move labels apart, down the page, so that none covers another."""
    moved = list(places)
    order = sorted(range(len(moved)), key=lambda index: moved[index])
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + least)
    return moved


class Scale:
    """Maps values to places along one axis, by ratio when `logged`."""

    def __init__(
        self, values: list[float], low: float, high: float, logged: bool
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
