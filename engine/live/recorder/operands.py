"""Whom an instruction is about to ask, where the source gives it a name.

No event tells that a loop, `in`, unpacking or `yield from` asks what is finished: no
frame runs for that. But what is asked is mostly a name, which was loaded just before.
"""

from __future__ import annotations

import dis
import types
from itertools import pairwise
from typing import Any

# what asks the value that was loaded last, and how that is called
ASKS = {
    "GET_ITER": "for",
    "GET_YIELD_FROM_ITER": "yield from",
    "CONTAINS_OP": "in",
    "UNPACK_SEQUENCE": "unpacking",
    "UNPACK_EX": "unpacking",
    "LIST_EXTEND": "*",
    "SET_UPDATE": "*",
    "CALL_FUNCTION_EX": "*",
}
NAMES = ("LOAD_FAST", "LOAD_NAME", "LOAD_GLOBAL", "LOAD_DEREF")
GIVEN = ".0"  # the source of a generator expression, in its frame


def asked(code: types.CodeType) -> dict[int, tuple[str, str]]:
    """Return how names are asked, and which, by the offset of the instruction."""
    found: dict[int, tuple[str, str]] = {}
    steps = [each for each in dis.get_instructions(code) if each.opname != "PUSH_NULL"]
    for before, at, after in zip(steps, steps[1:], [*steps[2:], None], strict=False):
        name = loaded(before)
        how = ASKS.get(at.opname)
        if at.opname == "FOR_ITER" and name == GIVEN:
            how = "for"
        # an expression's source is only made ready, not asked
        if at.opname == "GET_ITER" and after and after.opname == "CALL":
            how = None
        if how and name:
            found[at.offset] = how, name
    return found


def looped(code: types.CodeType) -> set[int]:
    """Return the offsets of calls whose result a loop asks at once."""
    steps = list(dis.get_instructions(code))
    pairs = pairwise(steps)
    return {a.offset for a, b in pairs if a.opname == "CALL" and b.opname == "GET_ITER"}


def loaded(step: dis.Instruction) -> str:
    """Return the name whose value an instruction loads last, "" where it is none."""
    if not step.opname.startswith(NAMES):
        return ""
    value: Any = step.argval
    if isinstance(value, tuple):  # two names at once
        value = value[-1]
    return value if isinstance(value, str) else ""


def value(frame: types.FrameType, name: str) -> object:
    """Return what a name holds for a frame, None where it is not known."""
    held = frame.f_locals
    return held[name] if name in held else frame.f_globals.get(name)
