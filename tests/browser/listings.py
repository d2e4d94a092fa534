"""The listings of a built page: what is shown, and what copying gives."""

from __future__ import annotations

import codeop
from dataclasses import dataclass
from html.parser import HTMLParser

PROMPT = (">>>", "...")


@dataclass(frozen=True)
class Listing:
    """A listing: its kind, its module and section, its shown text, and its copy."""

    kind: str
    source: str
    section: str
    shown: str
    copy: str

    @property
    def id(self) -> str:
        """A name for a test."""
        return f"{self.source.removeprefix('snippets/')}:{self.section}"

    def typed(self) -> list[str]:
        """Return the lines that a reader of a session would type, blank ones left out.

        Read from the shown text alone, by the prompts, apart from engine/live.
        """
        lines = [line for line in self.shown.splitlines() if line[:3] in PROMPT]
        return [line[4:] for line in lines if line[4:].strip()]


class Listings(HTMLParser):
    """Collects the listings of a page."""

    def __init__(self, html: str) -> None:
        """Read the page's HTML."""
        super().__init__()
        self.found: list[Listing] = []
        self.figure: dict[str, str] | None = None
        self.copy: str | None = None
        self.text: list[str] = []
        self.in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a listing, its copy text and its code begin."""
        given = {name: value or "" for name, value in attrs}
        if tag == "figure" and "listing" in given.get("class", "").split():
            self.figure, self.copy, self.text = given, None, []
        elif self.figure is not None and "data-copy" in given:
            self.copy = given["data-copy"]
        elif self.figure is not None and tag == "code":
            self.in_code = self.copy is not None

    def handle_endtag(self, tag: str) -> None:
        """Note where code and listing end."""
        if tag == "pre":
            self.in_code = False
        elif tag == "figure" and self.figure is not None:
            self.found.append(
                Listing(
                    kind=self.figure.get("data-kind", ""),
                    source=self.figure.get("data-source", ""),
                    section=self.figure.get("data-section", ""),
                    shown="".join(self.text),
                    copy=self.copy or "",
                )
            )
            self.figure = None

    def handle_data(self, data: str) -> None:
        """Gather a listing's text."""
        if self.in_code:
            self.text.append(data)


def read(html: str) -> list[Listing]:
    """Return the listings of a page's HTML, in order."""
    return Listings(html).found


def problems(listing: Listing) -> list[str]:
    """Return why what a listing copies is not its input alone, ready to paste."""
    if not listing.copy.strip():
        return ["copies nothing"]
    if listing.kind in {"code", "starter"}:
        try:
            compile(listing.copy, listing.id, "exec")
        except SyntaxError as error:
            return [f"does not compile: {error}"]
        if not listing.copy.rstrip().endswith(listing.shown.rstrip()):
            return ["copies other code than it shows"]
        return []
    copied = [line for line in listing.copy.splitlines() if line.strip()]
    if copied != listing.typed():
        return [f"copies {copied}, but a reader would type {listing.typed()}"]
    return unfinished(listing)


def unfinished(listing: Listing) -> list[str]:
    """Return what a REPL would stumble over if the copy were pasted into it."""
    gathered: list[str] = []
    for line in listing.copy.splitlines():
        gathered.append(line)
        try:
            done = None is not codeop.compile_command(
                "\n".join(gathered), symbol="single"
            )
        except SyntaxError as error:
            if "SyntaxError" not in listing.shown:
                return [f"a REPL says {error} at {line!r}"]
            done = True
        if done:
            gathered = []
    if any(line.strip() for line in gathered):
        return [f"a REPL waits for more after {gathered[-1]!r}"]
    return []
