"""The words that Python says to readers, which stand in one file a language.

A message has places, `{name}`, and code, between backticks. One that depends on a
number is a group, of `one` and `other`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from string import Formatter
from typing import Any

HERE = Path(__file__).with_name("messages.json")  # in browsers, of the site's language
SOURCE = Path(__file__).parents[1] / "theme" / "messages" / "en.json"

GIVEN: dict[str, Any] = {}  # what is said instead, while a build tells a story

TURN = "\0"  # in no text of a program, nor in a value as it is shown


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """Return all messages, by their groups."""
    if GIVEN:
        return GIVEN
    if HERE.is_file():
        found = json.loads(HERE.read_text(encoding="utf-8"))
    else:
        found = json.loads(SOURCE.read_text(encoding="utf-8"))["live"]
    return dict(found)


@lru_cache(maxsize=256)
def template(key: str) -> Any:
    """Return a message, or a group of them, by its dotted name."""
    found = table()
    for part in key.split("."):
        found = found[part]
    return found


def message(key: str, **parts: object) -> str:
    """Return a message with its places filled."""
    return str(template(key)).format(**parts)


def counted(key: str, count: int, **parts: object) -> str:
    """Return that message of a group which goes with a number."""
    kind = "one" if count == 1 and "one" in template(key) else "other"
    return message(f"{key}.{kind}", count=count, **parts)


def worded(key: str, about: object) -> str:
    """Return a message with TURN between its texts and its code, which take turns.

    Its places are attributes of `about`, which may have turns themselves.
    """
    pattern, places = compiled(key)
    return pattern % places(about) if places else pattern


@lru_cache(maxsize=256)
def compiled(key: str) -> tuple[str, Callable[[object], Any] | None]:
    """Return a message as a pattern for `%`, and what gets all that it asks for."""
    pattern, places = "", []
    for text, place, *_ in Formatter().parse(str(template(key)).replace("`", TURN)):
        pattern += text.replace("%", "%%") if "{" in template(key) else text
        if place:
            pattern += "%s"
            places.append(place)
    return pattern, attrgetter(*places) if places else None
