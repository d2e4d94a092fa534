"""Changes of what code does: values, comparisons, operators, what is handed out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from engine.book.tree import Module
from tests.engine.mutants import Mutant, with_line


def behaviours(module: Module) -> Iterator[Mutant]:
    """Yield mutants of what the code sections do: values, comparisons, operators."""
    spans = [s for s in module.sections.values() if not s.session]
    tree = ast.parse(module.source)
    skipped = annotations_and_docstrings(tree) | loop_conditions(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if node in skipped or not any(s.start <= line <= s.end for s in spans):
            continue
        for target, new in replacements(node):
            if target.lineno != target.end_lineno:
                continue
            text = module.source.splitlines()[target.lineno - 1].encode()
            old = text[target.col_offset : target.end_col_offset].decode()
            changed = (
                text[: target.col_offset] + new.encode() + text[target.end_col_offset :]
            )
            yield Mutant(
                module.path,
                with_line(module.source, target.lineno, changed.decode()),
                target.lineno,
                f"{old} → {new}",
            )


def one_a_section(module: Module) -> Iterator[Mutant]:
    """Yield the first behaviour mutant of each section, for modules slow to judge."""
    seen: set[str] = set()
    for mutant in behaviours(module):
        for section in module.sections.values():
            if section.start <= mutant.line <= section.end and not section.session:
                if section.name not in seen:
                    yield mutant
                seen.add(section.name)


def annotations_and_docstrings(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes whose change would change no behaviour."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            held = getattr(node, field, None)
            if isinstance(held, ast.AST):
                found.update(ast.walk(held))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
    return found


def loop_conditions(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes whose change may make a loop endless."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.While)
        for inner in ast.walk(node.test)
    }


def comparison(written: str) -> type[ast.cmpop]:
    """Return the kind of node that an operator between two operands makes."""
    node = ast.parse(f"a {written} b", mode="eval").body
    assert isinstance(node, ast.Compare)
    return type(node.ops[0])


OPPOSITES = [("<", ">="), (">", "<="), ("==", "!="), ("is", "is not"), ("in", "not in")]
INVERTED = {
    comparison(one): other for pair in OPPOSITES for one, other in (pair, pair[::-1])
}
SWAPPED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.FloorDiv: "*", ast.Mod: "+"}


def replacements(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield the expressions to change at a node, each with its new text."""
    match node:
        case (
            ast.Yield(value=ast.expr() as value) | ast.Return(value=ast.expr() as value)
        ):
            if ast.unparse(value) != "None":
                yield value, "None"
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() as value):
            yield node, str(value + 1)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            new = INVERTED[type(operator)]
            yield node, f"{ast.unparse(left)} {new} {ast.unparse(right)}"
        case ast.BinOp(left=left, op=operator, right=right) if (
            type(operator) in SWAPPED
        ):
            new = SWAPPED[type(operator)]
            yield node, f"({ast.unparse(left)}) {new} ({ast.unparse(right)})"
