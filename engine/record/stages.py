"""Records the sections that pages draw as stages, in the Python of readers' browsers.

It runs there, so it imports the standard library and `engine.live` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.live.sections import read
from engine.live.session import Session
from engine.live.transcript import session


def recorded(folder: str, module: str, section: str) -> dict[str, Any] | None:
    """Return the recording of a section, as `Session.step` does.

    Of a session, all that stands before the section is typed first. The result is None
    when no generator is seen.
    """
    live = Session(Path(folder).resolve(), lambda _: None)
    live.start(module)
    source = live.source(module)
    kind = "transcript" if read(source)[0][section].session else "code"
    if kind == "transcript":
        for each in session(source):
            if each.section and each.section.name == section:
                break
            live.interpreter.type(each.source)
    found: dict[str, Any] = live.record(kind, module, [section])["recording"]
    kinds = {each["kind"] for each in found["frames"]}
    return found if kinds - {"module", "function"} else None
