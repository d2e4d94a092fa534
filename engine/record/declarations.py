"""Writes the shapes of `engine/shapes.py` as declarations that TypeScript reads.

    python -m engine.record.declarations

A test holds the two equal, so an edit of one is followed by this command.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from pathlib import Path

SHAPES = Path("engine", "shapes.py")
DECLARATIONS = Path("engine", "theme", "modules", "shapes.d.ts")
HEAD = f"// Made from {SHAPES.as_posix()} by `python -m engine.record.declarations`."

NAMES = {
    "str": "string",
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "bytes": "Uint8Array<ArrayBuffer>",
    "Any": "unknown",
    "WasmModule": "WebAssembly.Module",
}


def declarations(source: str) -> str:
    """Return the declarations of all shapes in a Python source.

    Raises NotImplementedError, naming the line, for a type that has no translation.
    """
    found = [HEAD]
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef) and node.name not in NAMES:
            found.append(interface(node))
        elif isinstance(node, ast.AnnAssign) and node.value:
            assert isinstance(node.target, ast.Name)
            found.append(f"export type {node.target.id} = {typed(node.value)}")
    return "\n\n".join(found) + "\n"


def interface(node: ast.ClassDef) -> str:
    """Return the interface for a TypedDict."""
    bases = [each.id for each in node.bases if isinstance(each, ast.Name)]
    above = ", ".join(each for each in bases if each != "TypedDict")
    head = f"export interface {node.name}{f' extends {above}' if above else ''} {{"
    doc = (ast.get_docstring(node) or "").splitlines()
    comment = ["/**", *(f" * {line}".rstrip() for line in doc), " */"]
    fields = [field(each) for each in node.body if isinstance(each, ast.AnnAssign)]
    return "\n".join([*comment, head, *fields, "}"])


def field(node: ast.AnnAssign) -> str:
    """Return one field, which may be absent where Python says `NotRequired`."""
    assert isinstance(node.target, ast.Name)
    wanted, mark = node.annotation, ""
    if isinstance(wanted, ast.Subscript) and named(wanted.value) == "NotRequired":
        wanted, mark = wanted.slice, "?"
    return textwrap.indent(f"{node.target.id}{mark}: {typed(wanted)}", "  ")


def named(node: ast.expr) -> str:
    """Return the name that an expression is, or nothing."""
    return node.id if isinstance(node, ast.Name) else ""


def typed(node: ast.expr) -> str:
    """Return a type of Python as one of TypeScript."""
    match node:
        case ast.Constant(value=None):
            return "null"
        case ast.Name(id=name):
            return NAMES.get(name, name)
        case ast.BinOp(op=ast.BitOr()):
            return f"{typed(node.left)} | {typed(node.right)}"
        case ast.Subscript(value=ast.Name(id="list")):
            inner = typed(node.slice)
            return f"({inner})[]" if "|" in inner else f"{inner}[]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=parts)):
            return f"Record<{', '.join(typed(each) for each in parts)}>"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)):
            return f"[{', '.join(typed(each) for each in parts)}]"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inside):
            values = inside.elts if isinstance(inside, ast.Tuple) else [inside]
            return " | ".join(literal(each) for each in values)
    what = f"{SHAPES}:{node.lineno}: {ast.unparse(node)} has no translation"
    raise NotImplementedError(what)


def literal(node: ast.expr) -> str:
    """Return a literal value as TypeScript writes it."""
    assert isinstance(node, ast.Constant)
    if isinstance(node.value, str):
        return '"' + node.value.replace('"', '\\"') + '"'
    return str(node.value).lower()


def main() -> int:
    """Write the declarations."""
    source = SHAPES.read_text(encoding="utf-8")
    DECLARATIONS.write_text(declarations(source), encoding="utf-8")
    print(f"{DECLARATIONS} is {SHAPES} now")
    return 0


if __name__ == "__main__":
    sys.exit(main())
