"""A gate: one rule, what it is asked about, and what it said when nothing differed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.book.fault import Fault
from engine.book.tree import Seen, Tree

Judge = Callable[[Tree, str], Iterable[Fault]]


@dataclass(frozen=True)
class Gate:
    """A rule of the house.

    `name` is that of the module; `about` gives the paths that are judged one by one,
    and `judge` yields what is wrong with one of them. A gate reads files through the
    tree alone, and hangs on nothing else: then what it said stands until one of the
    files that it has read differs. `building` says whether a build waits for it.
    """

    name: str
    about: Callable[[Tree], Iterable[str]]
    judge: Judge
    building: bool = True


@dataclass(frozen=True)
class Said:
    """What a gate said of a path, and the state of all that it read for it."""

    seen: Seen
    faults: tuple[Fault, ...]


class Bench:
    """Asks gates about trees, and asks none twice about what has not changed."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.said: dict[tuple[Path, str, str], Said] = {}

    def faults(self, tree: Tree, gates: Iterable[Gate]) -> list[Fault]:
        """Return all that the gates find, in the order of file and line.

        What is said of a tree with changes does not take the place of what was said
        before: the next has other ones.
        """
        tree = replace(tree, known={})
        found: set[Fault] = set()
        for gate in gates:
            for path in gate.about(tree):
                found.update(self.of(tree, gate, path))
        return sorted(found)

    def of(self, tree: Tree, gate: Gate, path: str) -> tuple[Fault, ...]:
        """Return what one gate says of one path."""
        key = (tree.root, gate.name, path)
        said = self.said.get(key)
        if said and all(tree.state(key) == state for key, state in said.seen.items()):
            return said.faults
        seen: Seen = {}
        faults = tuple(gate.judge(replace(tree, seen=seen), path))
        if not tree.changed or key not in self.said:
            self.said[key] = Said(seen, faults)
        return faults


def whole(_: Tree) -> Iterator[str]:
    """Yield the one path of a gate that looks at all of the tree at once."""
    yield ""


def pages(tree: Tree) -> Iterator[str]:
    """Yield the paths of all pages."""
    yield from tree.files("docs", ".md")


def modules(tree: Tree) -> Iterator[str]:
    """Yield the paths of all modules."""
    yield from tree.files("snippets", ".py")


def notebooks(tree: Tree) -> Iterator[str]:
    """Yield the paths of all notebooks."""
    yield from tree.files("docs", ".ipynb")


# read beside docs, because a visitor of the repository follows their links first
ABOUT = ("README.md", "CONTRIBUTING.md", "SECURITY.md")


def texts(tree: Tree) -> Iterator[str]:
    """Yield the paths of all Markdown: pages, notebooks, and what is read beside."""
    yield from tree.files("docs", ".md", ".ipynb")
    yield from (path for path in ABOUT if tree.there(path))
