"""What `make check` has to run: tests of what changed since all passed here.

    python -m tests.changes             the arguments that pytest needs for that
    python -m tests.changes --passed    what was printed has passed: note how all stood

A lesson's author changes pages and snippets, and no test of the machine depends on
those, but for tests that bear the mark `site`. So those are left out as long as every
other file is as it was, and so are the tests and sessions of lessons that neither are
nor name anything that changed. That is said; `make test` leaves out nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path, PurePosixPath

from engine.book.imports import imported
from engine.book.tree import Tree

ROOT = Path(__file__).parents[1]
NOTED = Path(".cache/passed.json")
ASKED = Path(".cache/asked.json")  # how all stood when the tests began
# the site: what its author writes
SITE = ("docs/", "snippets/", "tests/lessons/", "words.txt", "mkdocs.yml", "CITATION")
MARK = re.compile(r"\bmark\.site\b")
# all of these are slow, and pytest would import what it's given by name
SLOW = re.compile(r"^pytestmark = .*\bmark\.slow\b", re.MULTILINE)
TESTS = ("snippets", "tests/lessons")
# what reads files of the site that it doesn't name
READS = re.compile(r"\bTree\((?:ROOT|Path)|\bROOT\b.*(?:glob|iterdir)\(")

Digests = dict[str, str]


def digests(root: Path) -> Digests:
    """Return a digest of each file by its path, and of Python; {} where git is not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    names = {name for name in done.stdout.decode().split("\0") if name}
    found = {
        name: hashlib.sha256((root / name).read_bytes()).hexdigest()
        for name in sorted(names)
        if (root / name).is_file()
    }
    return {"python": sys.version, **found}


def changed(root: Path) -> set[str] | None:
    """Return what differs from when all passed; None where that isn't known.

    How all stands is kept for `passed`.
    """
    now = digests(root)
    (root / ASKED).parent.mkdir(exist_ok=True)
    (root / ASKED).write_text(json.dumps(now), encoding="utf-8")
    if not now or not (root / NOTED).is_file():
        return None
    was: Digests = json.loads((root / NOTED).read_text(encoding="utf-8"))
    return {path for path in now.keys() | was.keys() if now.get(path) != was.get(path)}


def marked(root: Path) -> list[str]:
    """Return the machine's test files that have tests of the site, from the root."""
    return [
        file.relative_to(root).as_posix()
        for file in sorted((root / "tests/engine").rglob("test_*.py"))
        if MARK.search(file.read_text(encoding="utf-8"))
    ]


def files(root: Path) -> list[str]:
    """Return the lessons' modules and tests, from the root."""
    return [
        path
        for room in TESTS
        for path in Tree(root).files(room, ".py")
        if room == "snippets" or Path(path).name.startswith("test_")
    ]


def made_of(root: Path, path: str) -> dict[str, str]:
    """Return the texts of a module and of all of ours that it imports, by path."""
    found: dict[str, str] = {}
    waiting = [path]
    while waiting:
        each = waiting.pop()
        if each in found or not (root / each).is_file():
            continue
        found[each] = text = (root / each).read_text(encoding="utf-8")
        if each.endswith(".py"):
            names = [name.replace(".", "/") + ".py" for name in imports(text)]
            waiting += [name for name in names if name.startswith(TESTS)]
    return found


@lru_cache(maxsize=1024)
def imports(text: str) -> frozenset[str]:
    """Return what a module imports; nothing of one that is no Python."""
    try:
        return imported(text)
    except SyntaxError:
        return frozenset()


def touched(root: Path, path: str, what: set[str]) -> bool:
    """Return whether a module or a test is, imports, names or may read what changed."""
    texts = made_of(root, path)
    if not what or what & texts.keys():
        return bool(what)
    stems = {PurePosixPath(each).name.split(".")[0] for each in what}
    names = {form for each in stems for form in (each, each.replace("-", "_"))}
    any_of = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    return any(READS.search(text) or any_of.search(text) for text in texts.values())


def arguments(root: Path) -> tuple[list[str], int]:
    """Return the arguments for pytest, none where all is to run, and how many it omits.

    What is counted are modules and tests of lessons.
    """
    what = changed(root)
    if what is None or not all(path.startswith(SITE) for path in what):
        return [], 0
    quick = [e for e in marked(root) if not SLOW.search((root / e).read_text("utf-8"))]
    rooms = [each for each in TESTS if (root / each).is_dir()]
    # what all tests of lessons share
    shared = any(PurePosixPath(path).name == "conftest.py" for path in what)
    left = [] if shared else [e for e in files(root) if not touched(root, e, what)]
    return [*rooms, *quick, *(f"--ignore={each}" for each in left)], len(left)


def passed(root: Path) -> None:
    """Note that all tests pass with the files as they stood when they began."""
    (root / ASKED).replace(root / NOTED)


def main(words: list[str]) -> int:
    """Print the arguments, or note that all has passed."""
    if "--passed" in words:
        passed(ROOT)
        return 0
    found, count = arguments(ROOT)
    if found:
        told = "left out: tests of the machine, unchanged since all passed"
        lessons = f", and {count} modules and tests of lessons that name no change"
        print(f"{told}{lessons if count else ''} (make test)", file=sys.stderr)
    print(" ".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
