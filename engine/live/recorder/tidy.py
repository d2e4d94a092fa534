"""Makes the recording of what was noted: frames that matter, by their names."""

from __future__ import annotations

import re
from typing import Any

from engine.live import values
from engine.live.masks import masked
from engine.live.recorder.naming import Names

# the file of a text that a reader has changed is named for the run too
RUN = re.compile(r'(File "<[^"<>\n]*), run [0-9]+>')

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
    names = Names(frames, steps)

    def rename(about: dict[str, Any]) -> None:
        """Put names where a step or a frame has what stands for generators."""
        for key in ("v", "sent"):
            if values.NAMED in about.get(key, ""):
                about[key] = names.put(about[key])
        for key in ("d", "h"):
            if key in about:
                about[key] = named(about[key])
        if "k" in about:
            about["k"] = {n: named(held) for n, held in about["k"].items()}

    def named(held: dict[str, str | None]) -> dict[str, str | None]:
        """Return what names hold, with names for generators there too."""
        return {n: text and names.put(text, n) for n, text in held.items()}

    found: dict[str, Any] = {
        "v": 1,
        "code": [listings[number] for number in shown],
        "frames": [
            {**frames[n], **names.of(n, place), "code": shown.index(frames[n]["code"])}
            for n in kept
        ],
        "steps": [renumbered(step, place) for step in steps],
        "out": written(out),
        "error": names.put(error),
    }
    for about in (*found["frames"], *found["steps"]):
        rename(about)
    return found


def written(out: str) -> str:
    """Return what was printed, without what differs from run to run."""
    return RUN.sub(r"\1>", masked(out))


def asked(frames: Raw, steps: Raw) -> Raw:
    """Return the steps without those of generators that nothing asked.

    One that was there before and only ends, silently, is another story.
    """
    idle = {number for number, frame in enumerate(frames) if "before" in frame}
    if idle:
        idle -= {s["f"] for s in steps if s["e"] not in ("throw", "unwind")}
        idle -= {s["g"] for s in steps if s["e"] == "ask"}
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
        found["o"] = written(found["o"])
    states = found.pop("s", None)
    if states:
        found["s"] = {str(place[int(n)]): state for n, state in states.items()}
    # what a frame keeps that no step is about is no news
    news = found.pop("k", {}).items()
    if kept := {str(place[int(n)]): held for n, held in news if int(n) in place}:
        found["k"] = kept
    return found
