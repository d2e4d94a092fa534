"""What the machine says to readers: its words stand in one file a language.

A message has places, `{name}`. One that depends on a number is a group with `one`,
`other` and what else its language needs. The file's first keys are who says it: `live`
(Python in browsers), `page` (scripts), `blocks` and `theme` (what the build writes).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from engine.book.fault import Fault
from engine.live import messages as live

PLACE = Path("engine", "theme", "messages")
SOURCE = "en"  # the language that the others are held against
BRACED = re.compile(r"\{(\w+)\}")
# of plurals, as Unicode has them
FORMS = {"zero", "one", "two", "few", "many", "other"}


class Messages:
    """Messages of one kind, as HTML."""

    def __init__(self, known: dict[str, Any]) -> None:
        """Take the messages, by groups."""
        self.known = known

    def __call__(self, key: str, **places: object) -> str:
        """Return a message as HTML, its places filled with HTML. Raises as `text`."""
        # an apostrophe ends no attribute of ours
        text = escape(self.pattern(key), quote=False).replace('"', "&quot;")
        return text.format(**places)

    def text(self, key: str, **places: object) -> str:
        """Return the message of a dotted name as text, its places filled with text.

        Raises LookupError where there is no such message, or a place is not given.
        """
        return self.pattern(key).format(**places)

    def counted(self, key: str, count: int, **places: object) -> str:
        """Return that message of a group which goes with a number."""
        forms = self.found(key)
        one = count == 1 and isinstance(forms, dict) and "one" in forms
        return self(f"{key}.{'one' if one else 'other'}", **{"count": count, **places})

    def pattern(self, key: str) -> str:
        """Return a message with its places open."""
        found = self.found(key)
        if not isinstance(found, str):
            mend = f"write it into {SOURCE}.json there"
            raise LookupError(str(Fault(PLACE.as_posix(), 0, f"no {key}", mend)))
        return found

    def found(self, key: str) -> Any:
        """Return what stands at a dotted name; None for nothing."""
        found: Any = self.known
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found


def folder(root: Path) -> Path:
    """Return where a tree has its messages; a tree without an engine has this one's."""
    own = root / PLACE
    return own if own.is_dir() else Path(__file__).parents[2] / PLACE


def read(place: Path, language: str) -> dict[str, Any]:
    """Return all messages of a language, from a folder with a file for each.

    Raises LookupError, a line a fault, where it lacks a message that another has, or a
    place in one.
    """
    source: dict[str, Any] = json.loads((place / f"{SOURCE}.json").read_text("utf-8"))
    if language == SOURCE:
        return source
    file = place / f"{language}.json"
    path = (PLACE / file.name).as_posix()
    if not file.is_file():
        mend = f"translate {SOURCE}.json beside it, or set another theme.language"
        raise LookupError(str(Fault(path, 0, "no messages in this language", mend)))
    own: dict[str, Any] = json.loads(file.read_text("utf-8"))
    faults = [
        fault
        for group, wanted in source.items()
        for fault in differences(wanted, own.get(group), group, path)
    ]
    if faults:
        raise LookupError("\n".join(map(str, faults)))
    return own


@contextmanager
def spoken(said: dict[str, Any]) -> Iterator[None]:
    """Let stories be told in these messages of `live`, and then as before."""
    if said == live.table():
        yield
        return
    caches = (live.table, live.template, live.compiled)
    live.GIVEN.update(said)
    for each in caches:
        each.cache_clear()
    try:
        yield
    finally:
        live.GIVEN.clear()
        for each in caches:
            each.cache_clear()


def differences(wanted: Any, own: Any, name: str, path: str) -> Iterator[Fault]:
    """Yield where messages are not those of the source's language, one for one.

    Plural forms may differ: a language has those that it needs, and `other`.
    """
    if isinstance(wanted, str):
        if not isinstance(own, str):
            yield Fault(path, 0, f"no message {name}", f"translate “{wanted}”")
        elif set(BRACED.findall(own)) != set(BRACED.findall(wanted)):
            places = ", ".join(f"{{{each}}}" for each in BRACED.findall(wanted))
            mend = f"use exactly {places or 'none'}"
            what = f"{name} has other placeholders than “{wanted}”"
            yield Fault(path, 0, what, mend)
        return
    have = own if isinstance(own, dict) else {}
    plural = "other" in wanted and set(wanted) <= FORMS
    for key in wanted:
        if not (plural and key != "other" and key not in have):
            yield from differences(wanted[key], have.get(key), f"{name}.{key}", path)
    for key in have:
        if key not in wanted and not plural:
            yield Fault(path, 0, f"{name}.{key} isn't a message", "delete it")
