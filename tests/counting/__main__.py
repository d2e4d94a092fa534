"""How much of the engine the tests run, over CPython and Pyodide together.

    python -m tests.counting [ARGUMENTS OF PYTEST]

Without arguments all tests run that need neither a browser nor Keras. Each line and
branch that none of them runs is listed; it fails below the bar.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.counting.counted import FOLDER, ROOT

BAR = 95  # percent, of lines and branches
ALL = ["-m", "not browser and not heavy"]


def main(arguments: list[str]) -> int:
    """Run the tests, put together what each Python ran, and report it."""
    folder = ROOT / ".cache" / "coverage"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = str(folder / ".coverage")
    environment = {**os.environ, "COVERAGE_FILE": data, FOLDER: str(folder)}
    rules = f"--rcfile={Path(__file__).with_name('engine.ini')}"

    def coverage(*rest: str) -> int:
        command = [sys.executable, "-m", "coverage", rest[0], rules, *rest[1:]]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode

    failed = coverage("run", "-m", "pytest", "-q", *(arguments or ALL))
    coverage("combine", "-q")
    return coverage("report", f"--fail-under={BAR}") or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
