"""Where things stand in a text: definitions, `with` blocks, the source of a call."""

from __future__ import annotations

import ast
import types


class Listing:
    """The text of one file, and where its definitions and `with` blocks stand."""

    def __init__(self, text: str, first: int = 1) -> None:
        """Take a text, and the number in its file of the text's first line."""
        self.lines = text.splitlines()
        self.first = first
        self.spans: dict[tuple[int, str], tuple[int, int]] = {}
        self.contexts: set[tuple[int, int]] = set()
        self.quiet: set[int] = set()  # lines that define or import, seen from outside
        self.bound: set[str] = set()  # names that it gives a value
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError):
            return
        for statement in tree.body:
            self.quiet |= quiet(statement)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        self.bound = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                self.spans[start, node.name] = start, node.end_lineno or start
            elif isinstance(node, ast.GeneratorExp):
                line = node.lineno
                self.spans[line, "<genexpr>"] = line, node.end_lineno or line
            elif isinstance(node, ast.Lambda):
                line = node.lineno
                self.spans[line, "<lambda>"] = line, node.end_lineno or line
            elif isinstance(node, ast.With | ast.AsyncWith):
                for item in node.items:
                    where = item.context_expr
                    self.contexts.add((where.lineno, where.col_offset))

    def span(self, code: types.CodeType) -> tuple[int, int]:
        """Return the first and last line, in this text, of a code object's source."""
        line = code.co_firstlineno - self.first + 1
        return self.spans.get((line, code.co_name), (line, line))

    def part(self, place: tuple[int | None, ...]) -> str:
        """Return the source at a place that `co_positions` gave, if it is one line."""
        line, end, start, stop = place
        if line is None or line != end or start is None or stop is None:
            return ""
        at = line - self.first
        if not 0 <= at < len(self.lines):
            return ""
        return self.lines[at].encode()[start:stop].decode(errors="replace")


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
