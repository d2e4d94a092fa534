"""A session as a page shows it: which of its lines are what."""

from __future__ import annotations

from typing import Literal

from engine.live.sections import MARKER, Problem, read
from engine.live.sources import lines_of
from engine.live.transcript import examples, session

LineKind = Literal["in", "out", "err"]


def line_kinds(lines: tuple[str, ...]) -> list[LineKind]:
    """Return for each line of a session section what it is: input, output or error."""
    kinds: list[LineKind] = ["in"] * len(lines)
    for each in examples("\n".join(lines) + "\n"):
        first = each.output_line - 1
        for index in range(first, first + each.output.count("\n")):
            kinds[index] = "err" if each.raises else "out"
    return kinds


def stray_lines(source: str) -> list[Problem]:
    """Return the lines inside session sections that belong to no example.

    doctest reads `>> x` as prose and passes over it; on a page it looks like input.
    """
    claimed: set[int] = set()
    for each in session(source):
        claimed.update(range(each.line, each.output_line + each.output.count("\n")))
    problems = []
    lines = lines_of(source)
    for section in read(source)[0].values():
        if not section.session:
            continue
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if number in claimed or MARKER.match(line):
                continue
            if not line.strip():
                what, mend = "a blank line inside a section", "delete it"
            else:
                what = f"neither input nor output: {line.strip()}"
                mend = "start input with `>>> ` or `... `, and leave out the rest"
            problems.append(Problem(number, what, mend))
    return problems
