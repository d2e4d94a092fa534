"""A change to a tree that is thought through first, then made as a whole, or undone."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path, PurePosixPath

IGNORED = {"__pycache__", "node_modules"}


class RefusalError(Exception):
    """A change that can't be made; its text says what, where, and the mend."""


class Draft:
    """Files of the tree at `root` as they shall be; nothing is written before `apply`.

    Paths are from the root, with slashes.
    """

    def __init__(self, root: Path) -> None:
        """Take the tree's root."""
        self.root = root
        self.new: dict[str, bytes | None] = {}
        self.old: dict[str, bytes | None] = {}
        self.moved: dict[str, str] = {}
        self.told: list[str] = []

    def before(self, path: str) -> bytes | None:
        """Return what a file holds on disk, or None where there is none."""
        if path not in self.old:
            file = self.root / path
            self.old[path] = file.read_bytes() if file.is_file() else None
        return self.old[path]

    def content(self, path: str) -> bytes | None:
        """Return what a file shall hold, or None where there shall be none."""
        return self.new[path] if path in self.new else self.before(path)

    def text(self, path: str) -> str:
        """Return a file's text as it shall be, "" where there shall be none."""
        return (self.content(path) or b"").decode("utf-8")

    def there(self, path: str) -> bool:
        """Return whether a file will be there."""
        return self.content(path) is not None

    def files(self, room: str, *suffixes: str) -> list[str]:
        """Return the files below a folder that will be there, by path."""
        found = {
            path.as_posix()
            for file in (self.root / room).rglob("*")
            if file.is_file() and not foreign(path := file.relative_to(self.root))
        } | {path for path in self.new if path.startswith(f"{room}/")}
        wanted = {p for p in found if not suffixes or p.endswith(suffixes)}
        return sorted(path for path in wanted if self.there(path))

    def write(self, path: str, content: str | bytes) -> None:
        """Let a file hold a text."""
        self.before(path)
        data = content.encode() if isinstance(content, str) else content
        if data != self.content(path):
            self.new[path] = data

    def create(self, path: str, content: str | bytes) -> None:
        """Write a file that is not there yet; raise RefusalError where one is."""
        if self.there(path):
            raise RefusalError(f"{path}: is there already — take another name")
        self.write(path, content)

    def delete(self, path: str) -> None:
        """Let a file be gone."""
        self.before(path)
        self.new[path] = None

    def move(self, path: str, to: str) -> None:
        """Let a file stand elsewhere; raise RefusalError where one stands there."""
        content = self.content(path)
        if content is None:
            raise RefusalError(f"{path}: is not there — name a file that is")
        self.create(to, content)
        self.delete(path)
        self.moved[path] = to

    def say(self, line: str) -> None:
        """Add a line to what is told beyond the files."""
        self.told.append(line)

    def report(self) -> list[str]:
        """Return what changes, a line a file: written, moved, edited, deleted."""
        said = []
        for path, to in sorted(self.moved.items()):
            lines = self.changed(self.before(path), self.content(to))
            said.append(f"moved   {path} -> {to}{lines}")
        for path in sorted(self.new):
            if path in self.moved or path in self.moved.values():
                continue
            old, new = self.before(path), self.new[path]
            if new is None and old is not None:
                said.append(f"deleted {path}")
            elif new is not None and old is None:
                said.append(f"wrote   {path}")
            elif new != old:
                said.append(f"edited  {path}{self.changed(old, new)}")
        return [*said, *self.told]

    @staticmethod
    def changed(old: bytes | None, new: bytes | None) -> str:
        """Return the numbers of the lines that differ, as `, lines 3, 8`."""
        try:
            before, after = ((each or b"").decode().splitlines() for each in (old, new))
        except UnicodeDecodeError:
            return ""
        matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
        found = [
            # what is left out stood before the line that is there now
            str(number + 1)
            for kind, _, _, start, end in matcher.get_opcodes()
            if kind != "equal"
            for number in range(start, max(end, start + 1))
        ]
        if not found:
            return ""
        most = 12
        more = [*found[:most], "…"] if len(found) > most else found
        return f", line{'s' * (len(found) > 1)} {', '.join(more)}"

    def apply(self) -> None:
        """Write all of it; put everything back where one file can't be written."""
        try:
            self.put(self.new)
        except OSError as error:
            self.undo()
            raise RefusalError(
                f"{error.filename}: {error.strerror} — mend that, nothing was changed"
            ) from error

    def undo(self) -> None:
        """Put everything back as it was."""
        self.put({path: self.before(path) for path in self.new})

    def put(self, files: dict[str, bytes | None]) -> None:
        """Write files, and delete those without content and the folders they leave."""
        for path, content in files.items():
            file = self.root / path
            if content is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                continue
            file.unlink(missing_ok=True)
            for folder in file.parents:
                left = {each.name for each in folder.glob("*")} - {"__pycache__"}
                if folder == self.root or left:
                    break
                shutil.rmtree(folder, ignore_errors=True)


def foreign(path: PurePosixPath | Path) -> bool:
    """Return whether a path is of what others keep in a tree: hidden, or installed."""
    return any(each in IGNORED or each.startswith(".") for each in path.parts)


def relative(path: str, start: str) -> str:
    """Return the way to a path from a folder, with slashes."""
    here, there = PurePosixPath(start).parts, PurePosixPath(path).parts
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "/".join([".."] * (len(here) - same) + list(there[same:]))
