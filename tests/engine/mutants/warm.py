"""Commands of Python that begin with the engine and pytest imported already.

A mutant is judged by a process of its own; to start one takes longer than to judge.
So does importing what its module needs, where that is heavy.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

# what waits for commands: each runs in a fork, which leaves nothing behind
WAITING = """
import importlib, json, os, runpy, signal, sys, tempfile, time

import pytest, yaml
import conftest

for each in sys.argv[1:]:
    importlib.import_module(each)

# a mutant may be as long as the one before, and come in the same second
sys.dont_write_bytecode = True

def run(argv):
    sys.argv = argv
    try:
        runpy.run_module(argv[0], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else end.code is not None
    except BaseException:
        import traceback
        traceback.print_exc()
        return 1
    return 0

def waited(child, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None

for line in sys.stdin:
    argv, seconds = json.loads(line)
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if not child:
            os.setsid()
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
            code = run(argv)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        code = waited(child, seconds)
        told.seek(0)
        said = told.read().decode("utf-8", "replace")
    print(json.dumps([code, said]), flush=True)
"""


class Done(NamedTuple):
    """What a command gave: its exit status (None: it was ended) and what it said."""

    returncode: int | None
    said: str


class Warm:
    """A process in a folder that runs `python -m …` there, one after another."""

    def __init__(self, folder: Path, packages: Iterable[str] = ()) -> None:
        """Start it, these packages imported; the folder has engine and conftest.py."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", WAITING, *packages],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)

    def run(self, *argv: str, seconds: float) -> Done:
        """Run a module with arguments; end it, and all it started, after `seconds`."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([argv, seconds]) + "\n")
        self.process.stdin.flush()
        return Done(*json.loads(self.process.stdout.readline()))
