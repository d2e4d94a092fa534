"""Questions with choices: each choice opens, and holds the answer to whoever took it.

A question is a block of a page, with its choices as blocks of fewer slashes inside:

    //// question | What does `next(g)` give?
    /// wrong | 3
    That was the value before.
    ///
    /// right | 2
    One less, because the loop went round.
    ///
    ////

The choices are disclosures, so that they open without any script, and by keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import STX
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block
from pymdownx.blocks.details import Details

from engine.book.fault import Fault

QUESTION, RIGHT, WRONG = "question", "right", "wrong"
NEVER, NESTED = "is never closed", "with as many slashes, or more"
VERDICTS = {RIGHT: "Right.", WRONG: "Not so."}
AtLine = Callable[[int, str, str], Fault]
EDGE = re.compile(r"^ {0,3}(/{3,})\s*([\w-]+)?\s*(?:\|\s*(.*))?$")


class Question(Block):
    """A box with what is asked, and the choices below."""

    NAME = QUESTION
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """Make the box, and put the question into it."""
        box = ElementTree.SubElement(parent, "div", {"class": "asked"})
        words = ElementTree.SubElement(box, "p", {"class": "asks"})
        words.text = self.argument
        return box


class Choice(Details):
    """One choice; its answer begins with the verdict, as a word."""

    ARGUMENT = True

    def on_end(self, block: ElementTree.Element) -> None:
        """Put the verdict before the answer's first words."""
        verdict = ElementTree.Element("strong", {"class": "verdict"})
        verdict.text = VERDICTS[self.NAME]
        words = block[1] if len(block) > 1 else None
        # a block of code stands here as a paragraph too, which must stay alone
        if words is None or words.tag != "p" or (words.text or "").startswith(STX):
            words = ElementTree.Element("p")
            block.insert(1, words)
        verdict.tail = f" {words.text or ''}"
        words.text = ""
        words.insert(0, verdict)


class Right(Choice):
    """The choice that is right, with what shows it."""

    NAME = RIGHT


class Wrong(Choice):
    """A choice that somebody would make, with what to think of next."""

    NAME = WRONG


class Questions(BlocksExtension):
    """Questions, for Markdown."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register the blocks."""
        for block in (Question, Right, Wrong):
            block_mgr.register(block, {})


@dataclass
class Open:
    """A block that is being read: its choices, and whether it says anything."""

    line: int
    slashes: int
    name: str
    choices: list[str] = field(default_factory=list)
    says: bool = False


def faults(
    lines: Sequence[str],
    fenced: Collection[int],
    fault: AtLine,
    known: Collection[str] | None = None,
) -> Iterator[Fault]:
    """Yield what is wrong with the blocks of a page, its questions above all.

    `fenced` has the numbers, from 1, of the lines that stand in fences; `known` the
    names of blocks that a page may have beside questions, any where it is None.
    """
    told = list(read(lines, fenced, fault, known))
    # what is not closed makes more faults, which say nothing new
    cause = (NEVER, NESTED)
    yield from [each for each in told if each.what.endswith(cause)] or told


def read(
    lines: Sequence[str],
    fenced: Collection[int],
    fault: AtLine,
    known: Collection[str] | None,
) -> Iterator[Fault]:
    """Yield each fault of the blocks of a page, also those that follow from others."""
    opened: list[Open] = []
    for number, line in enumerate(lines, start=1):
        edge = None if number in fenced else EDGE.match(line)
        if edge is None:
            if opened and line.strip():
                opened[-1].says = True
            continue
        slashes, name, title = len(edge[1]), edge[2], edge[3]
        if not name:
            if not any(each.slashes == slashes for each in opened):
                yield fault(
                    number, "closes no block", "match its slashes, or delete it"
                )
                continue
            while opened[-1].slashes != slashes:
                yield unclosed(opened.pop(), fault)
            yield from lacking(opened.pop(), fault)
            continue
        within = opened[-1] if opened else None
        if within:
            within.says = True
            if slashes >= within.slashes:
                yield fault(
                    number,
                    f"{name!r} inside {within.name!r} {NESTED}",
                    f"give the {within.name!r} around it more slashes than {slashes}",
                )
        if name in VERDICTS:
            if within is None or within.name != QUESTION:
                yield fault(number, f"{name!r} outside a question", "put it in one")
            else:
                within.choices.append(name)
        if known is not None and name not in {QUESTION, *VERDICTS, *known}:
            near = get_close_matches(name, [QUESTION, *VERDICTS, *known], n=1)
            mend = f"did you mean {near[0]!r}?" if near else "add it to mkdocs.yml"
            yield fault(number, f"no block is called {name!r}", mend)
        if name in {QUESTION, *VERDICTS} and not (title or "").strip():
            mend = f"write `{edge[1]} {name} | …`"
            yield fault(number, f"{name!r} without words of its own", mend)
        opened.append(Open(number, slashes, name))
    yield from (unclosed(each, fault) for each in opened)


def unclosed(block: Open, fault: AtLine) -> Fault:
    """Return the fault of a block without an end."""
    mend = f"close it with {'/' * block.slashes}"
    return fault(block.line, f"{block.name!r} {NEVER}", mend)


def lacking(block: Open, fault: AtLine) -> Iterator[Fault]:
    """Yield what a block lacks."""
    if block.name in VERDICTS and not block.says:
        yield fault(block.line, "a choice without an answer", "say why it is so")
    if block.name == QUESTION:
        if block.choices.count(RIGHT) != 1:
            count = block.choices.count(RIGHT)
            yield fault(
                block.line, f"a question with {count} right choices", "mark one of them"
            )
        if WRONG not in block.choices:
            yield fault(
                block.line,
                "a question without a wrong choice",
                "add what a reader may well think, and answer it",
            )
