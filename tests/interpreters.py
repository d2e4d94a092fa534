"""The supported Pythons that this machine has, found by running them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from functools import lru_cache
from pathlib import Path

SETTINGS = Path(__file__).parents[1] / "pyproject.toml"
PYTHONS = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["pythons"]
SUPPORTED = tuple(
    (int(major), int(minor))
    for major, minor in (each.split(".") for each in PYTHONS["supported"])
)


@lru_cache(maxsize=1)
def interpreters() -> dict[tuple[int, int], str]:
    """Return the path of each supported Python here, pyenv's included, by version."""
    found = {}
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in SUPPORTED:
        name = "python{}.{}".format(*version)
        for candidate in [shutil.which(name), *sorted(versions.glob(f"*/bin/{name}"))]:
            if candidate and answers(str(candidate), version):
                found[version] = str(candidate)
                break
    return found


def answers(command: str, version: tuple[int, int]) -> bool:
    """Return whether a command is a Python of that version, and not a mere shim."""
    done = subprocess.run(
        [command, "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
    )
    return done.stdout.split() == [str(part) for part in version]
