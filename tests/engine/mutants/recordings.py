"""Changes of what is recorded: measured numbers, steps, and the cells of notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tests.engine.mutants import (
    Mutant,
    changed_character,
    changed_number,
    with_line,
    without_number,
)


def recorded_numbers(path: str, text: str) -> Iterator[Mutant]:
    """Yield mutants of every number in the rows of a recorded measurement."""
    for row in json.loads(text)["rows"]:
        old = json.dumps(row, ensure_ascii=False)
        line = next(
            n for n, t in enumerate(text.splitlines(), 1) if t.strip(" ,") == old
        )
        for index, value in enumerate(row):
            if index and isinstance(value, int | float):
                new = json.dumps(
                    [*row[:index], 2 * value + 1, *row[index + 1 :]], ensure_ascii=False
                )
                yield Mutant(
                    path, text.replace(old, new, 1), line, f"{value} → {2 * value + 1}"
                )


def recorded_frames(path: str, text: str) -> Iterator[Mutant]:
    """Yield mutants of every value in the steps of a recorded stage."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("  {"):
            continue
        frame = json.loads(line.rstrip(","))
        for key, value in frame.items():
            changed = {**frame, key: "other" if value != "other" else "another"}
            new = line.replace(
                json.dumps(frame, ensure_ascii=False),
                json.dumps(changed, ensure_ascii=False),
            )
            yield Mutant(path, with_line(text, number, new), number, f"another {key}")


def cells(path: str, text: str, part: str) -> Iterator[Mutant]:
    """Yield mutants of a notebook: of each line of its cells' source, or outputs.

    In a timed cell, any number may stand where one stood: there, one is left out.
    """
    lines = text.splitlines()
    inside, timed = "", False
    for number, line in enumerate(lines, 1):
        name = re.match(r'^ +"([a-z_/+]+)": \[$', line)
        if line.startswith('   "cell_type"'):
            timed = False
        elif line.startswith('    "timed": true'):
            timed = True
        if name:
            inside = name[1]
        elif re.match(r"^ +\],?$", line):
            inside = ""
        elif (
            inside
            and (inside == "source") == (part == "source")
            and (quoted := re.match(r'^( +")(.*?[a-z\d].*?)((?:\\n)?",?)$', line))
        ):
            # an output's number is compared within a tolerance: change its first digit
            turn = changed_character if part == "source" else changed_number
            turn = without_number if timed and part == "outputs" else turn
            new = quoted[1] + turn(quoted[2]) + quoted[3]
            yield Mutant(path, with_line(text, number, new), number, line.strip())
