"""The rows of who asks: what was typed, or a script's lines, and what came of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from engine.live.messages import counted, message

MOST = 8  # rows that are shown of what one input, or a script, printed
WHOLE = 9  # rows of code that are shown whole, here and on a card
DEFINING = ("def", "class", "import", "from")
COMPOUND = ("for", "while", "with", "if", "try", "async", "match")
TRACEBACK = "Traceback (most recent call last):"

Row = tuple[str, str]


@dataclass
class Input:
    """What was typed at once: its code, its first row and the row of its value.

    `value` is -1 where none is shown, and `end` is the row after its last.
    """

    source: str
    row: int
    value: int = -1
    end: int = 0

    def shows(self, what: str, kind: str, rows: list[Row]) -> bool:
        """Return whether what crosses back is what stands below the input."""
        if self.value < 0:
            return False
        row, text = rows[self.value]
        if row == "out" and re.split(r"\W", self.source, maxsplit=1)[0] in COMPOUND:
            return False  # what stands there was printed, and is no value
        if row == "err":
            name = what.partition("(")[0]
            return kind != "yield" and text.partition(":")[0] == name
        return kind == "yield" and (text == what or row == "note")

    @property
    def defines(self) -> bool:
        """Return whether it only makes a function or a class, or imports."""
        word, _, rest = self.source.partition(" ")
        return word.startswith("@") or word in DEFINING or rest.startswith("def ")


@dataclass
class Rows:
    """All rows; `place` is the row of each line of the program.

    `seen` is how many are there after each step. A script has no `inputs`.
    """

    rows: list[Row] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)


def laid(recording: dict[str, Any]) -> Rows:
    """Return the rows of a recording."""
    lines = recording["code"][0]["lines"]
    starts = [step["l"] for step in recording["steps"] if step["e"] == "input"]
    ends = iter([*starts[1:], len(lines)])
    found = Rows()
    output = Output(found.rows)
    if not starts:
        found.rows += [("code", line) for line in lines]
        found.place = list(range(len(lines)))
    whole = Whole()
    for step in recording["steps"]:
        output.add(step.get("o", ""))
        if step["e"] in ("input", "over") and found.inputs:
            last = found.inputs[-1]
            if output.many:
                last.value = len(found.rows) - 1
            elif whole.value == "None":
                last.value = len(found.rows)
                found.rows.append(("note", message("stage.none")))
            last.end = len(found.rows)
        if step["e"] == "input":
            output.begin()
            source = lines[step["l"] : next(ends)]
            found.inputs.append(Input("\n".join(source), len(found.rows)))
            whole = Whole("\n".join(source).strip())
            found.place += range(len(found.rows), len(found.rows) + len(source))
            found.rows += [
                ("more" if n else "in", line) for n, line in enumerate(source)
            ]
        whole.hear(step)
        found.seen.append(len(found.rows) - output.open)
    if found.inputs:
        found.rows.append(("in", ""))
    return found


@dataclass
class Whole:
    """A request that is all of an input: whom it asks, and what came of it."""

    source: str = ""
    asks: int = 0
    value: str = ""

    def hear(self, step: dict[str, Any]) -> None:
        """Take a step."""
        if self.source and step.get("via") == self.source and step.get("by") == 0:
            self.asks, self.value = step["f"], ""
        elif self.asks and step["f"] == self.asks and step["e"] in ("yield", "pass"):
            self.value = step["v"]


class Output:
    """Adds what is printed to rows, line by line, and no more than `MOST`."""

    def __init__(self, rows: list[Row]) -> None:
        """Take the rows to add to."""
        self.rows = rows
        self.begin()

    def begin(self) -> None:
        """Count from here on."""
        self.many = 0
        self.open = False  # whether the last line has not come to its end
        self.inside = False  # whether a traceback has begun

    def add(self, text: str) -> None:
        """Add what was printed."""
        for line in text.splitlines(keepends=True):
            self.line(line.rstrip("\r\n"))
            self.open = not line.endswith("\n")

    def line(self, text: str) -> None:
        """Add a line, or what belongs to the line before."""
        if self.open and self.many <= MOST:
            kind, before = self.rows.pop()
            self.rows.append((kind, before + text))
        elif text == TRACEBACK:
            self.inside = True
        elif not (self.inside and text.startswith(" ")):
            self.many += 1
            if self.many <= MOST:
                self.rows.append(("err" if self.inside else "out", text))
            else:
                if self.many > MOST + 1:
                    self.rows.pop()
                more = counted("stage.more", self.many - MOST)
                self.rows.append(("note", more))


def folded(first: int, count: int, touched: set[int]) -> list[tuple[int, int]]:
    """Return the parts of some rows, first and last of each, where nothing happens.

    There are none where they are few. A part is at least two rows.
    """
    if count <= WHOLE:
        return []
    edges = [first - 1, *sorted(touched), first + count]
    gaps = ((a + 1, b - 1) for a, b in pairwise(edges))
    return [(a, b) for a, b in gaps if b > a]
