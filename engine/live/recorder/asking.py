"""Who asks a frame for something: the frame behind it, and its words in the source."""

from __future__ import annotations

import ast
import types
from typing import Any

from engine.live import values
from engine.live.recorder import bytecode
from engine.live.recorder.frames import Frame, Frames
from engine.live.recorder.listing import parsed
from engine.live.recorder.program import Code


class Asking:
    """Answers questions about the frames behind one that runs."""

    def __init__(self, frames: Frames) -> None:
        """Take the frames that are followed."""
        self.frames = frames
        self.program = frames.program

    def of(self, frame: types.FrameType) -> dict[str, Any]:
        """Return who resumed a frame, how, and in which words of the source."""
        back = self.followed(frame.f_back)
        if back is None:
            return {}
        return {"by": self.frames.of(back).number, **self.words(back)}

    def followed(self, frame: types.FrameType | None) -> types.FrameType | None:
        """Return the nearest frame, from this one back, that is the program's."""
        while frame is not None and self.program.listing(frame.f_code) is None:
            frame = frame.f_back
        return frame

    def behind(self, frame: types.FrameType) -> tuple[Frame, int]:
        """Return the frame that asked this one, and its row."""
        back = self.followed(frame.f_back)
        if back is None:
            return self.frames.module, self.program.base
        found = self.frames.of(back)
        return found, self.frames.row(found, back)

    def waiting(self, frame: types.FrameType) -> list[types.FrameType]:
        """Return a frame, and those behind it that wait for it, the nearest first."""
        found = [frame]
        while (back := found[-1].f_back) and bytecode.passes(back):
            if self.program.listing(back.f_code) is None:
                break
            found.append(back)
        return found

    def words(self, frame: types.FrameType) -> dict[str, Any]:
        """Return what a frame is at: the kind of instruction, and its source."""
        places = self.program.of(frame.f_code).places
        at = frame.f_lasti
        if at not in places:
            places[at] = self.place(frame)
        how, text, via = places[at]
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
        listing = self.program.listing(frame.f_code)
        if listing is None:
            return "call", "", ""
        place = bytecode.place(frame)
        how, at = bytecode.asks(frame), (place[0] or 0, place[2] or 0)
        if how == "for" and at in listing.loops:  # a call in the source
            how, place = "call", listing.loops[at]
        if how == "call" and at in listing.contexts:
            how = "with"
        text = listing.part(place)
        if text and at in listing.decorators:
            text = f"@{text}"
        return how, text, "" if bytecode.silent(frame) else values.shortened(text)

    def source(self, about: Code, offset: int) -> str:
        """Return the source at an instruction, in short."""
        place = list(about.code.co_positions())[offset // 2]
        text = about.listing.part(place) if about.listing else ""
        return values.shortened(text)

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
            return self.frames.shown(given.value)
        if isinstance(given, ast.Name):
            held = frame.f_locals
            if given.id in held:
                return self.frames.shown(held[given.id])
            return given.id
        return ast.unparse(given)
