"""The site's mark as a browser draws it from the theme's icon, for pictures.

The theme has one mark, partials/icon.html, an SVG of stroked paths; the path with the
class `y` is amber. This reads its lines, so that no second drawing can differ from it.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from PIL import ImageDraw

from engine.book.fault import Fault

FILE = "engine/theme/partials/icon.html"
PATH = re.compile(r"<path\b(?P<attributes>[^>]*)>")
WORD = re.compile(r"(?P<command>[A-Za-z])|(?P<number>-?(?:\d+\.?\d*|\.\d+))")
# how many numbers each command takes; what else SVG has is refused
TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "a": 7}

Point = tuple[float, float]


class LookError(click.ClickException):
    """A look that cannot be drawn; its text says where, what, and the mend."""


@dataclass(frozen=True)
class Mark:
    """Lines in a square of `size` units, `width` thick; each says if it is amber."""

    size: float
    width: float
    lines: tuple[tuple[bool, tuple[Point, ...]], ...]

    def draw(
        self, canvas: ImageDraw.ImageDraw, corner: Point, side: float, inks: Any
    ) -> None:
        """Draw into the square at `corner`; `inks` are the colours, ink and amber."""
        scale = side / self.size
        for amber, points in self.lines:
            moved = [(corner[0] + x * scale, corner[1] + y * scale) for x, y in points]
            stroke(canvas, moved, self.width * scale, inks[amber])


def stroke(
    canvas: ImageDraw.ImageDraw, points: list[Point], width: float, ink: Any
) -> None:
    """Draw a line through points with round ends and corners."""
    half = width / 2
    for x, y in points:
        canvas.ellipse((x - half, y - half, x + half, y + half), fill=ink)
    for (x, y), (to_x, to_y) in itertools.pairwise(points):
        length = math.hypot(to_x - x, to_y - y) or 1
        # from the line's middle to its edge, square to its way
        out_x, out_y = (y - to_y) / length * half, (to_x - x) / length * half
        canvas.polygon(
            [
                (x + out_x, y + out_y),
                (to_x + out_x, to_y + out_y),
                (to_x - out_x, to_y - out_y),
                (x - out_x, y - out_y),
            ],
            fill=ink,
        )


def read(root: Path, path: str = FILE) -> Mark:
    """Return the mark in an SVG; raise LookError for what can't be drawn here."""
    svg = (root / path).read_text(encoding="utf-8")
    size = re.search(r'viewBox="0 0 ([\d.]+) [\d.]+"', svg)
    width = re.search(r'stroke-width="([\d.]+)"', svg)
    if not size or not width:
        raise refusal("it has no viewBox from 0 0, or no stroke-width", path)
    lines: list[tuple[bool, tuple[Point, ...]]] = []
    for found in PATH.finditer(svg):
        shape = re.search(r'\bd="([^"]*)"', found["attributes"])
        amber = 'class="y"' in found["attributes"]
        lines += [(amber, each) for each in points(shape[1] if shape else "", path)]
    return Mark(float(size[1]), float(width[1]), tuple(lines))


def refusal(what: str, path: str = FILE) -> LookError:
    """Return the error for an icon that has what cannot be drawn."""
    mend = "draw it with stroked paths of M, L, H, V and A, or name a PNG as theme.logo"
    return LookError(str(Fault(path, 1, what, mend)))


def points(shape: str, path: str = FILE) -> list[tuple[Point, ...]]:
    """Return the lines of a path, its arcs as many short ones."""
    found: list[list[Point]] = []
    x = y = 0.0
    words = [each[0] for each in WORD.finditer(shape)]
    command = ""
    while words:
        if words[0].isalpha():
            command = words.pop(0)
        kind = command.lower()
        count = TAKES.get(kind)
        if count is None or len(words) < count:
            raise refusal(f"its path has {command or words[0]!r}", path)
        numbers = [float(words.pop(0)) for _ in range(count)]
        start = (x, y)
        to_x, to_y = (numbers[-1],) * 2 if kind in "hv" else numbers[-2:]
        base_x, base_y = (x, y) if command == kind else (0.0, 0.0)
        x = x if kind == "v" else base_x + to_x
        y = y if kind == "h" else base_y + to_y
        if kind == "m":
            found.append([(x, y)])
            command = "l" if command == "m" else "L"
        elif kind == "a":
            found[-1] += arc(start, (x, y), numbers[0], *numbers[3:5])
        else:
            found[-1].append((x, y))
    return [tuple(each) for each in found]


def arc(
    start: Point, end: Point, radius: float, large: float, sweep: float
) -> list[Point]:
    """Return points of a circle's arc from `start`, which is left out, to `end`."""
    across, down = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(across, down)
    radius = max(radius, chord / 2)
    away = math.sqrt(max(radius**2 - (chord / 2) ** 2, 0))
    side = 1 if bool(large) == bool(sweep) else -1
    x = (start[0] + end[0]) / 2 + side * away * down / chord
    y = (start[1] + end[1]) / 2 - side * away * across / chord
    first = math.atan2(start[1] - y, start[0] - x)
    turn = math.atan2(end[1] - y, end[0] - x) - first
    turn = turn % math.tau if sweep else -(-turn % math.tau)
    return [
        (
            x + radius * math.cos(first + turn * step / 16),
            y + radius * math.sin(first + turn * step / 16),
        )
        for step in range(1, 17)
    ]
