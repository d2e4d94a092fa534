"""Which frames have a card on the stage, what it says, and in which place it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.live.messages import TURN, worded
from engine.live.story.rows import folded

PLACES = 3  # cards that are drawn at a time
MOST = 30  # cards of one stage; of what comes then only words tell

OTHERS = ("module", "function")
ABOUT = ("make", "close", "drop", "ask")  # steps about another frame than their own


@dataclass(eq=False)
class Lane:
    """A card: of a generator, or of a function's calls, one after the other."""

    id: str
    name: str
    made: str
    code: int
    kind: str
    by: str = ""  # who calls it otherwise, and how
    alias: str = ""
    place: int = 0
    touched: set[int] = field(default_factory=set)

    @property
    def named(self) -> bool:
        """Return whether its name says something else than the call that made it."""
        opened = self.name.find("(")
        return bool(self.made) and (
            opened < 0 or self.made[:opened] != self.name[:opened]
        )

    @property
    def plain(self) -> bool:
        """Return whether it is a function's."""
        return self.kind == "function"


def lanes(recording: dict[str, Any]) -> dict[int, Lane]:
    """Return the cards of a recording, by the numbers of their frames."""
    frames, steps = recording["frames"], recording["steps"]
    found: dict[int, Lane] = {}
    calls: dict[int, Lane] = {}  # of functions that are not running, by code
    wanted = functions(frames, steps)
    fronts: list[tuple[int, Lane]] = []  # when a place was touched, and by which card
    over: set[str] = set()
    for at, step in enumerate(steps):
        numbers = [step["g"]] if step["e"] in ABOUT else [step["f"]]
        for number in [*numbers, *([step["by"]] if "by" in step else [])]:
            about = frames[number]
            if not number or (about["kind"] == "function" and number not in wanted):
                continue
            lane = found.get(number)
            if lane is None:
                lane = calls.pop(about["code"], None)
                if lane is None:
                    if len(set(found.values())) >= MOST:
                        continue
                    lane = made(number, frames)
                    put(lane, at, fronts, over)
                found[number] = lane
            fronts[lane.place] = at, lane
            over.discard(lane.id)
        lane = found.get(step["f"])
        if lane is None:
            continue
        if step["e"] not in ABOUT:
            lane.touched.add(recording["code"][lane.code]["at"] + step["l"])
        if step["e"] in ("end", "return", "unwind", "close", "drop"):
            ended = found.get(step.get("g", step["f"]), lane)
            over.add(ended.id)
            if ended.plain:
                calls[ended.code] = ended
    return found


def functions(frames: list[dict[str, Any]], steps: list[dict[str, Any]]) -> set[int]:
    """Return the functions that have a card: those that make or ask generators.

    Where there are no generators, all have one.
    """
    if all(each["kind"] in OTHERS for each in frames):
        return set(range(1, len(frames)))
    askers = {step.get("by", 0) for step in steps if "by" in step}
    askers |= {step["f"] for step in steps if step["e"] in ABOUT}
    found = {n for n in askers if n and frames[n]["kind"] == "function"}
    # who only calls a function asks nobody
    calls = {s.get("by", 0) for s in steps if frames[s["f"]]["kind"] not in OTHERS}
    calls |= {s["f"] for s in steps if s["e"] in ABOUT}
    return found & calls


def made(number: int, frames: list[dict[str, Any]]) -> Lane:
    """Return a new card for a frame."""
    about = frames[number]
    found = Lane(
        str(number), about["name"], about.get("made", ""), about["code"], about["kind"]
    )
    if "alias" in about:
        who, name = about["alias"]
        found.by, found.alias = frames[who]["name"], name
    return found


def origin(lane: Lane) -> list[str]:
    """Return what a card says beside its name: what made it, or who calls it how."""
    if lane.named:
        return worded("stage.made", lane).split(TURN)
    return worded("stage.alias", lane).split(TURN) if lane.alias else []


def put(lane: Lane, at: int, fronts: list[tuple[int, Lane]], over: set[str]) -> None:
    """Give a card its place: a free one, or the one that is idle for longest."""
    if len(fronts) < PLACES:
        lane.place = len(fronts)
        fronts.append((at, lane))
        return
    oldest = min(fronts, key=lambda each: (each[1].id not in over, each[0]))
    lane.place = fronts.index(oldest)
    fronts[lane.place] = at, lane


def card(lane: Lane, recording: dict[str, Any]) -> dict[str, Any]:
    """Return what a card shows at all times."""
    code = recording["code"][lane.code]
    found: dict[str, Any] = {
        "id": lane.id,
        "name": lane.name,
        "made": origin(lane),
        "first": code["at"],
        "code": code["lines"],
        "place": lane.place,
    }
    fold = folded(code["at"], len(code["lines"]), lane.touched | {code["at"]})
    more = {"plain": lane.plain, "counts": not lane.plain, "fold": fold}
    return {**found, **{key: value for key, value in more.items() if value}}
