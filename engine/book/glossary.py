"""The glossary: which terms it has, in which forms, and which page teaches each.

It is the page that `glossary` names in `[tool.kit]`. Each heading below its title is a
term, with what it means under it; the first link there that leads to another page leads
to the one that teaches it. Other forms of a term stand in front matter:

    forms:
      row: [rows]

A page that uses a term in another sense names it under `unlinked` in its front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath, relpath

from engine.book import lesson
from engine.book.page import Page
from engine.book.settings import settings
from engine.book.tree import Tree

FORMS, UNLINKED = "forms", "unlinked"  # keys of front matter


@dataclass(frozen=True)
class Term:
    """A term: its forms, its anchor on the glossary, and the page that teaches it.

    `taught` is a name of a page below docs; "" where no page teaches it.
    """

    name: str
    forms: tuple[str, ...]
    anchor: str
    taught: str


@dataclass(frozen=True)
class Glossary:
    """The terms of a site, and the page that has them, by its name below docs."""

    page: str
    terms: tuple[Term, ...]

    @cached_property
    def by_form(self) -> dict[str, Term]:
        """The terms by each of their forms."""
        return {form: term for term in self.terms for form in term.forms}

    @cached_property
    def words(self) -> re.Pattern[str]:
        """What finds all forms; asked for by each piece of text on each page."""
        longest = sorted(self.by_form, key=len, reverse=True)
        each = "|".join(r"\s+".join(map(re.escape, f.split())) for f in longest)
        return re.compile(rf"(?<![\w-])(?:{each or '(?!)'})(?![\w-])", re.IGNORECASE)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Yield the terms in a text, in order: of two at one place, the longer one."""
        for match in self.words.finditer(text):
            # letters that are one to a pattern may be two in small letters
            term = self.by_form.get(plain(match[0]))
            if term:
                yield match, term

    def meant(self, page: Page) -> set[Term]:
        """Return the terms that a page may use in the glossary's sense."""
        told = page.meta.get(UNLINKED)
        other = {plain(str(each)) for each in told} if isinstance(told, list) else set()
        return {each for each in self.terms if plain(each.name) not in other}

    def address(self, term: Term, page: str) -> str:
        """Return where a term's entry is, as a page of docs links it."""
        return f"{relpath(self.page, dirname(page) or '.')}#{term.anchor}"


def glossary(tree: Tree) -> Glossary | None:
    """Return the glossary of a tree, or None where it names none that is there."""
    address = settings(tree).glossary
    page = tree.page(f"{address.strip('/')}.md") if address else None
    return read(page) if page else None


def read(page: Page) -> Glossary:
    """Return the terms of a page that is a glossary."""
    told = page.meta.get(FORMS)
    forms = told if isinstance(told, dict) else {}
    headings = [each for each in page.text.headings if each.level > 1]
    ends = [*(each.line for each in headings[1:]), page.first_line + len(page.lines)]
    name = page.path.removeprefix(f"{lesson.DOCS}/")
    terms = []
    for heading, end in zip(headings, ends, strict=True):
        places = (
            normpath(join(dirname(name), link.address.partition("#")[0]))
            for link in page.text.links
            if heading.line < link.line < end and ".md" in link.address
        )
        taught = next((each for each in places if each != name), "")
        own = (plain(heading.text), *map(plain, listed(forms, heading.text)))
        terms.append(Term(heading.text, own, heading.anchor, taught))
    return Glossary(name, tuple(terms))


def listed(forms: Mapping[object, object], term: str) -> list[str]:
    """Return the other forms of a term; none where they are no list."""
    by_term = {plain(str(name)): found for name, found in forms.items()}
    found = by_term.get(plain(term))
    return [str(each) for each in found] if isinstance(found, list) else []


def plain(text: str) -> str:
    """Return a text in small letters, a space between its words."""
    return " ".join(text.lower().split())
