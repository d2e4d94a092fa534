"""The steps of a recording, those included that no event tells of."""

from __future__ import annotations

import io
import sys
import types
from collections.abc import Callable
from typing import Any

from engine.live.recorder.asking import Asking
from engine.live.recorder.frames import Frame, Frames, Generator
from engine.live.recorder.kept import Kept, News

MOST_STEPS = 1000
# at these, code of the program has run that may have closed a generator unheard
ASKED = frozenset(("start", "resume", "through"))
ASKS = ASKED | {"call", "throw"}  # at these, another waits from now on
HEARD = frozenset(("line", "call", "return", "end", "stop", "raise", "unwind", "throw"))


class Steps:
    """The steps so far. It is `cut` when there were more than it keeps.

    `called` is the frame, row and source of the last call that may have made
    generators, or closed one; `owed` are those that have yet to say that they handed
    on a value, each with its row and the value.
    """

    def __init__(
        self,
        frames: Frames,
        printed: Callable[[], io.StringIO],
        most: int,
        stop: Callable[[], None],
    ) -> None:
        """Take where the program prints to at present, and what ends the listening."""
        self.frames = frames
        self.program = frames.program
        self.asking = Asking(frames)
        self.names = Kept(frames)
        self.shown = frames.shown
        self.printed = printed
        self.most = most
        self.stop = stop
        self.kept: list[dict[str, Any]] = []
        self.cut = False
        self.typed = False  # whether an input's first line is still to come
        self.called: tuple[Frame, int, str] | None = None
        self.owed: list[tuple[Generator, int, str]] = []
        self.sink: io.StringIO | None = None
        self.told = 0  # characters of the sink that steps have

    def begin(self) -> None:
        """Take what is printed from now on."""
        self.names.begin()
        self.sink = self.printed()
        self.told = self.sink.tell()

    def end(self) -> None:
        """Keep no more; the program goes on."""
        self.cut = True
        self.stop()

    def input(self, row: int) -> None:
        """Add the step of a line that is typed at a prompt; its first line is it."""
        self.typed = True
        self.add({"e": "input", "f": 0, "l": row})

    def add(
        self,
        step: dict[str, Any],
        printed: bool = True,
        mine: Frame | None = None,
        frame: types.FrameType | None = None,
    ) -> None:
        """Keep a step, with what was printed before it, unless there are too many.

        It may be of a `frame` whose names are told already, and are its record's.
        """
        if len(self.kept) >= self.most:
            self.end()
            return
        out = self.output() if printed else ""
        if out:
            step["o"] = out
        if frame is None:
            frame = self.asking.followed(sys._getframe(1))
            if frame and not self.program.of(frame.f_code).body:
                mine = self.frames.of(frame)
        news = self.names.beside(mine, frame)
        if news:
            self.tell(step, news)
        self.kept.append(step)

    def tell(self, step: dict[str, Any], news: dict[str, News]) -> None:
        """Let a step tell what names of frames hold now, those of its own apart."""
        own = news.pop(str(step["f"]), None)
        if own:
            step["d"] = {**own, **step.get("d", {})}
        if news:
            step["k"] = news

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

    def step(
        self,
        event: str,
        frame: types.FrameType,
        state: str = "",
        line: int | None = None,
        error: BaseException | None = None,
        **more: Any,
    ) -> None:
        """Add a step, and before it those for what happened without an event.

        One that is of an `error` has that.
        """
        if self.cut:
            return
        frames = self.frames
        mine = frames.of(frame)
        row = frames.row(mine, frame, line)
        if event == "throw" and (mine in frames.gone or mine in frames.fading):
            for dropped in (frames.gone, frames.fading):
                if mine in dropped:
                    dropped.remove(mine)
            more = {"v": more["v"], "how": "drop"}
        elif event == "throw":
            asks = frames.every[more.get("by", 0)]
            mine.own = mine.own or asks.own
        mine.own = mine.own or event in ASKED
        if not mine.own:  # it was there before, and how it ends is no part of this
            return
        if event in ASKS and (asks := self.asking.followed(frame.f_back)):
            self.names.waits(asks)
        self.settle(mine, frame, row, error)
        found: dict[str, Any] = {"e": event, "f": mine.number, "l": row}
        found.update(more)
        body = self.program.of(frame.f_code).body
        if mine is frames.module:
            if event == "line":
                self.program.comes(frame.f_lineno if line is None else line)
            differing = self.names.of_module(frame.f_globals)
        elif body:
            differing = {}
        else:
            differing = self.names.of(mine, frame)
        if differing:
            found["d"] = differing
        if event == "line" and self.typed and mine is frames.module:
            self.typed = False
            last = self.own()
            if last and last["e"] == "input" and last["l"] == row:
                known = last.get("d", {})  # of the end of the input before
                last.update({k: v for k, v in found.items() if k in "ds"})
                if known:
                    last["d"] = {**known, **differing}
                return
        states = frames.changed(mine) if frames.aside or event in HEARD else {}
        if state and isinstance(mine, Generator) and mine.state != state:
            mine.state = states[str(mine.number)] = state
        if states:
            found["s"] = states
        self.add(found, mine=None if body else mine, frame=frame)

    def own(self) -> dict[str, Any] | None:
        """Return the last step, but for those of generators that were there before.

        A collection may end them at any time, and nobody will see these steps.
        """
        step: dict[str, Any]
        for step in reversed(self.kept):
            about = self.frames.every[step.get("g", step["f"])].about
            if "before" not in about or step["e"] not in ("throw", "unwind", "drop"):
                return step
        return None

    def left(self, frame: types.FrameType) -> None:
        """Forget the frame of a plain call, which is over."""
        call = self.frames.left(frame)
        if call:
            self.names.left(call)

    def settle(
        self,
        mine: Frame | None = None,
        frame: types.FrameType | None = None,
        row: int = 0,
        error: BaseException | None = None,
    ) -> None:
        """Add steps for generators that were made, closed or dropped unheard.

        The one that is `mine` has a step of its own to come, in `frame`, at `row`; it
        may be one of an `error`.
        """
        if self.cut:
            return
        frames = self.frames
        if self.owed:
            self.hand_on()
        if frames.fresh:
            frames.fresh = False
            frames.look()
        if frames.promised:
            frames.kept(error)
        if frames.made:
            here = mine or frames.module, row
            for made in frames.made:
                by = self.called[:2] if self.called else here
                more: dict[str, Any] = {}
                if self.called and self.called[2]:
                    more["via"] = self.called[2]
                if not self.called and made is mine and frame:
                    by = self.asking.behind(frame)
                given = self.names.given(made)
                if given:
                    more["h"] = given
                self.about(made, "make", by, **more)
            frames.made.clear()
        if frames.gone or self.called:
            here = mine or frames.module, row if frame else self.program.base
            by = self.called[:2] if self.called else here
            for each in frames.closed(mine) if self.called else []:
                self.over(each, "close", by)
            for each in frames.gone:
                self.over(each, "drop", by)
            frames.gone.clear()
            self.called = None

    def about(
        self, each: Generator, event: str, place: tuple[Frame, int], **more: Any
    ) -> None:
        """Add a step about a generator, at a place in a frame that may be another."""
        frame, row = place
        self.add({"e": event, "f": frame.number, "l": row, "g": each.number, **more})

    def ask(
        self, generator: Any, frame: types.FrameType, asked: dict[str, Any]
    ) -> None:
        """Add a step for a request to a generator that is finished: it runs nothing.

        `asked` says how it is asked.
        """
        if self.cut:
            return
        each, mine = self.frames.generator(generator), self.frames.of(frame)
        self.settle()
        each.own = True
        self.about(each, "ask", (mine, self.frames.row(mine, frame)), **asked)

    def over(self, each: Generator, event: str, place: tuple[Frame, int]) -> None:
        """Add a step for a generator that is over, unless it was told."""
        if each.state != "X":
            each.state = "X"
            if event == "drop" and not each.own:
                return
            self.about(each, event, place, s={str(each.number): "X"})

    def hand_on(self) -> None:
        """Add steps for those that handed on a value without running for it."""
        owed, self.owed = self.owed, []
        waits = [each for each, _, _ in owed if each.state == "R"]
        for each in waits:
            each.state = "S"
        more = {"s": {str(each.number): "S" for each in waits}}
        for each, row, value in owed:
            step = {"e": "pass", "f": each.number, "l": row, "v": value, **more}
            self.add(step, printed=False)  # what was printed since came later
            more = {}

    def finish(self) -> None:
        """Add what is still to tell, and the last step."""
        self.settle()
        last = next((s["l"] for s in reversed(self.kept) if not s["f"]), 0)
        over: dict[str, Any] = {"e": "over", "f": 0, "l": last}
        rest = self.output()
        if rest:
            over["o"] = rest
        if not self.cut:
            self.tell(over, self.names.beside(None, None))
        self.kept.append(over)
