"""Asks the public lists of known weaknesses about all that the locks name.

    python -m engine.setup.audit

Python's locks are asked about by pip-audit, those of Node by npm. Both need a network,
and both fail where a list does not answer: silence is no clean bill.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from engine.setup import lock, node, packages, runtime

# nothing is resolved, since a lock names all there is; what cannot be asked about fails
PIP_AUDIT = ("--disable-pip", "--require-hashes", "--strict", "--progress-spinner=off")
CACHE = Path(".cache", "audit")
BUILD = re.compile(r"^([\w.-]+==[^\s+]+)\+[\w.]+", re.MULTILINE)
NODE_FOLDERS = (node.FOLDER, node.SCRIPTS, runtime.FOLDER)


def python_lock(file: Path) -> bool:
    """Return whether nothing is known against what a lock of Python packages names."""
    command = packages.python("-m", "pip_audit", *PIP_AUDIT, "--cache-dir", CACHE)
    with tempfile.TemporaryDirectory() as folder:
        # lists know releases, and none of the builds that a word after + tells apart
        plain = Path(folder, file)
        plain.parent.mkdir()
        text = file.read_text(encoding="utf-8")
        plain.write_text(BUILD.sub(r"\1", text), encoding="utf-8")
        return not subprocess.run([*command, "--requirement", plain]).returncode


def node_lock(npm: list[str], folder: Path) -> bool:
    """Return whether nothing grave is known against what a lock of npm names."""
    command = [*npm, "audit", "--package-lock-only", "--audit-level=high"]
    done = subprocess.run(command, cwd=folder, env=node.environment(npm))
    return not done.returncode


def main() -> int:
    """Ask about every lock, and name those that need a newer package."""
    try:
        npm = runtime.npm(install=True)
    except packages.SetupError as error:
        print(error, file=sys.stderr)
        return 1
    bad = []
    # the widest level holds what the narrower ones name
    for name in (lock.LEVELS[0], *lock.optional(Path()), *lock.TOOLS):
        file = Path("lock", f"{name}.txt")
        print(f"{file}:", flush=True)
        bad += [] if python_lock(file) else [str(file)]
    for folder in NODE_FOLDERS:
        file = folder / node.LOCK.name
        print(f"{file}:", flush=True)
        bad += [] if node_lock(npm, folder) else [str(file)]
    if bad:
        print(
            f"A package has a known weakness, or couldn't be asked about, in "
            f"{', '.join(bad)}: see above. `make lock UPGRADE=--upgrade` renews "
            "Python's locks, `npm update` in its folder one of npm's.",
            file=sys.stderr,
        )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
