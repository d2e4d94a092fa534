"""The program that is followed: which code is its own, and where that stands."""

from __future__ import annotations

import inspect
import textwrap
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from engine.live.recorder.listing import Listing
from engine.live.sources import lines_of


@dataclass(slots=True, eq=False)
class Code:
    """What is known of one code object, `code`, which is held for its id.

    `listing` is None where it is not followed. `first` and `last` are its lines there,
    `top` is the first one's number in the file, and `shown` is the number of the
    listing that shows them, once it has one.
    """

    code: types.CodeType
    listing: Listing | None
    first: int = 0
    last: int = 0
    top: int = 0
    shown: int = -1
    # by the offset of an instruction: the kind of it, its source, and that in short
    places: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    # how names are asked, and which, by the same
    asked: dict[int, tuple[str, str]] = field(default_factory=dict)
    looped: set[int] = field(default_factory=set)  # calls whose result a loop asks
    body: bool = False  # whether it is that of a class, which is its outer frame's

    @property
    def called(self) -> bool:
        """Return whether it is that of a function, and has a frame that counts."""
        return not self.body and self.code.co_name != "<module>"

    def __post_init__(self) -> None:
        """Look up its lines; a module is all there is."""
        if self.listing and self.called:
            self.first, self.last = self.listing.span(self.code)
            self.top = self.listing.first + self.first - 1


class Program:
    """The code of one program.

    `listings` are those that the recording shows: the program's own first, whose lines
    come with what runs. `names` are those that the module's code has so far; `given`
    are those that it found there, and `hidden` those that had a value before, and have
    not got their own yet.
    """

    def __init__(self, source: Callable[[str], str | None]) -> None:
        """Take what returns a file's text, or None where it is not to be followed."""
        self.source = source
        self.listings: list[dict[str, Any]] = [{"at": 1, "lines": []}]
        self.names: set[str] = set()
        self.given: set[str] = set()
        self.hidden: set[str] = set()
        self.line = 0  # of the module that runs
        self.file = ""  # of what runs
        self.base = 0  # lines of the session before this input
        self.typed: Listing | None = None
        # by its id, for equal ones may be another program's
        self.codes: dict[int, Code] = {}
        self.files: dict[str, Listing | None] = {}
        self.numbers: dict[tuple[Listing, int, int], int] = {}
        self.new: list[Code] = []  # that are followed, and not listened to yet

    def begin(self, text: str, file: str, first: int) -> None:
        """Take the text that runs next, its file, and its first line's number there."""
        self.comes(0)
        self.file = file
        shown = self.listings[0]["lines"]
        self.base = len(shown)
        shown += lines_of(text.rstrip("\n")) or [""]
        self.typed = Listing(text, first)

    def comes(self, line: int) -> None:
        """Let the module come to a line: that before has given names their values."""
        if self.typed is not None and self.hidden:
            self.hidden -= self.typed.enters.get(line, set())
            if line != self.line:
                self.hidden -= self.typed.binds.get(self.line, set())
        self.line = line

    def adopt(self, code: types.CodeType, listing: Listing | None) -> Code:
        """Give a module's code, and all that it defines, their listing."""
        for each in code.co_consts:
            if isinstance(each, types.CodeType):
                self.adopt(each, listing)
                if unwritten(each) and not of_class(each):  # inside is what was written
                    self.keep(each, None)
        return self.keep(code, listing)

    def keep(self, code: types.CodeType, listing: Listing | None) -> Code:
        """Remember a code object with its listing."""
        found = self.codes[id(code)] = Code(code, listing, body=of_class(code))
        if listing is not None:
            self.new.append(found)
        return found

    def of(self, code: types.CodeType) -> Code:
        """Return what is known of a code object; look it up where it is new."""
        found = self.codes.get(id(code))
        if found is not None:
            return found
        own = code.co_name == "<module>" and code.co_filename == self.file
        if own and self.typed is not None:
            new = set(code.co_names) - self.names
            self.hidden |= new & self.typed.bound
            self.given = new - self.hidden
            self.names |= new
            return self.adopt(code, self.typed)
        if code.co_name == "<module>":
            self.leave(code)
        listing: Listing | None = None
        if not unwritten(code) or of_class(code):
            file = code.co_filename
            if file not in self.files:
                text = self.source(file)
                self.files[file] = None if text is None else Listing(text)
            listing = self.files[file]
        return self.keep(code, listing)

    def leave(self, code: types.CodeType) -> None:
        """Follow no body of a class that another module runs: it has no frame here."""
        for each in code.co_consts:
            if isinstance(each, types.CodeType) and of_class(each):
                self.keep(each, None)
                self.leave(each)

    def listing(self, code: types.CodeType) -> Listing | None:
        """Return a code object's listing, if it is known to have one."""
        found = self.codes.get(id(code))
        return found.listing if found else None

    def number(self, about: Code) -> int:
        """Return the number of the listing that shows a function."""
        if about.shown < 0:
            listing = about.listing
            assert listing is not None
            key = listing, about.first, about.last
            if key not in self.numbers:
                at = about.first + self.base if listing is self.typed else 1
                body = listing.lines[about.first - 1 : about.last]
                text = textwrap.dedent("\n".join(body))
                self.listings.append({"at": at, "lines": text.split("\n")})
                self.numbers[key] = len(self.listings) - 1
            about.shown = self.numbers[key]
        return about.shown

    def row(self, code: types.CodeType, line: int) -> int:
        """Return where in all that was typed a line of a module stands, from 0."""
        listing = self.listing(code) or self.typed
        return self.base + line - (listing.first if listing else 1)


def of_class(code: types.CodeType) -> bool:
    """Return whether a code object is the body of a class."""
    return unwritten(code) and code.co_name.isidentifier() and code.co_name[:2] != "__"


def unwritten(code: types.CodeType) -> bool:
    """Return whether a code object is no function that the program's text has.

    The body of a class is none, nor what the compiler makes of annotations.
    """
    return (
        not code.co_flags & inspect.CO_OPTIMIZED
        or code.co_name == "__annotate__"
        or code.co_name.startswith("<generic parameters of ")
    )
