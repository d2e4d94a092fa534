"""The locks: that they are those of pyproject.toml, and how they are made.

    python -m engine.setup.lock [--upgrade]

A lock begins with a fingerprint of the dependency groups that it was made from. Beside
the levels, each group of `[tool.kit.optional]` has a lock of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from engine.setup import index, packages, wheels

# from the widest to the narrowest, which is held to the versions of the widest
LEVELS = ("test", "check", "site")
TOOLS = ("uv", "audit")
# what readers' browsers run; the widest level has it too
SHIPPED = "browser"
COMPILE = (
    "uv pip compile --quiet --universal --python-version 3.11 --generate-hashes "
    "--no-header --no-annotate --no-emit-index-url --no-emit-find-links"
)


def optional(root: Path) -> dict[str, list[str]]:
    """Return the groups that not every machine can have, with what modules import."""
    return optional_in((root / "pyproject.toml").read_text(encoding="utf-8"))


def optional_in(pyproject: str) -> dict[str, list[str]]:
    """Return those of a text; none of one that is no TOML, which `complaint` tells."""
    try:
        kit = tomllib.loads(pyproject).get("tool", {}).get("kit", {})
    except tomllib.TOMLDecodeError:
        return {}
    found: dict[str, list[str]] = kit.get("optional", {})
    return found


def all_locks(root: Path) -> tuple[str, ...]:
    """Return the names of all locks, each after those that hold its versions."""
    return (*LEVELS, SHIPPED, *optional(root), *TOOLS)


def fingerprint(pyproject: str) -> str:
    """Return the line that a lock made from this pyproject.toml begins with."""
    data = tomllib.loads(pyproject)
    wanted = [data["project"]["requires-python"], data["dependency-groups"]]
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return f"# made by `make lock` from pyproject.toml's groups {digest[:16]}"


def complaint(root: Path, level: str) -> str:
    """Return what is wrong with a lock, and the mend, or nothing."""
    file = root / "lock" / f"{level}.txt"
    if not file.is_file():
        return f"lock/{level}.txt is missing: run `make lock`"
    try:
        expected = fingerprint((root / "pyproject.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        return f"pyproject.toml: {error} — fix the TOML"
    except KeyError as error:
        return f"pyproject.toml: {error} is missing — put it back"
    if file.read_text(encoding="utf-8").partition("\n")[0] != expected:
        return (
            f"lock/{level}.txt:1: out of date, because pyproject.toml now asks for "
            "something else — run `make lock`"
        )
    return ""


def compile_all(root: Path, *options: str) -> None:
    """Write all locks: universal over the Pythons we support, hashes, no addresses.

    What a lock names already is kept where it still fits, unless `--upgrade` is given.
    Raises SetupError without uv, and subprocess.CalledProcessError when uv fails, and
    says why itself.
    """
    if not packages.has_uv():
        raise packages.SetupError(
            f"uv, which makes the locks, isn't available: {packages.UV_LOG} says why."
        )
    environment = index.uvs(packages.pip_settings(), index.here())
    head = fingerprint((root / "pyproject.toml").read_text(encoding="utf-8"))
    for level in all_locks(root):
        file = root / "lock" / f"{level}.txt"
        command = [sys.executable, "-m", *COMPILE.split(), *options, "--group", level]
        command += ["--output-file", str(file)]
        if level not in (LEVELS[0], *TOOLS[:1]):
            command += ["--constraint", f"lock/{LEVELS[0]}.txt"]
        subprocess.run(
            command, check=True, cwd=root, env=environment, stdout=subprocess.DEVNULL
        )
        body = file.read_text(encoding="utf-8")
        file.write_text(f"{head}\n{body}", encoding="utf-8")
        count = len(re.findall("^[^ #]", body, re.MULTILINE))
        print(f"lock/{level}.txt: {count} packages")


def main(arguments: list[str]) -> int:
    """Make all locks; say which Python that `make test` waits for has its wheels."""
    try:
        compile_all(Path.cwd(), *arguments)
        for version in wheels.waiting(Path.cwd()):
            print(wheels.news(Path.cwd(), version))
    except packages.SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
