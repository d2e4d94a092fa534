"""Which room may import what: the rules of the house, read off the import lines."""

from __future__ import annotations

import ast
import contextlib
import sys
from collections.abc import Iterator
from functools import lru_cache

from engine.book import lesson, packages
from engine.book.fault import Fault
from engine.book.imports import imports, relative, statements, typed
from engine.book.settings import FILE, TABLE, settings
from engine.book.tree import Tree
from engine.gates.gate import Gate

# each room of the engine, and what it may import beside itself: downwards only
ROOMS: dict[str, set[str]] = {
    "live": set(),
    "setup": set(),
    "book": {"live"},
    "blocks": {"book", "live"},
    # it runs Node, which setup has found
    "record": {"blocks", "book", "live", "setup"},
    # to say that a recording is not what a run gives, a gate has to record
    "gates": {"record", "blocks", "book", "live"},
    "site": {"gates", "record", "blocks", "book", "live", "setup"},
    # what makes, moves and removes lessons
    "kit": {"site", "gates", "record", "blocks", "book", "live", "setup"},
    # what mkdocs.yml hooks in from beside its templates
    "theme": {"blocks", "book", "live"},
}
STANDARD_ONLY = {"live", "setup"}
# the shapes of records: nothing but types, which no browser needs
SHAPES = "shapes"
ENGINE, SNIPPETS, TESTS = "engine", lesson.SNIPPETS, "tests"


def files(tree: Tree) -> Iterator[str]:
    """Yield the paths of all Python that has rules to keep: tests may import all."""
    for room in (lesson.DOCS, SNIPPETS, ENGINE):
        yield from tree.files(room, ".py")


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the imports of a file that its room may not make."""
    if path.startswith(f"{lesson.DOCS}/"):
        yield Fault(path, 0, "Python in docs", "move it to snippets/")
        return
    source = tree.text(path)
    try:
        found = [*imports(source), *rooms_in(source)]
    except SyntaxError as error:
        yield Fault(path, error.lineno or 1, error.msg, "fix the syntax")
        return
    guarded = for_types(source)
    yield from by_place(path, source)
    if path.startswith(f"{SNIPPETS}/"):
        with contextlib.suppress(SyntaxError):  # of a session: its own gate says so
            found += typed(source)
    for line, name in found:
        mend = forbidden(tree, path, name)
        if mend and not (name == f"{ENGINE}.{SHAPES}" and line in guarded):
            yield Fault(path, line, f"imports {name}", mend)


def by_place(path: str, source: str) -> Iterator[Fault]:
    """Yield the imports by a place, which a session in a browser has not."""
    for line, name in relative(source):
        above = path.split("/")[: -len(name) + len(name.lstrip(".")) or None]
        whole = ".".join([*above, *filter(None, [name.lstrip(".")])])
        yield Fault(
            path, line, f"imports {name}", f"write it in full: `from {whole} import …`"
        )


@lru_cache(maxsize=1024)
def rooms_in(source: str) -> tuple[tuple[int, str], ...]:
    """Return the rooms that a source imports as `from engine import room`."""
    return tuple(
        (node.lineno, f"{ENGINE}.{each.name}")
        for node in statements(source)
        if isinstance(node, ast.ImportFrom) and node.module == ENGINE
        for each in node.names
    )


@lru_cache(maxsize=1024)
def for_types(source: str) -> frozenset[int]:
    """Return the lines of imports that only a checker of types makes."""
    guarded = [
        node
        for node in statements(source)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return frozenset(line.lineno for node in guarded for line in node.body)


def forbidden(tree: Tree, path: str, name: str) -> str:
    """Return why the file at `path` may not import `name`, or nothing."""
    room, _, below = path.partition("/")
    top, *inside = name.split(".")
    if top == TESTS and room != TESTS:
        return "only tests may import tests: move shared code out of tests"
    if room == SNIPPETS:
        for file in (packages.LOCK, packages.READY):
            tree.stamp(file.as_posix())
        shipped = packages.named(tree.root)
        allowed = settings(tree).may_import(below) | {*shipped, SNIPPETS}
        if top not in allowed and top not in sys.stdlib_module_names:
            return (
                f"{path} may import only the standard library: allow more in {FILE}, "
                f"[{TABLE}.imports]"
            )
    if room == ENGINE:
        return within(below.split("/")[0], top, inside[0] if inside else "")
    return ""


def within(own: str, top: str, other: str) -> str:
    """Return why a room of the engine may not import `top.other`, or nothing."""
    if top == SNIPPETS:
        return "the engine names no lessons: take the module's name as an argument"
    if top == ENGINE:
        free = {own} if own in STANDARD_ONLY else {own, SHAPES}
        if other and own in ROOMS and other not in ROOMS[own] | free:
            may = ", ".join(sorted(ROOMS[own])) or "no other part"
            return f"{own} may import {may}: the table is in engine/gates/rooms.py"
    elif own in STANDARD_ONLY and top not in sys.stdlib_module_names:
        return f"engine.{own} may import only the standard library"
    return ""


GATE = Gate("rooms", files, judge, building=False)
