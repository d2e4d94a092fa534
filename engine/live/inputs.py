"""What a REPL takes as one input, and what it waits for."""

from __future__ import annotations

import ast
import codeop
import io
import tokenize

from engine.live.sources import UNREADABLE, lines_of


def inputs(text: str) -> list[str]:
    """Split a text into what a REPL takes as one input each.

    A text that is not Python is one input, so that the REPL says what is wrong.
    """
    try:
        body = ast.parse(text).body
    except UNREADABLE:
        return [text]
    lines = lines_of(text)
    found: list[tuple[int, int]] = []
    for node in body:
        decorators = [each.lineno for each in getattr(node, "decorator_list", [])]
        first, last = min([node.lineno, *decorators]), node.end_lineno or node.lineno
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], last)  # two statements on a line
        else:
            found.append((first, last))
    return ["\n".join(lines[first - 1 : last]) + "\n" for first, last in found]


def wanted(text: str) -> str | None:
    """Return what a REPL would wait for: the end of a "block", or of a "bracket".

    None where it would wait for nothing, be it Python or not.
    """
    try:
        if codeop.compile_command(text, "<stdin>", "single") is not None:
            return None
    except UNREADABLE:
        return None
    try:
        list(tokenize.generate_tokens(io.StringIO(text).readline))
    except tokenize.TokenError:
        return "bracket"
    except IndentationError:
        pass
    return "block"
