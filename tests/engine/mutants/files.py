"""Files that nobody asked for: what is left of a lesson, or goes by another's name."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book import lesson
from engine.book.tree import Tree
from tests.engine.mutants import Mutant

TASK = "gone/exercises/gone.py"
LEFT = {
    "a stage of a lesson that is gone": ("snippets/{}recorded/gone.x.stage.json", "{}"),
    "a measurement of a lesson that is gone": ("snippets/{}recorded/gone.x.json", "{}"),
    "a notebook of a lesson that is gone": ("docs/{}gone.ipynb", '{"cells": []}'),
    "tests of a lesson that is gone": ("tests/lessons/{}test_gone.py", ""),
    "Python in docs": ("docs/{}gone.py", ""),
}
PAGE = "---\ntitle: Gone\ndescription: D\n---\n\n# Gone\n"


def parts(tree: Tree) -> list[str]:
    """Return the folders that a site's lessons stand in, "" for the top, and one more.

    Each but the first ends in a slash.
    """
    names = [path.removeprefix(f"{lesson.DOCS}/") for path in tree.files("docs", ".md")]
    found = {lesson.part(name) for name in names} | {""}
    return [f"{each}/" if each else "" for each in sorted(found)] + ["new/deep/"]


def left(tree: Tree) -> Iterator[Mutant]:
    """Yield each kind of file that is left over, in each part."""
    for part in parts(tree):
        for what, (path, text) in LEFT.items():
            yield Mutant(path.replace("{}", part), text, 0, what)
        yield Mutant(f"docs/{part}gone.md", PAGE, 0, "a page that nav leaves out")
        name = f"snippets/{part}exercises/gone.py"
        task = '"""A task."""\n'
        yield Mutant(name, task, 1, "an exercise that no page shows")
    for path in tree.files("docs", ".md"):
        if not path.endswith("index.md"):
            twin = f"docs/zzz/{path.rpartition('/')[2]}"
            yield Mutant(twin, PAGE, 0, "a page of a name that is taken")
