"""A notebook's file: the Markdown of its cells, line for line, its code and outputs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.book.text import Text, read
from engine.live.sources import lines_of


@dataclass(frozen=True)
class Notebook:
    """What a notebook's file holds.

    `texts` has each cell of Markdown, lines being the file's; `shown` all code and all
    outputs; `broken` the line where the file is no JSON, or a cell can't be read, and
    what is wrong there.
    """

    texts: tuple[Text, ...] = ()
    shown: str = ""
    broken: tuple[int, str] | None = None


@lru_cache(maxsize=128)
def parsed(source: str) -> Notebook:
    """Return a notebook from the text of its file."""
    try:
        cells = list(json.loads(source)["cells"])
    except json.JSONDecodeError as error:
        return Notebook(broken=(error.lineno, error.msg))
    except (KeyError, TypeError):
        return Notebook(broken=(1, "no list of cells"))
    raw = lines_of(source)
    for number, cell in enumerate(cells):
        if what := unreadable(cell):
            begun = [n for n, each in enumerate(raw, 1) if '"cell_type":' in each]
            return Notebook(broken=(begun[number] if number < len(begun) else 1, what))
    texts, shown, at = [], [], 0
    for cell in cells:
        source = cell["source"]
        parts = source.splitlines(True) if isinstance(source, str) else source
        if cell["cell_type"] != "markdown":
            shown += ["".join(parts), *outputs(cell.get("outputs", []))]
            continue
        lines = []
        for part in parts:
            written = json.dumps(part.removesuffix("\n"), ensure_ascii=False)[1:-1]
            at = next((n for n in range(at, len(raw)) if written in raw[n]), at)
            lines.append(at + 1)
        text = "".join(parts)
        # a last newline makes a last line, which is empty
        texts.append(read(text).moved([*lines, lines[-1] if lines else 1]))
    return Notebook(tuple(texts), "\n".join(shown))


def unreadable(cell: object) -> str:
    """Return what a cell lacks, so that it can't be read; "" where it can."""
    if not isinstance(cell, dict) or not is_text(cell.get("source")):
        return "a cell without `source`"
    if not isinstance(cell.get("cell_type"), str):
        return "a cell without `cell_type`"
    found = cell.get("outputs", [])
    if not isinstance(found, list):
        return "`outputs` that aren't a list"
    try:
        for kind, text in (pair for each in found for pair in data_of(each)):
            if kind.startswith("text") and not is_text(text):
                return "an output that can't be read"
    except (AttributeError, TypeError):
        return "an output that can't be read"
    return ""


def is_text(value: object) -> bool:
    """Return whether a value is text, whole or in a list of lines."""
    lines = value if isinstance(value, list) else [value]
    return all(isinstance(each, str) for each in lines)


def data_of(output: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Return what an output has to show, by its kind."""
    return {"text": output.get("text", ""), **output.get("data", {})}.items()


def outputs(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of a code cell's outputs."""
    for output in found:
        for kind, text in data_of(output):
            if kind.startswith("text"):
                yield text if isinstance(text, str) else "".join(text)
