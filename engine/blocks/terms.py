"""Terms of the glossary, linked at their first use on a page.

None is linked within a link, a heading, a title, code or what is pressed, and none on
the page that teaches it. What stands open comes before what a reader has to open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from engine.book.glossary import Glossary, Term
from engine.book.tree import Tree

HEADINGS = {f"h{level}" for level in range(1, 7)}
# where a link is none, or would be in the way
CLOSED_TO = {*HEADINGS, "a", "button", "code", "kbd", "pre", "summary"}
TITLES = {"admonition-title", "asks"}  # the classes of blocks' titles
FOLDED = "details"
TAG = re.compile(r"<(\w+)")


class Terms(Treeprocessor):
    """Links the terms of one page."""

    def __init__(self, md: Markdown, tree: Tree, glossary: Glossary, page: str) -> None:
        """Take the glossary, and the page that is converted, by its name below docs."""
        super().__init__(md)
        self.tree = tree
        self.glossary = glossary
        self.page = page

    def run(self, root: Element) -> None:
        """Link each term once."""
        page = self.tree.page(self.page)
        if not page or self.page == self.glossary.page:
            return
        meant = self.glossary.meant(page)
        left = {each for each in meant if each.taught != self.page}
        for folded in (False, True):
            for parent in list(self.parents(root, folded)):
                self.link(parent, left)

    def parents(self, element: Element, folded: bool) -> Iterator[Element]:
        """Yield the elements whose own text may hold links, in order.

        With `folded` those within what has to be opened, else those that stand open.
        """
        if element.tag in CLOSED_TO or element.get("class") in TITLES:
            return
        if self.closed(element):
            return
        if element.tag == FOLDED and not folded:
            return
        yield element
        for child in element:
            yield from self.parents(child, folded)

    def closed(self, element: Element) -> bool:
        """Return whether raw HTML in an element's own text is closed to links."""
        texts = [element.text or "", *(child.tail or "" for child in element)]
        raw = self.md.htmlStash.rawHtmlBlocks
        return any(
            (tag := TAG.match(str(raw[int(match[1])]))) and tag[1].lower() in CLOSED_TO
            for text in texts
            for match in HTML_PLACEHOLDER_RE.finditer(text)
        )

    def link(self, parent: Element, left: set[Term]) -> None:
        """Link the terms in an element's own text, and take them from those left."""
        parent.text, order = self.parted(parent.text or "", left)
        for child in list(parent):
            child.tail, links = self.parted(child.tail or "", left)
            order += [child, *links]
        parent[:] = order

    def parted(self, text: str, left: set[Term]) -> tuple[str, list[Element]]:
        """Return a text up to its first link, and its links, each with what follows."""
        links: list[Element] = []
        before, end = "", 0
        for match, term in self.glossary.found(text):
            if term not in left:
                continue
            left.discard(term)
            if links:
                links[-1].tail = text[end : match.start()]
            else:
                before = text[: match.start()]
            address = self.glossary.address(term, self.page)
            links.append(Element("a", {"class": "term", "href": address}))
            links[-1].text, end = match[0], match.end()
        if not links:
            return text, []
        links[-1].tail = text[end:]
        return before, links
