"""The page *Glossary*: its form, and what no other page's tests hold."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from engine.book.glossary import Glossary, glossary
from engine.book.text import read
from engine.book.tree import Tree
from engine.gates.prose import sentences

TREE = Tree(Path(__file__).parents[3])


def known() -> Glossary:
    found = glossary(TREE)
    assert found
    return found


def test_its_terms_stand_in_the_order_of_the_alphabet() -> None:
    names = [each.name for each in known().terms]
    assert names == sorted(names)


def test_each_term_is_told_in_two_sentences() -> None:
    page = TREE.page(known().page)
    assert page
    text = "\n".join(page.lines)
    told = dict(re.findall(r"^## (.+)\n\n(.+?[.])(?: \[.+\]\(\S+\))?$", text, re.M))
    assert set(told) == {each.name for each in known().terms}
    for term, words in told.items():
        assert len(sentences(read(words))) == 2, term


def test_a_generator_that_delegates_waits_until_the_other_has_ended() -> None:
    def inner() -> Iterator[str]:
        yield "one"
        yield "two"

    def outer() -> Iterator[str]:
        yield from inner()
        yield "three"

    g = outer()
    lines = []
    for _ in g:
        assert inspect.getgeneratorstate(g) == inspect.GEN_SUSPENDED  # type: ignore[arg-type]
        frame = g.gi_frame  # type: ignore[attr-defined]
        lines.append(frame.f_lineno - frame.f_code.co_firstlineno)
    assert lines == [1, 1, 2]
