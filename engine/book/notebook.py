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
    outputs; `broken` the line where the file is no JSON, and what is wrong there.
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


def outputs(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of a code cell's outputs."""
    for output in found:
        data = {"text": output.get("text", ""), **output.get("data", {})}
        for kind, text in data.items():
            if kind.startswith("text"):
                yield text if isinstance(text, str) else "".join(text)
