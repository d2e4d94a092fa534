"""Says what fits where in a high stage: words beside cards, notes beside their code.

In px of a lesson's column; the style sheet does the same from its width on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from engine.book.messages import Messages

PROMPTS = {"in": ">>> ", "more": "... "}
ROOMS = 4
SHORT = 24  # characters of a last line that leave room for a count alone beside it
TALL = 8  # lines
TYPED, WIDE = 28, 32  # characters of a line, of who asks and of a card
SAID = 30  # characters of a line of a sentence, below who asks
BOARD, GUTTER = 620, 76  # px of a board, and between who asks and the cards
ASKER, SHARE = 190, 0.39  # px of who asks, and the most that it takes of a board
BESIDE = 333  # px of a card that has words beside it
HEAD, ROW, EDGES, GAP = 22, 18, 7, 16  # px: what is high of a lane, and between cards
SENTENCE, LINKS = 21, 61  # px: what is high of the words
LETTER, WORD = 7.8, 6.6  # px of a letter of code, and of words
AROUND, AIR = 56, 8  # px of a card on both sides of its code, and before a note


@dataclass(frozen=True)
class Rooms:
    """What needs room: of each lane the longest it keeps, and its highest count."""

    kept: dict[str, list[str]]
    most: dict[str, int]


@dataclass(frozen=True)
class Fit:
    """Where a stage has its words, and what each of its cards has beside its code.

    `words` is empty where a stage is low; else it is `below` or `beside`. Of a card,
    `notes` has `count` beside its first line, and `keeps` beside its last.
    """

    words: str = ""
    notes: dict[str, list[str]] = field(default_factory=dict)


def fit(data: dict[str, Any], rooms: Rooms, say: Messages) -> Fit:
    """Return what fits where in a stage.

    Where the cards are so much higher than who asks, the words stand beside the cards.
    """
    boards = data["boards"]
    if max(count(each, say) for each in boards) <= TALL:
        return Fit()
    you, cards = boards[-1]["you"], boards[-1]["cards"]
    says = ["".join(each["say"]) for each in data["steps"] if "rest" in each]
    said = max(lines([each], SAID) for each in says) * SENTENCE + LINKS
    kept = [f"{say('stage.keeps')} {each}" for each in rooms.kept.get(you["id"], ())]
    asked = HEAD + (lines(typed(you, say), TYPED) + lines(kept[:1], TYPED)) * ROW
    made = [Measured(each, BESIDE, rooms, say).high for each in cards]
    beside = asked + said <= sum(made) + GAP * (len(made) - 1)
    wide = BESIDE if beside else BOARD - GUTTER - width(you, say)
    return Fit(
        "beside" if beside else "below",
        {
            card["id"]: Measured(card, wide, rooms, say).notes
            for board in boards
            for card in board["cards"]
        },
    )


@dataclass(frozen=True)
class Measured:
    """A card that is so many px wide."""

    card: dict[str, Any]
    wide: int
    rooms: Rooms
    say: Messages

    @property
    def code(self) -> list[str]:
        """Return the lines that are shown."""
        return unfolded(self.card["code"], self.card, self.card["first"], self.say)

    @property
    def kept(self) -> str:
        """Return the longest that it ever keeps."""
        return next(iter(self.rooms.kept.get(self.card["id"], ())), "")

    @property
    def counts(self) -> bool:
        """Return whether it has a count."""
        return bool(self.card.get("counts"))

    @property
    def notes(self) -> list[str]:
        """Return what stands beside the code, where that leaves it room."""
        most = self.rooms.most.get(self.card["id"], 0)
        count = len(self.say("stage.counts", asked=most, gave=most)) * WORD
        keeps = (len(self.say("stage.keeps")) + 1) * WORD + len(self.kept) * LETTER
        first = self.counts and count <= self.free(self.code[0])
        last = len(self.code) > 1 and keeps <= self.free(self.code[-1])
        found = ["count"] if first else []
        # names keep their row where a count or meters need it
        stays = bool((self.counts and not first) or self.card.get("meters"))
        return [*found, "keeps"] if self.kept and last and not stays else found

    @property
    def high(self) -> int:
        """Return how high it is."""
        letters = int((self.wide - AROUND) / LETTER)
        foot = lines([self.kept] if self.kept else [], letters)
        if "keeps" in self.notes:
            foot = 0
        elif not self.kept and "count" not in self.notes:
            foot = self.counts and len(self.code[-1]) > SHORT
        return HEAD + EDGES + (lines(self.code, letters) + foot) * ROW

    def free(self, line: str) -> float:
        """Return how many px a line of code leaves to a note."""
        return self.wide - AROUND - len(line) * LETTER - AIR


def count(board: dict[str, Any], say: Messages) -> int:
    """Return how many rows a board has, at a guess."""
    made = 0
    for card in board["cards"]:
        code = unfolded(card["code"], card, card["first"], say)
        made += lines(code, WIDE) + 2
    return max(made, lines(typed(board["you"], say), TYPED))


def typed(you: dict[str, Any], say: Messages) -> list[str]:
    """Return the lines of who asks that are shown."""
    said = [PROMPTS.get(kind, "") + text for kind, text in you["rows"]]
    return unfolded(said, you, 0, say)


def width(you: dict[str, Any], say: Messages) -> int:
    """Return how wide who asks is, where the words stand below."""
    longest = max(len(each) for each in typed(you, say))
    return ceil(min(max(ASKER, longest * LETTER), SHARE * BOARD))


def unfolded(
    rows: Sequence[str], lane: dict[str, Any], first: int, say: Messages
) -> list[str]:
    """Return what is shown of a lane's rows: one row for each part folded."""
    found: list[str | None] = list(rows)
    for start, end in lane.get("fold", ()):
        sign = say("stage.folded", count=end - start + 1)
        found[start - first : end - first + 1] = [sign, *[None] * (end - start)]
    return [each for each in found if each is not None]


def lines(rows: Iterable[str], wide: int) -> int:
    """Return how many lines some rows take that hold so many characters."""
    return sum(max(1, ceil(len(each) / wide)) for each in rows)


def longest(steps: Sequence[dict[str, Any]]) -> Rooms:
    """Return the longest of what each lane ever keeps: they keep its room.

    Several, for which of them is the highest depends on where their lines break.
    """
    found: dict[str, set[str]] = {}
    most: dict[str, int] = {}
    for step in steps:
        for name, change in step.get("lanes", {}).items():
            found.setdefault(name, set()).add(change.get("keeps", ""))
            most[name] = max(
                most.get(name, 0), change.get("asked", 0), change.get("gave", 0)
            )
    kept = {
        name: sorted(filter(None, each), key=lambda text: (-len(text), text))[:ROOMS]
        for name, each in found.items()
    }
    return Rooms(kept, most)
