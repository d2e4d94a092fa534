"""Installs what a lock names into .venv: by uv, and by pip where uv cannot.

uv comes first, by pip, from a lock of its own. Both install wheels whose hash the lock
has, and nothing else; neither removes what is there already.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from engine.setup import index, step

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
LOG = VENV / "setup.log"
UV_LOG = VENV / "uv.log"
UV_LOCK = Path("lock", "uv.txt")
UV_STAMP = VENV / "ready-uv"
# there while uv installs: what it leaves when it is killed may look whole afterwards
UNFINISHED = VENV / "unfinished"

# no dependency is looked for and nothing is compiled: the lock names all there is
EXACT = ("--no-deps", "--require-hashes", "--only-binary=:all:")
PIP = ("--no-input", "--disable-pip-version-check", "--progress-bar=off")

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


def python(*words: str | Path) -> list[str | Path]:
    """Return the command that runs .venv's Python, whatever is set for others."""
    return [PYTHON, "-I", *words]


def install(lock: Path) -> None:
    """Install what a lock names. Raises SetupError when that cannot be done."""
    again = ["--force-reinstall"] if UNFINISHED.exists() else []
    if by_uv(lock) or not by_pip(lock, "--retries=2", *again):
        UNFINISHED.unlink(missing_ok=True)
        return
    raise SetupError(refusal(LOG.read_text(encoding="utf-8", errors="replace")))


def by_pip(lock: Path, *options: str, log: Path = LOG) -> int:
    """Let pip install what a lock names; return its exit status."""
    command = python("-m", "pip", "install", *EXACT, *PIP, *options)
    return step.run([*command, "--requirement", lock], log, env=index.here())


def by_uv(lock: Path) -> bool:
    """Return whether uv installed what a lock names."""
    if not has_uv():
        print(f"uv isn't available: {UV_LOG} says why. Using pip instead", flush=True)
        return False
    pip = pip_settings()
    # not `sync`, which would remove a wider lock's packages, and Node
    command = python("-m", "uv", "pip", "install", *EXACT, "--python", PYTHON)
    command += ["--no-index"] if index.closed(pip) else []
    command += ["--reinstall"] if UNFINISHED.exists() else []
    # Python does that itself, unless it may keep nothing: then at each start anew
    never = "PYTHONDONTWRITEBYTECODE" in os.environ
    command += ["--compile-bytecode"] if never else []
    command += ["--requirement", lock]
    UNFINISHED.touch()
    if not step.run(command, UV_LOG, env=index.uvs(pip, index.here())):
        return True
    print(f"uv failed: {UV_LOG} says why. Using pip instead", flush=True)
    return False


def has_uv() -> bool:
    """Return whether .venv has the uv that its lock names, or could get it."""
    if not UV_LOCK.is_file():
        UV_LOG.write_text(f"{UV_LOCK} is missing: put it back\n", encoding="utf-8")
        return False
    wanted = hashlib.sha256(UV_LOCK.read_bytes()).hexdigest()
    if UV_STAMP.is_file() and UV_STAMP.read_text() == wanted:
        return True
    if by_pip(UV_LOCK, "--retries=0", "--timeout=15", log=UV_LOG):
        return False
    UV_STAMP.write_text(wanted, encoding="utf-8")
    return True


def pip_settings() -> dict[str, str]:
    """Return what pip of .venv is told by its files and by the environment."""
    asked = subprocess.run(
        python("-m", "pip", "config", "list"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=index.here(),
    )
    return index.pips(asked.stdout)


def refusal(log: str) -> str:
    """Return the sentence for what pip wrote when it failed."""
    if "No space left on device" in log:
        return "The disk is full: make room, then run the same command again."
    if "DO NOT MATCH THE HASHES" in log:
        return (
            "A package isn't the one that the lock names, so it wasn't installed: "
            f"try again, and report it if it happens again ({LOG} has its name)."
        )
    if any(sign in log for sign in UNREACHABLE):
        return (
            "The package index can't be reached: connect to the network, "
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
    return f"{said}: see {LOG}, or start again with `make clean`."
