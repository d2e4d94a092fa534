"""Counts which lines of the engine run in Pyodide: imported there.

What hears events for the recorder is run by Python with all events off. Here it is
called by `sys.call_tracing`, which turns them on again, so that it counts as well.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

ENGINE = "/site/engine/"

arcs: dict[str, set[tuple[int, int]]] = {}
last: dict[int, int] = {}  # line where a frame was, by its id


def begin() -> None:
    """Count from now on."""
    watch: Any = sys.monitoring  # type: ignore[attr-defined]
    tool: int = watch.COVERAGE_ID
    event = watch.events
    table: dict[int, Callable[..., object]] = {
        event.PY_START: lambda frame, code, _: moved(frame, -code.co_firstlineno),
        event.PY_RESUME: lambda frame, code, _: moved(frame, frame.f_lineno),
        event.PY_THROW: lambda frame, code, *_: moved(frame, frame.f_lineno),
        event.LINE: reached,
        event.PY_RETURN: left,
        event.PY_UNWIND: left,
    }
    kept = event.PY_THROW, event.PY_UNWIND  # these cannot be disabled
    watch.use_tool_id(tool, "coverage")
    for number, hear in table.items():
        off = None if number in kept else watch.DISABLE
        watch.register_callback(tool, number, counted(hear, off))
    watch.set_events(tool, sum(table))
    let_listeners_count()


def counted(hear: Callable[..., object], off: object) -> Callable[..., object]:
    """Return a callback that passes on what is of the engine."""

    def listen(code: types.CodeType, *event: Any) -> object:
        if not code.co_filename.startswith(ENGINE):
            return off
        hear(sys._getframe(1), code, *event)
        return None

    return listen


def moved(frame: types.FrameType, line: int) -> None:
    """Note where a frame begins, or goes on."""
    last[id(frame)] = line


def reached(frame: types.FrameType, code: types.CodeType, line: int) -> None:
    """Note that a frame comes to a line."""
    here = id(frame)
    was = last.get(here, -code.co_firstlineno)
    arcs.setdefault(code.co_filename, set()).add((was, line))
    last[here] = line


def left(frame: types.FrameType, code: types.CodeType, *_: object) -> None:
    """Note that a frame is over."""
    was = last.pop(id(frame), None)
    if was is not None:
        arcs.setdefault(code.co_filename, set()).add((was, -code.co_firstlineno))


def let_listeners_count() -> None:
    """Let what the recorder runs at an event be counted, and not be recorded itself."""
    from engine.live.recorder import listen

    guarded = listen.Recorder.guarded
    plain = listen.Recorder.start.__globals__["sys"]

    class Deeper:
        """The module `sys`, but for frames: two more are above a program's."""

        def __getattr__(self, name: str) -> Any:
            return getattr(plain, name)

        def _getframe(self, depth: int) -> types.FrameType:
            frame: types.FrameType = plain._getframe(depth + 2)
            return frame

    busy = False

    def counting(self: Any, hear: Any, other: Any) -> Any:
        inner = guarded(self, hear, other)

        def outer(*event: Any) -> object:
            nonlocal busy
            if busy:
                return None
            busy = True
            try:
                return sys.call_tracing(inner, event)
            finally:
                busy = False

        return outer

    vars(listen)["sys"] = Deeper()
    listen.Recorder.guarded = counting  # type: ignore[method-assign]


def found() -> dict[str, list[tuple[int, int]]]:
    """Return the arcs that were run, by the path of a file below the engine."""
    return {
        path.removeprefix(ENGINE): sorted(each) for path, each in list(arcs.items())
    }
