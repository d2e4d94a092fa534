"""What was timed by `ml_speed`, as rows of a table; with the standard library alone."""

import ast
import hashlib
import json
from collections.abc import Callable, Collection
from pathlib import Path
from statistics import median
from typing import Any

RECORDED = Path("snippets/models/recorded/ml_speed_rows.speed.json")
CALLS = Path("snippets/models/recorded/ml_speed_rows.calls.json")

# --8<-- [start:names]
POST = "the post's generator"
FREE = "one batch, again and again"
FLOOR = "one chunk, again and again"
# --8<-- [end:names]

# code that was timed, then fixed where it makes no difference to times: what was fixed
SINCE = {"b686571b61f3783e": "how a thread's feed is closed"}

Sample = dict[str, Any]
Times = dict[str, list[float]]  # microseconds a batch, by feed, one a round


# --8<-- [start:shares]
def shares(times: dict[str, list[float]]) -> dict[str, float]:
    """Return where the post's generator's time goes, in percent.

    `times` has each feed's microseconds per batch, one per round.
    """
    post, free, floor = (
        min(times[name]) for name in (POST, FREE, FLOOR)
    )
    free = min(free, post)
    floor = min(floor, free)
    parts = {
        "making": post - free, "calls": free - floor, "the rest": floor
    }
    return {name: 100 * part / post for name, part in parts.items()}
# --8<-- [end:shares]


# --8<-- [start:case]
def case(parts: dict[str, float]) -> str:
    """Return which case it is, from what `shares` gives.

    Below a fifth, what a feed could save isn't worth the work.
    """
    if parts["making"] + parts["calls"] < 20:
        return "has nothing to gain"
    if parts["making"] > parts["calls"]:
        return "waits for copies"
    return "waits for calls"
# --8<-- [end:case]


def ratios(times: Times, name: str) -> list[float]:
    """Return for each round how many times as fast as the post's a feed is."""
    return [post / own for post, own in zip(times[POST], times[name], strict=True)]


def spelled(versions: str) -> str:
    """Return versions with the names that people write."""
    return versions.replace("tensorflow", "TensorFlow").replace("jax", "JAX")


def short(found: Sample) -> str:
    """Return what a column's head calls a sample's device."""
    return "CPU" if "CPU" in found["device"] else "GPU"


def head(found: Sample) -> str:
    """Return the head of a sample's column."""
    return f"{found['task'].split()[0]}, {short(found)}"


def backend(found: Sample) -> str:
    """Return what Keras ran on: the name that people write, without its version."""
    return spelled(found["versions"]).partition(" on ")[2].split()[0]


def since(found: Sample) -> str:
    """Return what was mended in the code since a sample was timed, if anything was."""
    mended = SINCE.get(found["digest"])
    return f", and {mended} was changed since then" if mended else ""


def shown(found: float) -> float:
    """Return a ratio with two or three digits."""
    return round(found) if found >= 10 else round(found, 1 if found >= 2 else 2)


def recording(
    samples: list[Sample],
    what: str = "Batches a second",
    first: str = "feed",
    above: Callable[[Sample], str] = head,
) -> dict[str, Any]:
    """Return samples as a table: each feed's speed beside that of the post's.

    `what` begins the title, `first` is the head of the column of feeds, and `above`
    gives the head of each sample's column.
    """
    machines = [
        f"{each['device']} ({spelled(each['versions'])}; {each['date']}{since(each)})"
        for each in samples
    ]
    times = [each["microseconds"] for each in samples]
    return {
        "title": f"{what}, where the post's generator gives 1: "
        f"the median of {len(times[0][POST])} rounds",
        "platform": "; ".join(dict.fromkeys(machines)),
        "columns": [first, *map(above, samples)],
        "units": ["", *("" for _ in samples)],
        "rows": [
            [name, *(shown(median(ratios(each, name))) for each in times)]
            for name in times[0]
        ],
        "samples": samples,
    }


def kept(samples: list[Sample], found: list[Sample]) -> list[Sample]:
    """Return what was recorded before, with what was found now in its place."""
    both = {
        (each["device"], each["task"], backend(each)): each
        for each in [*samples, *found]
    }
    return list(both.values())


def recorded(file: Path | None = None) -> list[Sample]:
    """Return the samples that are recorded, of feeds or in another file."""
    file = file or RECORDED
    if not file.is_file():
        return []
    samples: list[Sample] = json.loads(file.read_text(encoding="utf-8"))["samples"]
    return samples


def measure_speed() -> dict[str, Any]:
    """Return the table with a small model's times on this machine's CPU.

    What other devices gave stays as it was recorded.
    """
    from dataclasses import replace

    from snippets.models.ml_speed import SMALL, sample

    return recording(kept(recorded(), [sample(replace(SMALL, steps=128))]))


def calls(samples: list[Sample]) -> dict[str, Any]:
    """Return samples of ways to call the device less often, as a table."""
    return recording(samples, "Fewer calls: batches a second", "way", backend)


def measure_calls() -> dict[str, Any]:
    """Return the table of ways to call the device less often, on this machine's CPU.

    `KERAS_BACKEND` names what is measured; what others gave stays as it was recorded.
    """
    from snippets.models.ml_speed_calls import TASK, sample

    return calls(kept(recorded(CALLS), [sample(TASK)]))


# what says whether a recording is of the code as it is now

TIMED = Path("snippets/models/ml_speed.py")
DEFINED = ast.FunctionDef, ast.ClassDef
TELLING = {"machine", "sample", "write"}  # no time depends on these
CALLED = Path("snippets/models/ml_speed_calls.py")


def digest(timed: Path = TIMED, telling: Collection[str] = TELLING) -> str:
    """Return a digest of the code that is timed, without comments and docstrings."""
    found = []
    for node in ast.parse(timed.read_text(encoding="utf-8")).body:
        if isinstance(node, DEFINED) and node.name not in telling:
            for each in ast.walk(node):
                if isinstance(each, DEFINED):
                    each.body = each.body[ast.get_docstring(each) is not None :]
            found.append(ast.unparse(node))
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]
