"""Every address in a built site, followed to the file and the id that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from engine.book.fault import Fault
from tests.browser.serving import LOST, PUBLISHED, ROOT, Site, source_of
from tests.browser.validity import stem_of

ADDRESSES = {"href", "src", "poster", "action", "data", "data-src", "data-href"}
# what leads a reader on, or names a page; everything else is fetched with its page
LEADING = {"a", "area", "form", "meta"}
NAMING = {"canonical", "alternate", "license", "author", "next", "prev", "help", "me"}
TEXTS = {
    ".css": re.compile(r"url\(\s*[\"']?([^\"')]+)"),
    ".xml": re.compile(r"<loc>([^<]+)"),
}


@dataclass
class Document(HTMLParser):
    """The addresses and ids of one HTML file."""

    text: str
    addresses: list[tuple[str, int, bool]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read the text."""
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names and what it points at."""
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        fetched = tag not in LEADING and not NAMING & {*given.get("rel", "").split()}
        if given.get("id"):
            self.ids.add(given["id"])
        if tag == "a" and given.get("name"):
            self.ids.add(given["name"])
        for name, value in given.items():
            if name in ADDRESSES:
                self.addresses.append((value, line, fetched))
            elif name in {"srcset", "imagesrcset"}:
                self.addresses += [
                    (part.split()[0], line, True)
                    for part in value.split(",")
                    if part.strip()
                ]
        if tag == "meta" and given.get("property", given.get("name", "")) in {
            "og:url",
            "og:image",
            "twitter:image",
        }:
            self.addresses.append((given.get("content", ""), line, False))


@lru_cache(maxsize=128)
def document(file: Path, _modified: int) -> Document:
    """Read an HTML file once."""
    return Document(file.read_text(encoding="utf-8"))


def faults(site: Site) -> list[Fault]:
    """Return every address of every built file that leads nowhere."""
    return [
        fault for file in sorted(site.folder.rglob("*")) for fault in lost(site, file)
    ]


def lost(site: Site, file: Path) -> Iterator[Fault]:
    """Yield the addresses in one built file that lead nowhere."""
    path = file.relative_to(site.folder).as_posix()
    if file.suffix == ".html":
        found = document(file, file.stat().st_mtime_ns).addresses
        source = source_of(stem_of(site.folder, file))
        # a browser shows the 404 page at any address, so it must resolve from there
        base = PUBLISHED + (LOST if path == "404.html" else path)
    elif file.suffix in TEXTS:
        text = file.read_text(encoding="utf-8")
        found = [
            (each[1], text.count("\n", 0, each.start()) + 1, file.suffix == ".css")
            for each in TEXTS[file.suffix].finditer(text)
        ]
        source, base = path, PUBLISHED + path
    else:
        return
    for address, line, fetched in found:
        if fetched and re.match(r"(https?:)?//", address):
            yield Fault(
                source,
                typed_at(source, address),
                f"{address!r} (line {line} of {path}) would be fetched from elsewhere",
                "keep a copy below docs/ or engine/theme",
            )
            continue
        why = nowhere(site, base.removesuffix("index.html"), address)
        if why:
            yield Fault(
                source,
                typed_at(source, address),
                f"{address!r} (line {line} of {path}) leads nowhere: {why}",
                "mend the link, or whatever made it",
            )


def nowhere(site: Site, base: str, address: str) -> str:
    """Return why an address leads nowhere, or nothing where it is well."""
    if address.startswith(("data:", "mailto:", "blob:")):
        return ""
    url, anchor = urldefrag(urljoin(base, address))
    parts = urlsplit(url)
    if parts.scheme == "https":
        return ""
    if not url.startswith(PUBLISHED):
        return f"{url} is outside the site"
    to = site.folder / unquote(url.removeprefix(PUBLISHED).partition("?")[0])
    if url == PUBLISHED + LOST:
        to = site.folder / "404.html"
    if to.is_dir():
        if not parts.path.endswith("/"):
            return "a folder without its last slash costs a redirect"
        to = to / "index.html"
    if not to.is_file():
        return f"no file {to.relative_to(site.folder).as_posix()}"
    if anchor and to.suffix == ".html":
        # `#:~:` and the like are the browser's own
        known = document(to, to.stat().st_mtime_ns).ids
        if unquote(anchor) not in known and not anchor.startswith(":~:"):
            return f"no id {anchor!r} in {to.relative_to(site.folder).as_posix()}"
    return ""


def typed_at(source: str, address: str) -> int:
    """Return the line of a page's source that has the address, or its page's name."""
    file = ROOT / source
    if not file.is_file():
        return 0
    lines = file.read_text(encoding="utf-8").splitlines()
    name = address.strip("./").partition("#")[0].rstrip("/").rpartition("/")[2]
    for wanted in (address, f"{name}.md", f"{name}.ipynb"):
        for number, line in enumerate(lines, start=1):
            if wanted and wanted.strip("/.") and wanted in line:
                return number
    return 0
