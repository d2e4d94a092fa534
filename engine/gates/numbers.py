"""A number in prose is one that code, an output or a recording beside it has.

Whole numbers below 100 are let through, as long as no unit makes them a measurement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.settings import Style, settings
from engine.book.tree import Tree
from engine.gates.gate import Gate
from engine.gates.prose import files, prose

NUMBER = re.compile(r"(?<![\w.])\d+(?:[,_\u00a0\u202f]\d{3})*(?:\.\d+)?(?!\d|\.\d)")
# what makes a claim even of a small number
MEASURED = re.compile(
    r"\s?(?:[%×]|(?:times|percent|seconds?|minutes?|hours?|bytes?|[mµn]?s|[kKMGT]i?B)\b)"
)
SHOWN = re.compile(r"\d+(?:[,_\u202f]\d{3})*(?:\.\d+)?")


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the numbers in prose that nothing shown beside it has."""
    found = prose(tree, path)
    if found.shown is None:
        return
    style = settings(tree).style
    names = named(style)
    proven = values(found.shown)
    # a name and its number may stand on two lines
    told = [each for each in found.words if each.numbered.strip()]
    text = "\n".join(each.numbered for each in told)
    spans = [range(*each.span()) for each in names.finditer(text)]
    for match in NUMBER.finditer(text):
        number = match[0]
        small = "." not in number and len(re.sub(r"\D", "", number)) < 3
        small = small and not MEASURED.match(text, match.end())
        of_name = any(match.start() in span for span in spans)
        if small or is_year(number, style) or of_name or value(number) in proven:
            continue
        yield Fault(
            path,
            told[text.count("\n", 0, match.start())].line,
            f"the number {number} isn't in any section or recording on this page",
            "show what it comes from, or leave it out",
        )


def is_year(text: str, style: Style) -> bool:
    """Return whether a number is a year of ours."""
    least, most = style.years
    return len(text) == 4 and text.isdigit() and least <= int(text) <= most


def named(style: Style) -> re.Pattern[str]:
    """Return what finds a name with the number that belongs to it."""
    versioned = "|".join(map(re.escape, style.versioned)) or "(?!)"
    numbered = "|".join(map(re.escape, style.numbered)) or "(?!)"
    return re.compile(
        rf"\b(?:{versioned})\s+\d{{1,2}}(?:\.\d+)*"
        r"(?:(?:,|,?\s+(?:and|or|to))\s+\d\.\d+)*"
        rf"|\b(?:{numbered})\s+\d+"
    )


def values(text: str) -> set[float]:
    """Return the numbers that a text of code or JSON has."""
    found = set()
    for each in SHOWN.findall(text):
        found.add(value(each))
        found.update(float(part) for part in re.split(r"[,_\u202f]", each))
    return found


def value(text: str) -> float:
    """Return a number as written in prose, with or without parted thousands."""
    return float(re.sub(r"[,_\u00a0\u202f]", "", text))


GATE = Gate("numbers", files, judge, building=False)
