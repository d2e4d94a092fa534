"""Terms of a glossary are linked where a page first uses them, by the build."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from engine.book.glossary import Glossary, Term, glossary
from engine.book.tree import Tree
from engine.site.build import Builder
from tests.engine.judging import found
from tests.samples import DEEP, LESSON, PLAIN, laid

WORDS = "house/words"
GLOSSARY = """\
---
title: Words of the house
description: What the house calls its things, each with the page that tells of it.
forms:
  cup: [cups]
---

# Words of the house

## Cup

What a kettle pours. [The kettle](../kitchen/kettle.md) tells, and no
[timer](../kitchen/stove/timer.md).

## Minute

What a [timer](../kitchen/stove/timer.md#the-timer) rings for.

## Tea

What is in a [cup](#cup). Nobody tells.

## Tea house

Where all of it is. [Rows](../garden/rows.md) are behind it.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample with a glossary."""
    root = laid(tmp_path / "site")
    (root / f"docs/{WORDS}.md").write_text(GLOSSARY)
    nav, own = root / "mkdocs.yml", root / "pyproject.toml"
    known = "      - A place to play: house/play.md\n"
    text = nav.read_text()
    assert known in text
    nav.write_text(text.replace(known, f"{known}      - Words: {WORDS}.md\n"))
    own.write_text(f'[tool.kit]\nglossary = "{WORDS}"\n{own.read_text()}')
    return root


@pytest.fixture
def draw(root: Path) -> Callable[..., str]:
    """A function that draws Markdown as a page of the sample."""

    def drawn(text: str, page: str = f"{PLAIN}.md") -> str:
        settings = {"engine.blocks": {"root": str(root), "page": page}}
        types = {"types": ["predict"]}
        html: str = markdown.markdown(
            text,
            extensions=["engine.blocks", "tables", "toc", "pymdownx.blocks.details"],
            extension_configs={**settings, "pymdownx.blocks.details": types},
        )
        return html

    return drawn


def linked(html: str) -> list[str]:
    """Return the words of the links to a glossary, in order."""
    return re.findall(r'<a class="term" href="[^"]+">([^<]+)</a>', html)


def test_a_glossary_has_a_term_a_heading_with_the_page_that_teaches_it(
    root: Path,
) -> None:
    assert glossary(Tree(root)) == Glossary(
        f"{WORDS}.md",
        (
            Term("Cup", ("cup", "cups"), "cup", f"{LESSON}.md"),
            Term("Minute", ("minute",), "minute", f"{DEEP}.md"),
            Term("Tea", ("tea",), "tea", ""),
            Term("Tea house", ("tea house",), "tea-house", f"{PLAIN}.md"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A cup, and a second cup.", ["cup"]),
        ("Tea of the first minute. Tea again, for a cup.", ["Tea", "minute", "cup"]),
        # the longer of two at one place, which its own page teaches
        ("A tea house.", []),
        ("A tea\nhouse has tea.", ["tea"]),
        ("Two cups, one cup.", ["cups"]),
        # no part of a word
        ("Teas in a teacup, and tea-leaves, and a cup_of.", []),
        ("**Cup** and *tea*, of a minute's length", ["Cup", "tea", "minute"]),
        # where no link can be
        ("# A cup\n\n`cup` in [a cup](kettle.md), <kbd>tea</kbd>", []),
        ("# A cup\n\n`cup` in [a cup](kettle.md), then a cup", ["cup"]),
        ('<a href="kettle.md">a cup</a>', []),
        ("| A cup |\n| --- |\n| tea |", ["cup", "tea"]),
        ("```text\na cup\n```", []),
        (
            "//// question | Which cup?\n/// right | Tea\nA minute.\n///\n////",
            ["minute"],
        ),
        # what stands open goes first, and what is pressed stays as it is
        (
            "/// predict | Which cup?\nA cup for a minute.\n///\n\nOne cup.",
            ["minute", "cup"],
        ),
    ],
)
def test_a_term_is_linked_at_its_first_use(
    text: str, words: list[str], draw: Callable[..., str]
) -> None:
    assert linked(draw(text)) == words


def test_a_link_leads_to_the_entry_of_its_term(draw: Callable[..., str]) -> None:
    assert draw("Hot tea here") == (
        '<p>Hot <a class="term" href="../house/words.md#tea">tea</a> here</p>'
    )


def test_the_page_that_teaches_a_term_and_the_glossary_have_no_link(
    draw: Callable[..., str],
) -> None:
    assert linked(draw("A cup of tea", f"{LESSON}.md")) == ["tea"]
    assert linked(draw("A cup of tea", f"{WORDS}.md")) == []


def test_a_word_that_a_page_means_otherwise_stays_as_it_is(
    root: Path, draw: Callable[..., str]
) -> None:
    page = root / f"docs/{PLAIN}.md"
    page.write_text(page.read_text().replace("title:", "unlinked: [tea]\ntitle:"))
    assert linked(draw("A cup of tea")) == ["cup"]


@pytest.mark.parametrize(
    ("unlinked", "told"),
    [
        ("[minute]", []),
        ("[Minute, cups]", ["'cups' isn't a term on this page"]),
        ("[Teas]", ["'Teas' isn't a term on this page"]),
        ("[Tea]", ["'Tea' isn't used on this page"]),
        ("[row]", ["'row' isn't a term on this page"]),
        ("minute", ["`unlinked` isn't a list of terms"]),
    ],
)
def test_what_a_page_means_otherwise_is_a_term_that_it_uses(
    unlinked: str, told: list[str], root: Path
) -> None:
    path = f"docs/{LESSON}.md"
    text = f"---\nquestion: Q?\nunlinked: {unlinked}\n---\n# A minute of cups\n"
    tree = Tree(root, {path: text})
    assert [each.what for each in found(tree, "unlinked")] == told
    assert all(each.line == 3 for each in found(tree, "unlinked"))
    early = [] if unlinked.startswith(("[minute", "[Minute")) else [EARLY]
    assert [each.what for each in found(tree, "terms")] == early


def test_a_site_that_names_no_glossary_links_nothing(
    root: Path, draw: Callable[..., str]
) -> None:
    own = root / "pyproject.toml"
    own.write_text(own.read_text().replace("glossary = ", "# "))
    assert linked(draw("A cup of tea")) == []


def judged(root: Path, page: str, text: str, *gates: str) -> list[tuple[int, str]]:
    """Return what gates say when a page has a text below its front matter."""
    path = f"docs/{page}.md"
    source = (root / path).read_text()
    front = source[: source.index("\n---\n", 4) + 5]
    tree = Tree(root, {path: f"{front}\n{text}\n"})
    top = front.count("\n") + 1
    return [(each.line - top, each.what) for each in found(tree, *gates)]


EARLY = f"uses 'Minute' before {DEEP}.md teaches it, without a link"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A minute\n\nOne minute.", []),
        ("# A minute\n\n[One minute](stove/timer.md).", []),
        ("# A minute\n\n`minute`", [(1, EARLY)]),
        ("# The kettle\n\n## The first minute\n\nIt boils.", [(3, EARLY)]),
        ("# T\n\n/// predict | A minute?\nNo.\n///", [(3, EARLY)]),
        # nobody teaches it, this page does, or it is no word of the page
        ("# Tea\n\n## A cup", []),
        ("# T\n\n`minute`", []),
    ],
)
def test_a_term_before_its_page_and_without_a_link_is_told(
    text: str, told: list[tuple[int, str]], root: Path
) -> None:
    assert judged(root, LESSON, text, "terms") == told


def test_a_term_after_its_page_needs_no_link(root: Path) -> None:
    assert judged(root, PLAIN, "# A cup, a minute", "terms") == []


def test_a_page_that_is_no_lesson_may_use_any(root: Path) -> None:
    assert judged(root, "house/kept", "# A minute", "terms") == []


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        ("{Cup: [cups]}", []),
        ("{Cups: [cup]}", ["forms of 'Cups', which isn't a term"]),
        ("{Cup: [tea]}", ["'tea' is a form of 'Cup' and of 'Tea'"]),
        ("{Cup: cups}", ["`forms` isn't a list of forms by term"]),
        ("[cups]", ["`forms` isn't a list of forms by term"]),
    ],
)
def test_forms_that_belong_to_no_term_or_to_two_are_told(
    forms: str, told: list[str], root: Path
) -> None:
    path = f"docs/{WORDS}.md"
    text = re.sub(r"forms:\n(  .*\n)+", f"forms: {forms}\n", GLOSSARY)
    faults = found(Tree(root, {path: text}), "glossary")
    assert [each.what for each in faults] == told
    assert all((each.path, each.line) == (path, 4) for each in faults)


@pytest.mark.slow
def test_a_site_has_links_to_the_glossary_that_lead_somewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    for each in (root / ".cache").iterdir() if (root / ".cache").is_dir() else ():
        each.unlink()
    builder = Builder(root)
    built = tmp_path / "built"

    def anchors() -> list[str]:
        builder.build(built)
        words, lesson = (
            (built / page / "index.html").read_text() for page in (WORDS, LESSON)
        )
        found = re.findall(r'href="?\.\./\.\./house/words/#([\w-]+)', lesson)
        assert all(re.search(rf'id="?{each}\b', words) for each in found)
        return found

    assert anchors() == ["tea"]
    # what is kept of the build before has the terms that there are now
    changed = GLOSSARY.replace("## Tea\n", "## Message\n")
    (root / f"docs/{WORDS}.md").write_text(changed)
    assert anchors() == ["message"]
