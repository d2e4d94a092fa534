"""Small changes to a site, each of which some gate must catch, by what they change."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """A file's changed text, the line where a gate must tell it, and what it is.

    The fault stands in the file itself, or at `place`.
    """

    path: str
    text: str
    line: int
    what: str
    place: str = ""

    @property
    def told(self) -> tuple[str, int]:
        """The file and the line that a gate must name."""
        return self.place or self.path, self.line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def changed_character(line: str) -> str:
    """Return a line with its last letter or digit changed, or one more character."""
    for index in range(len(line) - 1, -1, -1):
        letter = line[index]
        if letter.isdigit():
            return line[:index] + str((int(letter) + 1) % 10) + line[index + 1 :]
        if letter.isalpha():
            return line[:index] + ("q" if letter != "q" else "r") + line[index + 1 :]
    return line + line.strip()[-1:]


def changed_number(line: str) -> str:
    """Return a line with the first digit of a number changed, or any character."""
    number = re.search(r"(?<![\w.])\d", line)
    if number is None:
        return changed_character(line)
    at = number.start()
    return line[:at] + str((int(line[at]) + 5) % 10) + line[at + 1 :]


def without_number(line: str) -> str:
    """Return a line that lacks its last number, or with any character changed."""
    found = re.sub(r"\d+(?:\.\d+)?(?=\D*$)", "", line)
    return found if found != line else changed_character(line)


def with_line(text: str, number: int, new: str | None) -> str:
    """Return a text with line `number` (from 1) replaced, or deleted for None."""
    lines = text.splitlines()
    lines[number - 1 : number] = [] if new is None else new.split("\n")
    return "\n".join(lines) + "\n"
