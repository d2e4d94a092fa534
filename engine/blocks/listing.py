"""A listing: what code and sessions share, as data and as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.token import Keyword, _TokenType

from engine.blocks.origin import Origin
from engine.book.messages import Messages
from engine.book.packages import beyond
from engine.live.names import file_name


@dataclass(frozen=True)
class Row:
    """A line as HTML, and what it is: code, or a session's input, output or error."""

    kind: str
    html: str


@dataclass(frozen=True)
class Listing:
    """Lines of a file, what copying gives of them, and what they need to run.

    `path` is from the repository's root, `source` the way to it from the page, empty
    where another block of the page has led there already. With
    `since` they need that Python; `needs` names packages that no browser has, and
    `notebook` the way to what runs them all the same.
    """

    kind: str
    path: str
    source: str
    first: int
    last: int
    sections: tuple[str, ...]
    rows: tuple[Row, ...]
    copy: str
    runs: bool
    since: tuple[int, int] | None
    needs: tuple[str, ...]
    notebook: str


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


def listing(
    origin: Origin, kind: str, rows: Iterable[Row], copy: str, *, part: bool = False
) -> Listing:
    """Return the lines that come from `origin`, which others have highlighted.

    A `part` of an exercise does not run alone.
    """
    sections, module = origin.sections(), origin.module()
    first, last = sections[0].start, sections[-1].end
    # what needs more than the standard library does not run in a browser
    needs = tuple(sorted(beyond(module.source, origin.tree.root)))
    return Listing(
        kind=kind,
        path=module.path,
        source=origin.base + module.path if origin.leads else "",
        first=first,
        last=last,
        sections=tuple(section.name for section in sections),
        rows=tuple(rows),
        copy=copy,
        runs=not (needs or part),
        since=sections[0].needs,
        needs=needs,
        notebook=origin.notebook,
    )


def html(shown: Listing, say: Messages) -> str:
    """Return a listing as a figure; its caption leads to the file."""
    rows = "".join(line(row) for row in shown.rows)
    told = ""
    if shown.source:
        file = say("listing.source", file=file_name(shown.path))
        told = f'<a href="{escape(shown.source)}">{file}</a>'
    told += wants(shown, say)
    return (
        f'<figure class="listing" data-kind="{shown.kind}" '
        f'data-source="{shown.path}" data-lines="{shown.first}-{shown.last}" '
        f'data-section="{" ".join(shown.sections)}"{" data-run" * shown.runs}>'
        f'<div class="highlight" translate="no" data-copy="{escape(shown.copy)}">'
        f"<pre><code>{rows}</code></pre></div>"
        f"{f'<figcaption>{told}</figcaption>' if told else ''}</figure>"
    )


def line(row: Row) -> str:
    """Return a line in its element."""
    return f'<span class="line {row.kind}">{row.html}\n</span>'


def wants(shown: Listing, say: Messages) -> str:
    """Return what a listing needs that not every reader has."""
    said = ""
    if shown.since:
        version = ".".join(map(str, shown.since))
        since = say("listing.since", version=version)
        said = f' <span class="badge">{since}</span>'
    if shown.needs and shown.notebook:
        notebook = f'<a href="{escape(shown.notebook)}">{say("listing.notebook")}</a>'
        needs = ", ".join(shown.needs)
        said += f" <span>{say('listing.needs', needs=needs, notebook=notebook)}</span>"
    return said


def highlighted(lines: Sequence[str], lexer: Lexer) -> list[str]:
    """Return each line as HTML with Pygments' classes."""
    lexer.add_filter(YieldFilter())
    found = highlight("\n".join(lines) + "\n", lexer, HtmlFormatter(nowrap=True))
    return str(found).rstrip("\n").split("\n")
