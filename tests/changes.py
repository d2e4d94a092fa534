"""What `make check` runs: tests of what changed since they passed here.

    python -m tests.changes [--note] [options of pytest]

With `--note`, what passes is noted file by file, with how all stood: the options must
leave out nothing that `make check` has to run.

A lesson's author changes pages and snippets, and no test of the machine depends on
those, but for files of tests that bear the mark `site`: they read all of it, or what
begins with the mark's words. So the others are left out as long as every other file is
as it was. After an edit of the machine all of its tests run; after an edit of one of
these, or of what drives a browser, that file and those that name its folder. The tests
and sessions of lessons run where they are, name or import what changed; where nothing
did, none runs. What is left out is said; `make test` leaves out nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

import pytest

from engine.book.imports import imported
from engine.book.tree import Tree
from tests.passed import Digests, Passing, digests, note, noted

ROOT = Path(__file__).parents[1]
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
DRIVING = ("tests/browser/", "tests/bench/")
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


def reads(text: str, what: Iterable[str]) -> bool:
    """Return whether a file of tests bears the mark `site` of some of these paths."""
    mark = MARK.search(text)
    beginnings = tuple(re.findall(r"[\"'](.*?)[\"']", mark[1] or "")) if mark else ()
    return bool(mark) and any(e.startswith(beginnings or ("",)) for e in what)


def is_unshared(path: str) -> bool:
    """Return whether no quick test of the machine imports a file."""
    return path.startswith((*SITE, *DRIVING)) or bool(TEST.fullmatch(path))


def concerned(root: Path, path: str, what: set[str]) -> bool:
    """Return whether a file of the machine's tests is what changed, or reads it.

    What changed is imported by none of them.
    """
    if path in what:
        return True
    text = (root / path).read_text(encoding="utf-8")
    site = {each for each in what if each.startswith(SITE)}
    folders = tuple(FOLDER.findall(text))
    return any(e.startswith(folders) for e in what - site) or reads(text, site)


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


def machines(root: Path) -> list[str]:
    """Return the machine's quick files of tests, from the root."""
    return [
        path
        for path in Tree(root).files("tests", ".py")
        if TEST.fullmatch(path)
        and not path.startswith(DRIVING)
        and not SLOW.search((root / path).read_text(encoding="utf-8"))
    ]


def hangs_on(root: Path, path: str, what: set[str]) -> bool:
    """Return whether a file of tests may judge otherwise after what changed."""
    if not all(each.startswith(SITE) or MACHINE.match(each) for each in what):
        return True
    if path.startswith(TESTS):
        # what all tests of lessons share
        shared = {e for e in what if PurePosixPath(e).name == "conftest.py"}
        return any(e.startswith(TESTS) for e in shared) or touched(root, path, what)
    return not all(map(is_unshared, what)) or concerned(root, path, what)


def stale(root: Path, was: Mapping[str, Digests], now: Digests) -> set[str]:
    """Return the files of tests that what has changed since they passed may fail."""
    every = [*files(root), *machines(root)]
    found = {each for each in every if each not in was}
    for state in {id(each): each for each in was.values()}.values():
        what = {e for e in now.keys() | state.keys() if now.get(e) != state.get(e)}
        alike = [each for each in every if was.get(each) is state]
        found |= {each for each in alike if what and hangs_on(root, each, what)}
    return found


def arguments(root: Path, which: set[str]) -> list[str]:
    """Return the arguments for pytest to run some files of tests; none for all."""
    lessons, machine = files(root), machines(root)
    left = [f"--leave-out={each}" for each in lessons if each not in which]
    own = [each for each in machine if each in which]
    if own == machine:
        return left
    few = ["-n0"] * (len(lessons) - len(left) <= FEW)
    if len(left) == len(lessons):
        return [*own, *few]
    rooms = [each for each in TESTS if (root / each).is_dir()]
    return [*rooms, *own, *few, *left]


def left_out(root: Path, which: set[str]) -> str:
    """Return what a run of some files of tests leaves out, and why; "" for nothing."""
    if not which:
        return "all tests, for nothing that they read changed since they passed"
    lessons, machine = files(root), machines(root)
    told = []
    if which.isdisjoint(machine) and machine:
        told.append("tests of the machine, unchanged since all passed")
    elif count := len({*machine} - which):
        told.append(f"{count} files of the machine's tests, which have passed since")
    if count := len({*lessons} - which):
        told.append(f"{count} modules and tests of lessons that name no change")
    return ", and ".join(told)


def main(words: list[str]) -> int:
    """Run the tests, and note what has passed; return pytest's status."""
    now = digests(ROOT)
    was = noted(ROOT)
    which = stale(ROOT, was, now)
    if told := left_out(ROOT, which):
        print(f"left out: {told} (make test)", file=sys.stderr)
    if not which:
        return 0
    every = {*files(ROOT), *machines(ROOT)}
    asked = "--note" in words
    before = {each: was.get(each) if each in which else now for each in every}
    passing = Passing(ROOT, {e: state for e, state in before.items() if state}, now)
    given = [each for each in words if each != "--note"]
    plugins = [passing] if asked else []
    status = pytest.main([*given, *arguments(ROOT, which)], plugins=plugins)
    # modules of lessons may have no test of their own
    if status == pytest.ExitCode.NO_TESTS_COLLECTED and which < every:
        status = pytest.ExitCode.OK
    if asked:
        note(ROOT, passing.ended(which, status))
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
