"""The one reader of fenced code blocks in a page's Markdown, before any expansion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# A fence may stand in a list, a quotation, an admonition or a tab.
OPENING = re.compile(
    r"^(?P<lead>(?:[ \t]|>(?!>) ?|[-*+] |\d+[.)] )*)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$"
)
INCLUDE = re.compile(
    r"""^-+8<-+[ \t]+(?P<quote>["'])"""
    r"""(?P<file>[^"':]+)(?::(?P<section>[^"']+))?(?P=quote)$"""
)


@dataclass(frozen=True)
class Include:
    """A line that asks for a file, or a section of it, from snippets."""

    file: str
    section: str | None
    line: int


@dataclass(frozen=True)
class Fence:
    """A fenced block: its label, the rest of its header, and its raw lines.

    `line` is that of the header and `end` that of the closing ticks, from 1 in the
    text that was read; `end` is None where nothing closes the fence.
    """

    line: int
    end: int | None
    lead: str
    ticks: str
    label: str
    options: str
    body: tuple[str, ...]

    def includes(self) -> list[Include]:
        """Return the lines of the body that are includes."""
        return [
            Include(match["file"], match["section"], self.line + offset)
            for offset, line in enumerate(self.body, start=1)
            if (match := INCLUDE.match(bare(line)))
        ]

    def typed(self) -> list[tuple[int, str]]:
        """Return the lines of the body that are not includes, blank ones left out."""
        return [
            (self.line + offset, bare(line))
            for offset, line in enumerate(self.body, start=1)
            if bare(line) and not INCLUDE.match(bare(line))
        ]


def bare(line: str) -> str:
    """Return a line without indentation and quotation marks."""
    return re.sub(r"^(?:[ \t]|>(?!>) ?)*", "", line).rstrip()


def read(lines: Iterable[str]) -> list[Fence]:
    """Return the fences of a page, in order."""
    lines = list(lines)
    fences = []
    index = 0
    while index < len(lines):
        opening = OPENING.match(lines[index])
        if opening is None or ("`" in opening["info"] and opening["ticks"][0] == "`"):
            index += 1
            continue
        ticks = opening["ticks"]
        closing = re.compile(
            rf"^(?:[ \t]|>(?!>) ?)*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*$"
        )
        end = index + 1
        while end < len(lines) and not closing.match(lines[end]):
            end += 1
        label, options = header(opening["info"])
        fences.append(
            Fence(
                line=index + 1,
                end=end + 1 if end < len(lines) else None,
                lead=opening["lead"],
                ticks=opening["ticks"],
                label=label,
                options=options,
                body=tuple(lines[index + 1 : end]),
            )
        )
        index = end + 1
    return fences


def header(info: str) -> tuple[str, str]:
    """Split a fence's info string into its label and everything else.

    Both `python title="x"` and `{.python title="x"}` are understood.
    """
    info = info.strip()
    if info.startswith("{"):
        words = info.strip("{} ").split()
        classes = [word for word in words if word.startswith(".")]
        label = classes[0][1:] if classes else ""
        return label, " ".join(word for word in words if word != f".{label}")
    label, _, options = info.partition(" ")
    if "{" in label:
        label, _, more = label.partition("{")
        options = "{" + more + " " + options
    return label, options.strip()
