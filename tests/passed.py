"""What passed here, and as what: each file of tests with the files as they stood.

`make check` notes it in `.cache`. A file of tests that passes is noted while others
still run, so that neither a failure elsewhere nor a run that is broken off loses it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.kit import owned
from engine.kit.draft import RefusalError

NOTED = Path(".cache/passed.json")
EVERY = 2  # seconds between notes while tests run

# of each file by its path, and of Python
Digests = dict[str, str]


def digests(root: Path) -> Digests:
    """Return a digest of each file by its path from the root, and of Python."""
    names = listed(root)
    found = {e: hashlib.sha256((root / e).read_bytes()).hexdigest() for e in names}
    return {"python": sys.version, **found}


def listed(root: Path) -> list[str]:
    """Return the files of a tree but for what is made, whether or not git answers."""
    # another repository around this tree may leave out files of it
    if not (root / ".git").exists():
        return owned.walked(root)
    try:
        return owned.files(root)
    except RefusalError:
        return owned.walked(root)


def noted(root: Path) -> dict[str, Digests]:
    """Return how all stood when a file of tests last passed here, by its path.

    Files that passed together have the same object.
    """
    try:
        found = json.loads((root / NOTED).read_text(encoding="utf-8"))
        states: list[Digests] = found["states"]
        return {path: states[at] for path, at in found["passed"].items()}
    except (OSError, ValueError, KeyError):
        return {}  # none yet, or an older engine's


def note(root: Path, passed: Mapping[str, Digests]) -> None:
    """Note how all stood when a file of tests last passed here, by its path."""
    states = {id(state): state for state in passed.values()}
    at = {each: number for number, each in enumerate(states)}
    where = {path: at[id(state)] for path, state in passed.items()}
    text = json.dumps({"states": [*states.values()], "passed": where})
    file = root / NOTED
    file.parent.mkdir(exist_ok=True)
    # another run may read it, or note what it ran
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


class Passing:
    """Notes each file of tests that passes, as a plugin of pytest's main process."""

    def __init__(self, root: Path, passed: Mapping[str, Digests], now: Digests) -> None:
        """Take what passed before, and how all stands as the tests begin."""
        self.root = root
        self.passed = dict(passed)
        self.now = now
        self.failed: set[str] = set()
        # how many tests of each file have yet to end
        self.left: Counter[str] = Counter()
        self.written = time.monotonic()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Hear of a file that can't be imported."""
        if report.failed:
            self.fail(report.nodeid)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Hear what will run in this process."""
        self.begin([each.nodeid for each in session.items])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Hear what will run in some processes, which all say the same."""
        self.begin(ids)

    def begin(self, tests: list[str]) -> None:
        """Take the names of all tests that will run."""
        self.left = self.left or Counter(map(file_of, tests))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear how a test went, and when the last one of a file has ended."""
        path = file_of(report.nodeid)
        if report.failed:
            self.fail(path)
        if report.when != "teardown":
            return
        self.left[path] -= 1
        if not self.left[path] and path not in self.failed:
            self.passed[path] = self.now
            if time.monotonic() > self.written + EVERY:
                note(self.root, self.passed)
                self.written = time.monotonic()

    def fail(self, name: str) -> None:
        """Take it that a file has failed: whatever changes, it is to run again."""
        self.failed.add(file_of(name))
        self.passed.pop(file_of(name), None)

    def ended(self, which: set[str], status: int) -> dict[str, Digests]:
        """Return what has passed of the files that were to run, and before.

        Where all tests have run, files without a test have passed as well.
        """
        if status in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
            silent = which - self.failed - self.left.keys()
            self.passed.update(dict.fromkeys(silent, self.now))
        return self.passed


def file_of(name: str) -> str:
    """Return the file of a test, as pytest names both."""
    return name.partition("::")[0]
