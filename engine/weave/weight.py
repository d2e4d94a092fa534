"""Takes from pages and stylesheets what nobody sees: comments, indentation.

What is left renders, reads and copies as before. Text that may be shown as it stands
(`pre`, `code`, `textarea`), scripts and every attribute are not touched.
"""

from __future__ import annotations

import re
from pathlib import Path

# an attribute's value may hold `>`
TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
STYLE = r"(?P<open><style[^>]*>)(?P<css>.*?)(?=</style>)"
KEPT = r"<(?P<kept>pre|code|textarea|script)\b.*?</(?P=kept)>"
PARTS = re.compile(
    rf"(?P<comment><!--.*?-->)|{STYLE}|{KEPT}|(?P<tag>{TAG})|(?P<text>[^<]+)",
    re.DOTALL,
)
BLANK = re.compile(r"[ \t\n]+")

CSS_PARTS = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<rules>(?:(?!/\*|url\()[^"'])+)|"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|url\([^)]*\)|.""",
    re.DOTALL,
)


def page(html: str) -> str:
    """Return a page's HTML with one blank where there were many, and none in its head.

    Between the tags of a body one blank stays: a style may make any element inline.
    """
    head, end, body = html.partition("</head>")
    return squeezed(head, "") + end + squeezed(body, " ")


def squeezed(html: str, between: str) -> str:
    """Return HTML with `between` for blanks that stand alone between two tags."""

    def part(found: re.Match[str]) -> str:
        if found["comment"]:
            return ""
        if found["css"] is not None:
            return found["open"] + stylesheet(found["css"])
        if found["text"]:
            return BLANK.sub(" ", found["text"]) if found["text"].strip() else between
        return found[0]

    return PARTS.sub(part, html)


def stylesheet(css: str) -> str:
    """Return CSS without comments, and without the blanks that part nothing."""

    def part(found: re.Match[str]) -> str:
        if found["comment"]:
            return ""
        if not found["rules"]:
            return found[0]
        tight = re.sub(r" ?([{};,]) ?", r"\1", BLANK.sub(" ", found["rules"]))
        return re.sub(r": ", ":", tight)

    return CSS_PARTS.sub(part, css).replace(";}", "}").strip()
