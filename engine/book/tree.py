"""Where things stand: the pages, the snippets and what is recorded of them."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.mapping import Loader
from engine.book.page import Page, parsed
from engine.book.text import Text
from engine.book.text import read as markdown
from engine.live.sections import Problem, Section, read

SETTINGS = "mkdocs.yml"
# folders of what is installed or made, at any depth
FOREIGN = {"node_modules", "__pycache__"}


class UnreadableError(Exception):
    """A file that is not UTF-8, has stray CRs or leads nowhere, or is no YAML.

    Its text says where.
    """

    def __init__(self, fault: Fault) -> None:
        """Take what is wrong with the file, which is the error's text."""
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Module:
    """A snippets module: its path from the root, text, sections and faulty markers."""

    path: str
    source: str
    sections: dict[str, Section]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Listing:
    """The paths of the files of a folder."""

    paths: tuple[str, ...]


Stamp = tuple[int, ...] | str | None  # changes when a file does; None for no file
A_FOLDER: Stamp = ()
State = Stamp | Listing
Key = tuple[str, ...]  # what was looked at: a file, or a folder and how files end
Seen = dict[Key, State]


@dataclass(frozen=True)
class Tree:
    """A repository of this shape, at `root`. Reads files anew when they change.

    `changed` are files that are to be read otherwise than they stand on disk, by their
    paths from the root, with None for one that is not there: what would be, if.
    `seen`, where it is given, takes up what is read, and in which state; `known` has
    states for which nobody need look at the disk again.
    """

    root: Path
    changed: Mapping[str, str | None] = field(default_factory=dict)
    seen: Seen | None = field(default=None, compare=False)
    known: Seen | None = field(default=None, compare=False)

    def stamp(self, path: str) -> Stamp:
        """Return what changes when the file at `path` does; None for no file."""
        found = self.state(("stamp", path))
        assert not isinstance(found, Listing)
        return found

    def there(self, path: str) -> bool:
        """Return whether there is a file at `path`."""
        return self.stamp(path) not in (None, A_FOLDER)

    def text(self, path: str) -> str:
        """Return a file's text, its lines ended by a newline alone.

        Raises FileNotFoundError, and UnreadableError.
        """
        found = self.stamp(path)
        if isinstance(found, str):
            return found
        return text_of(self.root / path, path)

    def files(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """Return the paths of the files below a folder that end so, in order."""
        found = self.state(("files", folder, *suffixes))
        assert isinstance(found, Listing)
        return found.paths

    def state(self, key: Key) -> State:
        """Return the state now of what a key names, and take it up."""
        known = self.known if self.known is not None else {}
        if key not in known:
            kind, *rest = key
            known[key] = self.looked(*rest) if kind == "stamp" else self.listed(*rest)
        if self.seen is not None:
            self.seen[key] = known[key]
        return known[key]

    def looked(self, path: str) -> Stamp:
        """Return a file's stamp, from the disk."""
        if path in self.changed:
            return self.changed[path]
        try:
            found = os.stat(f"{self.root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISDIR(found.st_mode):
            return A_FOLDER
        return found.st_mtime_ns, found.st_size, found.st_ino

    def listed(self, folder: str, *suffixes: str) -> Listing:
        """Return the files below a folder, from the disk."""
        root = self.root.as_posix()
        above = "" if root == "." else f"{root}/"
        found = {
            path.removeprefix(above)
            for path in below(f"{above}{folder}", suffixes or ("",))
        }
        for path, text in self.changed.items():
            if path.startswith(f"{folder}/") and path.endswith(suffixes or ("",)):
                (found.discard if text is None else found.add)(path)
        return Listing(tuple(sorted(found)))

    def pages(self) -> list[Page]:
        """Return the pages of docs, by path."""
        return [self.page_at(path) for path in self.files(lesson.DOCS, ".md")]

    def page(self, name: str) -> Page | None:
        """Return the page at `name` below docs, or None where there is none."""
        path = f"{lesson.DOCS}/{name}"
        return self.page_at(path) if name.endswith(".md") and self.there(path) else None

    def page_at(self, path: str) -> Page:
        """Return the page at a path from the root."""
        return read_page(path, Source(self, path, self.stamp(path)))

    def markdown(self, path: str) -> Text:
        """Return the Markdown of a file that is no page, such as README.md."""
        return read_markdown(Source(self, path, self.stamp(path)))

    def modules(self) -> list[Module]:
        """Return the modules of snippets, by path."""
        return [self.module_at(path) for path in self.files(lesson.SNIPPETS, ".py")]

    def module(self, name: str) -> Module | None:
        """Return the module at `name` below snippets, or None where there is none."""
        path = f"{lesson.SNIPPETS}/{name}"
        return self.module_at(path) if self.there(path) else None

    def module_at(self, path: str) -> Module:
        """Return the module at a path from the root."""
        return read_module(path, Source(self, path, self.stamp(path)))

    def frames(self, name: str, section: str | None) -> Path:
        """Return where the frames of a section of the module `name` are recorded."""
        return self.root / lesson.SNIPPETS / lesson.stage(name, section)

    def settings(self) -> dict[str, object]:
        """Return mkdocs.yml, its tags read as plain values; nothing for no file.

        Raises UnreadableError where it is not YAML.
        """
        if not self.there(SETTINGS):
            return {}
        return read_settings(Source(self, SETTINGS, self.stamp(SETTINGS)))

    def extensions(self) -> dict[str, dict[str, object]]:
        """Return the extensions of Markdown that mkdocs.yml names, with their options.

        Those that Markdown itself brings go by their short names.
        """
        listed = self.settings().get("markdown_extensions")
        found: dict[str, dict[str, object]] = {}
        for each in listed if isinstance(listed, list) else [listed or {}]:
            named = each if isinstance(each, dict) else {each: None}
            for name, options in named.items():
                short = str(name).removeprefix("markdown.extensions.")
                found[short] = options if isinstance(options, dict) else {}
        return found

    def nav(self) -> list[str]:
        """Return the files that mkdocs.yml's nav names, in order."""
        return list(leaves(self.settings().get("nav")))


class Source:
    """A file as it stood: equal to another of the same file in the same state."""

    # asked for by the thousand, so it compares what differs soonest, first
    __slots__ = ("path", "stamp", "tree")

    def __init__(self, tree: Tree, path: str, stamp: Stamp) -> None:
        """Take the tree that the file is read in, its path from the root, its state."""
        self.tree, self.path, self.stamp = tree, path, stamp

    def __eq__(self, other: object) -> bool:
        """Return whether it's the same file, as it stood then."""
        return (
            isinstance(other, Source)
            and self.path == other.path
            and self.stamp == other.stamp
            and self.tree.root == other.tree.root
        )

    def __hash__(self) -> int:
        """Return a number that is the same for equals."""
        return hash((self.path, self.stamp))

    def text(self) -> str:
        """Return the text that the file has."""
        return self.tree.text(self.path)


def below(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield the files below a folder that end so; none that are hidden or installed."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue  # editors and Jupyter lock and keep things so
        if entry.is_dir():
            if entry.name not in FOREIGN:
                yield from below(entry.path, suffixes)
        elif entry.name.endswith(suffixes):
            yield entry.path


class PlainLoader(Loader):
    """YAML with MkDocs' own tags (`!ENV`, `!!python/name`) read as plain values."""


def plain(loader: PlainLoader, suffix: str, node: yaml.Node) -> object:
    """Return a tagged node's value without its tag."""
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return node.value


PlainLoader.add_multi_constructor("!", plain)
PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", plain)


def leaves(nav: object) -> list[str]:
    """Return the file names in a nav, in order, whatever its nesting."""
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        nav = list(nav.values())
    if isinstance(nav, list):
        return [leaf for item in nav for leaf in leaves(item)]
    return []


def text_of(file: Path, path: str) -> str:
    """Return a file's text; raise UnreadableError, which says where, if it is none."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        if not file.is_symlink():
            raise
        what = "a link that leads nowhere"
        raise UnreadableError(Fault(path, 0, what, "fix or delete it")) from None
    return decoded(data, path)


def decoded(data: bytes, path: str) -> str:
    """Return the text that a file's bytes are; raise UnreadableError as `text_of`."""
    if path.endswith(".py") and data.startswith(BOM_UTF8):
        # the engine's own reader would take it, and readers' Python wouldn't
        what = "begins with a byte order mark"
        mend = "save the file as UTF-8 without one (“UTF-8”, not “UTF-8 with BOM”)"
        raise UnreadableError(Fault(path, 1, what, mend))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault(path, line, "not UTF-8", "save the file as UTF-8")
        raise UnreadableError(fault) from error
    before, stray, _ = text.partition("\r")
    if stray:
        line, what = before.count("\n") + 1, "a line that ends in CR alone"
        raise UnreadableError(Fault(path, line, what, "save the file with LF ends"))
    return text


def stamp(file: Path) -> tuple[int, ...]:
    """Return what changes when a file does."""
    status = file.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def settings_fault(error: yaml.YAMLError) -> Fault:
    """Return what is wrong with a mkdocs.yml that is not YAML."""
    if isinstance(error, yaml.MarkedYAMLError):
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return Fault(SETTINGS, line, error.problem or "not YAML", "fix the YAML")
    return Fault(SETTINGS, 0, str(error).splitlines()[0], "fix the YAML")


@lru_cache(maxsize=64)
def read_settings(source: Source) -> dict[str, object]:
    """Read mkdocs.yml."""
    try:
        found = yaml.load(source.text(), Loader=PlainLoader)
    except yaml.YAMLError as error:
        raise UnreadableError(settings_fault(error)) from error
    return found if isinstance(found, dict) else {}


@lru_cache(maxsize=1024)
def read_page(path: str, source: Source) -> Page:
    """Read one page."""
    return parsed(source.text(), path)


@lru_cache(maxsize=256)
def read_markdown(source: Source) -> Text:
    """Read the Markdown of one file."""
    return markdown(source.text())


@lru_cache(maxsize=1024)
def read_module(path: str, source: Source) -> Module:
    """Read one module."""
    text = source.text()
    sections, problems = read(text)
    return Module(path, text, sections, tuple(problems))
