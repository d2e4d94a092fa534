"""The site that tests of the machine stand on: a few pages, with one of each thing.

What these tests say of a lesson holds whatever lessons a fork has, or has not.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "sample"

# the pages, by what tests want of them
LESSON = (
    "kitchen/kettle"  # code, sessions, an error, questions, a stage, both exercises
)
CODE, SESSION, ERROR = "pour", "first-cups", "empty"  # sections that it shows
DEEP = "kitchen/stove/timer"  # two parts deep, with a stage within a closed answer
PLAIN = "garden/rows"  # without a generator
BENCH = "workbench"  # whose code is shared by a link
PLAY = "house/play"  # where one plays: three programs to choose from
KEPT = "house/kept"  # tells what the browser keeps
PAGES = ("index", LESSON, DEEP, PLAIN, BENCH, KEPT, PLAY)


def laid(folder: Path) -> Path:
    """Lay the sample's tree into a folder, this engine beside it, and return it."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for name in ("engine", "hosting"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    # the Python of readers' browsers is there once, and never written to
    if (ROOT / ".cache").is_dir():
        (folder / ".cache").mkdir()
        for each in (ROOT / ".cache").iterdir():
            (folder / ".cache" / each.name).symlink_to(each)
    return folder
