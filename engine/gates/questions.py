"""A question has choices, one of them right, each with words and an answer."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any

import yaml
from pymdownx.blocks.block import Block, type_html_attribute_dict

from engine.blocks.question import Question, Right, Wrong
from engine.book.fault import Fault, nearest
from engine.book.kinds import QUESTION, RIGHT, WRONG
from engine.book.page import Page
from engine.book.text import Edge
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.pages import unclosed

BLOCKS = "pymdownx.blocks."
# of each setting, what it is unless it's set, and what reads it
Options = Mapping[str, Sequence[Any]]
# what every block of pymdownx may have
EACH: Options = {"attrs": ({}, type_html_attribute_dict)}
VERDICTS = (RIGHT, WRONG)
NEVER, NESTED = "is never closed", "but it doesn't have fewer slashes"


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the blocks of a page, its questions above all."""
    page = tree.page_at(path)
    if any(map(unclosed, page.fences)):
        return  # what follows stands in a fence that nothing ends
    told = list(Blocks(page, known(tree)).faults())
    # what is not closed makes more faults, which say nothing new
    cause = (NEVER, NESTED)
    yield from [each for each in told if each.what.endswith(cause)] or told


def known(tree: Tree) -> dict[str, Options]:
    """Return the blocks that mkdocs.yml lets a page have, each with its settings."""
    found = {each.NAME: each.OPTIONS for each in (Question, Right, Wrong)}
    for name, options in tree.extensions().items():
        if name.startswith(BLOCKS):
            found |= registered(name, json.dumps(options, default=str))
    return found


@lru_cache(maxsize=64)
def registered(name: str, options: str) -> dict[str, Options]:
    """Return the blocks that an extension has, where it's set up so."""
    kept = Register()
    # of an extension that isn't there, or can't be set up so, the build tells
    with suppress(ImportError, AttributeError, KeyError, TypeError, ValueError):
        made = import_module(name).makeExtension(**json.loads(options))
        made.extendMarkdownBlocks(None, kept)
    return kept.blocks


class Register:
    """Stands where pymdownx registers blocks, and keeps what each may be set to."""

    def __init__(self) -> None:
        """Start with none."""
        self.blocks: dict[str, Options] = {}

    def register(self, block: type[Block], _: object) -> None:
        """Keep a block."""
        self.blocks[block.NAME] = block.OPTIONS


@dataclass
class Open:
    """A block that is being read: its choices, and whether it says anything.

    `titles` has the words of its choices, each with its line.
    """

    line: int
    slashes: int
    name: str
    choices: list[str] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    says: bool = False


class Blocks:
    """The blocks of one page, read from their edges."""

    def __init__(self, page: Page, names: dict[str, Options]) -> None:
        """Take a page, and the blocks that it may have, with their settings."""
        self.page = page
        self.names = names
        self.opened: list[Open] = []

    def fault(self, line: int, what: str, mend: str) -> Fault:
        """Return a fault of the page."""
        return Fault(self.page.path, line, what, mend)

    def faults(self) -> Iterator[Fault]:
        """Yield each fault of the blocks, also those that follow from others."""
        edges = {each.line: each for each in self.page.text.edges}
        for number, line in self.page.numbered():
            edge = edges.get(number)
            if edge is None:
                if self.opened and line.strip():
                    self.opened[-1].says = True
            elif edge.name:
                yield from self.begin(number, edge.slashes, edge.name, edge.title or "")
                if edge.name in self.names:
                    yield from self.set(edge, {**self.names[edge.name], **EACH})
            else:
                yield from self.end(number, edge.slashes)
        yield from map(self.unclosed, self.opened)

    def begin(self, line: int, slashes: int, name: str, title: str) -> Iterator[Fault]:
        """Begin a block, and yield what is wrong with that."""
        within = self.opened[-1] if self.opened else None
        if within:
            within.says = True
            if slashes >= within.slashes:
                yield self.fault(
                    line,
                    f"{name!r} inside {within.name!r}, {NESTED}",
                    f"give the {within.name!r} around it more slashes than {slashes}",
                )
        if name in VERDICTS:
            if within is None or within.name != QUESTION:
                yield self.fault(line, f"{name!r} outside a question", "put it in one")
            else:
                within.choices.append(name)
                # code reads as it does without its ticks
                words = " ".join(title.replace("`", "").split())
                first = within.titles.setdefault(words, line)
                if words and first != line:
                    what = f"the same words as the choice at {first}"
                    yield self.fault(line, what, "word them differently")
        if name not in self.names:
            mend = nearest(name, sorted(self.names)) or "add it to mkdocs.yml"
            yield self.fault(line, f"no block is called {name!r}", mend)
        if name in {QUESTION, *VERDICTS} and not title.strip():
            mend = f"write `{'/' * slashes} {name} | …`"
            yield self.fault(line, f"{name!r} without text", mend)
        self.opened.append(Open(line, slashes, name))

    def set(self, edge: Edge, options: Options) -> Iterator[Fault]:
        """Yield what a block can't be set to: all of it would be shown as it stands."""
        name, may = edge.name, ", ".join(f"`{each}`" for each in sorted(options))
        try:
            given = yaml.safe_load(textwrap.dedent(edge.settings.expandtabs(4))) or {}
        except yaml.YAMLError:
            given = None
        if not isinstance(given, dict):
            what = f"what is indented below {name!r} is no setting"
            mend = f"write `key: value` (it may have {may}), or a blank line above it"
            yield self.fault(edge.line, what, mend)
            return
        for key, value in given.items():
            if key not in options:
                mend = nearest(str(key), options) or f"it may have {may}"
                yield self.fault(edge.line, f"{name!r} has no setting {key!r}", mend)
                continue
            usual, read = options[key]
            try:
                value = read(value) if read else value
            except Exception:  # whatever a block's own reader raises, pymdownx says no
                what = f"{name!r} can't have {value!r} as its {key!r}"
                yield self.fault(edge.line, what, example(key, usual))
        below = self.page.lines[edge.line + 1 - self.page.first_line :][:1]
        word, colon, _ = below[0].strip().partition(":") if below else ("", "", "")
        if colon and not edge.settings and word in options:
            what = f"{word!r} below {name!r} is shown as words"
            yield self.fault(edge.line + 1, what, "indent it by 4")

    def end(self, line: int, slashes: int) -> Iterator[Fault]:
        """End a block, and yield what it lacks."""
        if not any(each.slashes == slashes for each in self.opened):
            mend = "match its slashes, or delete it"
            yield self.fault(line, "there's no open block to close", mend)
            return
        while self.opened[-1].slashes != slashes:
            yield self.unclosed(self.opened.pop())
        yield from self.lacking(self.opened.pop())

    def unclosed(self, block: Open) -> Fault:
        """Return the fault of a block without an end."""
        mend = f"close it with {'/' * block.slashes}"
        return self.fault(block.line, f"{block.name!r} {NEVER}", mend)

    def lacking(self, block: Open) -> Iterator[Fault]:
        """Yield what a block lacks."""
        if block.name in VERDICTS and not block.says:
            yield self.fault(block.line, "a choice without an answer", "say why")
        if block.name != QUESTION:
            return
        count = block.choices.count(RIGHT)
        if count != 1:
            what = f"a question with {count} right choices"
            yield self.fault(block.line, what, "mark exactly one")
        if WRONG not in block.choices:
            mend = "add a mistake that readers make, and answer it"
            yield self.fault(block.line, "a question without a wrong choice", mend)


def example(key: str, usual: object) -> str:
    """Return how a setting is written that is usually so."""
    if isinstance(usual, bool):
        return f"write `{key}: true` or `{key}: false`"
    if isinstance(usual, dict):
        return f"write it as in `{key}: {{class: word}}`"
    return f"write a word, as in `{key}: word`"


GATE = Gate("questions", pages, judge)
