"""Makes .venv hold what lock/LEVEL.txt names, once.

    python -m engine.setup.environment site|check|test|lock

`prepare.sh` runs this by .venv's own Python, or where there is none that works, by the
Python that is to make it. Every way to fail ends in one sentence that says what to do.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from engine.setup import lock

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
BEYOND_REPAIR = 9

# what pip says of a network that is not there, in the order of how often it is seen
UNREACHABLE = (
    "connection broken by",
    "NewConnectionError",
    "Could not fetch URL",
    "ProxyError",
    "Network is unreachable",
    "timed out",
)


class SetupError(Exception):
    """What stops the set-up; its text is one sentence that says what to do."""


class BeyondRepairError(Exception):
    """The environment has no pip that works, and must be made anew."""


def prepare(level: str) -> None:
    """Let .venv hold what the level needs: nothing is done where it does already.

    Raises SetupError when it cannot, and BeyondRepairError from inside a broken one.
    """
    if level in lock.LEVELS:
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
        if level in lock.LEVELS and not ready(level):
            install(level)


def inside() -> bool:
    """Return whether this Python is that of .venv."""
    return VENV.is_dir() and VENV.samefile(sys.prefix)


def usable() -> bool:
    """Return whether .venv has this Python's version, and a pip that runs."""
    same = f"sys.version_info[:2] == {sys.version_info[:2]}"
    try:
        ask = f"import sys, pip._internal.cli.main; sys.exit(not {same})"
        return run("-c", ask).returncode == 0
    except OSError:
        return False


def alone() -> TextIO:
    """Return a file held by this process alone; wait for another `make` to let go."""
    held = Path("pyproject.toml").open(encoding="utf-8")  # noqa: SIM115
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make sets up .venv: waiting for it.", flush=True)
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
            f"{sys.executable} could not make .venv ({said[-1]}): "
            "install its venv module, or name another with `make PYTHON=…`."
        )


def run(*words: str, log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run .venv's Python, kept from what the caller's settings would install where."""
    stray = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME"}
    environment = {k: v for k, v in os.environ.items() if k not in stray}
    with (log or Path(os.devnull)).open("wb") as out:
        return subprocess.run(
            [str(PYTHON), "-I", *words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )


def install(level: str) -> None:
    """Install what a lock names, by its hashes; write the stamp that says so."""
    file = Path("lock", f"{level}.txt")
    print(f"Installing what {file} names into .venv, once", flush=True)
    for each in lock.LEVELS:
        stamp(each).unlink(missing_ok=True)
    start = time.monotonic()
    # no dependency is looked for and nothing is compiled: the lock names all there is
    options = "--no-deps --require-hashes --only-binary=:all: --retries=2 --no-input"
    quiet = "--disable-pip-version-check --progress-bar=off --quiet"
    words = [*options.split(), *quiet.split(), "--requirement", str(file)]
    if run("-m", "pip", "install", *words, log=LOG).returncode:
        raise SetupError(refusal(LOG.read_text(encoding="utf-8", errors="replace")))
    stamp(level).write_text(digest(level), encoding="utf-8")
    print(f"Installed in {time.monotonic() - start:.0f} s", flush=True)


def refusal(log: str) -> str:
    """Return the sentence for what pip wrote when it failed."""
    if "No space left on device" in log:
        return "The disk is full: make room, then run the same command again."
    if "DO NOT MATCH THE HASHES" in log:
        return (
            "A package is not the one that the lock names, so it was not installed: "
            f"try again, and report it if it stays so ({LOG} has its name)."
        )
    if any(sign in log for sign in UNREACHABLE):
        return (
            "The package index cannot be reached: connect to the network, "
            "then run the same command again (only the first run needs it)."
        )
    errors = [line for line in log.splitlines() if line.startswith("ERROR: ")]
    if any("No matching distribution" in line for line in errors):
        what = errors[-1].removeprefix("ERROR: ")
        version = "{}.{}".format(*sys.version_info)
        return (
            f"{what}, for Python {version} on this system: "
            "name a Python that the tests cover, with `make PYTHON=python3.13 …`."
        )
    said = errors[-1].removeprefix("ERROR: ") if errors else "pip failed"
    return f"{said}: see {LOG}, or start afresh with `make clean`."


def ready(level: str) -> bool:
    """Return whether .venv holds a level; the wider ones hold all that it does."""
    wider = lock.LEVELS[: lock.LEVELS.index(level) + 1]
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
