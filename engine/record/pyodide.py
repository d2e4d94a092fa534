"""The Python that readers' browsers run, here: Pyodide under the environment's Node."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

from engine.setup import node, runtime

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
LIMIT = 120  # seconds for one call; the start is one too


class PyodideError(Exception):
    """A call that raised, died or did not end; its text has the traceback."""


class Pyodide:
    """A Python in a process of its own, started with the first call.

    It sees the repository as /site, and cannot write there.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self.version = ""
        self.process: subprocess.Popen[str] | None = None
        self.answers: queue.Queue[str] = queue.Queue()

    def call(self, where: str, *arguments: object, seconds: float = LIMIT) -> Any:
        """Call `module:function` with what JSON can hold; return what it returned.

        Raises PyodideError when it does not return, with what it says. The next call
        then finds a fresh Python where this one did not survive.
        """
        if not self.process:
            self.start()
        return self.ask([where, *arguments], seconds)

    def start(self) -> None:
        """Start Python; raise FileNotFoundError where `make test` never brought it."""
        package = ROOT / runtime.CACHE / runtime.PACKAGE
        if not package.is_dir():
            raise FileNotFoundError(f"{package} is missing: run `make runtime`")
        (program, *_) = node.own_npm()
        self.process = subprocess.Popen(
            [program, str(HERE / "pyodide.mjs"), str(package), str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.answers = queue.Queue()
        threading.Thread(
            target=listen, args=(self.process, self.answers), daemon=True
        ).start()
        self.version = self.ask(None, LIMIT)

    def ask(self, request: list[object] | None, seconds: float) -> Any:
        """Send a request, if any, and return the value of what is answered."""
        assert self.process
        assert self.process.stdin
        if request:
            print(json.dumps(request), file=self.process.stdin, flush=True)
        try:
            line = self.answers.get(timeout=seconds)
        except queue.Empty:
            self.stop()
            raise PyodideError(f"{request} did not end in {seconds} s") from None
        answer = json.loads(line) if line else {"died": "it ended without saying why"}
        if "died" in answer:
            self.stop()
        if "error" in answer or "died" in answer:
            raise PyodideError(answer.get("error") or f"Python died: {answer['died']}")
        return answer.get("ready", answer.get("value"))

    def stop(self) -> None:
        """End the process, if there is one."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    """Put each line that a process says into a queue, and a last, empty one."""
    assert process.stdout
    for line in process.stdout:
        answers.put(line)
    answers.put("")
