"""Installs the groups of packages that not every machine can have, into .venv.

    python -m engine.setup.optional [--required]

`[tool.kit.optional]` of pyproject.toml names them. Where one cannot be installed, that
is said, and what needs it goes unchecked; with `--required` it is a failure.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from pathlib import Path

from engine.setup import environment, lock
from engine.setup.packages import SetupError


def faults(group: str, names: list[str]) -> list[str]:
    """Install a group; return what to say where something of it isn't here then."""
    try:
        environment.prepare(group)
    except SetupError as error:
        return [f"lock/{group}.txt is not installed. {error}"]
    importlib.invalidate_caches()
    absent = [name for name in names if find_spec(name) is None]
    if not absent:
        return []
    version = "{}.{}".format(*sys.version_info)
    return [f"lock/{group}.txt has no {', '.join(absent)} for Python {version} here."]


def main(arguments: list[str]) -> int:
    """Install what can be; return 1 where all of it is required and isn't here."""
    found = []
    for group, names in lock.optional(Path()).items():
        lines = faults(group, names)
        found += lines
        for line in lines:
            print(line, file=sys.stderr)
            needs = ", ".join(names)
            print(f"What needs {needs} of it goes unchecked.", file=sys.stderr)
    return int(bool(found) and "--required" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
