"""What can be asked of any generator or coroutine: code, frame, kind and state."""

from __future__ import annotations

import inspect
import types
from typing import Any

from engine.live.recorder import bytecode

KINDS = frozenset((types.GeneratorType, types.AsyncGeneratorType, types.CoroutineType))


def code_of(generator: Any) -> types.CodeType | None:
    """Return a generator's code; it is there for a closed one too."""
    kind = type(generator)
    if kind is types.GeneratorType:
        code = generator.gi_code
    elif kind is types.CoroutineType:
        code = generator.cr_code
    else:
        code = generator.ag_code
    return code  # type: ignore[no-any-return]


def frame_of(generator: Any) -> types.FrameType | None:
    """Return a generator's frame, None when it is over."""
    if isinstance(generator, types.GeneratorType):
        return generator.gi_frame
    if isinstance(generator, types.CoroutineType):
        return generator.cr_frame
    return generator.ag_frame  # type: ignore[no-any-return]


def kind_of(generator: Any) -> str:
    """Return what a generator was made by."""
    if isinstance(generator, types.AsyncGeneratorType):
        return "async generator"
    if isinstance(generator, types.CoroutineType):
        return "coroutine"
    return "expression" if generator.gi_code.co_name == "<genexpr>" else "generator"


def kind_by(code: types.CodeType) -> str:
    """Return what the generators of a code object are made by."""
    if code.co_flags & inspect.CO_COROUTINE:
        return "coroutine"
    if code.co_flags & inspect.CO_ASYNC_GENERATOR:
        return "async generator"
    return "expression" if code.co_name == "<genexpr>" else "generator"


def state_of(generator: Any) -> str:
    """Return C, R, S or X: created, running, suspended, closed."""
    kind = type(generator)
    if kind is types.GeneratorType:
        if generator.gi_running:
            return "R"
        if generator.gi_suspended:
            return "S"
        return "X" if generator.gi_frame is None else "C"
    if kind is types.CoroutineType:
        if generator.cr_running:
            return "R"
        if generator.cr_suspended:
            return "S"
        return "X" if generator.cr_frame is None else "C"
    if generator.ag_running:
        return "R"
    if generator.ag_suspended:
        return "S"
    if generator.ag_frame is None:
        return "X"
    # one that is closed for being dropped does not say that it runs
    begun = not bytecode.unstarted(generator.ag_code, generator.ag_frame)
    return "R" if begun else "C"
