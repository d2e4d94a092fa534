"""Records what generators do, step by step, while a program runs unharmed.

It listens to `sys.monitoring`, and asks a frame for its generator, which only Python
3.14 tells (`frame.f_generator`): the Python of readers' browsers. `sys.settrace` would
not do: it shows a `close` as a return of None, and one at a plain `yield` not at all.

A recording is plain data that JSON can hold, and the same on each run:

- `code`: listings, `{"at": number of the first line, "lines": […]}`;
- `frames`: `{"name", "kind", "code": number of its listing}`, for generators also
  `before`, their state, where they were there before the first step; the first frame
  is the program's own;
- `steps`: `{"e": event, "f": number of a frame, "l": line, …}`; `out`: all that was
  printed; `error`: what the program raised, or ""; `cut`: whether there were more steps
  than it keeps; `left`: what it could not follow, in words.

Where they apply, a step has `d` (names and values that changed, None where one is
gone), `s` (states that changed, by number of frame), `v` (a value), `by` (the frame
that asked), `via` (how: its words in the source) and `how` (the kind of it), `g` (the
generator that was made, closed or dropped) and `o` (new output).

A state is one of C (created), R (running), S (suspended) and X (closed).

    input   a line typed at a prompt      line    a line is about to run
    make    a generator is made           start   its first line is about to run
    resume  it goes on after its yield    through a request passes through yield from
    yield   it hands out a value          pass    yield from hands on a value
    end     it returns                    stop    a consumer sees that it is over
    throw   an error is put in            raise   an error is raised, or comes through
    unwind  an error leaves a frame       close   closed without running a line of it
    drop    nothing refers to it now      over    the program is over
    call, return   of a plain function
"""

from __future__ import annotations

import ast
import gc
import inspect
import io
import re
import sys
import textwrap
import types
import weakref
from collections.abc import Callable, Iterable
from opcode import opname
from typing import Any

from engine.live import values
from engine.live.generators import KINDS, code_of, frame_of, kind_of, state_of
from engine.live.listing import Listing, lines, parsed
from engine.live.replay import masked

MOST_STEPS = 1000
# at these, code of the program has run that may have closed a generator unheard
HEARD = frozenset(("line", "call", "return", "end", "stop", "raise", "unwind", "throw"))
TOOL = 4  # in sys.monitoring; no kind of tool has it by convention

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

# these take it that what they ask is over
ENDS = frozenset(("for", "yield from", "await", "async for"))

# how far behind the instruction is that says for what it waits
AWAITED = {"SEND": 4, "END_SEND": 14, "RESUME": 10}

# at these it asks for nothing: what runs there is called for a value that goes
SILENT = frozenset(
    f"{verb}_{where}"
    for verb in ("STORE", "DELETE")
    for where in ("NAME", "FAST", "GLOBAL", "DEREF")
) | {"POP_TOP", "POP_ITER"}

NUMBER = re.compile(f"{values.NAMED}([0-9]+)>")


class Recorder:
    """One recording of one program."""

    def __init__(
        self,
        printed: Callable[[], io.StringIO],
        source: Callable[[str], str | None],
        most: int = 0,
    ) -> None:
        """Take where the program prints to at present, and what is the program's.

        `source` returns the text of a file by its name, or None where its code is not
        to be followed.
        """
        self.printed = printed
        self.source = source
        self.most = most or MOST_STEPS
        # the program's own first; its lines come with what runs
        self.code: list[dict[str, Any]] = [{"at": 1, "lines": []}]
        self.frames: list[dict[str, Any]] = [
            {"name": "<module>", "kind": "module", "code": 0}
        ]
        self.steps: list[dict[str, Any]] = []
        self.left: dict[str, None] = {}
        self.error = ""
        self.cut = False
        self.sink: io.StringIO | None = None
        self.told = 0  # characters of the sink that steps have
        self.known: dict[int, int] = {}  # number of a frame, by id of its generator
        self.living: dict[int, weakref.ref[Any]] = {}
        self.states: dict[int, str] = {}
        self.active: dict[int, int] = {}  # of a plain call, by id of its frame
        self.lines: dict[int, int] = {}  # where each frame was seen last
        self.held: dict[int, dict[str, tuple[object, str]]] = {}
        # by the id of a code object, for equal ones may be another program's
        self.homes: dict[int, Listing | None] = {}
        self.codes: list[types.CodeType] = []
        self.files: dict[str, Listing | None] = {}
        # by the id of a code object, and the place in it
        self.placed: dict[tuple[int, int], tuple[str, str, str]] = {}
        self.spots: dict[tuple[Listing, int, int], int] = {}
        self.names: set[str] = set()
        self.old: set[str] = set()
        self.unnamed: list[int] = []  # generators that were made, not told of yet
        self.gone: list[int] = []
        self.fading: list[int] = []  # those in a cycle, which have yet to be closed
        self.collecting = False
        self.dying: set[int] = set()
        self.aside: set[int] = set()  # those that began to run unheard
        # of who was reached by an error, through `yield from`: the way back, and on
        # that way who has yet to say that it handed on a value
        self.ways: dict[int, list[tuple[int, int]]] = {}
        self.owed: list[tuple[int, int, str]] = []
        self.called: tuple[int, int] | None = None  # frame and line of the last call
        self.fresh = False  # whether a generator may be there that was not before
        self.full = False  # whether it may be among the older objects
        # their ids: an error that is kept keeps the values of its frames
        self.passed = 0  # the error that left the last frame
        self.put = 0  # the error that was put into it
        self.file = ""  # of what runs
        self.base = 0  # lines of the session before this input
        self.typed: Listing | None = None

    # what is followed

    def begin(self, text: str, file: str, first: int = 1, typed: bool = False) -> None:
        """Take the text that runs next, its file, and its first line's number there.

        One that is `typed` is an input at a prompt.
        """
        self.file = file
        self.settle()
        shown = self.code[0]["lines"]
        self.base = len(shown)
        shown += lines(text.rstrip("\n")) or [""]
        self.typed = Listing(text, first)
        if typed and not self.cut:
            self.add({"e": "input", "f": 0, "l": self.base})

    def remember(self, code: types.CodeType, text: str) -> None:
        """Take what was typed before, and the code that it became."""
        self.adopt(code, Listing(text))

    def adopt(self, code: types.CodeType, listing: Listing | None) -> None:
        """Give a module's code, and all that it defines, their listing."""
        self.keep(code, listing)
        for each in code.co_consts:
            if isinstance(each, types.CodeType):
                self.adopt(each, listing)
                if unwritten(each):  # what is in it was written
                    self.keep(each, None)

    def keep(self, code: types.CodeType, listing: Listing | None) -> None:
        """Remember the listing of a code object, and the object itself, for its id."""
        self.homes[id(code)] = listing
        self.codes.append(code)

    def home(self, code: types.CodeType) -> Listing | None:
        """Return the listing that a code object comes from, None where not followed."""
        try:
            return self.homes[id(code)]
        except KeyError:
            pass
        own = code.co_name == "<module>" and code.co_filename == self.file
        if own and self.typed is not None:
            new = set(code.co_names) - self.names
            # what has a value already, and gets another here, is no news
            self.old = new & self.typed.bound
            self.names |= new
            self.adopt(code, self.typed)
            return self.typed
        listing: Listing | None = None
        if not unwritten(code):
            file = code.co_filename
            if file not in self.files:
                text = self.source(file)
                self.files[file] = None if text is None else Listing(text)
            listing = self.files[file]
        self.keep(code, listing)
        return listing

    def spot(self, code: types.CodeType, listing: Listing) -> int:
        """Return the number of the listing that shows a function."""
        first, last = listing.span(code)
        key = listing, first, last
        if key not in self.spots:
            at = first + self.base if listing is self.typed else 1
            text = textwrap.dedent("\n".join(listing.lines[first - 1 : last]))
            self.code.append({"at": at, "lines": text.split("\n")})
            self.spots[key] = len(self.code) - 1
        return self.spots[key]

    def row(self, number: int, frame: types.FrameType, line: int | None = None) -> int:
        """Return where in its frame's listing a line stands, counted from 0."""
        code = frame.f_code
        if line is None:  # what the compiler adds has no line: it is after the last
            line = frame.f_lineno or self.lines.get(number, code.co_firstlineno)
        self.lines[number] = line
        if not number:
            listing = self.homes.get(id(code)) or self.typed
            return self.base + line - (listing.first if listing else 1)
        found = self.homes[id(code)]
        assert found is not None
        return line - found.first + 1 - found.span(code)[0]

    # the events

    def start(self, code: types.CodeType, _: int) -> Any:
        """Note that a function or a generator begins."""
        if self.home(code) is None:
            return self.foreign(code)
        frame = sys._getframe(2)
        if code.co_flags & GENERATORS:
            here = id(frame.f_generator)  # type: ignore[attr-defined]
            if here in self.dying:  # another one, where one that is gone was
                self.dying.discard(here)
                del self.known[here]
            self.step("start", frame, "R", **self.asker(frame))
        elif code.co_name != "<module>":
            self.step("call", frame, **self.asker(frame))
        return None

    def resume(self, code: types.CodeType, offset: int) -> Any:
        """Note that a suspended generator goes on."""
        if self.home(code) is None:
            return self.foreign(code)
        frame = sys._getframe(2)
        event = "resume" if code.co_code[offset + 1] & 3 == 1 else "through"
        self.step(event, frame, "R", **self.asker(frame))
        return None

    def throw(self, code: types.CodeType, offset: int, error: BaseException) -> None:
        """Note that an error is put in where a generator waits."""
        if self.home(code) is not None:
            frame = sys._getframe(2)
            more: dict[str, Any] = {"v": self.raised(error)}
            if code.co_code[offset + 1] & 3 > 1:
                # it has gone through what this one delegates to
                self.step("raise", frame, "R", **more)
            else:
                self.reach(frame)
                self.step("throw", frame, "R", **more, **self.asker(frame))
            self.put = id(error)

    def reach(self, frame: types.FrameType) -> None:
        """Note through which generators an error is put in: they do not run for it."""
        passing = [frame]
        while (back := passing[-1].f_back) and self.passes(back):
            passing.append(back)
        if len(passing) == 1:
            return
        numbers = [self.frame(each) for each in passing]
        rows = [self.row(n, each) for n, each in zip(numbers, passing, strict=True)]
        ways = list(zip(numbers, rows, strict=True))
        self.aside.update(numbers)
        for at in range(len(ways) - 1, 0, -1):
            self.step("through", passing[at], "R", **self.asker(passing[at]))
            self.ways[numbers[at - 1]] = ways[at:]

    def passes(self, frame: types.FrameType) -> bool:
        """Return whether a frame waits in `yield from`, or `await`, for another."""
        code = frame.f_code
        simple = code.co_flags & (inspect.CO_GENERATOR | inspect.CO_COROUTINE)
        if not simple or self.homes.get(id(code)) is None:
            return False
        operation, argument = code.co_code[frame.f_lasti : frame.f_lasti + 2]
        # one that runs, and asks for what puts the error in, is at SEND
        return opname[operation] == "RESUME" and argument & 3 > 1

    def yields(self, code: types.CodeType, offset: int, value: object) -> Any:
        """Note that a value is handed out."""
        if self.home(code) is None:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        frame = sys._getframe(2)
        # an argument says that the value is another's, passed on by `yield from`
        event = "pass" if code.co_code[offset + 1] else "yield"
        if values.called(type(value)) == "async_generator_wrapped_value":
            (value,) = gc.get_referents(value)
        # one that waits within `await` is not ready for the next request
        awaits = event == "pass" and code.co_flags & inspect.CO_ASYNC_GENERATOR
        text = self.shown(value)
        self.step(event, frame, "R" if awaits else "S", v=text)
        if self.ways:
            ways = self.ways.pop(self.frame(frame), [])
            self.owed = [(number, row, text) for number, row in ways]
            for number, _ in ways:
                self.ways.pop(number, None)
        return None

    def returns(self, code: types.CodeType, _: int, value: object) -> Any:
        """Note that a frame returns."""
        if self.home(code) is None:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        frame = sys._getframe(2)
        if code.co_flags & GENERATORS:
            self.step("end", frame, "X", v=self.shown(value))
            if self.ways:
                self.ways.pop(self.frame(frame), None)
        elif code.co_name != "<module>":
            self.step("return", frame, v=self.shown(value))
            self.active.pop(id(frame), None)
        else:
            self.settle()
        return None

    def unwinds(self, code: types.CodeType, _: int, error: BaseException) -> None:
        """Note that an error leaves a frame."""
        if self.home(code) is not None and code.co_name != "<module>":
            frame = sys._getframe(2)
            state = "X" if code.co_flags & GENERATORS else ""
            self.step("unwind", frame, state, v=self.raised(error))
            if state and self.ways:
                self.ways.pop(self.frame(frame), None)
            self.active.pop(id(frame), None)
            self.passed = id(error)

    def raises(self, code: types.CodeType, _: int, error: BaseException) -> None:
        """Note that an error is raised in a frame, or comes out of what it called."""
        if self.home(code) is not None:
            put, self.put = self.put, 0
            if id(error) == put:  # told already
                return
            frame = sys._getframe(2)
            came = id(error) == self.passed and came_through(error)
            self.passed = 0
            asks = self.asks(frame)
            over = StopAsyncIteration if asks == "async for" else StopIteration
            if asks in ENDS and issubclass(type(error), over):
                self.step("stop", frame, v=self.raised(error), how=asks)
            elif asks != "async for" or not issubclass(type(error), StopIteration):
                more = {} if came else self.words(frame)
                self.step("raise", frame, v=self.raised(error), **more)

    def stops(self, code: types.CodeType, _: int, error: BaseException) -> Any:
        """Note that a loop, or `yield from`, sees that its iterator is over."""
        if self.home(code) is None:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        frame = sys._getframe(2)
        more = self.words(frame)
        if more["how"] == "async for":  # its next value has come
            return None
        if more["how"] == "call":  # it is told that it returns
            return None
        if more["how"] not in ENDS:
            more["how"] = "for"
        self.step("stop", frame, v=self.raised(error), **more)
        return None

    def line(self, code: types.CodeType, number: int) -> Any:
        """Note that a line is about to run."""
        if self.home(code) is None:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        frame = sys._getframe(2)
        if code.co_name == "<module>":
            listing = self.homes[id(code)]
            if listing and number - listing.first + 1 in listing.quiet:
                return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        self.step("line", frame, line=number)
        return None

    def calls(self, code: types.CodeType, _: int, callee: Any, first: object) -> Any:
        """Remember a call that may make generators, or close one."""
        if self.home(code) is None:
            return sys.monitoring.DISABLE  # type: ignore[attr-defined]
        frame = sys._getframe(2)
        if self.fresh or self.called or self.owed:
            self.settle()
        traces = callee is sys.settrace or callee is sys.setprofile
        if traces and first is not None:
            # it would trace the recorder too
            self.left["what comes after tracing has begun"] = None
            self.end()
            return None
        function = callee.__func__ if type(callee) is types.MethodType else callee
        plain = type(function) is types.FunctionType
        if not plain or function.__code__.co_flags & GENERATORS:
            self.fresh = True
            number = self.frame(frame)
            self.called = number, self.row(number, frame)
        return None

    def foreign(self, code: types.CodeType) -> Any:
        """Say once of a library's generator that it is not followed."""
        if code.co_flags & GENERATORS and not code.co_filename.startswith("<frozen"):
            back = sys._getframe(3).f_back
            if back and self.homes.get(id(back.f_code)) is not None:
                self.left[f"{code.co_qualname}, which is not of this program"] = None
        return sys.monitoring.DISABLE  # type: ignore[attr-defined]

    # what a step has

    def step(
        self,
        event: str,
        frame: types.FrameType,
        state: str = "",
        line: int | None = None,
        **more: Any,
    ) -> None:
        """Add a step, and before it those for what happened without an event."""
        if self.cut:
            return
        number = self.frame(frame)
        row = self.row(number, frame, line)
        for dropped in (self.gone, self.fading):
            if event == "throw" and number in dropped:
                dropped.remove(number)
                more = {"v": more["v"], "how": "drop"}
        self.settle(number, frame, row)
        found: dict[str, Any] = {"e": event, "f": number, "l": row}
        found.update(more)
        differing = self.difference(number, frame)
        if differing:
            found["d"] = differing
        if event == "line" and not number and self.steps:
            last = self.steps[-1]
            if last["e"] == "input" and last["l"] == row:
                last.update({k: v for k, v in found.items() if k in "ds"})
                return
        states = self.changed(number) if self.aside or event in HEARD else {}
        if state and self.states[number] != state:
            self.states[number] = states[str(number)] = state
        if states:
            found["s"] = states
        self.add(found)

    def add(self, step: dict[str, Any], printed: bool = True) -> None:
        """Keep a step, with what was printed before it, unless there are too many."""
        if len(self.steps) >= self.most:
            self.end()
            return
        out = self.output() if printed else ""
        if out:
            step["o"] = out
        self.steps.append(step)

    def end(self) -> None:
        """Hear no more; the program goes on."""
        self.cut = True
        sys.monitoring.set_events(TOOL, 0)  # type: ignore[attr-defined]

    def output(self) -> str:
        """Return what was printed since it was last asked."""
        sink = self.printed()
        if sink is not self.sink:
            self.sink, self.told = sink, 0
        if sink.tell() <= self.told:
            return ""
        text = sink.getvalue()[self.told :]
        self.told += len(text)
        return text

    def settle(
        self, but: int = -1, frame: types.FrameType | None = None, row: int = 0
    ) -> None:
        """Add steps for generators that were made, closed or dropped unheard.

        The generator `but` has a step of its own to come, in `frame`, at `row`.
        """
        if self.cut:
            return
        if self.owed:
            self.hand_on()
        if self.fresh:
            self.fresh = False
            self.look()
        if self.unnamed:
            where = self.called
            for made in self.unnamed:
                by = where or (self.behind(frame) if made == but else (but, row))
                self.add({"e": "make", "f": max(by[0], 0), "l": by[1], "g": made})
            self.unnamed.clear()
        if self.gone or self.called:
            where = self.called or (max(but, 0), row if frame else self.base)
            closed = self.silent(but) if self.called else []
            for event, numbers in (("close", closed), ("drop", self.gone)):
                for number in numbers:
                    if self.states[number] != "X":
                        self.states[number] = "X"
                        step = {"e": event, "f": where[0], "l": where[1], "g": number}
                        self.add({**step, "s": {str(number): "X"}})
            self.gone.clear()
            self.called = None

    def hand_on(self) -> None:
        """Add steps for those that handed on a value without running for it."""
        owed, self.owed = self.owed, []
        waits = {n: "S" for n, _, _ in owed if self.states[n] == "R"}
        self.states.update(waits)
        more = {"s": {str(number): state for number, state in waits.items()}}
        for number, row, value in owed:
            step = {"e": "pass", "f": number, "l": row, "v": value, **more}
            self.add(step, printed=False)  # what was printed since came later
            more = {}

    def silent(self, but: int) -> list[int]:
        """Return the generators that are closed by now and were not."""
        return [
            number
            for number, reference in list(self.living.items())
            if number != but
            and self.states[number] in "CS"
            and (generator := reference()) is not None
            and state_of(generator) == "X"
        ]

    def changed(self, but: int) -> dict[str, str]:
        """Return the generators whose state is another than in the last step."""
        found = {}
        for number, reference in list(self.living.items()):
            generator = reference()
            if generator is None or number == but:
                continue
            state = state_of(generator)
            if state != self.states[number]:
                self.states[number] = found[str(number)] = state
                if state == "R":
                    self.aside.add(number)
        if self.aside:
            self.aside = {each for each in self.aside if self.states[each] == "R"}
        return found

    def frame(self, frame: types.FrameType) -> int:
        """Return the number of a frame; of a generator's it is always the same."""
        code = frame.f_code
        if code.co_flags & GENERATORS:
            return self.generator(frame.f_generator, True)  # type: ignore[attr-defined]
        if code.co_name == "<module>":
            return 0
        here = id(frame)
        if here not in self.active:
            self.active[here] = self.enter(code, "function")
        return self.active[here]

    def enter(self, code: types.CodeType, kind: str) -> int:
        """Give a frame its number."""
        listing = self.home(code)
        assert listing is not None
        name = code.co_qualname.rpartition("<locals>.")[2]
        found = {"name": name, "kind": kind, "code": self.spot(code, listing)}
        self.frames.append(found)
        return len(self.frames) - 1

    def generator(self, generator: Any, runs: bool = False) -> int:
        """Return the number of a generator, which it gets when it is first seen."""
        here = id(generator)
        # an asynchronous one that is closed for being dropped does not say that it runs
        if here in self.dying and not runs and state_of(generator) == "C":
            # another one, where one that is gone was
            self.dying.discard(here)
            del self.known[here]
        if here not in self.known:
            code = code_of(generator)
            assert code is not None
            number = self.known[here] = self.enter(code, kind_of(generator))
            self.living[number] = weakref.ref(generator, self.dropper(here, number))
            state = self.states[number] = state_of(generator)
            if state in "CR":  # one that runs has begun with this event
                self.states[number] = "C"
                self.unnamed.append(number)
            else:
                self.frames[number]["before"] = state
        return self.known[here]

    def dropper(self, here: int, number: int) -> Callable[[object], None]:
        """Return what is called when a generator is about to be gone."""

        def drop(_: object) -> None:
            # it may run once more, to be closed: no new reference to it then
            self.dying.add(here)
            self.living.pop(number, None)
            if self.states[number] != "X":
                (self.fading if self.collecting else self.gone).append(number)

        return drop

    def look(self) -> None:
        """Find the generators that nobody has asked for anything yet."""
        full, self.full = self.full, False
        young = gc.get_objects() if full else gc.get_objects(0)
        if self.full and not full:  # they were collected meanwhile
            young = gc.get_objects()
        for each in young:
            if type(each) in KINDS:
                here = id(each)
                if here not in self.known or here in self.dying:
                    code = code_of(each)
                    if code and self.home(code) is not None:
                        state = state_of(each)
                        if state == "C" or (here not in self.dying and state != "X"):
                            self.generator(each)

    def collected(self, phase: str, _: object) -> None:
        """Note that young objects may be old ones now, and which of them are gone."""
        self.full = True
        self.collecting = phase == "start"
        if phase == "stop":
            self.gone += [each for each in self.fading if self.states[each] != "X"]
            self.fading.clear()

    def asker(self, frame: types.FrameType) -> dict[str, Any]:
        """Return who resumed a frame, how, and in which words of the source."""
        back = self.followed(frame.f_back)
        return {"by": self.frame(back), **self.words(back)} if back else {}

    def followed(self, frame: types.FrameType | None) -> types.FrameType | None:
        """Return the nearest frame, from this one back, that is the program's."""
        while frame is not None and self.homes.get(id(frame.f_code)) is None:
            frame = frame.f_back
        return frame

    def behind(self, frame: types.FrameType | None) -> tuple[int, int]:
        """Return the number and the row of the frame that asked this one."""
        back = self.followed(frame.f_back) if frame else None
        if back is None:
            return 0, self.base
        number = self.frame(back)
        return number, self.row(number, back)

    def words(self, frame: types.FrameType) -> dict[str, Any]:
        """Return what a frame is at: the kind of instruction, and its source."""
        key = id(frame.f_code), frame.f_lasti
        if key not in self.placed:
            self.placed[key] = self.place(frame)
        how, text, via = self.placed[key]
        found = {"how": how}
        if via:
            found["via"] = via
        if how == "call" and text.endswith(")") and ".send(" in text:
            sent = self.sent(text, frame)
            if sent:
                found["sent"] = sent
        return found

    def place(self, frame: types.FrameType) -> tuple[str, str, str]:
        """Return the kind of instruction that a frame is at, its source, and in short.

        In short it is "" where the source does not say what happens there.
        """
        code = frame.f_code
        listing = self.homes.get(id(code))
        if listing is None:
            return "call", "", ""
        place: tuple[int | None, ...]
        place = list(code.co_positions())[frame.f_lasti // 2]
        how, at = self.asks(frame), (place[0] or 0, place[2] or 0)
        if how == "for" and at in listing.loops:  # a call in the source
            how, place = "call", listing.loops[at]
        if how == "call" and at in listing.contexts:
            how = "with"
        text = listing.part(place)
        if text and at in listing.decorators:
            text = f"@{text}"
        silent = opname[code.co_code[frame.f_lasti]] in SILENT
        return how, text, "" if silent else values.shortened(text)

    def asks(self, frame: types.FrameType) -> str:
        """Return the kind of instruction that a frame is at."""
        code, at = frame.f_code, frame.f_lasti
        operation, argument = opname[code.co_code[at]], code.co_code[at + 1]
        how = ASKS.get(operation, "call")
        if operation == "RESUME" and argument & 3 > 1:  # asked, and does not run
            how = "yield from"
        if how == "yield from" and not code.co_flags & inspect.CO_GENERATOR:
            loops = opname[code.co_code[at - AWAITED[operation]]] == "GET_ANEXT"
            how = "async for" if loops else "await"
        return how

    def sent(self, text: str, frame: types.FrameType) -> str:
        """Return the value that a call of `send` puts in, where the source tells it."""
        try:
            call = parsed(text, "eval").body
        except SyntaxError:
            return ""
        if not (isinstance(call, ast.Call) and len(call.args) == 1):
            return ""
        given = call.args[0]
        if isinstance(given, ast.Constant):
            return self.shown(given.value)
        if isinstance(given, ast.Name):
            held = frame.f_locals
            return self.shown(held[given.id]) if given.id in held else given.id
        return ast.unparse(given)

    def difference(self, number: int, frame: types.FrameType) -> dict[str, str | None]:
        """Return the names whose values are not as they were at the last step."""
        before = self.held.get(number)
        if before is None:
            before = self.held[number] = {}
        # a comprehension hides the names of a module from `f_locals`
        now = frame.f_locals if number else frame.f_globals
        found: dict[str, str | None] = {}
        names: Iterable[str] = now if number else self.names.intersection(now)
        for name in names:
            value = now[name]
            kind = type(value)
            old = before.get(name)
            if old and value is old[0] and kind in values.ATOMS:
                continue
            if issubclass(kind, types.ModuleType) or name.startswith((".", "__")):
                continue
            if not number and issubclass(kind, (type, types.FunctionType)):
                continue
            text = self.shown(value)
            if not old or old[1] != text:
                found[name] = text
            # what is no plain value may die when the program wants it to
            before[name] = (value if kind in values.ATOMS else None, text)
        if len(before) > len(found):
            for name in [each for each in before if each not in now]:
                del before[name]
                found[name] = None
        if not number:
            there = self.frames[0].setdefault("d", {})
            there.update({n: found.pop(n) for n in self.old if n in found})
            found = dict(sorted(found.items()))
            self.old = set()
        return found

    # the values

    def shown(self, value: object) -> str:
        """Return a value as a step shows it."""
        return values.shown(value, self.named)

    def raised(self, error: BaseException) -> str:
        """Return an error as a step shows it."""
        return values.raised(error, self.named)

    def named(self, generator: Any) -> str:
        """Return what stands for a generator until all have their names."""
        number = self.known.get(id(generator))
        if number is None or id(generator) in self.dying:
            code = code_of(generator)
            if code is None or self.home(code) is None:
                return f"a {type(generator).__name__}"
            number = self.generator(generator)
        return f"{values.NAMED}{number}>"

    # the whole

    def result(self, out: str) -> dict[str, Any]:
        """Return the recording, with all that the program printed."""
        steps, frames, code = self.used()
        named = self.called_names()

        def name(match: re.Match[str]) -> str:
            number = int(match[1])
            # no name, where the program has such a text of its own
            return named[number] if number < len(named) else match[0]

        for each in (*steps, *frames):
            for key in ("v", "sent"):
                if values.NAMED in each.get(key, ""):
                    each[key] = NUMBER.sub(name, each[key])
            if "d" in each:
                for held, text in each["d"].items():
                    if text is not None and values.NAMED in text:
                        each["d"][held] = NUMBER.sub(name, text)
        return {
            "v": 1,
            "code": code,
            "frames": frames,
            "steps": steps,
            "out": masked(out),
            "error": NUMBER.sub(name, self.error),
            "cut": self.cut,
            "left": list(self.left),
        }

    def used(self) -> tuple[list[Any], list[Any], list[Any]]:
        """Return the steps, and the frames and listings that they are about.

        Generators that were there before and that nothing asked are left out.
        """
        # one that was there before and only ends, silently, is another story
        asked = {
            step["f"] for step in self.steps if step["e"] not in ("throw", "unwind")
        }
        idle = {
            number
            for number, frame in enumerate(self.frames)
            if "before" in frame and number not in asked
        }
        self.steps = [
            step
            for step in self.steps
            if step["f"] not in idle and step.get("g") not in idle
        ]
        seen = {0}
        for step in self.steps:
            seen.add(step["f"])
            seen.add(step.get("by", 0))
            seen.add(step.get("g", 0))
            if "s" in step:
                changed = set(map(int, step["s"]))
                for number in idle & changed:
                    del step["s"][str(number)]
                seen |= changed - idle
        kept = sorted(seen)
        place = {number: at for at, number in enumerate(kept)}
        listings = sorted({self.frames[number]["code"] for number in kept} | {0})
        steps = []
        for step in self.steps:
            new: dict[str, Any] = {**step}
            for key in ("f", "by", "g"):
                if key in new:
                    new[key] = place[new[key]]
            if "o" in new:
                new["o"] = masked(new["o"])
            states = new.pop("s", None)
            if states:
                new["s"] = {str(place[int(n)]): s for n, s in states.items()}
            steps.append(new)
        named = self.called_names()
        if not self.frames[0].get("d"):
            self.frames[0].pop("d", None)
        frames = [
            {
                **self.frames[number],
                "name": named[number],
                "code": listings.index(self.frames[number]["code"]),
            }
            for number in kept
        ]
        return steps, frames, [self.code[number] for number in listings]

    def called_names(self) -> list[str]:
        """Return a name for each frame; generators that share one are counted."""
        untouched = {n for n, f in enumerate(self.frames) if "before" in f}
        for step in self.steps:
            untouched -= {step["f"], step.get("g", 0)}
        made = [
            frame["name"] if n in self.states and n not in untouched else ""
            for n, frame in enumerate(self.frames)
        ]
        seen: dict[str, int] = {}
        found = []
        for number, frame in enumerate(self.frames):
            name = frame["name"]
            if made[number] and made.count(name) > 1:
                seen[name] = seen.get(name, 0) + 1
                name = f"{name} {seen[name]}"
            found.append(name)
        return found

    def there(self) -> None:
        """Take note of the generators that are there before the first step."""
        for each in gc.get_objects():
            # what is asked at this moment has asked for this recording
            if type(each) in KINDS and state_of(each) in "CS":
                code = code_of(each)
                if code and self.home(code) is not None:
                    number = self.generator(each)
                    self.unnamed.clear()
                    state = self.states[number] = state_of(each)
                    held = frame_of(each)
                    about = self.frames[number]
                    about["before"] = state
                    if held is not None and state == "S":
                        about["l"] = self.row(number, held)
                        about["d"] = self.difference(number, held)

    def guarded(self, hear: Callable[..., Any]) -> Callable[..., Any]:
        """Return a listener whose own failure ends the recording, not the program."""

        def listen(*event: Any) -> Any:
            try:
                return hear(*event)
            except Exception as error:
                what = "a call too deep" if isinstance(error, RecursionError) else ""
                self.left[what or f"a step that failed: {error!r}"] = None
                self.end()

        return listen

    def follow(self, run: Callable[[], None]) -> None:
        """Run a program and listen. What it raises is raised."""
        watch: Any = sys.monitoring  # type: ignore[attr-defined]
        events = watch.events
        heard: dict[int, Callable[..., Any]] = {
            events.PY_START: self.start,
            events.PY_RESUME: self.resume,
            events.PY_THROW: self.throw,
            events.PY_YIELD: self.yields,
            events.PY_RETURN: self.returns,
            events.PY_UNWIND: self.unwinds,
            events.RAISE: self.raises,
            events.STOP_ITERATION: self.stops,
            events.LINE: self.line,
            events.CALL: self.calls,
        }
        self.there()
        self.sink = self.printed()
        self.told = self.sink.tell()
        try:
            watch.use_tool_id(TOOL, "recorder")
        except ValueError:
            self.left["anything: another tool listens already"] = None
            return run()
        gc.callbacks.append(self.collected)
        try:
            for event, hear in heard.items():
                watch.register_callback(TOOL, event, self.guarded(hear))
            watch.set_events(TOOL, sum(heard))
            run()
        except BaseException as error:
            self.error = self.raised(error)
            raise
        finally:
            watch.set_events(TOOL, 0)
            watch.free_tool_id(TOOL)
            watch.restart_events()
            gc.callbacks.remove(self.collected)
            self.settle()
            last = next((s["l"] for s in reversed(self.steps) if not s["f"]), 0)
            over = {"e": "over", "f": 0, "l": last}
            rest = self.output()
            self.steps.append({**over, "o": rest} if rest else over)


def unwritten(code: types.CodeType) -> bool:
    """Return whether a code object is no function that the program's text has.

    The body of a class is none, nor what the compiler makes of annotations.
    """
    return (
        not code.co_flags & inspect.CO_OPTIMIZED
        or code.co_name == "__annotate__"
        or code.co_name.startswith("<generic parameters of ")
    )


def came_through(error: BaseException) -> bool:
    """Return whether an error has been in more than one frame."""
    # as it is, whatever the error's class says
    trace = vars(BaseException)["__traceback__"].__get__(error)
    return trace is not None and trace.tb_next is not None
