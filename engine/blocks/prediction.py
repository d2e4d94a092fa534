"""What a stage asks before it goes on: press a line, or type what comes.

The questions stand in the stage's fence, below what it includes:

    line 2 | Press the line where `g` will wait.
    wrong 3 | It runs line 3, but a test stops nobody. What does?
    wrong nowhere | It does wait: there's a `yield` on its way.
    text 3 | What comes next?
    wrong 2 | That was the value before.
    other | Follow `start` through lines 5 and 3.

The number is that of the moment that is asked about. What is right, the recording says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

# a word, what it is of, and what is said
LINE = re.compile(r"(line|text|wrong|other)(?: (?!=)(.+?))? \| (.+)")
NOWHERE = "nowhere"
BACK = ("yield", "end", "raise")  # kinds of what comes back to who asked


@dataclass
class Asked:
    """One question: of which kind, before which moment, and its replies."""

    at: int  # line of the page
    kind: str
    moment: int
    says: str
    wrong: dict[str, str] = field(default_factory=dict)
    other: str = ""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a question, at which line, and the mend."""

    at: int
    what: str
    mend: str


def is_line(text: str) -> bool:
    """Return whether a line of a fence is one of a question."""
    return LINE.fullmatch(text) is not None


def words(text: str) -> str:
    """Return what a line of a question says; nothing for another line."""
    match = LINE.fullmatch(text)
    return match[3] if match else ""


def questions(lines: Iterable[tuple[int, str]]) -> list[Asked | Trouble]:
    """Return the questions of numbered lines, and what is wrong with their form."""
    found: list[Asked | Trouble] = []
    last: Asked | None = None
    for at, text in lines:
        match = LINE.fullmatch(text)
        if match is None:
            continue
        word, of, says = match[1], match[2] or "", match[3]
        if word in ("line", "text"):
            if not of.isdecimal() or of == "0":
                mend = "name a moment: `line 2 | …`"
                found.append(Trouble(at, f"{word!r} of {of!r}", mend))
                continue
            last = Asked(at, word, int(of), says)
            found.append(last)
        elif last is None:
            what = f"{word!r} before any question"
            found.append(Trouble(at, what, "put it below one"))
        elif word == "wrong":
            last.wrong["0" if of == NOWHERE else of] = says
        else:
            last.other = says
    return found


def placed(stage: dict[str, Any], asked: Asked) -> tuple[int, dict[str, Any]]:
    """Return at which step a question stands, and what the stage asks there.

    Raises ValueError with what is wrong, and the mend after a dash.
    """
    rests = [n for n, step in enumerate(stage["steps"]) if "rest" in step]
    if asked.moment >= len(rests):
        raise ValueError(f"no moment {asked.moment} - the last is {len(rests) - 1}")
    first, last = rests[asked.moment - 1], rests[asked.moment]
    crossed = [
        c for s in stage["steps"][first + 1 : last + 1] for c in s.get("cross", ())
    ]
    back = next((c for c in crossed[::-1] if c[5] in BACK), None)
    if back is None:
        raise ValueError("nothing comes back there - ask about a request")
    right = back[4] if asked.kind == "text" else str(back[1] * (back[5] == "yield"))
    if right in asked.wrong:
        raise ValueError(f"{right} is right there - take another wrong answer")
    if not (asked.wrong or asked.other):
        raise ValueError("no reply to a wrong answer - add `wrong 3 | …`")
    found: dict[str, Any] = {
        "kind": asked.kind,
        "asks": asked.says.split("`"),
        "right": right,
        "wrong": {each: says.split("`") for each, says in asked.wrong.items()},
    }
    if asked.kind == "line":
        found["card"] = back[0]
        known = {"0", *map(str, lines(stage, back[0]))}
        strange = [each for each in asked.wrong if each not in known]
        if strange:
            raise ValueError(f"no line {strange[0]} - or write `nowhere`")
    if asked.other:
        found["other"] = asked.other.split("`")
    return first, found


def lines(stage: dict[str, Any], card: str) -> range:
    """Return the numbers of a card's lines."""
    (found,) = [c for b in stage["boards"] for c in b["cards"] if c["id"] == card]
    return range(found["first"], found["first"] + len(found["code"]))
