"""What a page's Markdown points at is there, and is ours or https.

It reads the sources alone, so that it is fast and knows the line; tests/browser
follows every link of the built site as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from engine.blocks import stage
from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.kinds import FIGURE
from engine.book.notebook import parsed as notebook
from engine.book.text import Tag, Text
from engine.book.tree import Tree, UnreadableError
from engine.gates.gate import ABOUT, Gate, texts

SCHEME = re.compile(r"^(?P<name>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
HERE = re.compile(r"http://(?:127\.0\.0\.1|localhost)\b")

LOADING = {
    *("script", "iframe", "link", "object", "embed", "base", "style", "form"),
    *("frame", "meta"),
}
FETCHED = {"src", "srcset", "poster", "data", "background"}
LINKING = {"a", "area"}  # in others, `href` is what is drawn
SPOKEN = {"alt", "title"}  # what may read like an address, and is none
# what a style fetches, as `style` and the attributes of SVG have it
DRAWN = re.compile(
    r"""(?:url|image-set)\(\s*["']?((?:[a-z][a-z0-9+.-]*:)?//[^\s"')]+)"""
)


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield every link, image and tag of one file that may not stay."""
    if path.endswith(".ipynb"):
        # of a broken one, another gate speaks
        for text in notebook(tree.text(path)).texts:
            yield from Places(tree, path).faults(text)
    else:
        yield from Places(tree, path).faults(markdown(tree, path))


def markdown(tree: Tree, path: str) -> Text:
    """Return the Markdown of a page, or of a file beside docs."""
    if path.startswith(f"{lesson.DOCS}/"):
        return tree.page_at(path).text
    return tree.markdown(path)


@dataclass(frozen=True)
class Places:
    """Where the addresses of a file lead."""

    tree: Tree
    path: str

    def faults(self, text: Text) -> Iterator[Fault]:
        """Yield what is wrong with the links of a text."""
        for link in text.links:
            if link.words == "" and link.image:
                mend = "describe it between [ and ]"
                yield Fault(self.path, link.start, "an image without alt text", mend)
            elif link.words == "":
                mend = "name its target between [ and ]"
                yield Fault(self.path, link.start, "a link without words", mend)
            for what, mend in self.judged(link.address, link.image):
                yield Fault(self.path, link.line, what, mend)
        for lost in text.lost:
            yield Fault(
                self.path,
                lost.line,
                f"nothing defines [{lost.name}]",
                f"write the address, as in [{lost.text}](page.md)",
            )
        for tag in text.tags:
            for what, mend in self.of_tag(tag):
                yield Fault(self.path, tag.line, what, mend)

    def of_tag(self, tag: Tag) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with one raw HTML tag, each with its mend."""
        if tag.name in LOADING:
            mend = "delete it: what pages load belongs in engine/theme"
            yield f"a raw <{tag.name}>", mend
            return
        attributes = dict(tag.attributes)
        if tag.name == "img" and not attributes.get("alt", "").strip():
            yield "an image without alt text", 'add alt="what it shows"'
        for key, value in attributes.items():
            if key in ("href", "xlink:href"):
                yield from self.judged(value, image=tag.name not in LINKING)
            elif key in FETCHED:
                for part in value.split(",") if key == "srcset" else [value]:
                    address = part.split()[0] if part.strip() else ""
                    yield from self.judged(address, image=True)
            elif key.startswith("on"):
                mend = "delete it: behaviour lives in engine/theme"
                yield f"a script in {key}=", mend
            elif key not in SPOKEN and not key.startswith(("data-", "aria-")):
                for address in DRAWN.findall(unescape(value)):
                    yield from self.judged(address, image=True)

    def judged(self, address: str, image: bool) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with one address, as a sentence and its mend."""
        address = unescape(address)
        if not address:
            mend = "write where it leads, or delete the link"
            yield "a link without an address", mend
            return
        scheme = SCHEME.match(address)
        remote = scheme or address.startswith("//")
        if image and remote:
            yield (
                f"a remote image: {address}",
                "save it under docs/ and link the copy: a page loads nothing from "
                "other sites",
            )
        elif address.startswith("//") or (scheme and scheme["name"].lower() == "http"):
            if self.path not in ABOUT or not HERE.match(address):
                yield f"a link without https: {address}", "write https://"
        elif scheme:
            if scheme["name"].lower() not in {"https", "mailto"}:
                what = f"an address that isn't a web page: {address}"
                yield what, "link with https://"
        else:
            yield from self.inside(address)

    def inside(self, address: str) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with an address inside this repository."""
        to, _, anchor = unquote(address).partition("#")
        to = to.partition("?")[0]
        if to.startswith("/"):
            yield (
                f"an absolute address: {address}",
                "write it relative to this page: a site may be in a folder",
            )
            return
        path = normpath(join(dirname(self.path), to)) if to else self.path
        if self.path.endswith(".ipynb") and to.endswith("/"):
            # its cells become HTML unseen by MkDocs, so they link pages as served
            path = normpath(join(self.path.removesuffix(".ipynb"), to)) + ".md"
        room = "docs/" if self.path.startswith("docs/") else ""
        if not path.startswith(room) or self.tree.stamp(path) is None:
            here = dirname(self.path) or "."
            close = nearest(to, [relpath(each, here) for each in texts(self.tree)])
            what = f"no file {path} for the link {address}"
            yield what, close or "create it, or fix the link"
            return
        if room and not self.tree.there(path):
            what = f"a link to a folder: {address}"
            yield what, "link the page's file, as in page.md"
            return
        if anchor and path.endswith(".ipynb"):
            read = notebook(self.tree.text(path))
            known = {each for text in read.texts for each in text.anchors}
            # what reads the same in several cells is counted
            if not read.broken and re.sub(r"_\d+$", "", anchor) not in known:
                close = nearest(anchor, sorted(known))
                what = f"no heading #{anchor} in {path}"
                yield what, close or "link one of its headings"
        if anchor and path.endswith(".md"):
            headings = markdown(self.tree, path).anchors
            # what stages show is asked for only where it may be meant: that takes time
            if anchor in headings or anchor in (shown := [*moments(self.tree, path)]):
                return
            close = nearest(anchor, sorted({*headings, *shown}))
            what = f"no heading #{anchor} in {path}"
            yield what, close or "link one of its headings"


def moments(tree: Tree, path: str) -> Iterator[str]:
    """Yield the anchors of what the stages of a page show, moment by moment."""
    if not path.startswith(f"{lesson.DOCS}/"):
        return
    for fence in tree.page_at(path).fences:
        if fence.label != FIGURE:
            continue
        for include in fence.includes():
            # of a recording that is none, another gate speaks
            with suppress(OSError, ValueError, KeyError, UnreadableError):
                text = stage.recording(tree, include)
                yield from (
                    f"{include.section}-{number}" for number in range(stage.count(text))
                )


GATE = Gate("links", texts, judge)
