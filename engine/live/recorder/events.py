"""What each event of `sys.monitoring` means for a recording."""

from __future__ import annotations

import gc
import inspect
import sys
import types
from collections import deque
from typing import Any

from engine.live import values
from engine.live.messages import message
from engine.live.recorder import bytecode, operands
from engine.live.recorder.bytecode import GENERATORS
from engine.live.recorder.frames import Generator
from engine.live.recorder.generators import KINDS, state_of
from engine.live.recorder.program import Code
from engine.live.recorder.steps import Steps

# what asks the first thing that it is given, at once
EAGER = (
    *(next, list, tuple, set, frozenset, dict, sum, min, max, sorted, any, all, deque),
)
LAZY = (enumerate, zip)  # these ask once they are asked
REQUESTS = frozenset(("send", "throw", "__next__", "join", "extend", "update"))

# these take it that what they ask is over
ENDS = frozenset(("for", "yield from", "await", "async for"))


class Events:
    """A method for each event: it takes the code and frame that the event is of.

    What one returns is for `sys.monitoring`. `left` are the words for what could not
    be followed, each once.
    """

    def __init__(self, steps: Steps) -> None:
        """Take the steps to add to."""
        self.steps = steps
        self.frames = steps.frames
        self.asking = steps.asking
        self.left: dict[str, None] = {}
        # their ids: an error that is kept keeps the values of its frames
        self.passed = 0  # the error that left the last frame
        self.put = 0  # the error that was put into it

    def leave(self, key: str, **parts: object) -> None:
        """Say once, by a message, what is not followed."""
        self.left[message(key, **parts)] = None

    def start(self, about: Code, frame: types.FrameType, _: int) -> None:
        """Note that a function or a generator begins."""
        if about.code.co_flags & GENERATORS:
            self.frames.begins(frame)
            self.steps.step("start", frame, "R", **self.asking.of(frame))
        elif about.called:
            self.steps.step("call", frame, **self.asking.of(frame))

    def resume(self, about: Code, frame: types.FrameType, offset: int) -> None:
        """Note that a suspended generator goes on."""
        own = bytecode.after_yield(about.code, offset)
        event = "resume" if own else "through"
        self.steps.step(event, frame, "R", **self.asking.of(frame))

    def throw(
        self, about: Code, frame: types.FrameType, offset: int, error: BaseException
    ) -> None:
        """Note that an error is put in where a generator waits."""
        value = self.frames.raised(error)
        if bytecode.delegates(about.code, offset):
            # it has gone through what this one delegates to
            self.steps.step("raise", frame, "R", v=value)
        else:
            self.reach(frame)
            asked = self.asking.of(frame)
            self.steps.step("throw", frame, "R", v=value, **asked)
        self.put = id(error)

    def reach(self, frame: types.FrameType) -> None:
        """Note through which generators an error is put in: they do not run for it."""
        passing = self.asking.waiting(frame)
        if len(passing) == 1:
            return
        way = []
        for each in passing:
            found = self.frames.of(each)
            assert isinstance(found, Generator)
            way.append(found)
        places = [
            (found, self.frames.row(found, each))
            for found, each in zip(way, passing, strict=True)
        ]
        self.frames.aside.update(way)
        for at in range(len(passing) - 1, 0, -1):
            asked = self.asking.of(passing[at])
            self.steps.step("through", passing[at], "R", **asked)
            way[at - 1].way = places[at:]

    def yields(
        self, about: Code, frame: types.FrameType, offset: int, value: object
    ) -> None:
        """Note that a value is handed out."""
        event = "pass" if bytecode.hands_on(about.code, offset) else "yield"
        if values.called(type(value)) == "async_generator_wrapped_value":
            (value,) = gc.get_referents(value)
        # one that waits within `await` is not ready for the next request
        awaits = event == "pass" and about.code.co_flags & inspect.CO_ASYNC_GENERATOR
        text = self.frames.shown(value)
        self.steps.step(event, frame, "R" if awaits else "S", v=text)
        way = self.back(frame)
        if way:
            self.steps.owed = [(each, row, text) for each, row in way]
            for each, _ in way:
                each.way = []

    def back(self, frame: types.FrameType) -> list[tuple[Generator, int]]:
        """Return the way back of an error that was put in, and forget it."""
        found = self.frames.of(frame)
        assert isinstance(found, Generator)
        way, found.way = found.way, []
        return way

    def returns(
        self, about: Code, frame: types.FrameType, _: int, value: object
    ) -> None:
        """Note that a frame returns."""
        if about.code.co_flags & GENERATORS:
            self.steps.step("end", frame, "X", v=self.frames.shown(value))
            self.back(frame)
        elif about.called:
            self.steps.step("return", frame, v=self.frames.shown(value))
            self.steps.left(frame)
        else:
            self.steps.settle()
            self.leaves(about, frame)

    def leaves(self, about: Code, frame: types.FrameType) -> None:
        """Note that the program's module comes to its end, or an input to its own."""
        if about.listing is self.frames.program.typed and not about.body:
            self.steps.names.leaves(frame)

    def unwinds(
        self, about: Code, frame: types.FrameType, _: int, error: BaseException
    ) -> None:
        """Note that an error leaves a frame."""
        if not about.called:
            self.put = id(error) if about.body else 0  # it was raised in there
            self.leaves(about, frame)
            return
        value = self.frames.raised(error)
        if about.code.co_flags & GENERATORS:
            self.steps.step("unwind", frame, "X", v=value)
            self.back(frame)
        else:
            self.steps.step("unwind", frame, v=value)
            self.steps.left(frame)
        self.passed = id(error)

    def raises(
        self, about: Code, frame: types.FrameType, _: int, error: BaseException
    ) -> None:
        """Note that an error is raised in a frame, or comes out of what it called."""
        put, self.put = self.put, 0
        if id(error) == put:  # told already
            return
        came = id(error) == self.passed and came_through(error)
        self.passed = 0
        asks = bytecode.asks(frame)
        over = StopAsyncIteration if asks == "async for" else StopIteration
        if asks in ENDS and issubclass(type(error), over):
            self.steps.step("stop", frame, v=self.frames.raised(error), how=asks)
        elif asks != "async for" or not issubclass(type(error), StopIteration):
            value = self.frames.raised(error)
            more = {} if came else self.asking.words(frame)
            self.steps.step("raise", frame, error=error, v=value, **more)

    def stops(
        self, about: Code, frame: types.FrameType, _: int, error: BaseException
    ) -> None:
        """Note that a loop, or `yield from`, sees that its iterator is over."""
        more = self.asking.words(frame)
        # of the first, the next value has come; the second is told that it returns
        if more["how"] in ("async for", "call"):
            return
        if more["how"] not in ENDS:
            more["how"] = "for"
        self.steps.step("stop", frame, v=self.frames.raised(error), **more)

    def line(self, about: Code, frame: types.FrameType, number: int) -> object:
        """Note that a line is about to run."""
        listing = about.listing
        outer = not about.called
        if outer and listing:
            row = number - listing.first + 1
            if row < 1 or row in listing.quiet:  # what starts a module has no line
                return unheard()
        self.steps.step("line", frame, line=number)
        return None

    def calls(
        self,
        about: Code,
        frame: types.FrameType,
        offset: int,
        callee: Any,
        first: object,
    ) -> None:
        """Remember a call that may make generators, or close one."""
        if self.frames.fresh or self.steps.called or self.steps.owed:
            self.steps.settle()
        if type(first) in KINDS and state_of(first) == "X":
            loops = offset in about.looped
            if self.frames.ours(first) and asks_at_once(callee, loops):
                how = {"how": "for"} if loops else {}
                self.steps.ask(first, frame, {**self.asking.words(frame), **how})
        traces = callee is sys.settrace or callee is sys.setprofile
        if traces and first is not None:
            # it would trace the recorder too
            self.leave("recorder.tracing")
            self.steps.end()
            return
        function = callee.__func__ if type(callee) is types.MethodType else callee
        plain = type(function) is types.FunctionType
        makes = plain and bool(function.__code__.co_flags & GENERATORS)
        if not plain or makes:
            self.frames.fresh = True
            found = self.frames.of(frame)
            via = self.asking.words(frame).get("via", "") if makes else ""
            self.steps.called = found, self.frames.row(found, frame), via
        if makes:
            self.steps.names.gives(frame)
            if self.frames.program.of(function.__code__).listing:
                self.frames.promised = function.__code__

    def instruction(
        self, about: Code, frame: types.FrameType, offset: int
    ) -> object:
        """Note that a loop, say, is about to ask a name whose generator is finished."""
        if offset not in about.asked or self.steps.cut:
            return unheard()
        how, name = about.asked[offset]
        asked: Any = operands.value(frame, name)
        if type(asked) in KINDS and state_of(asked) == "X" and self.frames.ours(asked):
            via = self.asking.source(about, offset)
            self.steps.ask(asked, frame, {"how": how, **({"via": via} if via else {})})
        return None

    def foreign(self, code: types.CodeType, frame: types.FrameType) -> object:
        """Say once of a library's generator that it is not followed."""
        if code.co_flags & GENERATORS and not code.co_filename.startswith("<frozen"):
            back = frame.f_back
            if back and self.frames.program.listing(back.f_code) is not None:
                self.leave("recorder.foreign", name=code.co_qualname)
        return unheard()


def asks_at_once(callee: Any, loops: bool) -> bool:
    """Return whether a call asks the first thing that it is given; a loop may help."""
    kind = type(callee)
    if kind is types.MethodDescriptorType or kind is types.WrapperDescriptorType:
        return callee.__name__ in REQUESTS
    return any(callee is each for each in (*EAGER, *(LAZY if loops else ())))


def unheard() -> object:
    """Return what says that an event of this code, at this place, need not be told."""
    return sys.monitoring.DISABLE  # type: ignore[attr-defined]


def came_through(error: BaseException) -> bool:
    """Return whether an error has been in more than one frame."""
    # as it is, whatever the error's class says
    trace = vars(BaseException)["__traceback__"].__get__(error)
    return trace is not None and trace.tb_next is not None
