"""Listens to a program while it runs: begins, hears each event, and ends."""

from __future__ import annotations

import gc
import io
import os
import sys
import types
from collections.abc import Callable
from typing import Any

from engine.live.recorder import bytecode, operands, tidy
from engine.live.recorder.events import Events, unheard
from engine.live.recorder.frames import Frames
from engine.live.recorder.listing import Listing
from engine.live.recorder.program import Code, Program
from engine.live.recorder.steps import MOST_STEPS, Steps

TOOL = 4  # in sys.monitoring; no kind of tool has it by convention
LOG = "RECORDER_LOG"  # set in the environment, each event heard is told on stderr

Hear = Callable[..., object]


class Recorder:
    """One recording of one program."""

    def __init__(
        self,
        printed: Callable[[], io.StringIO],
        source: Callable[[str], str | None],
        most: int = MOST_STEPS,
    ) -> None:
        """Take where the program prints to at present, and what is the program's.

        `source` returns the text of a file by its name, or None where its code is not
        to be followed. `most` is how many steps are kept.

        Raises UnknownPythonError where the recorder does not know this Python.
        """
        bytecode.demand()
        self.program = Program(source)
        self.frames = Frames(self.program)
        self.steps = Steps(self.frames, printed, most, silence)
        self.events = Events(self.steps)
        self.error = ""

    def begin(self, text: str, file: str, first: int = 1, typed: bool = False) -> None:
        """Take the text that runs next, its file, and its first line's number there.

        One that is `typed` is an input at a prompt.
        """
        self.steps.settle()
        self.program.begin(text, file, first)
        if typed and not self.steps.cut:
            self.steps.input(self.program.base)

    def remember(self, code: types.CodeType, text: str) -> None:
        """Take what was typed before, and the code that it became."""
        self.program.adopt(code, Listing(text))

    def follow(self, run: Callable[[], None]) -> None:
        """Run a program and listen. What it raises is raised."""
        watch: Any = sys.monitoring  # type: ignore[attr-defined]
        self.steps.begin()
        try:
            watch.use_tool_id(TOOL, "recorder")
        except ValueError:
            self.events.leave("recorder.tool")
            return run()
        gc.callbacks.append(self.frames.collected)
        try:
            self.start(watch)
            run()
        except BaseException as error:
            self.error = self.frames.raised(error)
            raise
        finally:
            silence()
            watch.free_tool_id(TOOL)
            watch.restart_events()
            gc.callbacks.remove(self.frames.collected)
            self.steps.finish()

    def start(self, watch: Any) -> None:
        """Let each event be heard."""
        event, of = watch.events, self.events
        disabled = lambda code, frame: unheard()  # noqa: E731
        nothing = lambda code, frame: None  # noqa: E731
        # the event, what hears it of the program's code, and what of any other's
        table: list[tuple[int, Hear, Hear]] = [
            (event.PY_START, of.start, of.foreign),
            (event.PY_RESUME, of.resume, of.foreign),
            (event.PY_THROW, of.throw, nothing),  # of these three none can be disabled
            (event.PY_UNWIND, of.unwinds, nothing),
            (event.RAISE, of.raises, nothing),
            (event.PY_YIELD, of.yields, disabled),
            (event.PY_RETURN, of.returns, disabled),
            (event.STOP_ITERATION, of.stops, disabled),
            (event.LINE, of.line, disabled),
            (event.CALL, of.calls, disabled),
            (event.INSTRUCTION, of.instruction, disabled),
        ]
        for number, hear, other in table:
            watch.register_callback(TOOL, number, self.guarded(hear, other))
        watch.set_events(TOOL, sum(n for n, _, _ in table if n != event.INSTRUCTION))

    def guarded(self, hear: Hear, other: Hear) -> Hear:
        """Return a listener whose own failure ends the recording, not the program."""
        of, new = self.program.of, self.program.new
        if os.environ.get(LOG):
            hear = logged(hear)

        def listen(code: types.CodeType, *event: Any) -> object:
            try:
                about, frame = of(code), sys._getframe(1)
                if new:
                    attend(new)
                if about.listing is None:
                    return other(code, frame)
                return hear(about, frame, *event)
            except Exception as error:
                if isinstance(error, RecursionError):
                    self.events.leave("recorder.deep")
                else:
                    self.events.leave("recorder.failed", error=repr(error))
                self.steps.end()
                return None

        return listen

    def result(self, out: str) -> dict[str, Any]:
        """Return the recording, with all that the program printed."""
        frames = [each.about for each in self.frames.every]
        found = tidy.recording(
            self.program.listings, frames, self.steps.kept, out, self.error
        )
        return {**found, "cut": self.steps.cut, "left": list(self.events.left)}


def attend(new: list[Code]) -> None:
    """Hear of the instructions of code that is followed, where one may ask a name."""
    watch: Any = sys.monitoring  # type: ignore[attr-defined]
    while new:
        each = new.pop()
        each.asked = operands.asked(each.code)
        each.looped = operands.looped(each.code)
        if each.asked:
            watch.set_local_events(TOOL, each.code, watch.events.INSTRUCTION)


def silence() -> None:
    """Hear no more events; the program goes on."""
    sys.monitoring.set_events(TOOL, 0)  # type: ignore[attr-defined]


def logged(hear: Hear) -> Hear:
    """Return a listener that also says what it hears, and where."""

    def listen(about: Any, frame: types.FrameType, *event: Any) -> object:
        place = f"{about.code.co_qualname}:{frame.f_lineno}+{frame.f_lasti}"
        more = " ".join(str(e) if type(e) is int else type(e).__name__ for e in event)
        print(f"{hear.__name__:8} {place} {more}", file=sys.__stderr__)
        return hear(about, frame, *event)

    return listen
