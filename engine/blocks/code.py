"""Draws code, and says what else of its module somebody needs who copies it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pygments.lexers import PythonLexer

from engine.blocks import listing
from engine.blocks.listing import Listing, Row
from engine.blocks.origin import Origin
from engine.live.sources import lines_of


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a fence of code."""
    return listing.html(read(source, origin), origin.say)


def read(source: str, origin: Origin, part: str = "") -> Listing:
    """Return code as data. That which is `part` of an exercise is named for it."""
    lines = lines_of(source.strip("\n"))
    rows = [Row("code", text) for text in highlighted(lines)]
    copy = copied(lines, origin.module().source)
    return listing.listing(origin, part or "code", rows, copy, part=bool(part))


def highlighted(lines: Sequence[str]) -> list[str]:
    """Return each line of code as HTML with Pygments' classes."""
    return listing.highlighted(lines, PythonLexer(stripnl=False))


def copied(lines: Sequence[str], module: str) -> str:
    """Return what *copy* puts on the clipboard.

    Code is preceded by those imports of its module that it uses.
    """
    code = "\n".join(lines) + "\n"
    imports = imports_for(code, module)
    return f"{imports}\n\n{code}" if imports else code


def imports_for(code: str, module: str) -> str:
    """Return what `code` needs of its module to run alone: imports, type variables.

    Imports from snippets are left out: a reader has those from another block.
    """
    try:
        used = names_in(ast.parse(code))
    except SyntaxError:  # a section that is not whole statements stands as it is
        return ""
    body = ast.parse(module).body
    defined = [
        text
        for node in body
        if is_type_variable(node) and names_in(node) & used
        if (text := ast.get_source_segment(module, node) or "") not in code
    ]
    if defined:
        used.add("TypeVar")
    lines = []
    for node in body:
        ours = isinstance(node, ast.ImportFrom) and "snippets." in f"{node.module}."
        if isinstance(node, ast.Import | ast.ImportFrom) and not ours:
            names = [
                a for a in node.names if (a.asname or a.name).split(".")[0] in used
            ]
            text = ast.unparse(node)
            if names and text not in code:
                lines.append(ast.unparse(_only(node, names)))
    return "\n".join(lines + [""] * bool(lines and defined) + defined)


def names_in(tree: ast.AST) -> set[str]:
    """Return the names that a piece of code uses or binds."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def is_type_variable(node: ast.stmt) -> bool:
    """Return whether a statement is of the form `T = TypeVar("T")`."""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "TypeVar"
    )


def _only(node: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import(names)
    return ast.ImportFrom(node.module, names, node.level)
