"""The frames that are followed, and the generators among them, seen or not yet."""

from __future__ import annotations

import gc
import types
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.live import values
from engine.live.recorder.bytecode import GENERATORS
from engine.live.recorder.generators import (
    KINDS,
    code_of,
    frame_of,
    kind_by,
    kind_of,
    state_of,
)
from engine.live.recorder.program import Program

Described = tuple[int, dict[str, Any], int]


@dataclass(slots=True, eq=False)
class Frame:
    """One frame: its number, what the recording says `about` it, where it is.

    `top` is the line of the file at which its listing begins, `line` where it was seen
    last, `held` what was shown of its names there, with the value itself where that
    cannot change.
    """

    number: int
    about: dict[str, Any]
    top: int
    line: int | None = None
    held: dict[str, tuple[object, str]] = field(default_factory=dict)
    own: bool = True  # whether it is of this program, or was asked by it


@dataclass(slots=True, eq=False)
class Generator(Frame):
    """The frame of a generator.

    It is `dying` once nothing refers to it: it may run once more, to be closed.
    """

    code: types.CodeType | None = None
    state: str = ""
    dying: bool = False
    # who was reached by an error, through `yield from`, on its way in: places on the
    # way back
    way: list[tuple[Generator, int]] = field(default_factory=list)


class Frames:
    """All frames of one recording."""

    def __init__(self, program: Program) -> None:
        """Begin with the frame of the program's module."""
        self.program = program
        self.module = Frame(0, {"name": "<module>", "kind": "module", "code": 0}, 0)
        self.every = [self.module]
        self.calls: dict[int, Frame] = {}  # of plain functions, by id of the frame
        self.known: dict[int, Generator] = {}  # by id of the generator
        self.living: dict[Generator, weakref.ref[Any]] = {}
        self.aside: set[Generator] = set()  # those that began to run unheard
        self.made: list[Generator] = []  # and not told of yet
        self.promised: types.CodeType | None = None  # of one that a call makes now
        self.gone: list[Generator] = []
        self.fading: list[Generator] = []  # those in a cycle, yet to be closed
        self.fresh = False  # whether a generator may be there that was not before
        self.full = False  # whether it may be among the older objects
        self.collecting = False

    def of(self, frame: types.FrameType) -> Frame:
        """Return the record of a frame; that of a generator's is always the same."""
        code = frame.f_code
        if code.co_flags & GENERATORS:
            # what a frame is of, Python says from 3.14 on
            return self.generator(frame.f_generator, True)  # type: ignore[attr-defined]
        if code.co_name == "<module>":
            return self.module
        back = frame.f_back
        if back is not None and self.program.of(code).body:
            return self.of(back)  # its lines are those of the code around
        here = id(frame)
        if here not in self.calls:
            made = Frame(*self.described(code, "function"))
            self.every.append(made)
            self.calls[here] = made
        return self.calls[here]

    def left(self, frame: types.FrameType) -> Frame | None:
        """Forget the frame of a plain call, which is over, and return it."""
        return self.calls.pop(id(frame), None)

    def described(self, code: types.CodeType, kind: str) -> Described:
        """Return a new frame's number, what is said about it, and where it begins."""
        name = code.co_qualname.rpartition("<locals>.")[2]
        known = self.program.of(code)
        about = {"name": name, "kind": kind, "code": self.program.number(known)}
        return len(self.every), about, known.top

    def generator(self, generator: Any, runs: bool = False) -> Generator:
        """Return the record of a generator, which it gets when it is first seen."""
        here = id(generator)
        found = self.known.get(here)
        # an asynchronous one that is closed for being dropped does not say that it runs
        if found and found.dying and not runs and state_of(generator) == "C":
            found = None  # another one, where one that is gone was
        if found is None:
            code = code_of(generator)
            assert code is not None
            number, about, top = self.described(code, kind_of(generator))
            found = Generator(number, about, top, code=code)
            self.known[here] = found
            self.every.append(found)
            self.living[found] = weakref.ref(generator, self.dropper(found))
            found.state = state_of(generator)
            if found.state in "CR":  # one that runs has begun with this event
                found.state = "C"
                self.made.append(found)
            else:
                found.about["before"] = found.state
                found.own = False
        return found

    def kept(self, error: BaseException | None) -> None:
        """Find out whether what a call has made is there still.

        If not, nobody has kept it. With an `error` of its arguments there was no call.
        """
        code, self.promised = self.promised, None
        if code is None or any(each.code is code for each in self.made):
            return
        if isinstance(error, TypeError) and str(error).startswith(code.co_qualname):
            return
        number, about, top = self.described(code, kind_by(code))
        lost = Generator(number, about, top, code=code)
        self.every.append(lost)
        lost.state = "C"
        self.made.append(lost)
        self.gone.append(lost)

    def begins(self, frame: types.FrameType) -> None:
        """Note that a generator starts: it is none that was dropped at that place."""
        here = id(frame.f_generator)  # type: ignore[attr-defined]
        found = self.known.get(here)
        if found and found.dying:
            del self.known[here]

    def dropper(self, dropped: Generator) -> Callable[[object], None]:
        """Return what is called when a generator is about to be gone."""

        def drop(_: object) -> None:
            # it may run once more, to be closed: no new reference to it then
            dropped.dying = True
            self.living.pop(dropped, None)
            if dropped.state != "X":
                (self.fading if self.collecting else self.gone).append(dropped)

        return drop

    def there(self) -> Iterator[tuple[Generator, Any]]:
        """Yield the records of generators that are there before the first step."""
        for each in gc.get_objects():
            # what is asked at this moment has asked for this recording
            if type(each) in KINDS and state_of(each) in "CS" and self.ours(each):
                found = self.generator(each)
                self.made.clear()
                found.state = found.about["before"] = state_of(each)
                found.own = False
                frame = frame_of(each)
                if frame is not None and found.state == "S":
                    found.about["l"] = self.row(found, frame)
                yield found, each

    def look(self) -> None:
        """Find the generators that nobody has asked for anything yet."""
        full, self.full = self.full, False
        young = gc.get_objects() if full else gc.get_objects(0)
        if self.full and not full:  # they were collected meanwhile
            young = gc.get_objects()
        for each in young:
            if type(each) in KINDS:
                found = self.known.get(id(each))
                if (found is None or found.dying) and self.ours(each):
                    state = state_of(each)
                    if state == "C" or (found is None and state != "X"):
                        self.generator(each)

    def ours(self, generator: Any) -> bool:
        """Return whether a generator's code is the program's."""
        code = code_of(generator)
        return code is not None and self.program.of(code).listing is not None

    def collected(self, phase: str, _: object) -> None:
        """Note that young objects may be old ones now, and which of them are gone."""
        self.full = True
        self.collecting = phase == "start"
        if phase == "stop":
            self.gone += [each for each in self.fading if each.state != "X"]
            self.fading.clear()

    def closed(self, but: Frame | None) -> list[Generator]:
        """Return the generators that are closed by now and were not."""
        return [
            each
            for each, reference in list(self.living.items())
            if each is not but
            and each.state in "CS"
            and (generator := reference()) is not None
            and state_of(generator) == "X"
        ]

    def changed(self, but: Frame) -> dict[str, str]:
        """Return the generators whose state is another than in the last step."""
        found = {}
        for each, reference in list(self.living.items()):
            generator = reference()
            if generator is None or each is but:
                continue
            state = state_of(generator)
            if state != each.state:
                each.state = found[str(each.number)] = state
                if state == "R":
                    self.aside.add(each)
        if self.aside:
            self.aside = {each for each in self.aside if each.state == "R"}
        return found

    def row(
        self, followed: Frame, frame: types.FrameType, line: int | None = None
    ) -> int:
        """Return where in a frame's listing a line stands, and remember that."""
        if line is None:  # what the compiler adds has no line: it is after the last
            line = frame.f_lineno
            if not line:
                was = followed.line
                line = frame.f_code.co_firstlineno if was is None else was
        followed.line = line
        if followed is self.module:
            return self.program.row(frame.f_code, line)
        return line - followed.top

    # how values are shown

    def shown(self, value: object) -> str:
        """Return a value as a step shows it."""
        return values.shown(value, self.named)

    def raised(self, error: BaseException) -> str:
        """Return an error as a step shows it."""
        return values.raised(error, self.named)

    def named(self, generator: Any) -> str:
        """Return what stands for a generator until all have their names."""
        found = self.known.get(id(generator))
        if found is None or found.dying:
            if not self.ours(generator):
                return f"a {type(generator).__name__}"
            found = self.generator(generator)
        return f"{values.NAMED}{found.number}>"
