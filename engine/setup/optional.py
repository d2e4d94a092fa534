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


def fault(group: str, names: list[str]) -> str:
    """Install a group; return what to say where something of it isn't here then."""
    said = ""
    try:
        environment.prepare(group)
    except SetupError as error:
        said = f"lock/{group}.txt isn't installed. {error}"
    importlib.invalidate_caches()
    absent = ", ".join(name for name in names if find_spec(name) is None)
    if not absent:
        return said
    version = "{}.{}".format(*sys.version_info)
    said = said or f"lock/{group}.txt has no {absent} for Python {version} here."
    return f"{said}\nWhat needs {absent} goes unchecked."


def main(arguments: list[str]) -> int:
    """Install what can be; return 1 where all of it is required and isn't here."""
    groups = lock.optional(Path()).items()
    found = [said for group, names in groups if (said := fault(group, names))]
    for said in found:
        print(said, file=sys.stderr)
    return int(bool(found) and "--required" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
