"""What the instructions of Python 3.14 say of a frame: the one file that reads them.

Each version of Python has instructions of its own. What is read here was found out
for one of them; on another it would be wrong without a word. So it is refused.
"""

from __future__ import annotations

import inspect
import sys
import types
from opcode import opname

VERSION = (3, 14)

GENERATORS = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR | inspect.CO_COROUTINE

# how a frame asks for a value, by the instruction at which it waits
ASKS = {
    "FOR_ITER": "for",
    "SEND": "yield from",
    "END_SEND": "yield from",
    "UNPACK_SEQUENCE": "unpacking",
    "UNPACK_EX": "unpacking",
    "CONTAINS_OP": "in",
    "LIST_EXTEND": "*",
    "SET_UPDATE": "*",
    "CALL_FUNCTION_EX": "*",
    "END_ASYNC_FOR": "async for",
}

# how far behind the instruction is that says for what it waits
AWAITED = {"SEND": 4, "END_SEND": 14, "RESUME": 10}

# at these it asks for nothing: what runs there is called for a value that goes
SILENT = frozenset(
    f"{verb}_{where}"
    for verb in ("STORE", "DELETE")
    for where in ("NAME", "FAST", "GLOBAL", "DEREF")
) | {"POP_TOP", "POP_ITER"}


class UnknownPythonError(Exception):
    """A Python whose instructions nobody has looked up."""


def demand() -> None:
    """Raise UnknownPythonError unless this Python's instructions are known here."""
    if sys.version_info[:2] != VERSION or sys.implementation.name != "cpython":
        known = ".".join(map(str, VERSION))
        here = f"{sys.implementation.name} {sys.version.split()[0]}"
        raise UnknownPythonError(
            f"the recorder reads instructions of CPython {known}, and this is {here}: "
            "look up what engine/live/recorder/bytecode.py says of them, and run "
            "tests/corpus"
        )


def after_yield(code: types.CodeType, offset: int) -> bool:
    """Return whether what goes on at an offset was suspended at a `yield`."""
    return code.co_code[offset + 1] & 3 == 1


def delegates(code: types.CodeType, offset: int) -> bool:
    """Return whether what goes on at an offset waits in `yield from`, or `await`."""
    return code.co_code[offset + 1] & 3 > 1


def hands_on(code: types.CodeType, offset: int) -> bool:
    """Return whether a yield at an offset is of another's value, by `yield from`."""
    return code.co_code[offset + 1] > 0


def passes(frame: types.FrameType) -> bool:
    """Return whether a frame waits in `yield from`, or `await`, for another.

    One that runs, and asks for what puts an error in, does not.
    """
    code, at = frame.f_code, frame.f_lasti
    if not code.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE):
        return False
    return opname[code.co_code[at]] == "RESUME" and delegates(code, at)


def asks(frame: types.FrameType) -> str:
    """Return the kind of instruction that a frame is at, "call" where it is none."""
    code, at = frame.f_code, frame.f_lasti
    operation = opname[code.co_code[at]]
    how = ASKS.get(operation, "call")
    if operation == "RESUME" and delegates(code, at):  # asked, and does not run
        how = "yield from"
    if how == "yield from" and not code.co_flags & inspect.CO_GENERATOR:
        loops = opname[code.co_code[at - AWAITED[operation]]] == "GET_ANEXT"
        how = "async for" if loops else "await"
    return how


def silent(frame: types.FrameType) -> bool:
    """Return whether a frame is at an instruction that asks for nothing."""
    return opname[frame.f_code.co_code[frame.f_lasti]] in SILENT


def place(frame: types.FrameType) -> tuple[int | None, ...]:
    """Return where in its file a frame is: two lines, and two columns."""
    return list(frame.f_code.co_positions())[frame.f_lasti // 2]


def unstarted(code: types.CodeType, frame: types.FrameType) -> bool:
    """Return whether a generator's frame has only been made."""
    at = frame.f_lasti
    done = code.co_code[max(at - 2, 0) : at + 1 : 2]
    return "RETURN_GENERATOR" in (opname[each] for each in done)
