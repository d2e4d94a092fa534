"""What a module imports, and what it needs beyond the standard library."""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from engine.book.session import session
from engine.live.names import PACKAGE

Reader = Callable[[str], str | None]


@lru_cache(maxsize=4)  # some ask the same source in turn
def statements(source: str) -> tuple[ast.AST, ...]:
    """Return what a source is made of, but for expressions. Raises SyntaxError."""
    return tuple(below(ast.parse(source)))


def below(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree as `ast.walk` does, past expressions: no statement is in one."""
    waiting = deque([tree])
    while waiting:
        yield (node := waiting.popleft())
        inner = ast.iter_child_nodes(node)
        waiting.extend(each for each in inner if not isinstance(each, ast.expr))


@lru_cache(maxsize=1024)
def imports(source: str) -> tuple[tuple[int, str], ...]:
    """Return the modules that a source imports, at any depth, with their lines."""
    found: list[tuple[int, str]] = []
    for node in statements(source):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module))
    return tuple(found)


@lru_cache(maxsize=1024)
def typed(source: str) -> tuple[tuple[int, str], ...]:
    """Return the modules that a module's session imports, with their lines.

    One whose error is shown is meant not to be there. Raises SyntaxError where the
    module can't be read; what is typed may be no Python.
    """
    found: list[tuple[int, str]] = []
    for each in session(source) if ">>>" in source else ():
        if "import" in each.source and not each.raises:
            try:
                asked = imports(each.source)
            except SyntaxError:
                continue
            found += [(each.line - 1 + line, name) for line, name in asked]
    return tuple(found)


@lru_cache(maxsize=1024)
def relative(source: str) -> tuple[tuple[int, str], ...]:
    """Return what a source imports by where it stands, `.name`, with the lines."""
    return tuple(
        (node.lineno, "." * node.level + (node.module or ""))
        for node in statements(source)
        if isinstance(node, ast.ImportFrom) and node.level
    )


@lru_cache(maxsize=1024)
def wanted(source: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the line of each import of a module, in its session too, and its names.

    What it takes from a package may be a module too: of two names, one is.
    """
    shown = session(source) if ">>>" in source else ()
    inputs = [(e.line - 1, e.source) for e in shown if not e.raises]
    asking = [(above, text) for above, text in inputs if "import" in text]
    found: list[tuple[int, tuple[str, ...]]] = []
    for above, text in ((0, source), *asking):
        for node in statements(text):
            if isinstance(node, ast.Import):
                found += [(above + node.lineno, (each.name,)) for each in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                pairs = [(node.module, f"{node.module}.{a.name}") for a in node.names]
                found += [(above + node.lineno, pair) for pair in pairs]
    return tuple(found)


@lru_cache(maxsize=1024)
def imported(source: str) -> frozenset[str]:
    """Return the modules that a module imports, in its session too.

    What it takes from a package may be a module too, so its name is among them.
    """
    return frozenset(name for _, names in wanted(source) for name in names)


def third_party(source: str, read: Reader | None = None) -> set[str]:
    """Return the top-level packages beyond the standard library that a module uses.

    What its session imports counts, and so does what other snippets it imports use;
    `read` gives their text by their path from the root, where a run is by default.
    """
    tops: set[str] = set()
    seen: set[str] = set()
    waiting: list[str] = [source]
    while waiting:
        for name in imported(waiting.pop()):
            top = name.split(".")[0]
            if top == PACKAGE and name not in seen:
                seen.add(name)
                text = (read or from_disk)("/".join(name.split(".")) + ".py")
                waiting += [] if text is None else [text]
            elif top != PACKAGE and top not in sys.stdlib_module_names:
                tops.add(top)
    return tops


def from_disk(path: str) -> str | None:
    """Return the text of a file, or None where there is none."""
    file = Path(path)
    return file.read_text(encoding="utf-8-sig") if file.is_file() else None
