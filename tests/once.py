"""What is made once in a run of the tests, however many processes share the run."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

Make = Callable[[Path], object]


@dataclass(frozen=True)
class Once:
    """A folder that the processes of a run share, for what takes long to make."""

    folder: Path

    def made(
        self, name: str, make: Make, meanwhile: Mapping[str, Make] | None = None
    ) -> Path:
        """Return the folder of this name, which `make` fills for the first who asks.

        Others wait, and make what `meanwhile` names and nobody has begun, one by one.
        A folder whose making failed is made again by whoever asks next.
        """
        for other, how in (meanwhile or {}).items():
            if self._made(name, make, fcntl.LOCK_NB):
                return self.folder / name
            # who asks for it is told of its fault
            with suppress(Exception):
                self._made(other, how, fcntl.LOCK_NB)
        self._made(name, make)
        return self.folder / name

    def _made(self, name: str, make: Make, wait: int = 0) -> bool:
        """Make a folder that nobody has made; return whether it is there.

        It isn't where another process is making it, and `wait` is `LOCK_NB`.
        """
        target, done = self.folder / name, self.folder / f"{name}.done"
        if done.exists():
            return True
        with (self.folder / f"{name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | wait)
            except BlockingIOError:
                return False
            if not done.exists():
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                make(target)
                done.touch()
        return True


def shared(factory: pytest.TempPathFactory) -> Once:
    """Return what this process and the others of its run share."""
    base = factory.getbasetemp()
    # each process of pytest-xdist has a folder of its own within the run's
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = run / "shared"
    folder.mkdir(exist_ok=True)
    return Once(folder)
