"""What grain gives with each number of workers, and who can go on from whose place."""

import json
from importlib.metadata import version
from typing import Any

from snippets.models.waiting_grain import cut, drawn

SIZE, SEED, GIVEN = 6, 3, 3
SAVING = 2  # workers whose place is saved
WORKERS = {"none": 0, "1": 1, "2": 2, "3": 3}


def walk(workers: int) -> Any:
    """Return an iterator over six cuts; close it."""
    return iter(drawn(cut, SIZE, SEED, workers))


def cuts(workers: int) -> list[int]:
    """Return all that so many workers cut."""
    feed = walk(workers)
    try:
        return list(feed)
    finally:
        feed.close()


def place(workers: int, given: int) -> str:
    """Return as JSON the place of a feed that has given so many."""
    feed = walk(workers)
    try:
        for _ in range(given):
            next(feed)
        return json.dumps(feed.get_state())
    finally:
        feed.close()


def gone_on(saved: str, workers: int) -> list[int]:
    """Return what so many workers give from a place on.

    KeyError, IndexError: it was saved with another number of workers.
    """
    feed = walk(workers)
    try:
        feed.set_state(json.loads(saved))
        return list(feed)
    finally:
        feed.close()


def told(saved: str, workers: int) -> str:
    """Return the same as text, or the error's name."""
    try:
        return text(gone_on(saved, workers))
    except LookupError as error:
        return type(error).__name__


def text(numbers: list[int]) -> str:
    """Return numbers as text."""
    return " ".join(map(str, numbers))


def measure_workers() -> dict[str, Any]:
    """Return the cuts of each number of workers, and those after a saved place."""
    saved = place(SAVING, GIVEN)
    return {
        "title": "Six cuts from seed 3, and the ones that come after resuming",
        "platform": f"grain {version('grain')}; saved after three, by two workers",
        "columns": ["workers", "all six", "after resuming"],
        "rows": [
            [name, text(cuts(number)), told(saved, number)]
            for name, number in WORKERS.items()
        ],
    }
