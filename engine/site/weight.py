"""Takes from pages and stylesheets what nobody sees: comments, indentation.

What is left renders, reads and copies as before. Text that may be shown as it stands
(`pre`, `code`, `textarea`), scripts and every attribute are not touched.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from engine.site.held import Pages

# an attribute's value may hold `>`
TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
STYLE = r"(?P<open><style[^>]*>)(?P<css>.*?)(?=</style>)"
KEPT = r"<(?P<kept>pre|code|textarea|script)\b.*?</(?P=kept)>"
PARTS = re.compile(
    rf"(?P<comment><!--.*?-->)|{STYLE}|{KEPT}|(?P<tag>{TAG})|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)
BLANK = re.compile(r"[ \t\n]+")

QUOTED = r""" "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' """
# what in CSS stands as it is: strings, addresses, escaped signs
FIXED = rf"""{QUOTED} | url\(\s*(?:{QUOTED}|[^)"']*)\s*\) | \\."""
COMMENTED = re.compile(rf"(?P<comment>\s*/\*.*?\*/\s*)|{FIXED}", re.DOTALL | re.VERBOSE)
RULES = re.compile(
    rf"""(?P<fixed>{FIXED})
    | (?P<needless>\s*;\s*(?=\}}) | (?<=:)\s+)
    | \s*(?P<sign>[{{}};,])\s*
    | \s+""",
    re.DOTALL | re.VERBOSE,
)


# Material's style sheet, and what of it no template of the theme has: its own search
MATERIALS = "assets/stylesheets/main.*.min.css"
UNUSED = "md-search"
RULE = re.compile(r"(?P<selectors>[^{}@;]+)\{[^{}]*\}")
# not within parentheses
COMMA = re.compile(r",(?![^()]*\))")


def without(css: str, name: str) -> str:
    """Return minified CSS without the selectors that ask for a class."""

    def rule(found: re.Match[str]) -> str:
        asked = COMMA.split(found["selectors"])
        left = [each for each in asked if f".{name}" not in each]
        if len(left) == len(asked):
            return found[0]
        body = found[0].removeprefix(found["selectors"])
        return ",".join(left) + body if left else ""

    return RULE.sub(rule, css)


def lessen_materials(site: Path, pages: Pages) -> None:
    """Take from Material's style sheet what is not used; name it for what it is then.

    Browsers keep a file below `assets` for a year, by its name.
    """
    for file in sorted(site.glob(MATERIALS)):
        css = without(file.read_text(encoding="utf-8"), UNUSED)
        digest = hashlib.sha256(css.encode()).hexdigest()[:8]
        new = file.with_name(f"main.{digest}.min.css")
        file.unlink()
        new.write_text(css, encoding="utf-8")
        for each, html in pages.items():
            pages[each] = html.replace(file.name, new.name)


def lessen(site: Path, pages: Pages) -> None:
    """Rewrite the pages and the style sheets of a built site, made light."""
    lessen_materials(site, pages)
    for file, html in pages.items():
        pages[file] = page(html)
    for pattern in ("site.css", "modules/**/*.css"):
        for file in sorted(site.glob(pattern)):
            text = file.read_text(encoding="utf-8")
            file.write_text(stylesheet(text), encoding="utf-8")


@lru_cache(maxsize=512)
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


@lru_cache(maxsize=512)
def stylesheet(css: str) -> str:
    """Return CSS without comments, and without the blanks that part nothing."""

    def uncommented(found: re.Match[str]) -> str:
        said = found["comment"]
        if said is None:
            return found[0]
        # a comment alone parts two names, and is no blank
        return " " if said != said.strip() else "/**/"

    def tight(found: re.Match[str]) -> str:
        if found["needless"]:
            return ""
        return found["fixed"] or found["sign"] or " "

    return RULES.sub(tight, COMMENTED.sub(uncommented, css)).strip()
