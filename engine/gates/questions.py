"""A question has choices, one of them right, each with words and an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.book.fault import Fault, nearest
from engine.book.kinds import QUESTION, RIGHT, WRONG
from engine.book.page import Page
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.pages import unclosed

BLOCKS = "pymdownx.blocks."
# the blocks of pymdownx.blocks.admonition where mkdocs.yml names none
USUAL = ("note", "attention", "caution", "danger", "error", "tip", "hint", "warning")
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


def known(tree: Tree) -> set[str]:
    """Return the names of the blocks that mkdocs.yml lets a page have."""
    found = {QUESTION, *VERDICTS}
    listed = tree.settings().get("markdown_extensions")
    for each in listed if isinstance(listed, list) else []:
        for name, options in each.items() if isinstance(each, dict) else [(each, None)]:
            if str(name).startswith(BLOCKS):
                types = (options or {}).get("types", USUAL)
                found.add(name.removeprefix(BLOCKS))
                found |= {t["name"] if isinstance(t, dict) else t for t in types}
    return found


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

    def __init__(self, page: Page, names: set[str]) -> None:
        """Take a page, and the names that its blocks may have."""
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


GATE = Gate("questions", pages, judge)
