"""What the names of a frame hold, and what is new in that from step to step."""

from __future__ import annotations

import itertools
import types
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from operator import is_
from typing import Any

from engine.live import values

Shown = Callable[[object], str]
Held = dict[str, tuple[object, str]]

NO_NEWS = (types.ModuleType, type, types.FunctionType)
FEW = values.MOST_ITEMS
GONE, UNKNOWN = object(), object()


class Open:
    """Stands for a value that others may change: that itself is not kept alive.

    `items` are those that are shown, where none of them can change: while they are the
    same, so is what is shown. They are None where that is not known.
    """

    __slots__ = ("items", "kind", "size")

    def __init__(self, value: Any, kind: type) -> None:
        """Take a value, and its kind."""
        self.kind: Any = kind
        self.items: tuple[object, ...] | None = None
        self.size = 0
        if kind is list or kind is tuple or kind is deque:
            self.size = len(value)
            items = tuple(itertools.islice(value, FEW))
            if values.ATOMS.issuperset(map(type, items)):
                self.items = items

    def same(self, value: Any) -> bool:
        """Return whether a value is certainly shown as this one was."""
        if self.items is None or type(value) is not self.kind:
            return False
        size = len(value)
        if size != self.size and (size <= FEW or self.size <= FEW):
            return False
        return all(map(is_, value, self.items))


def of_frame(
    before: Held, frame: types.FrameType, shown: Shown
) -> dict[str, str | None]:
    """Return the names of a function whose values are not as they were `before`.

    None stands for the value of a name that is gone. `before` is brought up to date.
    """
    now = frame.f_locals
    return news(before, now, now, types.ModuleType, shown)


def of_module(
    before: Held, now: Mapping[str, Any], names: set[str], shown: Shown
) -> dict[str, str | None]:
    """Return what `of_frame` does, of a module, for those that are in `names`.

    `now` are its globals: a comprehension hides some of them from `f_locals`. Functions
    and classes are no news there.
    """
    return news(before, now, names.intersection(now), NO_NEWS, shown)


def open_in(known: Held) -> list[str]:
    """Return the names of what another frame may change."""
    return [name for name, (value, _) in known.items() if type(value) is Open]


def same(
    known: Held, now: Mapping[str, Any], names: Iterable[str], shown: Shown
) -> bool:
    """Return whether some names hold what was known of them; none is looked up else."""
    for name in names:
        old, text = known[name]
        value = now.get(name, GONE)
        if type(old) is Open:
            if not old.same(value) and (value is GONE or shown(value) != text):
                return False
        elif value is not old and (value is GONE or shown(value) != text):
            return False
    return True


def news(
    before: Held,
    now: Mapping[str, Any],
    names: Iterable[str],
    passed: type | tuple[type, ...],
    shown: Shown,
) -> dict[str, str | None]:
    """Return which of some names have another value now; kinds `passed` are not."""
    found: dict[str, str | None] = {}
    for name in names:
        value = now[name]
        kind = type(value)
        old = before.get(name)
        if old and value is old[0] and kind in values.ATOMS:
            continue
        if issubclass(kind, passed) or name.startswith((".", "__")):
            continue
        text = shown(value)
        if not old or old[1] != text:
            found[name] = text
        # what is no plain value may die when the program wants it to
        stays = value if kind in values.ATOMS else UNKNOWN
        before[name] = (Open(value, kind) if values.may_change(kind) else stays, text)
    if len(before) > len(found):
        for name in [each for each in before if each not in now]:
            del before[name]
            found[name] = None
    return found
