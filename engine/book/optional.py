"""Packages that may not be here: what needs them is left out of a run, and told.

A site names them by their groups in `[tool.kit.optional]`. A module needs what it
imports as it is imported: one that does so within a function has more to test without.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec

from engine.book.imports import Reader, from_disk
from engine.book.session import session
from engine.book.settings import settings
from engine.book.tree import Module, Tree
from engine.live.names import PACKAGE

LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@lru_cache(maxsize=1024)
def imported_at_once(source: str) -> frozenset[str]:
    """Return the modules that a source imports as it runs, and its session does.

    Raises SyntaxError.
    """
    inputs = "".join("\n" + e.source for e in session(source) if not e.raises)
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(source + inputs)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # what is taken from a package may be a module
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
            found.add(node.module)
        elif not isinstance(node, LATER):
            waiting += ast.iter_child_nodes(node)
    return frozenset(found)


def is_here(name: str) -> bool:
    """Return whether a package can be imported here; a finder may refuse to tell."""
    try:
        return find_spec(name) is not None
    except ImportError:
        return False


def lacking(source: str, tree: Tree, read: Reader = from_disk) -> dict[str, str]:
    """Return the optional packages that a source needs and that aren't here.

    Each comes with its group. What the snippets need that it imports counts.
    """
    groups = settings(tree).optional
    known = {name: group for group, names in groups.items() for name in names}
    absent = {name for name in known if not is_here(name)}
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [source] if absent else []
    while waiting:
        try:
            names = imported_at_once(waiting.pop())
        except SyntaxError:
            continue  # its own gate says so
        for name in names - seen:
            seen.add(name)
            found |= absent & {name.split(".")[0]}
            if name.startswith(f"{PACKAGE}."):
                text = read(name.replace(".", "/") + ".py")
                waiting += [] if text is None else [text]
    return {name: known[name] for name in sorted(found)}


def left_out(
    tree: Tree, modules: Iterable[Module]
) -> Iterator[tuple[Module, dict[str, str]]]:
    """Yield those modules that cannot run here, each with what it lacks."""
    for module in modules:
        found = lacking(module.source, tree)
        if found:
            yield module, found


def told(tree: Tree, modules: Iterable[Module]) -> list[str]:
    """Return a line for each module that cannot run here: its pages, what it lacks."""
    shown: dict[str, list[str]] = {}
    for page in tree.pages():
        for fence in page.fences:
            for include in fence.includes():
                module = tree.module(include.file)
                pages = shown.setdefault(module.path, []) if module else []
                if page.path not in pages:
                    pages.append(page.path)
    lines = []
    for module, found in left_out(tree, modules):
        pages = shown.get(module.path, [])
        place = f"{module.path} ({', '.join(pages)})" if pages else module.path
        locks = [f"lock/{group}.txt" for group in dict.fromkeys(found.values())]
        what = f"{', '.join(found)} of {', '.join(locks)}"
        lines.append(f"{place}: {what} is not installed")
    return lines
