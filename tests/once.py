"""What is made once in a run of the tests, however many processes share the run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Once:
    """A folder that the processes of a run share, for what takes long to make."""

    folder: Path

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder of this name, which `make` fills for the first who asks.

        Others wait. A folder whose making failed is made again by whoever asks next.
        """
        target, done = self.folder / name, self.folder / f"{name}.done"
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                make(target)
                done.touch()
        return target


def shared(factory: pytest.TempPathFactory) -> Once:
    """Return what this process and the others of its run share."""
    base = factory.getbasetemp()
    # each process of pytest-xdist has a folder of its own within the run's
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = run / "shared"
    folder.mkdir(exist_ok=True)
    return Once(folder)
