"""The one reader of REPL transcripts: a module docstring's examples, with their lines.

The form is doctest's, and so is the parser; what this adds is where each example
stands in the file and which named section it belongs to.
"""

from __future__ import annotations

import ast
import doctest
import re
from dataclasses import dataclass
from typing import Literal

from engine.live.sections import MARKER, Problem, Section, read

QUOTE = re.compile(r"""[rRuU]*(\"{3}|'{3}|"|')""")
LineKind = Literal["in", "out", "err"]


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
    """Return the examples of a session that starts at `first_line` of its file."""
    sections, _ = read(docstring)
    lines = docstring.splitlines()
    found = []
    for each in doctest.DocTestParser().get_examples(docstring):
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
    lines = source.splitlines(keepends=True)[node.lineno - 1 : node.end_lineno]
    text = "".join(lines).rstrip()
    opening = QUOTE.match(text)
    assert opening is not None
    return text[opening.end() : -len(opening[1])], node.lineno


def session(source: str) -> list[Example]:
    """Return the examples in the docstring of a module, given its source."""
    return examples(*docstring(source))


def line_kinds(lines: tuple[str, ...]) -> list[LineKind]:
    """Return for each line of a session section what it is: input, output or error."""
    kinds: list[LineKind] = ["in"] * len(lines)
    for each in examples("\n".join(lines) + "\n"):
        first = each.output_line - 1
        for index in range(first, first + each.output.count("\n")):
            kinds[index] = "err" if each.raises else "out"
    return kinds


def stray_lines(source: str) -> list[Problem]:
    """Return the lines inside session sections that belong to no example.

    doctest reads `>> x` as prose and passes over it; on a page it looks like input.
    """
    text, first = docstring(source)
    claimed: set[int] = set()
    for each in examples(text, first):
        claimed.update(range(each.line, each.output_line + each.output.count("\n")))
    problems = []
    lines = source.splitlines()
    for section in read(source)[0].values():
        if not section.session:
            continue
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if number in claimed or MARKER.match(line):
                continue
            if not line.strip():
                what, mend = "a blank line inside a section", "delete it"
            else:
                what = f"neither input nor output: {line.strip()}"
                mend = "start input with `>>> ` or `... `, and leave out the rest"
            problems.append(Problem(number, what, mend))
    return problems
