"""Draws a woven fence: code, session, recorded table or chart, frame strip."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer, PythonLexer
from pygments.token import Keyword, _TokenType

from engine.blocks import chart, strip
from engine.book.kinds import FIGURE, SESSION
from engine.book.packages import beyond
from engine.book.text import Include
from engine.book.transcript import line_kinds
from engine.book.tree import Tree
from engine.live.names import file_name
from engine.live.sections import Section
from engine.live.transcript import examples


@dataclass(frozen=True)
class Origin:
    """Where a fence's lines come from; `base` is the way from its page to sources.

    `notebook` is the way to what runs them where a browser cannot.
    """

    tree: Tree
    kind: str
    includes: tuple[Include, ...]
    base: str
    notebook: str = ""

    def sections(self) -> list[Section]:
        """Return the sections that the fence includes, in its order."""
        found = []
        for include in self.includes:
            module = self.tree.module(include.file)
            assert module is not None
            assert include.section is not None
            found.append(module.sections[include.section.lower()])
        return found


class YieldFilter(Filter):
    """Give `yield` a token of its own, because its colour means one thing."""

    def filter(
        self, lexer: object, stream: Iterator[tuple[_TokenType, str]]
    ) -> Iterator[tuple[_TokenType, str]]:
        """Yield the tokens, `yield` and `yield from` among them renamed."""
        for kind, value in stream:
            if kind is Keyword and value.startswith("yield"):
                kind = Keyword.Yield
            yield kind, value


def draw(source: str, origin: Origin) -> str:
    """Return the HTML of a woven fence whose includes are expanded in `source`."""
    if origin.kind == "table":
        return chart.table(json.loads(source))
    if origin.kind == "chart":
        return chart.draw(json.loads(source))
    if origin.kind == FIGURE:
        return strip.figure(origin.tree, origin.includes[0])
    return listing(source, origin)


def listing(source: str, origin: Origin, kind: str = "") -> str:
    """Return a listing: highlighted lines, what copying gives, and the source link.

    One with a `kind` of its own is part of an exercise, which runs as a whole.
    """
    sections = origin.sections()
    is_session = origin.kind == SESSION
    lines = tuple(source.strip("\n").splitlines())
    kinds = line_kinds(lines) if is_session else ["code"] * len(lines)
    rows = "".join(
        f'<span class="line {kind}">{row}\n</span>'
        for kind, row in zip(kinds, highlighted(lines, is_session), strict=True)
    )
    named = kind
    kind = kind or ("session" if is_session else "code")
    if is_session and kinds[-1] == "err":
        kind = "error"
    module = origin.tree.module(origin.includes[0].file)
    assert module is not None
    path = module.path
    first, last = sections[0].start, sections[-1].end
    names = " ".join(section.name for section in sections)
    anchor = f"#L{first}-L{last}" if "://" in origin.base else ""
    badge = "".join(
        f' <span class="badge">Python {section.needs[0]}.{section.needs[1]}+</span>'
        for section in sections[:1]
        if section.needs
    )
    text = copied(lines, is_session, module.source)
    # what needs more than the standard library does not run in a browser
    needs = ", ".join(sorted(beyond(module.source, origin.tree.root)))
    runs = "" if needs or named else " data-run"
    if needs and origin.notebook:
        badge += (
            f" <span>Not for a browser, it needs {needs}: "
            f'run <a href="{escape(origin.notebook)}">the notebook</a></span>'
        )
    return (
        f'<figure class="listing" data-kind="{kind}" data-source="{path}" '
        f'data-lines="{first}-{last}" data-section="{names}"{runs}>'
        f'<div class="highlight" data-copy="{escape(text)}">'
        f"<pre><code>{rows}</code></pre></div>"
        f'<figcaption><a href="{escape(origin.base + path + anchor)}">'
        f"{file_name(origin.includes[0].file)}, lines {first}–{last}</a>{badge}"
        "</figcaption></figure>"
    )


def highlighted(lines: tuple[str, ...], is_session: bool) -> list[str]:
    """Return each line as HTML with Pygments' classes."""
    lexer = (
        PythonConsoleLexer(stripnl=False) if is_session else PythonLexer(stripnl=False)
    )
    lexer.add_filter(YieldFilter())
    html = highlight("\n".join(lines) + "\n", lexer, HtmlFormatter(nowrap=True))
    return str(html).rstrip("\n").split("\n")


def copied(lines: tuple[str, ...], is_session: bool, module: str = "") -> str:
    """Return what *copy* puts on the clipboard: input alone, ready to paste.

    Code is preceded by those imports of its module that it uses. A compound statement
    of a session is followed by a blank line, which an older REPL needs to know that
    it is over.
    """
    if not is_session:
        code = "\n".join(lines) + "\n"
        imports = imports_for(code, module)
        return f"{imports}\n\n{code}" if imports else code
    return "".join(
        each.source + ("\n" if each.source.count("\n") > 1 else "")
        for each in examples("\n".join(lines) + "\n")
    )


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
