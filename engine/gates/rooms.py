"""Which room may import what: the rules of the house, read off the import lines."""

from __future__ import annotations

import ast
import sys
from functools import lru_cache
from pathlib import Path

from engine.book.fault import Fault
from engine.live.transcript import session

ROOMS = ("docs", "snippets", "engine", "tests")
# the shapes of records: nothing but types, which no browser needs
SHAPES = "engine.shapes"
KERAS = {"numpy", "keras", "tensorflow", "IPython"}


def imports(source: str) -> list[tuple[int, str]]:
    """Return the modules that a source imports, at any depth, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.lineno, node.module))
    return found


@lru_cache(maxsize=1024)
def third_party(source: str) -> set[str]:
    """Return the top-level packages beyond the standard library that a module uses.

    What its session imports counts, and so does what other snippets it imports use.
    """
    text = source + "".join("\n" + e.source for e in session(source) if not e.raises)
    tops: set[str] = set()
    for _, name in imports(text):
        top = name.split(".")[0]
        if top == "snippets":
            file = Path(*name.split(".")).with_suffix(".py")
            if file.is_file():
                tops |= third_party(file.read_text(encoding="utf-8"))
        elif top not in sys.stdlib_module_names:
            tops.add(top)
    return tops


def faults(root: Path) -> list[Fault]:
    """Return the imports that a room may not make."""
    found = []
    files = [file for room in ROOMS for file in sorted((root / room).rglob("*.py"))]
    for file in files:
        path = file.relative_to(root).as_posix()
        if "node_modules" in path:
            continue
        if path.startswith("docs/"):
            found.append(Fault(path, 0, "Python in docs", "move it to snippets/"))
            continue
        source = file.read_text(encoding="utf-8")
        typed = for_types(source)
        for line, name in imports(source):
            mend = forbidden(path, name)
            if mend and not (name == SHAPES and line in typed):
                found.append(Fault(path, line, f"imports {name}", mend))
    return found


def for_types(source: str) -> set[int]:
    """Return the lines of imports that only a checker of types makes."""
    guarded = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {line.lineno for node in guarded for line in node.body}


def forbidden(path: str, name: str) -> str:
    """Return why the file at `path` may not import `name`, or nothing."""
    top = name.split(".")[0]
    stdlib = top in sys.stdlib_module_names
    if path.startswith("engine/") and top == "snippets":
        return "the engine names no lesson: take the module's name as an argument"
    if not path.startswith("tests/") and top == "tests":
        return "nothing imports tests: move what is shared to the room that knows it"
    if path.startswith(("engine/live/", "engine/setup/")):
        here = "/".join(path.split("/")[:2]).replace("/", ".")
        if not stdlib and not name.startswith(here):
            return f"{here} uses the standard library only"
    if path.startswith("snippets/"):
        allowed = KERAS if "keras" in Path(path).stem else set()
        if not stdlib and top not in allowed | {"snippets"}:
            return "a lesson uses the standard library; Keras lessons may use Keras"
    inside = path.startswith("engine/") and not path.startswith("engine/theme/")
    if inside and name.startswith("engine.theme"):
        return "no other room of the engine knows the theme"
    return ""
