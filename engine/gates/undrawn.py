"""What a page is written in is drawn: no sign of Markdown is shown as it stands.

Python-Markdown draws pages, and says nothing of what it leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import SETTINGS, Tree
from engine.gates.gate import Gate, pages

# of each kind, what is wrong and the mend
SAID = {
    "list": (
        "a list that touches what's above it isn't drawn",
        "leave a blank line above it",
    ),
    "table": (
        "a table that touches what's above it isn't drawn",
        "leave a blank line above it",
    ),
    "indented": (
        "a list that begins with an indentation isn't drawn",
        "begin its lines with the mark",
    ),
    "bracket": ("a bracket after a number makes no list", "write `1.`"),
    "dashes": (
        "a line of dashes that makes no table",
        "give it as many cells as the line above it, with a blank line above both",
    ),
    "link": ("{text!r} is no link", "write it as in `[words](page.md)`"),
    "tick": (
        "a backtick without its other half",
        "close the code, or write \\` for the sign itself",
    ),
    "sign": (
        "{text!r} is shown as it stands, because nothing closes it",
        "close it, put code in backticks, or set a backslash before a sign itself",
    ),
    "attributes": (
        "{text!r} is shown as it stands",
        "put it right behind what it's of, without a space",
    ),
    "escape": ("`{text}` is shown with its backslash", "delete the backslash"),
    "break": (
        "a backslash at the end of a line is shown",
        "delete it, or begin a paragraph",
    ),
    "tag": (
        "{text} is no tag of HTML, and no reader sees it",
        "put it in backticks, or write &lt; for <",
    ),
    "open": ("a <{text}> that is never closed", "close it with </{text}>"),
    "closing": (
        "a </{text}> that closes nothing",
        "delete it, or write <{text}> above",
    ),
    "html": (
        "Markdown in a <{text}> is shown as it's written",
        "write <{text} markdown>",
    ),
    "extended": (
        "{text!r} is shown as it stands",
        "delete it, or add {by} to markdown_extensions in {settings}",
    ),
}
INSTEAD = {
    "!!!": "write a block, as in `/// note | Title`",
    "???": "write a block, as in `/// details | Title`",
}


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what a page would show as it is written."""
    known = tree.extensions().keys()
    for each in tree.page_at(path).text.undrawn:
        if each.by and not known.isdisjoint(each.by):
            continue
        what, mend = SAID[each.kind]
        says = {"text": each.text, "by": each.by[0] if each.by else ""}
        mend = INSTEAD.get(each.text, mend) if each.by else mend
        yield Fault(
            path,
            each.line,
            what.format(**says),
            mend.format(**says, settings=SETTINGS),
        )


GATE = Gate("undrawn", pages, judge)
