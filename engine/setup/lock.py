"""The locks: that they are those of pyproject.toml, and how to make them.

    python -m engine.setup.lock --check site    stop when lock/site.txt is out of date
    python -m engine.setup.lock                 make all of them (`make lock`)

A lock's first line is a fingerprint of the dependency groups it was made from.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

# from the widest to the narrowest, which is kept to the versions of the widest
LEVELS = ("test", "check", "site")
UV = "uv==0.13.9"


def fingerprint(pyproject: str) -> str:
    """Return the line that a lock made from this pyproject.toml begins with."""
    data = tomllib.loads(pyproject)
    wanted = [data["project"]["requires-python"], data["dependency-groups"]]
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return f"# made by `make lock` from dependency groups {digest[:16]}"


def complaint(root: Path, level: str) -> str:
    """Return what is wrong with a lock, and the mend, or nothing."""
    file = root / "lock" / f"{level}.txt"
    if not file.is_file():
        return f"lock/{level}.txt is missing: run `make lock`"
    expected = fingerprint((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = file.read_text(encoding="utf-8").splitlines()
    if lines[:1] != [expected]:
        return (
            f"lock/{level}.txt:1: out of date, since pyproject.toml asks for something "
            "else now — run `make lock`"
        )
    return ""


def make(root: Path) -> None:
    """Write all locks: universal over the supported Pythons, hashes, no addresses."""
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", UV], check=True, cwd=root
    )
    head = fingerprint((root / "pyproject.toml").read_text(encoding="utf-8"))
    for level in LEVELS:
        file = root / "lock" / f"{level}.txt"
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet"]
        command += [
            "--universal",
            "--generate-hashes",
            "--python-version",
            "3.11",
            "--no-header",
        ]
        command += ["--no-emit-index-url", "--no-annotate", "--group", level]
        command += ["--output-file", str(file)]
        if level != LEVELS[0]:
            command += ["--constraint", "lock/test.txt"]
        subprocess.run(command, check=True, cwd=root, stdout=subprocess.DEVNULL)
        text = file.read_text(encoding="utf-8")
        body = [line for line in text.splitlines() if not line.startswith("# made by")]
        file.write_text("\n".join([head, *body]) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Check one lock, or make them all."""
    root = Path.cwd()
    if arguments[:1] == ["--check"]:
        said = complaint(root, arguments[1])
        if said:
            print(said, file=sys.stderr)
        return bool(said)
    make(root)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
