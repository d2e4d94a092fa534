"""What lessons have measured of their own: each `bench_*.py` of `tests/lessons`.

    python -m tests.bench.lessons

Each prints ratios taken in one run, in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LESSONS = ROOT / "tests" / "lessons"


def modules() -> list[str]:
    """Return what Python calls each module that measures, in the order of paths."""
    files = sorted(LESSONS.rglob("bench_*.py"))
    return [".".join(f.relative_to(ROOT).with_suffix("").parts) for f in files]


def main() -> int:
    """Run each, and return how many failed."""
    failed = 0
    for name in modules():
        print(f"{name}:", flush=True)
        done = subprocess.run([sys.executable, "-m", name], cwd=ROOT)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
