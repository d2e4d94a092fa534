"""Where things stand in a text: definitions, `with` blocks, the source of a call."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import types
from typing import Any

from engine.live.sources import UNREADABLE, lines_of

INLINED = ("all", "any", "tuple")  # of a generator expression, from Python 3.14
WITHIN = re.compile(r"(?<=[(\[{]) | (?=[)\]}])")  # where a line ended in brackets
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Listing:
    """The text of one file, and where its definitions and `with` blocks stand."""

    def __init__(self, text: str, first: int = 1) -> None:
        """Take a text, and the number in its file of the text's first line."""
        self.lines = lines_of(text)
        self.first = first
        self.spans: dict[tuple[int, str], tuple[int, int]] = {}
        # places, as `co_positions` gives them: of `with`, of decorators, and of calls
        # that Python makes a loop of
        self.contexts: set[tuple[int, int]] = set()
        self.decorators: set[tuple[int, int]] = set()
        self.loops: dict[tuple[int, int], tuple[int | None, ...]] = {}
        self.quiet: set[int] = set()  # lines that define or import, seen from outside
        # names that get a value, by the line that has run then, or that runs next
        self.binds: dict[int, set[str]] = {}
        self.enters: dict[int, set[str]] = {}
        try:
            tree = parsed(text)
        except UNREADABLE:
            return
        for statement in tree.body:
            self.quiet |= quiet(statement)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        self.bind(tree, names)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                self.spans[start, node.name] = start, node.end_lineno or start
            if isinstance(node, DEFINITIONS):
                self.decorators |= {self.where(d) for d in node.decorator_list}
            elif isinstance(node, ast.GeneratorExp | ast.Lambda):
                name = "<lambda>" if isinstance(node, ast.Lambda) else "<genexpr>"
                key = node.lineno, name
                _, last = self.spans.get(key, (0, 0))  # several may begin there
                self.spans[key] = node.lineno, max(last, node.end_lineno or 0)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in INLINED:
                    line, start = self.where(node)
                    end = line + (node.end_lineno or 0) - node.lineno
                    self.loops[line, start] = line, end, start, node.end_col_offset
            elif isinstance(node, ast.With | ast.AsyncWith):
                self.contexts |= {self.where(item.context_expr) for item in node.items}

    def bind(self, tree: ast.Module, names: list[ast.Name]) -> None:
        """Find out at which lines names get their values."""
        inner: set[ast.AST] = set()  # of comprehensions, which have their own names
        for node in ast.walk(tree):
            if isinstance(node, ast.comprehension):
                inner.update(ast.walk(node.target))
            elif isinstance(node, ast.For | ast.AsyncFor):
                body, target = node.body[0], set(ast.walk(node.target))
                if body.lineno != node.lineno:  # an empty loop gives none a value
                    own = {each.id for each in target if isinstance(each, ast.Name)}
                    at = self.enters.setdefault(body.lineno + self.first - 1, set())
                    at |= own
                    inner |= target
        for each in names:
            if not isinstance(each.ctx, ast.Load) and each not in inner:
                at = self.binds.setdefault(each.lineno + self.first - 1, set())
                at.add(each.id)

    @property
    def bound(self) -> set[str]:
        """Return all names that it gives a value."""
        return set().union(*self.binds.values(), *self.enters.values())

    def where(self, node: ast.expr) -> tuple[int, int]:
        """Return at which line of the file, and where in it, a node begins."""
        return node.lineno + self.first - 1, node.col_offset

    def span(self, code: types.CodeType) -> tuple[int, int]:
        """Return the first and last line, in this text, of a code object's source."""
        line = code.co_firstlineno - self.first + 1
        if (line, code.co_name) in self.spans:
            return self.spans[line, code.co_name]
        # no name in the text is this one: the compiler made it
        last = max(each or 0 for _, _, each in code.co_lines()) - self.first + 1
        return line, max(line, last)

    def part(self, place: tuple[int | None, ...]) -> str:
        """Return the source at a place that `co_positions` gave, as one line."""
        line, end, start, stop = place
        if line is None or end is None or start is None or stop is None:
            return ""
        found = [each.encode() for each in self.lines[line - self.first :]]
        found = found[: end - line + 1] if line >= self.first else []
        if not found:
            return ""
        found[-1] = found[-1][:stop]
        found[0] = found[0][start:]
        text = " ".join(b" ".join(found).decode(errors="replace").split())
        return WITHIN.sub("", text) if len(found) > 1 else text


def quiet(statement: ast.stmt) -> set[int]:
    """Return the lines at which a definition, import or docstring of a module runs."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return set(range(statement.lineno, (statement.end_lineno or 0) + 1))
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        lines = {statement.lineno, *(d.lineno for d in statement.decorator_list)}
        for inner in statement.body if isinstance(statement, ast.ClassDef) else []:
            lines |= quiet(inner)
        return lines
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return {statement.lineno}
    return set()


def parsed(text: str, mode: str = "exec") -> Any:
    """Return the tree of a text; Python's warnings are for who runs it."""
    with contextlib.redirect_stderr(io.StringIO()):
        return ast.parse(text, mode=mode)
