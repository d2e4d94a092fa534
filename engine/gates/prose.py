"""What is read as prose: the words of pages, front matter, notebooks and exercises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.blocks import prediction
from engine.book import lesson
from engine.book.kinds import FIGURE
from engine.book.notebook import parsed as notebook
from engine.book.page import Page
from engine.book.text import CODE, Passage, Text, Words, read
from engine.book.tree import Module, Tree
from engine.gates.exercises import problems
from engine.gates.gate import texts
from engine.gates.tasks import tasks
from engine.live import exercise
from engine.live.sources import lines_of
from engine.live.transcript import docstring

SPOKEN = ("title", "description", "question")
LESSON = ("question", "needs", "minutes")
END = re.compile(r"(?<=[.?!])[\"”’)*_]*\s+(?=[\"“(*_]*[A-Z0-9\0])")


@dataclass(frozen=True)
class Prose:
    """The words of a file, line for line, and all that is shown beside them.

    `shown` has the code, transcripts and recordings whose numbers words may repeat;
    None where nothing proves a number, and none is asked for.
    """

    words: tuple[Words, ...]
    shown: str | None


def files(tree: Tree) -> Iterator[str]:
    """Yield the paths of all files that have words."""
    yield from texts(tree)
    yield from tasks(tree)


def prose(tree: Tree, path: str) -> Prose:
    """Return the words of one file."""
    if path.endswith(".ipynb"):
        book = notebook(tree.text(path))
        words = tuple(each for text in book.texts for each in text.words)
        return Prose(words, book.shown)
    if path.endswith(".py"):
        return task(tree.module_at(path))
    if not path.startswith(f"{lesson.DOCS}/"):
        return Prose(tree.markdown(path).words, None)
    page = tree.page_at(path)
    return Prose((*said(page), *page.text.words, *asked(page)), shown(tree, page))


def said(page: Page) -> Iterator[Words]:
    """Yield what a reader will see of front matter; its numbers prove themselves."""
    for key in SPOKEN:
        for words in read(str(page.meta.get(key, ""))).words:
            yield Words(page.key_line(key), words.text, "")


def asked(page: Page) -> Iterator[Words]:
    """Yield what the stages of a page ask, and what they reply."""
    for fence in page.fences:
        for line, text in fence.typed() if fence.label == FIGURE else ():
            for words in read(prediction.words(text)).words:
                yield replace(words, line=line)


def shown(tree: Tree, page: Page) -> str:
    """Return all that the page includes: code, transcripts and recordings."""
    texts = []
    for fence in page.fences:
        for include in fence.includes():
            if include.section is None:
                path = f"{lesson.SNIPPETS}/{include.file}"
                texts.append(tree.text(path) if tree.there(path) else "")
                continue
            module = tree.module(include.file)
            section = module and module.sections.get(include.section.lower())
            texts.append("\n".join(section.lines) if section else "")
    return "\n".join(texts)


def task(module: Module) -> Prose:
    """Return an exercise's words, on the lines of its file, and its code.

    Its words are its docstring and what wrong answers are told. The latter count as
    code too: a test judges each answer, so their numbers are proven.
    """
    if problems(module.source):
        return Prose((), None)
    text, first = docstring(module.source)
    lines = lines_of(module.source)
    words_at = dict(enumerate(text.split("\n"), start=first))
    for step in exercise.stepped(module.source):
        del words_at[step.line]
    proven: list[str] = []
    for each in exercise.read(module.source, module.path).wrong.values():
        for number, line in enumerate(each.lines, start=each.line):
            words_at[number] = line
            proven.append(line)
    told = [words_at.get(number, "") for number in range(1, len(lines) + 1)]
    code = [line for number, line in enumerate(lines, 1) if number not in words_at]
    return Prose(read("\n".join(told)).words, "\n".join(code + proven))


def is_lesson(page: Page) -> bool:
    """Return whether a page says what a lesson says of itself."""
    return any(key in page.meta for key in LESSON)


def counted(text: str) -> int:
    """Return how many words a text has, each piece of inline code counting as one."""
    return sum(any(c.isalnum() or c == CODE for c in each) for each in text.split())


def sentences(text: Text) -> list[tuple[int, int]]:
    """Return for each sentence its line (or its paragraph's) and its words."""
    return [
        (passage.line, count)
        for passage in text.passages
        if passage.sentence
        for sentence in split(passage)
        if (count := counted(sentence))
    ]


def split(passage: Passage) -> list[str]:
    """Return the sentences of a passage."""
    return END.split(passage.text)
