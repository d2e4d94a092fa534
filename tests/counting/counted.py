"""A Pyodide whose runs of the engine are counted, where `make coverage` asks for it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
from pathlib import Path
from typing import Any

from engine.record.pyodide import Pyodide

ROOT = Path(__file__).parents[2]
FOLDER = "ENGINE_COVERAGE"  # in the environment: where data goes, if any is wanted


class CountingPyodide(Pyodide):
    """A Pyodide that writes down, at its end, which lines of the engine it ran.

    One that is `busy` answers nothing else, so what it ran is not known.
    """

    busy = False

    def ask(self, request: list[object] | None, seconds: float) -> Any:
        """Send a request, if any, and return the value of what is answered."""
        self.busy = True
        try:
            return super().ask(request, seconds)
        finally:
            self.busy = False

    def start(self) -> None:
        """Start Python, and the counting."""
        super().start()
        self.ask(["tests.counting.inside:begin"], 60)

    def stop(self) -> None:
        """Write the data, unless Python is gone or at work; end the process."""
        process, self.process = self.process, None
        if process and process.poll() is None and not self.busy:
            assert process.stdin
            print('["tests.counting.inside:found"]', file=process.stdin, flush=True)
            with contextlib.suppress(queue.Empty, ValueError, KeyError):
                self.save(json.loads(self.answers.get(timeout=60))["value"])
        self.process = process
        super().stop()

    def save(self, found: dict[str, Any]) -> None:
        """Write arcs as data of coverage.py."""
        from coverage import CoverageData

        data = CoverageData(os.environ[FOLDER] + "/.coverage", suffix=True)
        data.add_arcs(
            {
                str(ROOT / "engine" / path): [(a, b) for a, b in arcs]
                for path, arcs in found.items()
            }
        )
        data.write()


def pyodide() -> Pyodide:
    """Return the Python of readers' browsers, counted where that is asked for."""
    return CountingPyodide() if os.environ.get(FOLDER) else Pyodide()
