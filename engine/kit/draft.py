"""A change to a tree that is thought through first, then made as a whole, or undone."""

from __future__ import annotations

import difflib
import shutil
from codecs import BOM_UTF8
from pathlib import Path, PurePosixPath

from engine.book.tree import decoded

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
        self.touched: list[str] = []
        self.told: list[str] = []

    def before(self, path: str) -> bytes | None:
        """Return what a file held on disk at first, or None where there was none."""
        if path not in self.old:
            self.old[path] = self.on_disk(path)
        return self.old[path]

    def on_disk(self, path: str) -> bytes | None:
        """Return what a file holds on disk by now, or None where there is none."""
        file = self.root / path
        return file.read_bytes() if file.is_file() else None

    def content(self, path: str) -> bytes | None:
        """Return what a file shall hold, or None where there shall be none."""
        return self.new[path] if path in self.new else self.before(path)

    def text(self, path: str) -> str:
        """Return a file's text as it shall be, "" where there shall be none.

        Its lines end in a newline alone. Raises UnreadableError where it is not UTF-8.
        """
        return decoded(self.content(path) or b"", path)

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
        """Let a file hold a text, with the ends of lines that it has, or bytes."""
        before = self.content(path)
        if isinstance(content, str):
            if before is not None and content == self.text(path):
                return  # its lines may end now so, now so
            content = encoded(content, before or b"")
        if content != before:
            self.new[path] = content

    def create(self, path: str, content: str | bytes) -> None:
        """Write a file that is not there yet; raise RefusalError where one is."""
        if self.there(path):
            raise RefusalError(f"{path}: already exists — choose another name")
        self.write(path, content)

    def delete(self, path: str) -> None:
        """Let a file be gone."""
        self.before(path)
        self.new[path] = None

    def move(self, path: str, to: str) -> None:
        """Let a file stand elsewhere; raise RefusalError where one stands there."""
        content = self.content(path)
        if content is None:
            raise RefusalError(f"{path}: doesn't exist — name one that does")
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
        """Write all of it; put everything back where that fails or is ended."""
        try:
            for path, content in self.new.items():
                self.touched.append(path)
                self.put(path, content)
        except BaseException as error:
            self.undo()
            if not isinstance(error, OSError):
                raise
            raise RefusalError(
                f"{self.touched[-1]}: {error.strerror} — fix that: nothing was changed"
            ) from error

    def undo(self) -> None:
        """Put back what was written; raise RefusalError with what can't be."""
        lost = []
        for path in self.touched:
            try:
                self.put(path, self.before(path))
            except OSError as error:
                # what could not be written then can't now, and is as it was
                if self.on_disk(path) != self.before(path):
                    lost.append(
                        f"{path}: not as it was ({error.strerror}) — fix that, then "
                        "restore it from the last commit"
                    )
        if lost:
            raise RefusalError("\n".join(lost))

    def put(self, path: str, content: bytes | None) -> None:
        """Write a file, or delete it and the folders that it leaves empty."""
        file = self.root / path
        if content is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            return
        file.unlink(missing_ok=True)
        for folder in file.parents:
            left = {each.name for each in folder.glob("*")} - {"__pycache__"}
            if folder == self.root or left:
                break
            shutil.rmtree(folder, ignore_errors=True)


def encoded(text: str, like: bytes) -> bytes:
    """Return a text as bytes, its lines ended and its start marked as those `like`."""
    mark = BOM_UTF8 if like.startswith(BOM_UTF8) else b""
    return mark + text.replace("\n", "\r\n" if b"\r\n" in like else "\n").encode()


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
