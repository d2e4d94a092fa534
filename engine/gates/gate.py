"""A gate: one rule, what it is asked about, and what it said when nothing differed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.book.fault import Fault
from engine.book.tree import Key, Seen, State, Tree

Judge = Callable[[Tree, str], Iterable[Fault]]


@dataclass(frozen=True)
class Gate:
    """A rule of the house.

    `name` is that of the module; `about` gives the paths that are judged one by one,
    and `judge` yields what is wrong with one of them. A gate reads files through the
    tree alone, and what it said stands until one of the files that it has read differs.
    So it hangs on nothing else, but where it runs snippets: the clock and the system
    are theirs, and `make test` runs them again. `building` says whether a build waits
    for it.
    """

    name: str
    about: Callable[[Tree], Iterable[str]]
    judge: Judge
    building: bool = True


Asked = tuple[Path, str, str]  # a tree's root, a gate, and a path


@dataclass(frozen=True)
class Said:
    """What a gate said of a path, and the state of all that it read for it."""

    seen: Seen
    faults: tuple[Fault, ...]


class Bench:
    """Asks gates about trees, and asks none twice about what has not changed."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.said: dict[Asked, Said] = {}
        # of each root, what was read there: its state, and who read it in that state
        self.read: dict[Path, dict[Key, tuple[State, set[Asked]]]] = {}

    def faults(self, tree: Tree, gates: Iterable[Gate]) -> list[Fault]:
        """Return all that the gates find, in the order of file and line.

        What is said of a tree with changes is kept where they don't touch it, or where
        nothing is known yet. The next has other changes.
        """
        disk = replace(tree, changed={}, known={})
        tree = replace(tree, known={})
        stale = self.stale(tree)
        found: set[Fault] = set()
        for gate in gates:
            for path in gate.about(tree):
                key = (tree.root, gate.name, path)
                if key in self.said and key not in stale:
                    found.update(self.said[key].faults)
                else:
                    found.update(self.asked(tree, gate, path, disk))
        return sorted(found)

    def stale(self, tree: Tree) -> set[Asked]:
        """Return what was said of something that is otherwise in this tree."""
        read = self.read.get(tree.root, {})
        changed = (by for key, (state, by) in read.items() if tree.state(key) != state)
        return set().union(*changed)

    def of(self, tree: Tree, gate: Gate, path: str) -> tuple[Fault, ...]:
        """Return what one gate says of one path."""
        said = self.said.get((tree.root, gate.name, path))
        if said and all(tree.state(key) == state for key, state in said.seen.items()):
            return said.faults
        return self.asked(tree, gate, path, replace(tree, changed={}, known={}))

    def asked(self, tree: Tree, gate: Gate, path: str, disk: Tree) -> tuple[Fault, ...]:
        """Ask a gate, and keep what it says where that will serve other trees."""
        seen: Seen = {}
        faults = tuple(gate.judge(replace(tree, seen=seen), path))
        key = (tree.root, gate.name, path)
        untouched = all(on_disk(each, seen[each], tree, disk) for each in seen)
        read = self.read.get(tree.root, {})
        agrees = all(each not in read or read[each][0] == seen[each] for each in seen)
        if untouched or (agrees and key not in self.said):
            self.keep(key, Said(seen, faults))
        return faults

    def keep(self, asked: Asked, said: Said) -> None:
        """Keep what was said, and forget all that was said of another state."""
        read = self.read.setdefault(asked[0], {})
        self.forget(asked)
        for key, state in said.seen.items():
            before, by = read.get(key, (state, set()))
            if before != state:
                for each in [*by]:
                    self.forget(each)
                by = set()
            by.add(asked)
            read[key] = (state, by)
        self.said[asked] = said

    def forget(self, asked: Asked) -> None:
        """Forget what was said, and that it hung on what was read for it."""
        said, read = self.said.pop(asked, None), self.read[asked[0]]
        for key in said.seen if said else ():
            read[key][1].discard(asked)
            if not read[key][1]:
                del read[key]


def on_disk(key: Key, state: State, tree: Tree, disk: Tree) -> bool:
    """Return whether a tree's changes leave alone what a key names."""
    kind, path, *_ = key
    return path not in tree.changed if kind == "stamp" else disk.state(key) == state


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
