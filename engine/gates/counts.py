"""A page says how many lessons there are only by what is counted.

A number that is typed is wrong as soon as a lesson comes or goes. Two elements are
drawn from the pages themselves: `data-lessons`, and `data-size` (engine/site/parts.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages

NUMBER = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
)
TYPED = re.compile(
    rf"\b(?:(?:{NUMBER})(?: [a-z]+)? lessons|1 lesson|lesson (?:{NUMBER}))\b",
    re.IGNORECASE,
)
MEND = (
    'leave the number out, or have it counted: <span data-size="…"></span> names '
    "pages and folders"
)


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the numbers of lessons that a page's words say."""
    for each in tree.page_at(path).text.words:
        for match in TYPED.finditer(each.text):
            yield Fault(path, each.line, f"typed by hand: {match[0]}", MEND)


GATE = Gate("counts", pages, judge)
