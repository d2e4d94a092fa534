"""One release of a site: what must fit together has names that carry a digest.

All of it stands in `static/`, in folders named for what is in them, so that any host
may let browsers keep it for good; pages alone are asked for anew.
`static/release-R.json` lists every file of the release with its SHA-256, and R is the
digest of that list. Each page and the service worker carry R, so they know what belongs
to them. A page's own digest is that of its text with `BLANK` where R stands, or R would
depend on itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from html import unescape
from pathlib import Path

from engine import shapes
from engine.book.fault import Fault
from engine.site.held import Pages

STATIC = "static"
# where pages and the service worker will have the release's name; no page says this
BLANK = "release0" * 4
WORKER = "sw.js"
INDEX = "search/index.json"

# what the theme has for browsers, a folder a kind, as pages name it before a digest of
# what is in it takes the place of the zeros; styles come as one file
UNNAMED = {
    kind: f"{STATIC}/{kind}-{'0' * 12}/" for kind in ("modules", "fonts", "styles")
}
STYLES = "site.css"
FONTS = "../fonts/"  # as style sheets name them

# where the site's own files come to stand, or are before they are moved
RESERVED = (STATIC, "modules", "fonts", "styles", "search", "snippets", "cards")

# for machines that read the site, not for its readers
UNLISTED = (WORKER, "sitemap.xml", "robots.txt", "_headers", "cards/")

TITLE = re.compile(r"<title>(?P<title>.*?)</title>", re.DOTALL)


def faults(docs: Path) -> list[Fault]:
    """Return the files of docs that would meet the site's own."""
    found = []
    for file in sorted(docs.rglob("*")):
        path = file.relative_to(docs)
        # a page's address is a folder
        first = path.parts[0] if len(path.parts) > 1 else path.stem
        page = path.suffix in {".md", ".ipynb"}
        if file.is_file() and first in RESERVED and (page or len(path.parts) > 1):
            what = f"would be in {first}/, where the site's own files are"
            found.append(Fault(f"docs/{path.as_posix()}", 0, what, "rename it"))
    return found


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in base64, as a policy names it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def name(files: Iterable[tuple[str, bytes]]) -> str:
    """Return twelve hexadecimal digits for files, given by their paths and contents."""
    found = hashlib.sha256()
    for path, content in sorted(files):
        found.update(f"{path}\0{len(content)}\0".encode() + content)
    return found.hexdigest()[:12]


def read(folder: Path) -> list[tuple[str, bytes]]:
    """Return the paths, from a folder, and the contents of its files."""
    return [
        (file.relative_to(folder).as_posix(), file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]


def arrange(site: Path, pages: Pages) -> dict[str, str]:
    """Move what MkDocs has built to places with digests, and let pages name those.

    Returns where each of the theme's folders stands, by its kind.
    """
    placed = {}
    for kind in ("modules", "fonts"):
        if (site / kind).is_dir():
            placed[kind] = f"{STATIC}/{kind}-{name(read(site / kind))}/"
            (site / placed[kind]).parent.mkdir(exist_ok=True)
            (site / kind).rename(site / placed[kind])
    new = {UNNAMED[kind]: place for kind, place in placed.items()}
    sheet = site / STYLES
    if sheet.is_file():
        text = sheet.read_text(encoding="utf-8")
        if "fonts" in placed:
            text = text.replace(FONTS, f"../{Path(placed['fonts']).name}/")
        place = f"{STATIC}/styles-{name([('', text.encode())])}/"
        put(site, place + STYLES, text.encode())
        new[UNNAMED["styles"]] = place
        sheet.unlink()
    shutil.rmtree(site / "styles", ignore_errors=True)
    index = site / INDEX
    if index.is_file():
        place = f"{STATIC}/search-{name(read(index.parent))}/"
        (site / place).parent.mkdir(exist_ok=True)
        index.parent.rename(site / place)
        new[INDEX] = place + index.name
    for page, html in pages.items():
        for old, place in new.items():
            html = html.replace(old, place)
        pages[page] = html
    return placed


def put(site: Path, path: str, content: bytes) -> str:
    """Write a file of the site, and return its path."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return path


def address(path: str) -> str:
    """Return the address, from the site's root, that serves a file."""
    return path.removesuffix("index.html") if Path(path).name == "index.html" else path


def seal(site: Path, offered: shapes.Offer | None, held: Pages) -> str:
    """List all files, name the release for the list, and let pages carry the name.

    `offered` is what else the list says. Returns the release's name.
    """
    files: dict[str, shapes.Listed] = {}
    pages: dict[str, str] = {}
    for path, stored in read(site):
        if path.startswith(UNLISTED):
            continue
        # as it will be written
        html = held.get(site / path)
        content = stored if html is None else html.encode()
        files[address(path)] = (len(content), digest(content))
        if path.endswith("index.html"):
            title = TITLE.search(content.decode("utf-8"))
            pages[address(path)] = unescape(title["title"]) if title else path
    listed: shapes.Release = {"pages": pages, "files": files}
    if offered:
        listed = {**offered, "pages": pages, "files": files}
    body = json.dumps(listed).encode()
    release = hashlib.sha256(body).hexdigest()[: len(BLANK)]
    put(site, f"{STATIC}/release-{release}.json", body)
    for file, html in held.items():
        held[file] = html.replace(BLANK, release)
    worker = site / WORKER
    if worker.is_file():
        text = worker.read_text(encoding="utf-8")
        worker.write_text(text.replace(BLANK, release), encoding="utf-8")
    return release
