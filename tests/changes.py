"""What `make check` runs: tests of what changed since all passed here.

    python -m tests.changes [--note] [options of pytest]

With `--note`, how all stood is noted where they pass: the options must leave out
nothing that `make check` has to run.

A lesson's author changes pages and snippets, and no test of the machine depends on
those, but for files of tests that bear the mark `site`: they read all of it, or what
begins with the mark's words. So the others are left out as long as every other file is
as it was. After an edit of the machine all of its tests run; after an edit of one of
these, that file and those that name its folder. The tests and sessions of lessons run
where they are, name or import what changed; where nothing did, none runs. What is left
out is said; `make test` leaves out nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path, PurePosixPath

import pytest

from engine.book.imports import imported
from engine.book.tree import Tree

ROOT = Path(__file__).parents[1]
NOTED = Path(".cache/passed.json")
# the site: what its author writes
SITE = (
    *("docs/", "snippets/", "tests/lessons/", "words.txt", "mkdocs.yml", "CITATION"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"),
)
# at the beginning of a line: tests of this file have the words in strings
MARK = re.compile(r"^pytestmark = .*\bmark\.site\b(?:\(([^)]*)\))?", re.MULTILINE)
# all of these are slow, and pytest would import what it's given by name
SLOW = re.compile(r"^pytestmark = .*\bmark\.slow\b", re.MULTILINE)
TESTS = ("snippets", "tests/lessons")
# a file of the machine's tests, which no other imports
TEST = re.compile(r"tests/(?!lessons/)(?:\w+/)+test_\w+\.py")
# rooms of such that need a browser's driver, which `make check` has not
DRIVING = ("tests/browser", "tests/bench")
# so many modules and tests have run before a second process has begun
FEW = 100
# the machine: a test of a lesson depends on what it imports of that. Any other file, a
# lock or what pytest is told, may touch all
MACHINE = re.compile(r"(?:engine|tests/\w+)/")
# a test that may read files of the site that it doesn't name: it lists a folder, or
# imports what isn't followed; what stands in tmp_path is its own
LISTS = re.compile(
    r"\bTree\(|(?<!\btmp_path\.)\b(?:[ir]?glob|iterdir|listdir|scandir)\("
    r"|(?<!\bast)\.walk\(|^\s*from \.",
    re.MULTILINE,
)
# a folder of ours, or the beginning of a name that is made up
FOLDER = re.compile(
    r"[\"']((?:docs|engine|snippets|tests)\b(?:/[\w-]+)*)(?!\.\w|/(?:[\w-]+/)*[\w-]+\.|[\w-])"
)
# what is imported by its name in a text
BY_NAME = re.compile(r"[\"']((?:engine|snippets|tests)(?:\.\w+)+)")

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


def changed(root: Path, now: Digests) -> set[str] | None:
    """Return what differs from when all passed; None where that isn't known."""
    if not now or not (root / NOTED).is_file():
        return None
    was: Digests = json.loads((root / NOTED).read_text(encoding="utf-8"))
    return {path for path in now.keys() | was.keys() if now.get(path) != was.get(path)}


def reads(text: str, what: Iterable[str]) -> bool:
    """Return whether a file of tests bears the mark `site` of some of these paths."""
    mark = MARK.search(text)
    beginnings = tuple(re.findall(r"[\"'](.*?)[\"']", mark[1] or "")) if mark else ()
    return bool(mark) and any(e.startswith(beginnings or ("",)) for e in what)


def concerned(root: Path, what: set[str]) -> list[str]:
    """Return the machine's quick test files that are what changed, or read it."""
    tests = {each for each in what if TEST.fullmatch(each)}
    found = []
    for path in Tree(root).files("tests", ".py"):
        if not TEST.fullmatch(path) or path.startswith(DRIVING):
            continue
        text = (root / path).read_text(encoding="utf-8")
        if SLOW.search(text):
            continue
        folders = tuple(FOLDER.findall(text))
        others = any(each.startswith(folders) for each in tests)
        if path in tests or others or reads(text, what - tests):
            found.append(path)
    return found


def files(root: Path) -> list[str]:
    """Return the lessons' modules and tests, from the root."""
    return [
        path
        for room in TESTS
        for path in Tree(root).files(room, ".py")
        if room == "snippets" or Path(path).name.startswith("test_")
    ]


def made_of(root: Path, path: str, rooms: tuple[str, ...] = TESTS) -> dict[str, str]:
    """Return the texts of a module and of all it imports from our rooms, by path.

    What isn't there, or not yet, has none.
    """
    found: dict[str, str] = {}
    waiting = [path]
    while waiting:
        each = waiting.pop()
        if each in found:
            continue
        file = root / each
        found[each] = text = file.read_text("utf-8") if file.is_file() else ""
        if each.endswith(".py"):
            names = [name.replace(".", "/") for name in imports(text)]
            ours = [PurePosixPath(name) for name in names if name.startswith(rooms)]
            waiting += [f"{name}.py" for name in ours]
            # a package is run before what it holds
            packages = {each for name in ours for each in (name, *name.parents)}
            waiting += [f"{each}/__init__.py" for each in packages]
    return found


@lru_cache(maxsize=1024)
def imports(text: str) -> frozenset[str]:
    """Return what a module imports, or names as what may be; as far as it's Python."""
    named = BY_NAME.findall(text)
    try:
        return imported(text).union(named)
    except SyntaxError:
        return frozenset(named)


def touched(root: Path, path: str, what: set[str]) -> bool:
    """Return whether a module or a test is, imports, names or may read what changed."""
    if not what:
        return False
    machine = {each for each in what if not each.startswith(SITE)}
    rooms = {"tests", *(each.split("/")[0] for each in machine)} if machine else ()
    texts = made_of(root, path, (*TESTS, *rooms))
    if what & texts.keys():
        return True
    # what the machine reads it doesn't name: a template, a script, a style
    read = any(not each.endswith(".py") for each in machine)
    if read and any(each.startswith("engine/") for each in texts):
        return True
    # what the machine names is its own
    texts = {e: text for e, text in texts.items() if not e.startswith("engine/")}
    stems = {PurePosixPath(each).name.split(".")[0] for each in what - machine}
    # what belongs to a module has its name
    asked = {e.split(".")[-1] for text in texts.values() for e in imports(text)}
    if asked & {each.replace("-", "_") for each in stems}:
        return True
    names = [naming(each) for each in sorted(stems)]
    own = [re.escape(PurePosixPath(each).name) for each in sorted(machine)]
    names += [rf"(?<![\w-]){each}\b" for each in own]
    any_of = re.compile("|".join(names))
    # a path that is put together of names is read as one
    whole = [re.sub(r"""["'] / ["']""", "/", text) for text in texts.values()]
    # a lesson's module lists only what is its own, unless it names a folder of ours
    tests = [text for each, text in texts.items() if not each.startswith("snippets/")]
    lists = any(map(LISTS.search, tests))
    folders = tuple(each for text in whole for each in FOLDER.findall(text))
    below = any(each.startswith(folders) for each in what)
    return lists or below or any(map(any_of.search, whole))


def naming(stem: str) -> str:
    """Return a pattern that finds a page or a module by its name.

    A page is named with dashes, and its module without; one that is named with a plain
    word stands in a path or in quotation marks.
    """
    name = "[-_]".join(map(re.escape, re.split("[-_]", stem)))
    if name != stem:
        return rf"(?<![\w-]){name}\b"
    return rf"(?<=[\"'/.]){name}\b|\b{name}(?=[\"'/]|\.\w)"


def arguments(root: Path, now: Digests) -> tuple[list[str], int]:
    """Return the arguments for pytest, none where all is to run, and how many it omits.

    What is counted are modules and tests of lessons.
    """
    what = changed(root, now)
    if what is None or not all(e.startswith(SITE) or MACHINE.match(e) for e in what):
        return [], 0
    # what all tests of lessons share
    shared = any(PurePosixPath(path).name == "conftest.py" for path in what)
    left = [] if shared else [e for e in files(root) if not touched(root, e, what)]
    omitted = [f"--leave-out={each}" for each in left]
    if not all(each.startswith(SITE) or TEST.fullmatch(each) for each in what):
        return omitted, len(left)
    rooms = [each for each in TESTS if (root / each).is_dir()]
    alone = ["-n0"] * (len(files(root)) - len(left) <= FEW)
    return [*rooms, *concerned(root, what), *alone, *omitted], len(left)


def passed(root: Path, then: Digests) -> None:
    """Note that all tests pass with the files as they stood when they began."""
    noted = root / NOTED
    noted.parent.mkdir(exist_ok=True)
    # another run may read it, or note what it ran
    fresh = noted.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(then), encoding="utf-8")
    fresh.replace(noted)


def main(words: list[str]) -> int:
    """Run the tests, and note where all has passed; return pytest's status."""
    now = digests(ROOT)
    if changed(ROOT, now) == set():
        why = "nothing changed since all passed"
        print(f"left out: all tests, for {why} (make test)", file=sys.stderr)
        return 0
    found, count = arguments(ROOT, now)
    if found:
        machine = "tests of the machine, unchanged since all passed"
        lessons = f"{count} modules and tests of lessons that name no change"
        whole = not all(each.startswith("--leave-out") for each in found)
        told = [machine] * whole + [lessons] * bool(count)
        print(f"left out: {', and '.join(told)} (make test)", file=sys.stderr)
    note = "--note" in words
    status = pytest.main([*(each for each in words if each != "--note"), *found])
    if note and not status:
        passed(ROOT, now)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
