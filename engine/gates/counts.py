"""The gate of counts: a page says how many lessons there are only by what is counted.

A number that is typed is wrong as soon as a lesson comes or goes. Two elements are
drawn from the pages themselves: `data-lessons`, and `data-size` (engine/site/parts.py).
"""

from __future__ import annotations

import re
from pathlib import Path

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.prose import mask

NUMBER = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
)
TYPED = re.compile(
    rf"\b(?:(?:{NUMBER})(?: [a-z]+)? lessons|1 lesson|lesson (?:{NUMBER}))\b",
    re.IGNORECASE,
)
MEND = (
    'leave the number out, or let it be counted: <span data-size="…"></span> names '
    "pages and folders"
)


def faults(root: Path) -> list[Fault]:
    """Return the numbers of lessons that pages' words say."""
    found = []
    for page in Tree(root).pages():
        masked = mask("\n".join(page.lines))
        for number, line in enumerate(masked.split("\n"), page.first_line):
            found += [
                Fault(page.path, number, f"typed by hand: {each[0]}", MEND)
                for each in TYPED.finditer(line)
            ]
    return found
