"""Markdown that the page will show as it's written, found in a text's tokens.

Pages are drawn by Python-Markdown, which knows less than most who write Markdown by
habit. What it leaves alone is told from the tokens that CommonMark makes of it, and
from signs that stay in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown import Markdown
from markdown_it.token import Token

# what stays in words where the writer meant more by it
SIGNS = {
    "link": re.compile(r"\]\([^\s)]*"),
    "tick": re.compile(r"`+"),
    "attributes": re.compile(r"\{:? *[.#][a-zA-Z_-][^{}\n]*\}"),
    "tag": re.compile(r"</?(?P<name>[a-zA-Z][^<>@ ]*)(?: [^<>]*)?>"),
}
# what nothing closes; Python-Markdown also lets marks of one length close each other
# between letters, as writing without spaces has them
SIGN = re.compile(r"\*\*+|(?<![\w*])\*(?=[^\s*])|(?<!\w)_{1,3}(?=[^\W_])")
PAIRED = re.compile(r"(?<!\*)(\*{1,3})(?=[^\s*])[^*]+(?<=[^\s*])\1(?!\*)")
# what only extensions draw, each with those that do; lines that begin so, and words
EXTENDED_LINES = {
    "!!!": (re.compile(r"!!!(?= ?[\w-])"), ("admonition",)),
    "???": (re.compile(r"\?\?\?\+?(?= ?[\w-])"), ("pymdownx.details",)),
    "===": (re.compile(r"===[!+]?(?= \")"), ("pymdownx.tabbed",)),
    "[ ]": (re.compile(r"\[[ xX]\](?= )"), ("pymdownx.tasklist",)),
    "[^": (re.compile(r"\[\^[^\]]+\]:"), ("footnotes", "extra", "pymdownx.extra")),
}
EXTENDED_WORDS = {
    "[^": (
        re.compile(r"\[\^[^\]\s]+\](?!:)"),
        ("footnotes", "extra", "pymdownx.extra"),
    ),
    "~~": (re.compile(r"~~(?=\S[^~]*~~)"), ("pymdownx.tilde",)),
    "==": (re.compile(r"(?<![=\w])==(?=[^\s=][^=]*==)"), ("pymdownx.mark",)),
    ":icon:": (
        re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:"),
        ("pymdownx.emoji",),
    ),
}
DASHES = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|")
NAMED = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>[^>]*)>", re.DOTALL
)
MARKDOWN = re.compile(r"\bmarkdown\b(?!\s*=\s*[\"']?0)")
INDENT = re.compile(r" {0,3}(?=\S)")
BEGINS = re.compile(r" {0,3}<")

BLOCK = set(Markdown().block_level_elements)
# a backslash goes from before these, as from before a column's edge
ESCAPED = {*Markdown().ESCAPED_CHARS, "|"}
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
    *("source", "track", "wbr"),
}
# what HTML itself closes with what is around
OPTIONAL = {
    *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"),
    *("colgroup", "caption"),
}
FOREIGN = {"svg", "math"}  # whose elements have names of their own
VERBATIM = {"script", "style", "pre", "textarea", "code", "samp", "kbd", *FOREIGN}
HTML = {
    *(BLOCK | VOID | OPTIONAL | VERBATIM),
    *("a", "abbr", "audio", "b", "bdi", "bdo", "big", "button", "cite", "data"),
    *("datalist", "del", "dfn", "dialog", "em", "font", "head", "i", "ins", "label"),
    *("mark", "meter", "optgroup", "picture", "q", "rp", "rt", "ruby", "s", "search"),
    *("select", "slot", "small", "span", "strike", "strong", "sub", "sup", "template"),
    *("time", "title", "tt", "u", "var"),
}
DRAWN = {
    *("em_open", "strong_open", "link_open", "image", "code_inline"),
    *("bullet_list_open", "ordered_list_open", "heading_open", "table_open"),
}
CELLS = ("th", "td")
LISTS = {"bullet_list_open", "ordered_list_open"}


@dataclass(frozen=True)
class Undrawn:
    """A piece of Markdown that stays as it's written: its kind, and what it is.

    `by` are the extensions of Markdown that draw it, any of them.
    """

    line: int
    kind: str
    text: str
    by: tuple[str, ...] = ()


@dataclass
class Element:
    """An element of HTML that is open: whether its content is shown as it's written."""

    line: int
    name: str
    raw: bool
    told: bool = False


@dataclass
class Undrawing:
    """Reads a text's tokens one by one, and yields what of it will not be drawn."""

    lines: Sequence[str]
    opened: list[Element] = field(default_factory=list)
    # of each block that holds others, the block that was last in it
    before: dict[int, Token] = field(default_factory=dict)

    def block(self, token: Token, around: tuple[Token, ...]) -> Iterator[Undrawn]:
        """Yield what is wrong with where a block stands, and with its own marks."""
        if not token.map or token.type in ("inline", "list_item_open"):
            return
        key = id(around[-1]) if around else 0
        before, first = self.before.get(key), token.map[0]
        kind = {"table_open": "table"}.get(token.type, "list")
        self.before[key] = token
        if token.type in DRAWN:
            yield from self.inside(first + 1)
        if token.type in LISTS and not around and not INDENT.match(self.lines[first]):
            yield Undrawn(first + 1, "indented", "")
        elif token.type == "ordered_list_open" and token.markup == ")":
            yield Undrawn(first + 1, "bracket", self.lines[first].strip())
        elif (
            (kind == "table" or token.type in LISTS)
            and before
            and self.touches(kind, before, token, around)
        ):
            yield Undrawn(first + 1, kind, "")

    def touches(
        self, kind: str, before: Token, token: Token, around: tuple[Token, ...]
    ) -> bool:
        """Return whether a list or a table is drawn as part of what is before it."""
        last, first = (before.map or [0, 0])[0], (token.map or [0])[0]
        above = self.lines[first - 1].lstrip("> \t")
        if not above.strip():
            return False
        if before.type in LISTS or before.type == "table_open":
            return (before.type in LISTS) == (kind == "table")
        if before.type == "paragraph_open":
            item = around[-1] if around else None
            begins = item and item.type == "list_item_open" and item.map
            # below an item's own words, a list goes on with it
            of_item = begins and begins[0] == last and kind == "list"
            # HTML of its own line ends a paragraph
            return not of_item and not (above[0] == "<" and above.rstrip()[-1] == ">")
        return before.type in ("fence", "blockquote_open")

    def inside(self, line: int) -> Iterator[Undrawn]:
        """Yield the element that leaves a line of Markdown as it's written."""
        element = self.opened[-1] if self.opened else None
        told = any(each.told for each in self.opened)
        if element and element.raw and not (told or self.verbatim):
            element.told = True
            outer = next(each for each in self.opened if each.raw)
            yield Undrawn(line, "html", outer.name)

    def inline(
        self, line: int, token: Token, around: tuple[Token, ...]
    ) -> Iterator[Undrawn]:
        """Yield what stays as it's written in a paragraph, a heading or a cell."""
        written = token.content.split("\n")
        if around and around[-1].type == "paragraph_open":
            yield from of_lines(line, written)
        now, ends, previous = line, [], None
        children = token.children or []
        escaped = any(c.type == "text_special" and c.content in "[]" for c in children)
        said = ""
        for number, each in enumerate(children):
            said += "\n" * (now - line - said.count("\n"))
            start, end = each.meta.get("span", (0, 0))
            place = line + token.content.count("\n", 0, end)
            if each.type in DRAWN:
                yield from self.inside(now)
            if each.type == "html_inline":
                yield from self.tag(now, each.content, token.content[:start], around)
                now = place
            elif each.type in ("code_inline", "image"):
                said += "x"
                now = place
            elif each.type == "link_open":
                ends.append(place)
            elif each.type == "link_close":
                now = ends.pop() if ends else now
            elif each.type in ("softbreak", "hardbreak"):
                if each.type == "hardbreak" and written[now - line].endswith("\\"):
                    yield Undrawn(now, "break", "\\")
                now += 1
            elif each.type == "text_special" and each.info == "escape":
                said += "x"
                # one before a letter is a backslash for both
                if each.content not in (*ESCAPED, each.markup):
                    yield Undrawn(now, "escape", each.markup)
            elif each.type == "text" and not self.verbatim:
                said += each.content
                final = number == len(children) - 1
                for found in of_words(now, each.content):
                    # in a table's cell, a bar may have cut the code in two
                    meant = (found.kind == "link" and escaped) or (
                        found.kind == "tick" and around and around[-1].tag in CELLS
                    )
                    if found.kind == "attributes":
                        text = found.text
                        meant = belongs(text, each.content, previous, around, final)
                    if not meant:
                        yield found
            previous = each
        said = PAIRED.sub(lambda m: "x" + "\n" * m[0].count("\n"), said)
        for sign in SIGN.finditer(said):
            at = line + said.count("\n", 0, sign.start())
            yield Undrawn(at, "sign", sign[0])

    @property
    def verbatim(self) -> bool:
        """Whether signs are meant as they stand: in code, in scripts, in pictures."""
        return any(each.name in VERBATIM for each in self.opened)

    def tag(
        self, line: int, content: str, above: str, around: tuple[Token, ...]
    ) -> Iterator[Undrawn]:
        """Open or close an element, and yield the tag that opens or closes none."""
        match = NAMED.fullmatch(content)
        if not match:
            return  # a comment, or an instruction
        name, rest = match["name"].lower(), match["rest"]
        foreign = any(each.name in FOREIGN for each in self.opened)
        if name not in HTML and "-" not in name and not foreign:
            yield Undrawn(line, "tag", content)
        elif match["close"]:
            yield from self.close(line, name)
        elif name not in VOID and not (foreign and rest.endswith("/")):
            within = bool(self.opened) and self.opened[-1].raw
            alone = not above.rpartition("\n")[2].strip()
            # in a list or a quotation, Python-Markdown takes no tag for a block
            begins = alone and BEGINS.match(self.lines[line - 1]) and name in BLOCK
            raw = within or bool(begins and not MARKDOWN.search(rest))
            self.opened.append(Element(line, name, raw))

    def close(self, line: int, name: str) -> Iterator[Undrawn]:
        """Close an element, and yield those in it that nothing closed."""
        if all(each.name != name for each in self.opened):
            yield Undrawn(line, "closing", name)
            return
        while (last := self.opened.pop()).name != name:
            if last.name not in OPTIONAL:
                yield Undrawn(last.line, "open", last.name)

    def end(self) -> Iterator[Undrawn]:
        """Yield the elements that the text's end leaves open."""
        for each in self.opened:
            yield Undrawn(each.line, "open", each.name)


def of_lines(line: int, written: list[str]) -> Iterator[Undrawn]:
    """Yield the lines of a paragraph that begin what is not drawn."""
    for number, text in enumerate(written, line):
        for sign, (pattern, by) in EXTENDED_LINES.items():
            if pattern.match(text):
                yield Undrawn(number, "extended", sign, by)
        if DASHES.fullmatch(text.strip()):
            yield Undrawn(number, "dashes", "")


def of_words(line: int, text: str) -> Iterator[Undrawn]:
    """Yield the signs that are left in words."""
    for kind, pattern in SIGNS.items():
        for match in pattern.finditer(text):
            yield Undrawn(line, kind, match[0])
    for sign, (pattern, by) in EXTENDED_WORDS.items():
        if pattern.search(text):
            yield Undrawn(line, "extended", sign, by)


def belongs(
    attributes: str,
    text: str,
    previous: Token | None,
    around: tuple[Token, ...],
    final: bool,
) -> bool:
    """Return whether attributes stand where they are taken for what they are of."""
    before = previous.type if previous else ""
    if text.startswith(attributes):
        if before == "image" or before == "code_inline" or before.endswith("_close"):
            return True
        if final and text == attributes and before == "softbreak":
            return True
    ends = final and text.rstrip().endswith(attributes)
    kind = around[-1].type if around else ""
    return ends and kind in ("heading_open", "th_open", "td_open")
