"""Where things stand: the pages, the snippets and what is recorded of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from engine.book import lesson
from engine.live.sections import Problem, Section, read

SETTINGS = "mkdocs.yml"

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^---[ \t]*\n\s*", re.DOTALL | re.MULTILINE
)


class UnreadableError(Exception):
    """A file that is not UTF-8, with the line where that shows."""


@dataclass(frozen=True)
class Page:
    """A page of docs: its path from the root, front matter, and body with its line.

    `first_line` is the file's line of the body's first line, from 1.
    """

    path: str
    meta: dict[str, object]
    lines: tuple[str, ...]
    first_line: int

    @property
    def stem(self) -> str:
        """The page's path below docs, without its suffix."""
        return lesson.stem(self.path)


@dataclass(frozen=True)
class Module:
    """A snippets module: its path from the root, text, sections and faulty markers."""

    path: str
    source: str
    sections: dict[str, Section]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Tree:
    """A repository of this shape, at `root`. Reads files anew when they change."""

    root: Path

    def pages(self) -> list[Page]:
        """Return the pages of docs, by path."""
        return [
            page(file, file.relative_to(self.root).as_posix(), *stamp(file))
            for file in sorted((self.root / lesson.DOCS).rglob("*.md"))
        ]

    def page(self, name: str) -> Page | None:
        """Return the page at `name` below docs, or None where there is none."""
        file = self.root / lesson.DOCS / name
        if not file.is_file() or file.suffix != ".md":
            return None
        return page(file, file.relative_to(self.root).as_posix(), *stamp(file))

    def modules(self) -> list[Module]:
        """Return the modules of snippets, by path."""
        return [
            found
            for file in sorted((self.root / lesson.SNIPPETS).rglob("*.py"))
            if (
                found := self.module(
                    file.relative_to(self.root / lesson.SNIPPETS).as_posix()
                )
            )
        ]

    def module(self, name: str) -> Module | None:
        """Return the module at `name` below snippets, or None where there is none."""
        file = self.root / lesson.SNIPPETS / name
        if not file.is_file():
            return None
        return module(file, file.relative_to(self.root).as_posix(), *stamp(file))

    def frames(self, name: str, section: str | None) -> Path:
        """Return where the frames of a section of the module `name` are recorded."""
        return self.root / lesson.SNIPPETS / lesson.strip(name, section)

    def settings(self) -> dict[str, object]:
        """Return mkdocs.yml, its tags read as plain values.

        Raises yaml.YAMLError where it is not YAML.
        """
        file = self.root / SETTINGS
        return settings(file, *stamp(file))

    def nav(self) -> list[str]:
        """Return the files that mkdocs.yml's nav names, in order."""
        return list(leaves(self.settings().get("nav")))


class PlainLoader(yaml.SafeLoader):
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
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"{path}:{line}: not UTF-8 — save the file as UTF-8"
        raise UnreadableError(what) from error


def stamp(file: Path) -> tuple[int, int]:
    """Return what changes when a file does."""
    status = file.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=64)
def settings(file: Path, *_stamp: int) -> dict[str, object]:
    """Read mkdocs.yml."""
    found = yaml.load(file.read_text(encoding="utf-8"), Loader=PlainLoader)
    return found if isinstance(found, dict) else {}


@lru_cache(maxsize=1024)
def page(file: Path, path: str, *_stamp: int) -> Page:
    """Read one page."""
    text = text_of(file, path)
    front = FRONT_MATTER.match(text)
    meta: object = {}
    if front:
        try:
            meta = yaml.safe_load(front[1])
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            meta = {
                "broken": (mark.line + 2 if mark else 1, str(error).splitlines()[0])
            }
    elif text.startswith("---\n"):
        meta = {"broken": (1, "no second line of --- ends it")}
    body = text[front.end() :] if front else text
    return Page(
        path=path,
        meta=meta if isinstance(meta, dict) else {},
        lines=tuple(body.splitlines()),
        first_line=1 + (text[: front.end()].count("\n") if front else 0),
    )


@lru_cache(maxsize=1024)
def module(file: Path, path: str, *_stamp: int) -> Module:
    """Read one module."""
    source = text_of(file, path)
    sections, problems = read(source)
    return Module(path, source, sections, tuple(problems))
