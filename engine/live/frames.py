"""Records the frames of a session's generators: state, line, locals, value out.

One frame is taken after each input, from a real run. The recording is plain data
that JSON can hold, without addresses, so it is the same on every machine.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import types
from typing import Any, TypeAlias

from engine.live.replay import ADDRESS, Interpreter
from engine.live.transcript import is_error, session

LONGEST = 40

Generator: TypeAlias = "types.GeneratorType[Any, Any, Any]"


def record(source: str, name: str, section: str) -> dict[str, Any]:
    """Run a module's session as far as `section` and record that section's frames.

    Returns `{"code": [...], "first": n, "frames": [...]}`: the lines of the generator
    function, the file's line of the first of them, and for each input `call`,
    `printed` (by the code), `out` (the value or error that came), `state`, `line` (of
    the file, None when not in the body) and `locals` (names and shortened reprs).

    Raises LookupError when the section has no input, or binds no generator.
    """
    interpreter = Interpreter(source, name)
    frames: list[dict[str, Any]] = []
    generator: Generator | None = None
    for example in session(source):
        out = interpreter.type(example.source)
        if example.section is None or example.section.name != section:
            if frames:
                break
            continue
        generator = generator or mentioned(example.source, vars(interpreter.module))
        if generator is None:
            continue
        printed = out.removesuffix(interpreter.shown + "\n")
        frames.append(
            frame(example.source.rstrip(), printed, interpreter.shown, generator)
        )
    if generator is None:
        raise LookupError(f"{name}: section {section!r} binds no generator")
    first = generator.gi_code.co_firstlineno
    lines = linecache.getlines(generator.gi_code.co_filename)
    block = inspect.getblock(lines[first - 1 :])
    return {
        "code": [line.rstrip("\n") for line in block],
        "first": first,
        "frames": frames,
    }


def mentioned(source: str, namespace: dict[str, Any]) -> Generator | None:
    """Return the first generator that an input calls by name, or None."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            value = namespace.get(node.id)
            if isinstance(value, types.GeneratorType):
                return value
    return None


def frame(call: str, printed: str, value: str, generator: Generator) -> dict[str, Any]:
    """Return one frame: what was typed, what came, and how the generator stands."""
    state = inspect.getgeneratorstate(generator).removeprefix("GEN_").lower()
    error = ""
    if is_error(printed):
        printed, _, error = printed.partition("Traceback (most recent call last):\n")
        error = error.rstrip().rsplit("\n", 1)[-1]
    if state == "closed":
        state = "raised" if error and error != "StopIteration" else "finished"
    held: types.FrameType | None = generator.gi_frame
    return {
        "call": call,
        "printed": printed.rstrip("\n"),
        "out": error or value,
        "state": state,
        "line": held.f_lineno if held and state != "created" else None,
        "locals": {
            key: shortened(value)
            for key, value in (held.f_locals if held else {}).items()
        },
    }


def shortened(value: object) -> str:
    """Return a repr of at most 40 characters, its address masked."""
    text = ADDRESS.sub("at 0x...", repr(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
