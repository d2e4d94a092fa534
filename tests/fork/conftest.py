"""A fork of this repository, made as a stranger makes one, for all tests of a run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME, AUTHOR = "Decorators in Python", "Ada Example"

WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", AUTHOR), ("EMAIL", "ada@example.org"))
}


def run(folder: Path, *command: str, fails: bool = False) -> str:
    """Run a command as in a shell of its own; return what it prints."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("MAKE", "MFLAGS", "GIT_", "PYTEST"))
    }
    done = subprocess.run(
        command,
        cwd=folder,
        # what was fetched for this repository is not fetched again
        env={**kept, **WHO, "UV_CACHE_DIR": str(ROOT / ".cache" / "uv")},
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert bool(done.returncode) == fails, f"{' '.join(command)}\n{said}"
    return said


def git(folder: Path, *words: str) -> str:
    """Run git; return what it prints."""
    return run(folder, "git", *words)


@pytest.fixture(scope="session")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fork's folder: an empty site, committed, with the Python for browsers."""
    place = tmp_path_factory.mktemp("fork") / "decorators"
    words = [f"NAME={NAME}", f"AUTHOR={AUTHOR}", f"TO={place}"]
    run(ROOT, "make", "fork", *words)
    runtime = ROOT / ".cache" / "runtime"
    if runtime.is_dir():
        shutil.copytree(runtime, place / ".cache" / "runtime", symlinks=True)
    return place
