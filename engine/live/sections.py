"""The one reader of named sections in a snippets module.

The markers are those of pymdownx.snippets, so that its stock preprocessor cuts the
same lines out of the file: `# --8<-- [start:name]` … `# --8<-- [end:name]` in code,
and the same after `>>> ` inside a session. A start marker may end in `needs 3.12`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from engine.live.sources import lines_of

MARKER = re.compile(
    r"^(?P<before>.*?)-+8<-+[ \t]+\[[ \t]*(?P<edge>start|end)[ \t]*:[ \t]*"
    r"(?P<name>[a-z][-_0-9a-z]*)[ \t]*\](?P<after>.*)$",
    re.IGNORECASE,
)
NEEDS = re.compile(r"^[ \t]+needs[ \t]+(\d+)\.(\d+)[ \t]*$")


@dataclass(frozen=True)
class Section:
    """A named run of lines; `start` and `end` are its first and last line, from 1."""

    name: str
    start: int
    end: int
    lines: tuple[str, ...]
    session: bool
    needs: tuple[int, int] | None = None


class Problem(NamedTuple):
    """A marker that cannot be right, at a line of the file."""

    line: int
    what: str
    mend: str


def read(text: str) -> tuple[dict[str, Section], list[Problem]]:
    """Return the sections of a module by name, and what is wrong with its markers."""
    lines = lines_of(text)
    sections: dict[str, Section] = {}
    problems: list[Problem] = []
    opened: dict[str, tuple[int, bool, tuple[int, int] | None]] = {}
    written: dict[str, str] = {}
    # most lines are ruled out by two letters, far faster than by a pattern
    markers = {
        number: found
        for number, line in enumerate(lines, start=1)
        if "8<" in line and (found := MARKER.match(line))
    }
    for number, marker in markers.items():
        name = marker["name"].lower()
        if marker["edge"].lower() == "start":
            if name in opened or name in sections:
                problems.append(
                    Problem(number, f"section {name!r} starts twice", "rename one")
                )
                continue
            needs = NEEDS.match(marker["after"])
            if marker["after"].strip() and needs is None:
                problems.append(
                    Problem(
                        number,
                        f"{marker['after'].strip()!r} after the marker of {name!r}",
                        "write `needs 3.12`, or nothing",
                    )
                )
            written[name] = marker["name"]
            version = (int(needs[1]), int(needs[2])) if needs else None
            opened[name] = (number, marker["before"].lstrip() == ">>> # ", version)
        elif name not in opened:
            problems.append(
                Problem(
                    number,
                    f"section {name!r} ends but never started",
                    f"add `# --8<-- [start:{name}]` above it",
                )
            )
        else:
            start, session, version = opened.pop(name)
            if marker["name"] != written[name]:
                problems.append(
                    Problem(
                        number,
                        f"section {written[name]!r} ends as {marker['name']!r}",
                        f"write `[end:{written[name]}]`",
                    )
                )
            inside = range(start + 1, number)
            kept = tuple(lines[each - 1] for each in inside if each not in markers)
            if not "".join(kept).strip():
                problems.append(
                    Problem(start, f"section {name!r} is empty", "fill or delete it")
                )
            sections[name] = Section(
                name, start + 1, number - 1, kept, session, version
            )
    problems += [
        Problem(
            start,
            f"section {name!r} is never closed",
            f"add `# --8<-- [end:{name}]` below its last line",
        )
        for name, (start, _, _) in opened.items()
    ]
    return sections, problems
