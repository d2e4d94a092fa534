"""Draws recorded measurements as a table.

A recording is JSON with `title`, `platform`, `columns`, `units`, `rows`; that of a
chart has more (see chart.py).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from engine.blocks.origin import Origin
from engine.book.messages import Messages

Cell: TypeAlias = str | int | float


@dataclass(frozen=True)
class Column:
    """A column's name, and the unit of its numbers ("" for none)."""

    name: str
    unit: str


@dataclass(frozen=True)
class Measured:
    """What was measured, and on which platform; each row has a cell for each column."""

    title: str
    platform: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a table's fence."""
    return html(read(json.loads(source)), origin.say)


def read(recording: dict[str, Any]) -> Measured:
    """Return a recording as data."""
    names = recording["columns"]
    units = recording.get("units") or [""] * len(names)
    return Measured(
        title=recording["title"],
        platform=recording["platform"],
        columns=tuple(Column(*each) for each in zip(names, units, strict=True)),
        rows=tuple(map(tuple, recording["rows"])),
    )


def html(shown: Measured, say: Messages) -> str:
    """Return measurements as a table in a figure that says its platform."""
    head = "".join(
        f'<th scope="col"{words(cell)}>{heading(column, say)}</th>'
        for column, cell in zip(shown.columns, shown.rows[0], strict=True)
    )
    body = "".join(
        "<tr>"
        + f'<th scope="row"{words(row[0])}>{number(row[0], say)}</th>'
        + "".join(f"<td{words(cell)}>{number(cell, say)}</td>" for cell in row[1:])
        + "</tr>"
        for row in shown.rows
    )
    return (
        '<figure class="measured"><section class="table-scroll" tabindex="0" '
        f'aria-label="{escape(shown.title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"
        f"{caption(shown, say)}</figure>"
    )


def caption(shown: Measured, say: Messages) -> str:
    """Return what stands below measurements: their title and their platform."""
    title, platform = escape(shown.title), escape(shown.platform)
    said = say("recorded.caption", title=title, platform=platform)
    return f"<figcaption>{said}</figcaption>"


def heading(column: Column, say: Messages) -> str:
    """Return a column's name, with its unit where it has one."""
    name = escape(column.name)
    if not column.unit:
        return name
    return say("recorded.column", name=name, unit=escape(column.unit))


def number(value: object, say: Messages) -> str:
    """Return a cell as text, thousands parted as prose in the language parts them."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return escape(str(value))
    return f"{value:,}".replace(",", say("recorded.thousands"))


def words(value: object) -> str:
    """Return the attribute that lets words stand at the left, where numbers do not."""
    return ' class="words"' if isinstance(value, str) else ""
