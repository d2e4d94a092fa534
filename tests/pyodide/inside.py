"""What tests ask of the Python in Pyodide: imported there, so no pytest here."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.live import boot
from engine.live.interpreter import supported
from engine.live.session import Session
from engine.live.transcript import session
from engine.record import replay


def version() -> list[int]:
    """Return the version of this Python."""
    return list(sys.version_info[:3])


def differing(source: str, name: str) -> list[str]:
    """Replay a module's session; return a report for each output not as recorded."""
    path = Path("snippets", name)
    return [replay.report(path, each) for each in replay.differences(source, name)]


def printed(source: str, name: str) -> list[str]:
    """Return what each example of a module's session prints in this Python."""
    return [each.got for each in replay.replay(source, name)]


def too_new(source: str) -> list[str]:
    """Return the sections of a module's session that want a newer Python than this."""
    late = [e for e in session(source) if not supported(e)]
    return list(dict.fromkeys(e.section.name for e in late if e.section))


def walk(main: str, blocks: list[list[Any]], names: list[str]) -> list[dict[str, Any]]:
    """Run the blocks of a page one after the other, as a browser's worker does.

    `main` is the module whose namespace the page has, a block is the request that its
    Run makes, and `names` are the modules that a browser is given for these. Returns
    what the session answers to each.
    """
    with given(names) as folder:
        live = Session(folder, lambda _: None)
        live.answer(json.dumps(["start", main]))
        return [json.loads(live.answer(json.dumps(block))) for block in blocks]


@contextlib.contextmanager
def given(names: list[str]) -> Iterator[Path]:
    """Let Python find these modules of snippets and no others; yield their folder."""
    path, place = sys.path[:], Path.cwd()
    here = {name for name in sys.modules if name.split(".")[0] == "snippets"}
    kept = {name: sys.modules.pop(name) for name in here}
    with tempfile.TemporaryDirectory() as site:
        folder = Path(site, "snippets").resolve()
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path("snippets", name), folder / name)
        others = [each for each in path if not Path(each, "snippets").is_dir()]
        sys.path[:] = [str(folder.parent), *others]
        os.chdir(folder.parent)
        try:
            yield folder
        finally:
            os.chdir(place)
            sys.path[:] = path
            for name in [n for n in sys.modules if n.split(".")[0] == "snippets"]:
                del sys.modules[name]
            sys.modules.update(kept)


def write(path: str) -> None:
    """Write a file of the repository, which must not be possible."""
    Path(path).write_text("changed", encoding="utf-8")


def end() -> None:
    """End the process that this Python lives in."""
    import js  # type: ignore[import-not-found]

    js.process.exit(3)


def sleep(seconds: float) -> None:
    """Take a while."""
    time.sleep(seconds)


def answered(requests: list[list[Any]]) -> list[dict[str, Any]]:
    """Return what one session answers to each request, as a page's Python does."""
    sent: list[str] = []
    answer = boot.begin(sent.append)
    return [json.loads(answer(json.dumps(each))) for each in requests]
