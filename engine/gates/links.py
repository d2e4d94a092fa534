"""The link gate: what a page's Markdown points at is there, and is ours or https.

It reads the sources alone, so that it is fast and knows the line; tests/browser
follows every link of the built site as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from markdown.extensions.toc import slugify, unique

from engine.book import fences
from engine.book.fault import Fault
from engine.book.tree import FRONT_MATTER, stamp
from engine.gates.provenance import nearest

# read beside docs, because a visitor of the repository follows their links first
ABOUT = ("README.md", "CONTRIBUTING.md", "SECURITY.md")

HIDDEN = re.compile(
    r"<!--.*?-->|(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)
ADDRESS = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()<>]|\([^\s()]*\))*))"
INLINE = re.compile(rf"\]\(\s*{ADDRESS}(?:\s+[\"'(][^\n]*?[\"')])?\s*\)")
IMAGE = re.compile(rf"!\[(?P<alt>[^\[\]]*)\]\(\s*{ADDRESS}")
NAMELESS = re.compile(r"(?<!!)\[\s*\]\(")
DEFINED = re.compile(
    rf"^[ ]{{0,3}}\[(?P<name>[^\]\[^]+)\]:[ \t]*{ADDRESS}", re.MULTILINE
)
REFERENCE = re.compile(r"\[(?P<text>[^\[\]]+)\][ ]?\[(?P<name>[^\[\]]*)\]")
BETWEEN_ANGLES = re.compile(r"<(?P<bare>[a-z][a-z0-9+.-]*:[^\s<>]+)>", re.IGNORECASE)
TAG = re.compile(r"<(?P<name>[a-z][\w-]*)(?P<rest>(?:\s[^<>]*)?)/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<two>[^\"]*)\"|'(?P<one>[^']*)'|(?P<none>[^\s>]+))"
)
HEADING = re.compile(r"^(?:[-*+][ ]+)?#{1,6}[ \t]+(?P<text>.+?)[ \t]*#*[ \t]*$")
NAMED = re.compile(r"\{[^{}\n]*?#(?P<name>[\w.:-]+)[^{}\n]*\}[ \t]*$")
SCHEME = re.compile(r"^(?P<name>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
HERE = re.compile(r"http://(?:127\.0\.0\.1|localhost)\b")

LOADING = {"script", "iframe", "link", "object", "embed", "base", "style", "form"}
FETCHED = {"src", "srcset", "poster", "data"}


@dataclass(frozen=True)
class Text:
    """A file's Markdown: what is code in it blanked, its lines the file's own.

    `anchors` are the names that a link may end in, or None where only the built page
    knows them. `lines` has for each line of `masked` the file's line number.
    """

    path: str
    masked: str
    lines: tuple[int, ...]
    anchors: frozenset[str] | None

    def line(self, offset: int) -> int:
        """Return the file's line that the character at `offset` stands on."""
        return self.lines[self.masked.count("\n", 0, offset)]


def faults(root: Path) -> list[Fault]:
    """Return every link, image and tag of the tree's Markdown that may not stay."""
    files = [
        file
        for pattern in ("*.md", "*.ipynb")
        for file in sorted((root / "docs").rglob(pattern))
    ]
    files += [file for name in ABOUT if (file := root / name).is_file()]
    texts = {
        text.path: text
        for file in files
        for text in [read(file, file.relative_to(root).as_posix(), *stamp(file))]
    }
    return sorted(
        {fault for text in texts.values() for fault in text_faults(root, text, texts)}
    )


def text_faults(root: Path, text: Text, texts: dict[str, Text]) -> Iterator[Fault]:
    """Yield what is wrong with the links of one file."""

    def fault(offset: int, what: str, mend: str) -> Fault:
        return Fault(text.path, text.line(offset), what, mend)

    for found in NAMELESS.finditer(text.masked):
        yield fault(
            found.start(), "a link without words", "say between [ and ] where it leads"
        )
    images = set()
    for found in IMAGE.finditer(text.masked):
        images.add(found.start("bare" if found["angled"] is None else "angled"))
        if not found["alt"].strip():
            yield fault(
                found.start(),
                "an image without alt text",
                "say between [ and ] what it shows",
            )
    for pattern in (INLINE, DEFINED, BETWEEN_ANGLES):
        for found in pattern.finditer(text.masked):
            group = "angled" if found.groupdict().get("angled") is not None else "bare"
            image = found.start(group) in images
            for what, mend in judged(root, text, texts, found[group], image):
                yield fault(found.start(group), what, mend)
    defined = {found["name"].casefold() for found in DEFINED.finditer(text.masked)}
    for found in REFERENCE.finditer(text.masked):
        name = found["name"] or found["text"]
        if name.casefold() not in defined and not name.startswith("^"):
            yield fault(
                found.start(),
                f"nothing defines [{name}]",
                f"write the address, as in [{found['text']}](page.md)",
            )
    for found in TAG.finditer(text.masked):
        for what, mend in tag_problems(root, text, texts, found):
            yield fault(found.start(), what, mend)


def tag_problems(
    root: Path, text: Text, texts: dict[str, Text], found: re.Match[str]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one raw HTML tag, each with its mend."""
    name = found["name"].lower()
    if name in LOADING:
        yield f"a raw <{name}>", "delete it: what pages load belongs in engine/theme"
        return
    attributes = {
        each["name"].lower(): each["two"] or each["one"] or each["none"] or ""
        for each in ATTRIBUTE.finditer(found["rest"])
    }
    if name == "img" and not attributes.get("alt", "").strip():
        yield "an image without alt text", 'add alt="what it shows"'
    for key, value in attributes.items():
        if key == "href":
            yield from judged(root, text, texts, value, image=False)
        elif key in FETCHED:
            for part in value.split(",") if key == "srcset" else [value]:
                address = part.split()[0] if part.strip() else ""
                yield from judged(root, text, texts, address, image=True)
        elif key.startswith("on"):
            yield f"a script in {key}=", "delete it: behaviour lives in engine/theme"


def judged(
    root: Path, text: Text, texts: dict[str, Text], address: str, image: bool
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one address, as a sentence and its mend."""
    address = unescape(address)
    if not address:
        yield "a link without an address", "write where it leads, or delete the link"
        return
    scheme = SCHEME.match(address)
    remote = scheme or address.startswith("//")
    if image and remote:
        yield (
            f"a remote image: {address}",
            "save it below docs/ and link the copy: a page loads nothing from others",
        )
    elif address.startswith("//") or (scheme and scheme["name"].lower() == "http"):
        if text.path not in ABOUT or not HERE.match(address):
            yield f"a link without https: {address}", "write https://"
    elif scheme:
        if scheme["name"].lower() not in {"https", "mailto"}:
            yield f"an address that is no web page: {address}", "link with https://"
    else:
        yield from inside(root, text, texts, address)


def inside(
    root: Path, text: Text, texts: dict[str, Text], address: str
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an address inside this repository."""
    to, _, anchor = unquote(address).partition("#")
    to = to.partition("?")[0]
    if to.startswith("/"):
        yield (
            f"an absolute address: {address}",
            "write it relative to this page: a site may stand below a folder",
        )
        return
    path = normpath(join(dirname(text.path), to)) if to else text.path
    if text.path.endswith(".ipynb") and to.endswith("/"):
        # its cells become HTML unseen by MkDocs, so they link pages as they are served
        path = normpath(join(text.path.removesuffix(".ipynb"), to)) + ".md"
    room = "docs/" if text.path.startswith("docs/") else ""
    names = [p.removeprefix("docs/") for p in texts if p.startswith(room)]
    if not path.startswith(room) or not (root / path).exists():
        close = nearest(path.removeprefix("docs/"), names)
        yield f"no file {path} for the link {address}", close or "create it, or mend it"
        return
    if room and (root / path).is_dir():
        yield f"a link to a folder: {address}", "link the page's file, as in page.md"
        return
    known = texts[path].anchors if path in texts else None
    if anchor and known is not None and anchor not in known:
        close = nearest(anchor, sorted(known))
        yield f"no heading #{anchor} in {path}", close or "link one of its headings"


@lru_cache(maxsize=256)
def read(file: Path, path: str, *_stamp: int) -> Text:
    """Read one Markdown file, or the Markdown cells of a notebook."""
    source = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".ipynb":
        return notebook(source, path)
    front = FRONT_MATTER.match(source)
    if front:
        blank = "\n" * front[0].count("\n")
        source = blank + source[front.end() :]
    masked = mask(source)
    lines = tuple(range(1, masked.count("\n") + 2))
    return Text(path, masked, lines, anchors(source, masked))


def notebook(source: str, path: str) -> Text:
    """Return the Markdown cells of a notebook, each line with its line in the JSON.

    A broken notebook gives no text here: the notebook gate speaks of it.
    """
    try:
        cells = json.loads(source)["cells"]
    except (ValueError, KeyError, TypeError):
        return Text(path, "", (1,), None)
    raw = source.splitlines()
    texts, lines, at = [], [], 0
    for cell in cells:
        if cell.get("cell_type") != "markdown":
            continue
        for line in "".join(cell["source"]).splitlines():
            written = json.dumps(line, ensure_ascii=False)[1:-1]
            at = next((n for n in range(at, len(raw)) if written in raw[n]), at)
            texts.append(line)
            lines.append(at + 1)
    return Text(path, mask("\n".join(texts)), (*lines, lines[-1] if lines else 1), None)


def mask(source: str) -> str:
    """Return Markdown of the same lines, in which what is code reads `x`."""
    lines = source.split("\n")
    for fence in fences.read(lines):
        for index in range(fence.line - 1, fence.end or len(lines)):
            lines[index] = ""
    return HIDDEN.sub(lambda found: blank(found[0]), "\n".join(lines))


def blank(text: str) -> str:
    """Return a text with every character but the line ends made an `x`.

    A comment becomes spaces, because it is not there for a reader.
    """
    return re.sub(r"[^\n]", " " if text.startswith("<!--") else "x", text)


def anchors(source: str, masked: str) -> frozenset[str]:
    """Return the ids that Python-Markdown gives a page's headings, and named ones."""
    ids: set[str] = set()
    for written, line in zip(source.split("\n"), masked.split("\n"), strict=True):
        if not HEADING.match(line):
            ids |= {found["name"] for found in NAMED.finditer(line)}
            continue
        named = NAMED.search(written)
        if named:
            ids.add(named["name"])
            continue
        text = HEADING.sub(r"\g<text>", written)
        text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
        text = re.sub(r"</?[a-zA-Z][^>]*>|[`*]|(?<!\w)_|_(?!\w)", "", text)
        unique(slugify(unescape(text), "-"), ids)
    for found in TAG.finditer(masked):
        ids |= {
            each["two"] or each["one"] or each["none"]
            for each in ATTRIBUTE.finditer(found["rest"])
            if each["name"].lower() == "id"
        }
    return frozenset(ids)
