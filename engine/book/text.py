"""A text of Markdown, parsed once: fences, headings, links, tags, blocks and words.

All gates share it. Each thing has the line of its file where it stands, from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from html import unescape
from typing import TypeVar

from markdown.extensions.toc import slugify, unique
from markdown_it.token import Token

from engine.book.dialect import parser, walked
from engine.book.undrawn import Undrawing, Undrawn

INCLUDE = re.compile(
    r"""^-+8<-+[ \t]+(?P<quote>["'])"""
    r"""(?P<file>[^"':]+)(?::(?P<section>[^"']+))?(?P=quote)$"""
)
OPENING = re.compile(
    r"^(?P<lead>(?:[ \t]|>(?!>) ?|[-*+] |\d+[.)] )*)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$"
)
PREFIX = re.compile(r"^(?:[ \t]|>(?!>) ?)*")

CODE = "\0"  # stands for inline code: a word whose spelling nobody judges
REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\][ ]?\[(?P<name>[^\[\]]*)\]")
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][\w-]*)(?P<rest>(?:\s[^<>]*)?)/?>", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    r"(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<none>[^\s>]+))"
)
UNDERLINE = re.compile(r"=+|-+")
NAMED = re.compile(r"\{[^{}\n]*?#(?P<name>[\w.:-]+)[^{}\n]*\}[ \t]*$", re.MULTILINE)
ONLY_NUMBER = re.compile(r"\d[\d,_.]*")
# what is no word, though it stands between words
NO_WORDS = [
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"\bhttps?://\S+"), CODE),
    (re.compile(r"\{[ :]*[.#][^}\n]*\}"), ""),
]


@dataclass(frozen=True)
class Include:
    """A line that asks for a file, or a section of it, from snippets."""

    file: str
    section: str | None
    line: int


@dataclass(frozen=True)
class Fence:
    """A fenced block: its label, the rest of its header, and its raw lines.

    `end` is the line of the closing ticks, or None where nothing closes the fence.
    `lead` is what stands before the opening ticks.
    """

    line: int
    end: int | None
    lead: str
    ticks: str
    label: str
    options: str
    body: tuple[str, ...]

    @property
    def last(self) -> int:
        """The fence's last line."""
        return self.end or self.line + len(self.body)

    def includes(self) -> list[Include]:
        """Return the lines of the body that are includes."""
        return [
            Include(match["file"], match["section"], self.line + offset)
            for offset, line in enumerate(self.body, start=1)
            if (match := INCLUDE.match(bare(line)))
        ]

    def typed(self) -> list[tuple[int, str]]:
        """Return the lines of the body that are not includes, blank ones left out."""
        return [
            (self.line + offset, bare(line))
            for offset, line in enumerate(self.body, start=1)
            if bare(line) and not INCLUDE.match(bare(line))
        ]


@dataclass(frozen=True)
class Heading:
    """A heading, as it is read, and the anchor that Python-Markdown gives to it."""

    line: int
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Misread:
    """A line that makes a heading when it is drawn, and none here: its mark."""

    line: int
    mark: str


@dataclass(frozen=True)
class Link:
    """An address, at the line where it is written; a link's words, an image's alt.

    `words` is None where an address is only defined, or stands for itself. `start` is
    the line where the link begins.
    """

    line: int
    start: int
    address: str
    words: str | None
    image: bool = False


@dataclass(frozen=True)
class Lost:
    """A link by a name that nothing defines."""

    line: int
    text: str
    name: str


@dataclass(frozen=True)
class Tag:
    """A raw HTML tag, its name in lower case."""

    line: int
    name: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Named:
    """An id that stands in braces below or after what it names, but a heading."""

    line: int
    name: str


@dataclass(frozen=True)
class Edge:
    """A line of slashes: where a block begins, or, without a name, where one ends.

    `settings` are the indented lines right below where one begins.
    """

    line: int
    slashes: int
    name: str | None
    title: str | None
    settings: str = ""


@dataclass(frozen=True)
class Code:
    """A piece of inline code."""

    line: int
    text: str


@dataclass(frozen=True)
class Passage:
    """Words that belong together: a paragraph, an item, a title, a heading, a cell.

    Code in it reads `CODE`.
    """

    line: int
    text: str
    sentence: bool


@dataclass(frozen=True)
class Words:
    """What a line says: `text` without any code, `numbered` with numbers in code.

    `open` is the part of `text` that is in no link, no heading and no block's title.
    """

    line: int
    text: str
    numbered: str
    open: str = ""


@dataclass(frozen=True)
class Block:
    """A block in a list: its line, indentation, and how much keeps it in its item."""

    line: int
    indent: int
    needed: int


@dataclass(frozen=True)
class Cut:
    """A numbered list that begins with another number than 1."""

    line: int
    number: int


Placed = TypeVar(
    "Placed",
    Fence,
    Heading,
    Misread,
    Link,
    Lost,
    Tag,
    Named,
    Edge,
    Code,
    Passage,
    Words,
    Block,
    Cut,
    Undrawn,
)


@dataclass(frozen=True)
class Text:
    """All that a text of Markdown holds, each kind in the order of the lines."""

    fences: tuple[Fence, ...] = ()
    headings: tuple[Heading, ...] = ()
    misread: tuple[Misread, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    lost: tuple[Lost, ...] = ()
    tags: tuple[Tag, ...] = ()
    named: tuple[Named, ...] = ()
    edges: tuple[Edge, ...] = ()
    codes: tuple[Code, ...] = ()
    passages: tuple[Passage, ...] = ()
    words: tuple[Words, ...] = ()
    blocks: tuple[Block, ...] = ()
    cuts: tuple[Cut, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()

    def moved(self, lines: Sequence[int]) -> Text:
        """Return the same text whose line n stands at `lines[n - 1]` of its file."""

        def at(things: tuple[Placed, ...]) -> tuple[Placed, ...]:
            return tuple(replace(each, line=lines[each.line - 1]) for each in things)

        return Text(
            **{
                each.name: at(getattr(self, each.name))
                for each in fields(self)
                if each.name not in ("anchors", "links")
            },
            anchors=self.anchors,
            links=tuple(
                replace(each, start=lines[each.start - 1]) for each in at(self.links)
            ),
        )


def read(source: str) -> Text:
    """Return a text of Markdown as what it holds."""
    # to the parser a CR ends a line, to all else a part of one
    return Reader(source.replace("\r\n", "\n").replace("\r", " ")).text


def marks(line: str) -> list[str]:
    """Return the marks of Markdown in a line but for those of code, one backtick each.

    They are what is shown as it stands where only code is drawn.
    """
    found = []
    for token in PARSER.parseInline(line)[0].children or []:
        if token.type in ("link_open", "image"):
            found.append("](")
        elif token.type == "html_inline":
            found.append(token.content)
        elif token.nesting >= 0 and token.markup not in ("", "`"):
            found.append(token.markup)
    return found + [each.text for each in read(line).undrawn if each.text not in found]


def bare(line: str) -> str:
    """Return a line without indentation and quotation marks."""
    return PREFIX.sub("", line).rstrip()


def header(info: str) -> tuple[str, str]:
    """Split a fence's info string into its label and everything else.

    Both `python title="x"` and `{.python title="x"}` are understood.
    """
    info = info.strip()
    if info.startswith("{"):
        words = info.strip("{} ").split()
        classes = [word for word in words if word.startswith(".")]
        label = classes[0][1:] if classes else ""
        return label, " ".join(word for word in words if word != f".{label}")
    label, _, options = info.partition(" ")
    if "{" in label:
        label, _, more = label.partition("{")
        options = "{" + more + " " + options
    return label, options.strip()


@dataclass
class Reader:
    """Reads one text: goes through its tokens and gathers what they are."""

    source: str
    lines: list[str] = field(init=False)
    known: set[str] = field(init=False)
    found: dict[str, list[object]] = field(init=False)
    undrawing: Undrawing = field(init=False)

    def __post_init__(self) -> None:
        """Parse the text and read each of its blocks."""
        self.lines = self.source.split("\n")
        self.found = {each.name: [] for each in fields(Text)}
        self.undrawing = Undrawing(self.lines)
        environment: dict[str, dict[str, object]] = {}
        tokens = walked(PARSER.parse(self.source, environment))
        self.known = {name.casefold() for name in environment.get("references", {})}
        titles: list[tuple[int, int, str, str]] = []
        for token, around in tokens:
            line = (token.map or [0])[0] + 1
            self.found["undrawn"] += self.undrawing.block(token, around)
            match token.type:
                case "fence":
                    self.fence(line, token)
                case "edge":
                    self.edge(line, token)
                case "definition":
                    self.add("links", Link(line, line, token.meta["url"], None))
                case "hr" if UNDERLINE.fullmatch(bare(self.lines[line - 1])):
                    above, words = ["", "", *self.lines][line - 1 : line + 1]
                    if bare(words) and not bare(above):
                        self.add("misread", Misread(line, "-"))
                case "ordered_list_open" if token.attrs.get("start", 1) != 1:
                    self.add("cuts", Cut(line, int(token.attrs["start"])))
                case "inline":
                    heading = around[-1] if around[-1].type == "heading_open" else None
                    self.inline(line, token, around)
                    if heading:
                        level = int(heading.tag[1:])
                        titles.append((line, level, *title(token, self.source)))
            if token.map and token.type != "list_item_open":
                self.place(token, around)
        self.found["undrawn"] += self.undrawing.end()
        self.anchor(titles)

    @property
    def text(self) -> Text:
        """What was found."""
        kept = {name: tuple(things) for name, things in self.found.items()}
        return Text(**{**kept, "anchors": frozenset(self.found["anchors"])})  # type: ignore[arg-type]

    def add(self, kind: str, thing: object) -> None:
        """Keep what was found."""
        self.found[kind].append(thing)

    def fence(self, line: int, token: Token) -> None:
        """Keep a fence; only ticks as many as it began with end it on the page."""
        first, last = token.map or [0, 0]
        ticks = token.markup
        ended = last - first > 1 and bare(self.lines[last - 1]) == ticks
        label, options = header(token.info)
        opening = OPENING.match(self.lines[first])
        body = self.lines[first + 1 : last - 1 if ended else last]
        end = last if ended else None
        lead = opening["lead"] if opening else ""
        self.add("fences", Fence(line, end, lead, ticks, label, options, tuple(body)))

    def edge(self, line: int, token: Token) -> None:
        """Keep a line of slashes, and the words in it."""
        about = token.meta
        size = len(about["slashes"])
        name, said = about["name"], about["title"]
        self.add("edges", Edge(line, size, name, said, about["settings"]))
        if about["title"]:
            token = PARSER.parseInline(about["title"])[0]
            self.found["undrawn"] += self.undrawing.inline(line, token, ())
            inline = Inline(token)
            self.held(line, inline)
            self.spoken(line, inline, sentence=True, titles=True)

    def place(self, token: Token, around: tuple[Token, ...]) -> None:
        """Keep where a block stands that belongs to an item of a list.

        Python-Markdown wants four columns for each list around it.
        """
        items = [each for each in around if each.type == "list_item_open"]
        start = (token.map or [0])[0]
        if not items or around[-1] is not items[-1] or not items[-1].map:
            return
        if start != items[-1].map[0]:
            line = re.sub(r"^(?: {0,3}> ?)*", "", self.lines[start].expandtabs(4))
            indent = len(line) - len(line.lstrip())
            self.add("blocks", Block(start + 1, indent, 4 * len(items)))

    def inline(self, line: int, token: Token, around: tuple[Token, ...]) -> None:
        """Keep what stands in a paragraph, a heading or a cell."""
        inline = Inline(token)
        self.found["undrawn"] += self.undrawing.inline(line, token, around)
        if around[-1].type == "paragraph_open":
            for number, text in enumerate(token.content.split("\n")):
                underlines = number == 1 and UNDERLINE.fullmatch(text.rstrip())
                if underlines or text.startswith("#"):
                    self.add("misread", Misread(line + number, text[0]))
        self.held(line, inline)
        # not of a title: a wrong choice may well name what isn't there
        for code in inline.codes():
            self.add("codes", replace(code, line=line + code.line))
        if around[-1].type != "heading_open":
            text = inline.hidden
            for each in NAMED.finditer(text):
                at = line + text.count("\n", 0, each.start())
                self.add("named", Named(at, each["name"]))
                self.add("anchors", each["name"])
        kind = around[-1].type
        self.spoken(line, inline, kind == "paragraph_open", kind == "heading_open")

    def held(self, line: int, inline: Inline) -> None:
        """Keep the links and the tags of a text."""
        for each in inline.links():
            moved = replace(each, line=line + each.line, start=line + each.start)
            self.add("links", moved)
        for offset, match in inline.references():
            name = match["name"] or match["text"]
            if name.casefold() not in self.known and not name.startswith("^"):
                self.add("lost", Lost(line + offset, match["text"], name))
        for offset, tag in inline.tags():
            attributes = tuple(
                (each["name"].lower(), each["two"] or each["one"] or each["none"] or "")
                for each in ATTRIBUTE.finditer(tag["rest"])
            )
            self.add("tags", Tag(line + offset, tag["name"].lower(), attributes))
            ids = [value for key, value in attributes if key == "id"]
            self.found["anchors"] += ids

    def spoken(self, line: int, inline: Inline, sentence: bool, titles: bool) -> None:
        """Keep the words of a text, line for line and as passages."""
        gathered: list[str] = []
        start = line
        plain = inline.said(numbers=False).split("\n")
        numbered = inline.said(numbers=True).split("\n")
        free = inline.said(numbers=False, links=False).split("\n")
        lines = zip(plain, numbered, free, strict=True)
        for number, (text, more, unlinked) in enumerate(lines, line):
            self.add("words", Words(number, text, more, "" if titles else unlinked))
            if text.strip():
                start = start if gathered else number
                gathered.append(text.strip())
            elif gathered:
                self.add("passages", Passage(start, " ".join(gathered), sentence))
                gathered = []
        if gathered:
            self.add("passages", Passage(start, " ".join(gathered), sentence))

    def anchor(self, titles: list[tuple[int, int, str, str]]) -> None:
        """Give each heading its anchor: the one it names, or one of its words."""
        ids = {str(each) for each in self.found["anchors"]}
        ids |= {named for _, _, _, named in titles if named}
        for line, level, text, named in titles:
            own = named or unique(slugify(text, "-"), ids)
            self.add("headings", Heading(line, level, text, own))
        self.found["anchors"] += sorted(ids)


def title(token: Token, source: str) -> tuple[str, str]:
    """Return a heading's words, and the anchor that it gives itself."""
    text = "".join(
        each.content for each in token.children or [] if each.type != "html_inline"
    )
    named = NAMED.search(text)
    return unescape(NAMED.sub("", text)).strip(), named["name"] if named else ""


class Inline:
    """The text of a paragraph, a heading or a cell, and what stands where in it.

    Lines count from 0 here.
    """

    def __init__(self, token: Token) -> None:
        """Take the token of the text."""
        self.content = token.content
        self.children = [each for each in token.children or [] if "span" in each.meta]

    def line(self, offset: int) -> int:
        """Return the line of an offset."""
        return self.content.count("\n", 0, offset)

    def spans(self, *kinds: str) -> Iterator[tuple[Token, int, int]]:
        """Yield the tokens of some kinds, with where they begin and end."""
        for each in self.children:
            if each.type in kinds:
                yield each, *each.meta["span"]

    def links(self) -> Iterator[Link]:
        """Yield the links and the images whose address stands here."""
        for token, start, end in self.spans("link_open", "image"):
            image = token.type == "image"
            address = str(token.attrs.get("src" if image else "href", ""))
            begun = self.line(start)
            if token.markup == "autolink":
                yield Link(begun, begun, address, None)
                continue
            middle = self.content.rfind("](", start, end)
            if middle < 0 or not self.content[start:end].endswith(")"):
                continue  # its address stands where it is defined
            first = middle + 2
            while self.content[first].isspace():
                first += 1
            words = self.content[start + 1 + image : middle].strip()
            yield Link(self.line(first), begun, address, words, image)

    def codes(self) -> Iterator[Code]:
        """Yield the pieces of inline code."""
        for token, start, _ in self.spans("code_inline"):
            yield Code(self.line(start), token.content)

    @property
    def hidden(self) -> str:
        """The text with code made an `x` a character, and comments spaces."""
        text = self.content
        for token, start, end in self.spans("code_inline", "html_inline"):
            comment = token.content.startswith("<!--")
            if token.type == "code_inline" or comment:
                blank = re.sub(r"[^\n]", " " if comment else "x", text[start:end])
                text = text[:start] + blank + text[end:]
        return text

    def tags(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the raw tags that open, each with its line."""
        for match in TAG.finditer(self.hidden):
            if not match["close"]:
                yield self.line(match.start()), match

    def references(self) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield what looks like a link by name, and is none."""
        if "][" not in self.content and "] [" not in self.content:
            return
        text = self.hidden
        for _, start, end in self.spans("link_open", "image"):
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        for match in REFERENCE.finditer(text):
            yield self.line(match.start()), match

    def said(self, numbers: bool, links: bool = True) -> str:
        """Return the words, on the lines where they stand, with code left out.

        With `numbers`, code that is a number stays; without `links`, no link does.
        """
        cuts: dict[tuple[int, int], str] = {}
        linking = self.spans("link_open", "image")
        whole = [] if links else [(start, end) for _, start, end in linking]
        for token, start, end in self.spans("code_inline", "html_inline"):
            if any(first <= start and end <= last for first, last in whole):
                continue
            number = numbers and ONLY_NUMBER.fullmatch(token.content)
            code = token.content if number else CODE
            cuts[start, end] = code if token.type == "code_inline" else ""
        for token, start, end in self.spans("link_open", "image"):
            if token.markup == "autolink":
                cuts[start, end] = CODE
                continue
            middle = self.content.rfind("](", start, end)
            if middle >= 0:
                cuts[start if whole else middle + 1, end] = CODE if whole else ""
        text = self.content
        for (start, end), standing in sorted(cuts.items(), reverse=True):
            lines = "\n" * text.count("\n", start, end)
            text = text[:start] + standing + lines + text[end:]
        for pattern, standing in NO_WORDS:
            text = pattern.sub(
                lambda m, s=standing: s + "\n" * m[0].count("\n"),  # type: ignore[misc]
                text,
            )
        return text


PARSER = parser()
