"""Python for readers' browsers: the same program, without what is for people alone."""

from __future__ import annotations

import ast
import io
import tokenize
from functools import lru_cache

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
EMPTY = {tokenize.COMMENT, tokenize.NL}


@lru_cache(maxsize=256)  # a save in `make serve` changes none of these
def light(source: str) -> str:
    """Return a module's source without docstrings, blank lines and lines of comment.

    Each statement stands as it stood, so that what can be read of an error is the same
    but for the number of its line.
    """
    lines = [f"{each}\n" for each in source.removesuffix("\n").split("\n")]
    kept: set[int] = set()
    empty: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        rows = range(token.start[0], token.end[0] + 1)
        (empty if token.type in EMPTY else kept).update(rows)
    gone = empty - kept
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, DOCUMENTED) or ast.get_docstring(node, False) is None:
            continue
        first = node.body[0]
        alone = lines[first.lineno - 1][: first.col_offset].isspace()
        last = lines[(first.end_lineno or first.lineno) - 1].rstrip()
        if not (alone or first.col_offset == 0) or not last.endswith(("'", '"')):
            raise ValueError(f"line {first.lineno}: a docstring beside other code")
        rows = range(first.lineno, (first.end_lineno or first.lineno) + 1)
        if len(node.body) == 1 and not isinstance(node, ast.Module):
            # something has to stand there
            lines[first.lineno - 1] = " " * first.col_offset + '""\n'
            rows = rows[1:]
        gone.update(rows)
    return "".join(each for n, each in enumerate(lines, 1) if n not in gone)
