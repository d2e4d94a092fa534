"""Makes the recording of what was noted: frames that matter, by their names."""

from __future__ import annotations

import re
from typing import Any

from engine.live import values
from engine.live.masks import masked

NUMBER = re.compile(f"{values.NAMED}([0-9]+)>")
OTHERS = ("module", "function")  # kinds of frames that are no generator's

Raw = list[dict[str, Any]]


def recording(
    listings: Raw, frames: Raw, steps: Raw, out: str, error: str
) -> dict[str, Any]:
    """Return a recording, made of what was noted of a program.

    It prints `out` and ends with `error`, or "". Frames, and listings, are known by
    their place in what is given; in the recording only those stand that a step is
    about, and no more than that of generators that were there before.
    """
    steps = asked(frames, steps)
    kept = sorted(mentioned(steps))
    place = {number: at for at, number in enumerate(kept)}
    shown = sorted({frames[number]["code"] for number in kept} | {0})
    names = called(frames, steps)

    def name(match: re.Match[str]) -> str:
        number = int(match[1])
        # no name, where the program has such a text of its own
        return names[number] if number < len(names) else match[0]

    def rename(about: dict[str, Any]) -> None:
        """Put names where a step or a frame has what stands for generators."""
        for key in ("v", "sent"):
            if values.NAMED in about.get(key, ""):
                about[key] = NUMBER.sub(name, about[key])
        if "d" in about:
            held = about["d"].items()
            about["d"] = {n: text and NUMBER.sub(name, text) for n, text in held}

    found: dict[str, Any] = {
        "v": 1,
        "code": [listings[number] for number in shown],
        "frames": [
            {**frames[n], "name": names[n], "code": shown.index(frames[n]["code"])}
            for n in kept
        ],
        "steps": [renumbered(step, place) for step in steps],
        "out": masked(out),
        "error": NUMBER.sub(name, error),
    }
    for about in (*found["frames"], *found["steps"]):
        rename(about)
    return found


def asked(frames: Raw, steps: Raw) -> Raw:
    """Return the steps without those of generators that nothing asked.

    One that was there before and only ends, silently, is another story.
    """
    idle = {number for number, frame in enumerate(frames) if "before" in frame}
    if idle:
        idle -= {s["f"] for s in steps if s["e"] not in ("throw", "unwind")}
    if not idle:
        return steps
    found = []
    for step in steps:
        if step["f"] not in idle and step.get("g") not in idle:
            states = step.get("s", {}).items()
            left = {n: state for n, state in states if int(n) not in idle}
            found.append({**step, "s": left})
    return found


def mentioned(steps: Raw) -> set[int]:
    """Return the frames that steps are about, and the program's own."""
    found = {0}
    for step in steps:
        found.update([step["f"], step.get("by", 0), step.get("g", 0)])
        if "s" in step:
            found.update(map(int, step["s"]))
    return found


def renumbered(step: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    """Return a step with the numbers that its frames have in the recording."""
    found = {**step}
    for key in ("f", "by", "g"):
        if key in found:
            found[key] = place[found[key]]
    if "o" in found:
        found["o"] = masked(found["o"])
    states = found.pop("s", None)
    if states:
        found["s"] = {str(place[int(n)]): state for n, state in states.items()}
    return found


def called(frames: Raw, steps: Raw) -> list[str]:
    """Return a name for each frame; generators that share one are counted."""
    untouched = {n for n, frame in enumerate(frames) if "before" in frame}
    for step in steps:
        untouched -= {step["f"], step.get("g", 0)}
    made = [
        frame["name"] if frame["kind"] not in OTHERS and n not in untouched else ""
        for n, frame in enumerate(frames)
    ]
    seen: dict[str, int] = {}
    found = []
    for number, frame in enumerate(frames):
        name = frame["name"]
        if made[number] and made.count(name) > 1:
            seen[name] = seen.get(name, 0) + 1
            name = f"{name} {seen[name]}"
        found.append(name)
    return found
