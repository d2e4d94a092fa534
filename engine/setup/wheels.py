"""Whether a Python that `make test` waits for has wheels of all that it needs.

`make lock` says so. pyproject.toml's `[tool.pythons]` has the versions: `supported`,
and of these those on which `make check` and `make site` run alone, `waiting`.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from engine.setup import index, packages

# a release candidate's wheels are no reason to move yet
RESOLVE = (
    "uv pip compile --quiet --no-header --prerelease disallow --only-binary :all: "
    "--python-platform linux --group test"
)
LACKING = re.compile(r"\b(?:versions of )?(?P<name>[\w.-]+)(?:==\S+)? ha(?:s|ve) no ")


def waiting(root: Path) -> list[str]:
    """Return the Pythons on which `make test` does not run yet, as "3.14"."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[str] = settings["tool"].get("pythons", {}).get("waiting", [])
    return found


def news(root: Path, version: str) -> str:
    """Return a sentence on whether a Python has wheels of what `make test` needs."""
    command = packages.python("-m", *RESOLVE.split(), "--python-version", version)
    environment = index.uvs(packages.pip_settings(), index.here())
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True
    )
    if not done.returncode:
        return (
            f"Python {version}: all that `make test` needs has wheels for it now. Take "
            "it out of `waiting` in pyproject.toml, and run `make check`."
        )
    # its lines are cut to a terminal's width
    said = " ".join(done.stderr.split())
    lacking = LACKING.search(said)
    if lacking:
        return f"Python {version}: {lacking['name']} has no wheels for it yet."
    return f"Python {version}: couldn't ask for its wheels: {said[:200]}"
