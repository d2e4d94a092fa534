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

from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import STX
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block
from pymdownx.blocks.details import Details

from engine.book.kinds import QUESTION, RIGHT, WRONG
from engine.book.messages import Messages

VERDICTS = {RIGHT: "question.right", WRONG: "question.wrong"}


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
        verdict.text = self.config["say"].text(VERDICTS[self.NAME])
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

    def __init__(self, say: Messages) -> None:
        """Take the words of blocks."""
        super().__init__()
        self.say = say

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802
        """Register the blocks."""
        for block in (Question, Right, Wrong):
            block_mgr.register(block, {"say": self.say})
