"""A program in a process of its own, for what ends the process that it runs in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def ran(program: str, given: str) -> subprocess.CompletedProcess[str]:
    """Run a program that reads what is given, to its end."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def said_at_its_end(program: str, given: str) -> str:
    """Run a program that reads what is given; return what it says when it fails."""
    done = ran(program, given)
    assert done.returncode == 1, done.stderr
    return done.stderr
