"""How much of the engine the tests run, over CPython and Pyodide together.

    python -m tests.counting [ARGUMENTS OF PYTEST]

Without arguments all tests run that need neither a browser nor Keras, but for those of
lessons. Each line and branch that none of them runs is listed; it fails below the bar.
Of the scripts it tells what their tests under Node ran; what needs a page is run in
browsers, and not counted.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from coverage import CoverageData

from tests.counting.counted import FOLDER, ROOT
from tests.scripts.tools import COVERED

BAR = 95  # percent, of lines and branches
# these run nothing of the engine that others don't; and memory, which some measure, is
# what counting takes as well
OF_LESSONS = (
    "--ignore=tests/lessons",
    "--ignore=tests/engine/test_gates_bite.py",
    "--deselect=tests/engine/test_recordings.py::test_a_measurement_is_what_a_run_measures",
)
LIGHT = ("-m", "not browser and not heavy")
ALL = [*LIGHT, *OF_LESSONS, "-n", "auto", "--dist", "loadfile"]


def of_scripts(covered: str) -> list[str]:
    """Return a line for each script of a report by Node, in lcov's format.

    Source of the format: geninfo(1).
    """
    told = []
    for record in covered.split("end_of_record"):
        held = dict(line.split(":", 1) for line in record.splitlines() if ":" in line)
        if "SF" in held:
            ran, all_ = (
                sum(int(held[name]) for name in names)
                for names in (("LH", "BRH"), ("LF", "BRF"))
            )
            bare = [int(line) for line in re.findall(r"^DA:(\d+),0$", record, re.M)]
            told.append(f"{held['SF']} {100 * ran / all_:.0f}% {spans(bare)}".rstrip())
    return told


def spans(numbers: list[int]) -> str:
    """Return ascending numbers with each run of neighbours as `first-last`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, dict.fromkeys((r[0], r[-1])))) for r in runs)


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

    whole = CoverageData(data, suffix="all")  # what nothing ran is missing as well
    whole.add_arcs({})
    whole.touch_files([str(file) for file in (ROOT / "engine").rglob("*.py")])
    whole.write()
    failed = coverage("run", "-m", "pytest", "-q", *(arguments or ALL))
    coverage("combine", "-q")
    print(*of_scripts((ROOT / COVERED).read_text(encoding="utf-8")), sep="\n")
    return coverage("report", f"--fail-under={BAR}") or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
