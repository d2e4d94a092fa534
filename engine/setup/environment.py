"""Makes .venv hold what lock/LEVEL.txt names, once.

    python -m engine.setup.environment site|check|test|audit|lock|GROUP

`prepare.sh` runs this by .venv's own Python, or where there is none that works, by the
Python that is to make it. Every way to fail ends in one sentence that says what to do.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from engine.setup import index, lock, packages
from engine.setup.packages import VENV, SetupError

BEYOND_REPAIR = 9


class BeyondRepairError(Exception):
    """The environment has no pip that works, and must be made anew."""


def prepare(level: str) -> None:
    """Let .venv hold what the level needs: nothing is done where it does already.

    Raises SetupError when it cannot, and BeyondRepairError from inside a broken one.
    """
    held = level in holdings()
    if held:
        complaint = lock.complaint(Path(), level)
        if complaint:
            raise SetupError(complaint)
        if inside() and ready(level):
            return
    with alone():
        if not usable():
            if inside():
                raise BeyondRepairError
            make()
        if held and not ready(level):
            install(level)


def holdings() -> tuple[str, ...]:
    """Return what .venv may hold; "lock" needs no more than .venv itself."""
    return (*lock.LEVELS, *lock.optional(Path()), "audit")


def inside() -> bool:
    """Return whether this Python is that of .venv."""
    return VENV.is_dir() and VENV.samefile(sys.prefix)


def usable() -> bool:
    """Return whether .venv has this Python's version, and a pip that runs."""
    same = f"sys.version_info[:2] == {sys.version_info[:2]}"
    try:
        ask = f"import sys, pip._internal.cli.main; sys.exit(not {same})"
        asked = packages.python("-c", ask)
        done = subprocess.run(asked, env=index.here(), capture_output=True)
        return done.returncode == 0
    except OSError:
        return False


def alone() -> TextIO:
    """Return a file held by this process alone; wait for another `make` to let go."""
    held = Path("pyproject.toml").open(encoding="utf-8")  # noqa: SIM115
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make is setting up .venv: waiting for it.", flush=True)
        fcntl.flock(held, fcntl.LOCK_EX)
    return held


def make() -> None:
    """Make .venv anew with this Python."""
    version = "{}.{}.{}".format(*sys.version_info)
    print(f"Making .venv with Python {version}", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        said = (made.stdout + made.stderr).strip().splitlines() or ["it said nothing"]
        raise SetupError(
            f"{sys.executable} couldn't make .venv ({said[-1]}): "
            "install its venv module, or name another with `make PYTHON=…`."
        )


def install(level: str) -> None:
    """Install what a lock names, by its hashes; write the stamp that says so."""
    file = Path("lock", f"{level}.txt")
    print(f"Installing what {file} names into .venv, once", flush=True)
    # what else is there was made for the versions that were
    shared = (*lock.LEVELS, *lock.optional(Path()))
    for each in shared if level in lock.LEVELS else (level,):
        stamp(each).unlink(missing_ok=True)
    start = time.monotonic()
    packages.install(file)
    stamp(level).write_text(digest(level), encoding="utf-8")
    print(f"Installed in {time.monotonic() - start:.0f} s", flush=True)


def ready(level: str) -> bool:
    """Return whether .venv holds a level; the wider ones hold all that it does."""
    levels = lock.LEVELS if level in lock.LEVELS else (level,)
    wider = levels[: levels.index(level) + 1]
    return any(
        stamp(each).is_file() and stamp(each).read_text() == digest(each)
        for each in wider
    )


def stamp(level: str) -> Path:
    """Return the file that says which lock was installed, for which Python."""
    return VENV / f"ready-{level}"


def digest(level: str) -> str:
    """Return what changes when a lock does, or the Python it was installed for."""
    text = Path("lock", f"{level}.txt").read_bytes()
    version = "{}.{}".format(*sys.version_info)
    return hashlib.sha256(version.encode() + text).hexdigest()


def main(arguments: list[str]) -> int:
    """Prepare the level named; return 9 where only a new environment helps."""
    try:
        prepare(*arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except BeyondRepairError:
        return BEYOND_REPAIR
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
