"""Words are spelled, and none tells a struggling reader that it is no struggle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.book.fault import Fault
from engine.book.settings import settings
from engine.book.tree import Tree
from engine.gates.gate import Gate
from engine.gates.prose import files, prose

if TYPE_CHECKING:
    from spellchecker import SpellChecker

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the words of a file that no dictionary has, and those to avoid."""
    where = settings(tree).words
    known = dictionary(tree.text(where) if tree.there(where) else "")
    avoided = avoids(settings(tree).style.avoid)
    words = prose(tree, path).words
    for each in words:
        for word in WORD.findall(each.text):
            if not known(word):
                near = english().correction(word)
                hint = f"write {near!r}, or " if near and near != word else ""
                mend = f"{hint}add it to {where}"
                yield Fault(path, each.line, f"unknown word {word!r}", mend)
    # what is avoided may stand on two lines
    text = "\n".join(each.text for each in words)
    for match in avoided.finditer(text):
        line = words[text.count("\n", 0, match.start())].line
        yield Fault(path, line, f"a word to avoid: {match[0]!r}", "delete it")


def avoids(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some words, or of some phrases."""
    each = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"\b({each or '(?!)'})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def english() -> SpellChecker:
    """Return the English dictionary; it takes a moment to load."""
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)


@lru_cache(maxsize=4)
def dictionary(own: str) -> Callable[[str], bool]:
    """Return what tells known words; `own` has those that no dictionary has.

    A word that is listed with capitals, such as a product's name, needs them.
    """
    listed = set(own.splitlines())
    capital = {each.lower() for each in listed if each != each.lower()}
    checker = english()

    @cache
    def known(word: str) -> bool:
        word = word.replace("’", "'").removesuffix("'s")
        low = word.lower()
        if len(word) == 1 or word in listed or low in listed:
            return True
        return low not in capital and low in checker

    return known


def judge_list(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is out of order in the list of words."""
    lines = tree.text(path).splitlines()
    for line, (before, after) in enumerate(pairwise(lines), start=2):
        if (before.lower(), before) >= (after.lower(), after):
            what = f"{after!r} after {before!r}"
            yield Fault(path, line, what, "sort the list, with each word once")


def lists(tree: Tree) -> Iterator[str]:
    """Yield the path of the list of words."""
    if tree.there(settings(tree).words):
        yield settings(tree).words


GATE = Gate("words", files, judge, building=False)
LIST = Gate("word_list", lists, judge_list, building=False)
