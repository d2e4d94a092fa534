"""Runs a slow command, keeps what it says in a log, and shows that it lives.

A terminal gets the seconds, renewed each second; a log gets a line every ten.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# what a tool is at, as it says itself: a name alone, for the lines have addresses too
AT = re.compile(
    r"^\s*(?:Collecting|Download(?:ing|ed)|Get:\d+ \S+ \S+ \S+) (?!http)([\w.=+-]+)",
    re.MULTILINE,
)
BACK = "\r\x1b[K"


def run(
    command: Sequence[str | Path],
    log: Path | None = None,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    limit: float = float("inf"),
) -> int:
    """Run a command without input, and return its exit status.

    `log` holds what it said, or nothing does. Raises OSError where it cannot be
    started, and subprocess.TimeoutExpired after `limit` seconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = log or Path(folder, "log")
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
            )
        try:
            return wait(process, log, limit)
        except BaseException:
            process.kill()
            process.wait()
            raise


def wait(process: subprocess.Popen[bytes], log: Path, limit: float) -> int:
    """Return the exit status of a process, and show meanwhile that it lives."""
    terminal = sys.stderr.isatty()
    start = time.monotonic()
    shown = False
    while True:
        try:
            status = process.wait(timeout=1 if terminal else 10)
        except subprocess.TimeoutExpired as slow:
            seconds = time.monotonic() - start
            if seconds > limit:
                raise subprocess.TimeoutExpired(process.args, limit) from slow
            end = "" if terminal else "\n"
            show(f"{BACK if terminal else ''}  {seconds:.0f} s{at(log)}{end}")
            shown = terminal
        else:
            if shown:
                show(BACK)
            return status


def at(log: Path) -> str:
    """Return which package the log speaks of last, or nothing."""
    found = AT.findall(log.read_text(encoding="utf-8", errors="replace"))
    return f", {found[-1]}" if found else ""


def show(text: str) -> None:
    """Write at once, beside what the command itself puts out."""
    print(text, end="", file=sys.stderr, flush=True)
