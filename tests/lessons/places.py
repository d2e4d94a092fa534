"""Where a row of a recording stands, for a message that leads there."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def place(path: Path, row: list[Any]) -> str:
    """Return file:line of a row of the recording at a path from the root."""
    text = json.dumps(row, ensure_ascii=False)
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    line = next(n for n, each in enumerate(lines, 1) if each.strip(" ,") == text)
    return f"{path.as_posix()}:{line}"
