"""Which files are the engine's, and which are those of who teaches with it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from pathspec import GitIgnoreSpec

from engine.book import lesson
from engine.kit import history, tables

RECORD = "lock/engine.sha256"
CHANGES = "CHANGELOG.md"
HEAD = re.compile(r"# engine (?P<version>[\d.]+):")
NEWEST = re.compile(r"^## (?P<version>\d+\.\d+\.\d+)\b", re.MULTILINE)

FOLDERS = (
    *("engine/", "hosting/", ".ci/", ".devcontainer/", ".github/workflows/"),
    "lock/runtime/",
)
FILES = (
    *("Makefile", "conftest.py", "CONTRIBUTING.md", "SECURITY.md", "LICENSE-docs"),
    *(".gitignore", ".github/dependabot.yml"),
)


def files(root: Path) -> list[str]:
    """Return the files of a tree, as git lists them; without a repository, as `walked`.

    Raises RefusalError where git fails.
    """
    said = history.answer(root, "ls-files", "-z", "-co", "--exclude-standard")
    if not said:
        return walked(root)
    return sorted({each for each in said.split("\0") if (root / each).is_file()})


def walked(root: Path) -> list[str]:
    """Return the files of a tree but for what .gitignore at its root leaves out."""
    file = root / ".gitignore"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    made = GitIgnoreSpec.from_lines([*lines, "/.git"])
    found: list[str] = []
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = [e for e in folders if not made.match_file(f"{here / e}/")]
        paths = [(here / each).as_posix() for each in names]
        found += [each for each in paths if not made.match_file(each)]
    return sorted(each for each in found if (root / each).is_file())


def engines(root: Path) -> list[str]:
    """Return the files of a tree that are the engine's."""
    return [path for path in files(root) if is_engines(path)]


def is_engines(path: str) -> bool:
    """Return whether a file of a tree is the engine's. Nothing of lessons is."""
    ours = path.startswith((*FOLDERS, "tests/")) or path in FILES
    return ours and not path.startswith(f"{lesson.TESTS}/")


def version(root: Path) -> str:
    """Return the version of a tree's engine: recorded in a fork, else the newest told.

    "" where nothing says it.
    """
    record = root / RECORD
    if record.is_file():
        head = HEAD.match(record.read_text(encoding="utf-8"))
        return head["version"] if head else ""
    told = root / CHANGES
    newest = NEWEST.search(told.read_text(encoding="utf-8")) if told.is_file() else None
    return newest["version"] if newest else ""


def digest(content: bytes) -> str:
    """Return what a record says of a file, as `sha256sum` does."""
    return hashlib.sha256(content).hexdigest()


def record(root: Path, version: str) -> str:
    """Return the record of a tree's engine: its version, and each file's digest."""
    known = {path: digest((root / path).read_bytes()) for path in engines(root)}
    for name in tables.HEADS:
        known |= tables.digests((root / name).read_text(encoding="utf-8"), name)
    return written(known, version)


def written(known: dict[str, str], version: str) -> str:
    """Return a record's text: each digest with its path."""
    lines = [f"{each}  {path}\n" for path, each in known.items()]
    return f"# engine {version}: `make upgrade` compares with this\n{''.join(lines)}"


def recorded(root: Path) -> dict[str, str]:
    """Return the digests of the engine's files that a fork has recorded, by path."""
    return {path: each for path, each in all_recorded(root).items() if "[" not in path}


def all_recorded(root: Path) -> dict[str, str]:
    """Return these, and those of the engine's parts of settings: `file [part]`."""
    text = (root / RECORD).read_text(encoding="utf-8")
    pairs = [line.split("  ", 1) for line in text.splitlines() if "  " in line]
    return {path: each for each, path in pairs}
