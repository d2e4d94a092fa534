"""A page of docs: what its front matter says of it, and its text, parsed once."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from engine.book import lesson
from engine.book.mapping import Loader
from engine.book.text import Fence, Text, read

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(.*?)^---[ \t]*\n\s*", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Page:
    """A page: its path from the root, front matter, and body with its line.

    `first_line` is the file's line of the body's first line, from 1; `broken` the line
    where front matter is no YAML, and what is wrong there. All lines in `text` are the
    file's.
    """

    path: str
    meta: dict[str, object]
    front: tuple[str, ...]
    lines: tuple[str, ...]
    first_line: int
    text: Text
    broken: tuple[int, str] | None = None

    @property
    def stem(self) -> str:
        """The page's path below docs, without its suffix."""
        return lesson.stem(self.path)

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The page's fences."""
        return self.text.fences

    @property
    def fenced(self) -> set[int]:
        """The file's lines that stand in fences, their ticks among them."""
        return {
            line for fence in self.fences for line in range(fence.line, fence.last + 1)
        }

    def numbered(self) -> list[tuple[int, str]]:
        """Return the lines of the body, each with its number in the file."""
        return list(enumerate(self.lines, start=self.first_line))

    def key_line(self, key: str) -> int:
        """Return the line of a key of front matter; 1 where it is not there."""
        lines = enumerate(self.front, start=1)
        return next((n for n, each in lines if each.startswith(f"{key}:")), 1)


def parsed(source: str, path: str) -> Page:
    """Return a page from the whole text of its file."""
    front = FRONT_MATTER.match(source)
    meta: object = {}
    broken = None
    if front:
        try:
            meta = yaml.load(front[1], Loader=Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            broken = (mark.line + 2 if mark else 1, str(error).splitlines()[0])
    elif source.startswith("---\n"):
        broken = (1, "no second line of --- to end it")
    above = front[0].count("\n") if front else 0
    body = source[front.end() :] if front else source
    return Page(
        path=path,
        meta=meta if isinstance(meta, dict) else {},
        front=tuple(source.split("\n")[:above]),
        lines=tuple(body.removesuffix("\n").split("\n")),
        first_line=1 + above,
        text=read("\n" * above + body),
        broken=broken,
    )
