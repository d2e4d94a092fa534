"""What the names of a frame hold, and what is new in that from step to step."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engine.live import values

Shown = Callable[[object], str]
Held = dict[str, tuple[object, str]]

NO_NEWS = (types.ModuleType, type, types.FunctionType)


def of_frame(
    before: Held, frame: types.FrameType, shown: Shown
) -> dict[str, str | None]:
    """Return the names of a function whose values are not as they were `before`.

    None stands for the value of a name that is gone. `before` is brought up to date.
    """
    now = frame.f_locals
    return news(before, now, now, types.ModuleType, shown)


def of_module(
    before: Held, frame: types.FrameType, names: set[str], shown: Shown
) -> dict[str, str | None]:
    """Return what `of_frame` does, for those names of a module that are in `names`.

    Functions and classes are no news there.
    """
    # a comprehension hides the names of a module from `f_locals`
    now = frame.f_globals
    return news(before, now, names.intersection(now), NO_NEWS, shown)


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
        before[name] = (value if kind in values.ATOMS else None, text)
    if len(before) > len(found):
        for name in [each for each in before if each not in now]:
            del before[name]
            found[name] = None
    return found
