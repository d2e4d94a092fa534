"""The one reader of REPL transcripts: a module docstring's examples, with their lines.

The form is doctest's, and so is the parser; what this adds is where each example
stands in the file and which named section it belongs to.
"""

from __future__ import annotations

import ast
import doctest
import re
from dataclasses import dataclass
from functools import lru_cache

from engine.live.sections import Section, read
from engine.live.sources import lines_of

QUOTE = re.compile(r"""[rRuU]*(\"{3}|'{3}|"|')""")
# how doctest says where a session is none, and why
REFUSED = re.compile(r"line (\d+) of the \w+ for \S+ (?:has )?(.*)", re.DOTALL)


class SessionError(SyntaxError):
    """A session that doctest cannot read, at a line of its file; with the mend."""

    mend = "write `>>> ` or `... ` before input, and indent output as its prompt"


@dataclass(frozen=True)
class Example:
    """One input and the output recorded for it.

    `line` is the file's line of the prompt, `output_line` that of the first line of
    output (or where it would stand); both count from 1. `source` and `output` end in
    a newline; `output` may be empty. `indent` is that of the prompt.
    """

    source: str
    output: str
    line: int
    output_line: int
    indent: int
    section: Section | None

    @property
    def raises(self) -> bool:
        """Whether the recorded output is, or ends in, an error."""
        return is_error(self.output)


def is_error(output: str) -> bool:
    """Return whether a REPL printed this for an error, a SyntaxError included."""
    return "Traceback (most recent call last):\n" in output or output.startswith(
        '  File "<stdin>", line '
    )


def examples(docstring: str, first_line: int = 1) -> list[Example]:
    """Return the examples of a session that starts at `first_line` of its file.

    Raises SessionError where doctest can't read it.
    """
    sections, _ = read(docstring)
    lines = lines_of(docstring)
    found = []
    try:
        parsed = doctest.DocTestParser().get_examples(docstring)
    except ValueError as error:
        refused = REFUSED.fullmatch(str(error))
        number, what = refused.groups() if refused else (1, error)
        line = first_line + int(number) - 1
        told = f"doctest can't read this session: {what}"
        raise SessionError(told, (None, line, None, None)) from None
    for each in parsed:
        prompt = each.lineno + 1
        # counted in the text: doctest drops a bare `...` that ends a block
        after = prompt
        while after < len(lines) and lines[after].lstrip().startswith("..."):
            after += 1
        inside = [s for s in sections.values() if s.start <= prompt <= s.end]
        found.append(
            Example(
                source=each.source,
                output=each.want,
                line=prompt + first_line - 1,
                output_line=after + first_line,
                indent=each.indent,
                section=min(inside, key=lambda s: s.end - s.start, default=None),
            )
        )
    return found


@lru_cache(maxsize=64)
def docstring(source: str) -> tuple[str, int]:
    """Return a module's docstring as it stands in the file, and its first line.

    The text is cut from the file rather than evaluated, because the page shows the
    file's own characters. An absent docstring is `("", 1)`.

    Raises SyntaxError when the module does not parse.
    """
    body = ast.parse(source).body
    if not body or ast.get_docstring(ast.Module(body[:1], []), clean=False) is None:
        return "", 1
    node = body[0]
    assert isinstance(node, ast.Expr)
    # ast counts in bytes; its own way to cut looks at each letter of the file
    lines = source.encode().splitlines(keepends=True)
    lines = lines[node.value.lineno - 1 : node.value.end_lineno]
    lines[-1] = lines[-1][: node.value.end_col_offset]
    text = b"".join(lines)[node.value.col_offset :].decode()
    opening = QUOTE.match(text)
    assert opening is not None
    return text[opening.end() : -len(opening[1])], node.value.lineno


def session(source: str) -> list[Example]:
    """Return the examples in the docstring of a module, given its source.

    Raises SyntaxError when the module does not parse, and SessionError.
    """
    return examples(*docstring(source))
