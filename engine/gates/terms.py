"""A lesson uses no term of the glossary before it's taught, but where it links to it.

The build links the first use of a term, but for headings, links, code and what is
pressed. So a lesson that comes before the one that teaches a term has to use it in a
sentence, or to link it.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.glossary import FORMS, UNLINKED, Glossary, Term, glossary, plain
from engine.book.page import Page
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages, whole
from engine.gates.prose import is_lesson


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield each term that a lesson uses too early, at its first line there."""
    known = glossary(tree)
    page = tree.page_at(path)
    if not known or not is_lesson(page):
        return
    places = {name: place for place, name in enumerate(tree.nav())}
    own = places.get(path.removeprefix(f"{lesson.DOCS}/"), 0)
    told = known.meant(page) - set(links(known, page))
    for term, line in used(known, page).items():
        if own < places.get(term.taught, -1) and term in told:
            what = f"uses {term.name!r} before {term.taught} teaches it, without a link"
            mend = f"use it in a sentence, link that page, or name it in `{UNLINKED}`"
            yield Fault(path, line, what, mend)


def used(known: Glossary, page: Page) -> dict[Term, int]:
    """Return the terms that a page has in its words, each with its first line."""
    words = page.text.words
    text = "\n".join(each.text for each in words)
    found: dict[Term, int] = {}
    for match, term in known.found(text):
        line = words[text.count("\n", 0, match.start())].line
        found.setdefault(term, line)
    return found


def links(known: Glossary, page: Page) -> Iterator[Term]:
    """Yield the terms that stand in a link of a page, or where the build makes one."""
    spoken = "\n".join(each.open for each in page.text.words)
    texts = [spoken, *(each.words or "" for each in page.text.links)]
    for text in texts:
        for _, term in known.found(text):
            yield term


def judge_entries(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield what is wrong with the forms that a glossary gives to its terms."""
    known = glossary(tree)
    page = tree.page(known.page) if known else None
    if not known or not page:
        return
    told = page.meta.get(FORMS, {})
    line = page.key_line(FORMS)
    if not isinstance(told, dict) or not all(
        isinstance(each, list) for each in told.values()
    ):
        mend = "under it, list each term with its forms: `row: [rows]`"
        yield Fault(page.path, line, f"`{FORMS}` isn't a list of forms by term", mend)
        return
    names = [each.name for each in known.terms]
    for name in told:
        if plain(str(name)) not in map(plain, names):
            mend = nearest(str(name), names) or "write it as in its heading"
            what = f"forms of {name!r}, which isn't a term"
            yield Fault(page.path, line, what, mend)
    owners: dict[str, str] = {}
    for term in known.terms:
        for form in map(plain, term.forms):
            owner = owners.setdefault(form, term.name)
            if owner != term.name:
                what = f"{form!r} is a form of {owner!r} and of {term.name!r}"
                yield Fault(page.path, line, what, "keep it under one of them")


def judge_unlinked(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what a page says not to link, and no link would be made to."""
    page = tree.page_at(path)
    known = glossary(tree)
    told = page.meta.get(UNLINKED)
    if told is None:
        return
    line = page.key_line(UNLINKED)
    if not isinstance(told, list):
        what = f"`{UNLINKED}` isn't a list of terms"
        yield Fault(path, line, what, "write [term]")
        return
    names = {plain(each.name): each for each in known.terms} if known else {}
    there = used(known, page) if known else {}
    for name in map(str, told):
        term = names.get(plain(name))
        if term is None:
            mend = nearest(plain(name), names) or "take it out"
            yield Fault(path, line, f"{name!r} isn't a term on this page", mend)
        elif term not in there:
            yield Fault(path, line, f"{name!r} isn't used on this page", "take it out")


GATE = Gate("terms", pages, judge, building=False)
UNUSED = Gate("unlinked", pages, judge_unlinked, building=False)
ENTRIES = Gate("glossary", whole, judge_entries)
