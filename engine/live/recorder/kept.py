"""What frames keep that do not run: others may change it meanwhile."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable
from typing import Any

from engine.live.recorder import held
from engine.live.recorder.frames import Frame, Frames, Generator
from engine.live.recorder.generators import frame_of, state_of

News = dict[str, str | None]


class Kept:
    """Brings up to date what is known of the names of all frames.

    `generators` and `calls` are those frames of which another may change what they
    keep, with the names: a list, say, or what a function within assigns. The others
    need no look while they wait.
    """

    def __init__(self, frames: Frames) -> None:
        """Take the frames that are followed."""
        self.frames = frames
        self.program = frames.program
        self.module = frames.module
        self.shown = frames.shown
        self.generators: dict[Generator, Iterable[str]] = {}
        self.calls: dict[Frame, Iterable[str]] = {}
        self.space = 0  # id of the module's names, which it keeps as long as it runs
        self.size = 0  # how many there were
        self.news: dict[str, News] = {}  # found, and not told yet, by number of frame

    def begin(self) -> None:
        """Take those generators that are there before the first step."""
        for each, generator in self.frames.there():
            frame = frame_of(generator)
            if frame is not None and (names := self.of(each, frame)):
                each.about["d"] = names

    def given(self, made: Generator) -> News:
        """Return what the names of a generator hold that was made just now."""
        reference = self.frames.living.get(made)
        generator = reference() if reference else None
        frame = None if generator is None else frame_of(generator)
        if frame is None or state_of(generator) != "C":
            return {}
        return self.of(made, frame)

    def of(self, mine: Frame, frame: types.FrameType) -> News:
        """Return what is new in a function's frame."""
        found = held.of_frame(mine.held, frame, self.shown)
        code = frame.f_code
        if found or code.co_flags & inspect.CO_NESTED:
            self.watch(mine, bool(code.co_cellvars or code.co_freevars))
        return found

    def watch(self, each: Frame, cells: bool) -> None:
        """Watch a frame as long as another may change what it keeps."""
        names = held.open_in(each.held)
        watched: dict[Any, Iterable[str]] = self.calls
        if isinstance(each, Generator):
            watched = self.generators
        if cells:  # what is within, or around, may assign them
            watched[each] = ()
        elif names:
            watched[each] = names
        else:
            watched.pop(each, None)

    def of_module(self, space: dict[str, Any]) -> News:
        """Return the module's names with another value than at its last step.

        Those that it had before the first step stand with the frame itself.
        """
        mine, program = self.module, self.program
        self.space, self.size = id(space), len(space)
        names = program.names - program.hidden
        found = held.of_module(mine.held, space, names, self.shown)
        if program.given:
            there = {n: found.pop(n) for n in program.given if n in found}
            if there:
                mine.about.setdefault("d", {}).update(there)
            program.given = set()
        return dict(sorted(found.items())) if found else found

    def leaves(self, frame: types.FrameType) -> None:
        """Remember what is new at the module's end: no step of its own tells that."""
        self.program.comes(0)
        self.add(self.module, self.of_module(frame.f_globals))
        self.space = 0

    def waits(self, frame: types.FrameType) -> None:
        """Remember what is new in a frame that asks another: it has run until now."""
        each = self.frames.of(frame)
        if each is not self.module and not self.program.of(frame.f_code).body:
            self.add(each, self.of(each, frame))

    def gives(self, frame: types.FrameType) -> None:
        """Remember what is new in a frame whose call makes a generator.

        What it gives to the call was computed until now.
        """
        each = self.frames.of(frame)
        if each is self.module:
            self.add(each, self.of_module(frame.f_globals))
        else:
            self.waits(frame)

    def add(self, each: Frame, news: News) -> None:
        """Remember what is new in a frame until a step tells it."""
        if news:
            self.news.setdefault(str(each.number), {}).update(news)

    def beside(
        self, mine: Frame | None, runs: types.FrameType | None
    ) -> dict[str, News]:
        """Return what is new in frames but for `mine`, which runs, by their numbers."""
        if mine is not self.module and runs is not None and self.space:
            space = self.globals(runs)
            if space is not None and not self.stays(space):
                self.add(self.module, self.of_module(space))
        if self.generators:
            self.waiting(mine)
        if self.calls and runs is not None:
            self.behind(mine, runs)
        found = self.news
        if found:
            self.news = {}
        return found

    def waiting(self, mine: Frame | None) -> None:
        """Find what is new in generators that do not run."""
        for each, names in list(self.generators.items()):
            if each is mine:
                continue
            reference = self.frames.living.get(each)
            generator = reference() if reference else None
            frame = None if generator is None else frame_of(generator)
            if frame is None:  # it is over
                del self.generators[each]
            else:
                self.look(each, frame, names)

    def look(self, each: Frame, frame: types.FrameType, names: Iterable[str]) -> None:
        """Add what is new in a frame that waits; no names are all of its names."""
        if not names or not held.same(each.held, frame.f_locals, names, self.shown):
            self.add(each, self.of(each, frame))

    def stays(self, space: dict[str, Any]) -> bool:
        """Return whether the module's names hold what they did."""
        known = self.module.held
        return len(space) == self.size and held.same(known, space, known, self.shown)

    def globals(self, runs: types.FrameType | None) -> dict[str, Any] | None:
        """Return the names of the program's module, which waits for a frame."""
        while runs is not None and id(runs.f_globals) != self.space:
            runs = runs.f_back
        return runs.f_globals if runs else None

    def behind(self, mine: Frame | None, runs: types.FrameType) -> None:
        """Find what is new in plain calls that wait for a frame."""
        left = {each for each in self.calls if each is not mine}
        back: types.FrameType | None = runs
        while left and back is not None:
            each = self.frames.calls.get(id(back))
            if each in left:
                left.remove(each)
                self.look(each, back, self.calls[each])
            back = back.f_back

    def left(self, call: Frame) -> None:
        """Watch a plain call no longer: it is over."""
        self.calls.pop(call, None)
