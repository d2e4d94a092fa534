"""The site's Markdown, for a CommonMark parser: tokens with the lines they stand on.

Pages are drawn by Python-Markdown, which tells no lines. This is the same dialect as
far as a gate asks: fences at any indentation, blocks between slashes, tables, and HTML
that holds Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    html_inline,
    image,
    link,
)
from markdown_it.token import Token

EDGE = re.compile(r"^(?P<slashes>/{3,})\s*(?P<name>[\w-]+)?\s*(?:\|\s*(?P<title>.*))?$")
FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})")
SPANNED = (link, image, backtick, html_inline, autolink)
InlineRule = Callable[[StateInline, bool], bool]


def parser() -> MarkdownIt:
    """Return a parser whose inline tokens say where they stand, as `meta["span"]`.

    A span is two offsets into the text of the paragraph, heading or cell. Where a block
    of slashes begins or ends stands an `edge`, whose `meta` has its words. Addresses
    are as they are written.
    """
    found = MarkdownIt("commonmark", {"inline_definitions": True})
    found.enable("table")
    # Python-Markdown is set to know no code by indentation, and its HTML may hold more
    found.disable(["code", "html_block", "lheading"])
    # a sign that is escaped is kept apart from the words around it
    found.disable("text_join")
    before: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    found.block.ruler.before("fence", "edge", edge, before)
    found.block.ruler.before("fence", "comment", comment, before)
    found.block.ruler.at("paragraph", paragraph)
    for rule in SPANNED:
        name = {"backtick": "backticks"}.get(rule.__name__, rule.__name__)
        found.inline.ruler.at(name, spanned(rule))
    found.validateLink = lambda url: True  # type: ignore[method-assign]
    found.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return found


def spanned(rule: InlineRule) -> InlineRule:
    """Return an inline rule that notes where its tokens stand in their text."""

    def parse(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[before:]:
                token.meta.setdefault("span", (start, state.pos))
        return found

    return parse


def text_of(state: StateBlock, line: int) -> str:
    """Return a line of what is being parsed, without its indentation."""
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]]


def push(state: StateBlock, kind: str, start: int, end: int) -> Token:
    """Add a token of some lines, and go on below them."""
    token = state.push(kind, "", 0)
    token.map = [start, end]
    state.line = end
    return token


def edge(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line of slashes, which begins or ends a block, and its settings below."""
    if state.sCount[start] - state.blkIndent > 3:
        return False
    match = EDGE.match(text_of(state, start))
    if not match:
        return False
    if silent:
        return True
    below = start + 1
    while match["name"] and below < end and not state.isEmpty(below):
        if state.sCount[below] - state.blkIndent < 4:
            break
        below += 1
    settings = state.getLines(start + 1, below, state.blkIndent, False)
    push(state, "edge", start, below).meta = {**match.groupdict(), "settings": settings}
    return True


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a comment that has its lines for itself, blank ones among them."""
    if not text_of(state, start).startswith("<!--"):
        return False
    for line in range(start, end):
        text = text_of(state, line)
        if line > start and FENCE.match(text):
            return False
        _, closed, after = text.partition("-->")
        if closed:
            if after.strip():
                return False
            if not silent:
                push(state, "comment", start, line + 1)
            return True
    return False


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph; unlike CommonMark's, an indented fence ends it as well."""
    rules = state.md.block.ruler.getRules("paragraph")
    outer, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        # what a quotation has judged already has less than no indentation
        if state.sCount[line] >= 0 and any(
            rule(state, line, state.lineMax, True) for rule in rules
        ):
            break
        line += 1
    text = state.getLines(start, line, state.blkIndent, False).strip()
    state.push("paragraph_open", "p", 1).map = [start, line]
    inline = push(state, "inline", start, line)
    inline.content, inline.children = text, []
    state.push("paragraph_close", "p", -1)
    state.parentType = outer
    return True


def walked(tokens: list[Token]) -> list[tuple[Token, tuple[Token, ...]]]:
    """Return each block's token with the tokens that opened what it stands in."""
    found: list[tuple[Token, tuple[Token, ...]]] = []
    around: list[Token] = []
    for token in tokens:
        if token.nesting < 0:
            around.pop()
            continue
        found.append((token, tuple(around)))
        if token.nesting > 0:
            around.append(token)
    return found
