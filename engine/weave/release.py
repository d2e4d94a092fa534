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
from typing import Any

STATIC = "static"
BLANK = "0" * 32  # where pages and the service worker will have the release's name
WORKER = "sw.js"
INDEX = "search/search_index.json"

# what the theme has for browsers, a folder a kind; styles come as one file
FOLDERS = ("modules", "fonts")
STYLES = "site.css"
FONTS = "../fonts/"  # as style sheets name them

# for machines that read the site, not for its readers
UNLISTED = (WORKER, "sitemap.xml", "robots.txt", "_headers")

TITLE = re.compile(r"<title>(?P<title>.*?)</title>", re.DOTALL)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in base64, as a policy names it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def name(files: Iterable[tuple[str, bytes]]) -> str:
    """Return twelve hexadecimal digits for files, given by their paths and contents."""
    found = hashlib.sha256()
    for path, content in sorted(files):
        found.update(f"{path}\0{len(content)}\0".encode() + content)
    return found.hexdigest()[:12]


def read(folder: Path, pattern: str = "*") -> list[tuple[str, bytes]]:
    """Return the paths, from a folder, and the contents of its files."""
    return [
        (file.relative_to(folder).as_posix(), file.read_bytes())
        for file in sorted(folder.rglob(pattern))
        if file.is_file()
    ]


def places(theme: Path) -> dict[str, str]:
    """Return where a theme's folders will stand, by their names in the theme."""
    found = {each: read(theme / each) for each in FOLDERS if (theme / each).is_dir()}
    named = {each: f"{STATIC}/{each}-{name(files)}/" for each, files in found.items()}
    # a style sheet names fonts, so it changes with them
    styles = read(theme / "styles", "*.css")
    if styles:
        fonts = ("fonts", named.get("fonts", "").encode())
        named["styles"] = f"{STATIC}/styles-{name([*styles, fonts])}/"
    return named


def arrange(site: Path, placed: dict[str, str]) -> None:
    """Move what MkDocs has built to the places that carry digests."""
    for each in FOLDERS:
        if each in placed:
            (site / placed[each]).parent.mkdir(parents=True, exist_ok=True)
            (site / each).rename(site / placed[each])
    sheet = site / STYLES
    if sheet.is_file():
        text = sheet.read_text(encoding="utf-8")
        if "fonts" in placed:
            text = text.replace(FONTS, f"../{Path(placed['fonts']).name}/")
        put(site, f"{placed['styles']}{STYLES}", text.encode())
        sheet.unlink()
    shutil.rmtree(site / "styles", ignore_errors=True)
    index = site / INDEX
    if index.is_file():
        content = index.read_bytes()
        new = f"{STATIC}/search-{name([('', content)])}/{index.name}"
        put(site, new, content)
        shutil.rmtree(index.parent)
        for page in site.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace(INDEX, new), encoding="utf-8")


def put(site: Path, path: str, content: bytes) -> str:
    """Write a file of the site, and return its path."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return path


def address(path: str) -> str:
    """Return the address, from the site's root, that serves a file."""
    return path.removesuffix("index.html") if Path(path).name == "index.html" else path


def seal(site: Path, offered: dict[str, Any]) -> str:
    """List all files, name the release for the list, and let pages carry the name.

    `offered` is what else the list says. Returns the release's name.
    """
    files, pages = {}, {}
    for path, content in read(site):
        if path in UNLISTED:
            continue
        files[address(path)] = [len(content), digest(content)]
        if path.endswith("index.html"):
            title = TITLE.search(content.decode("utf-8"))
            pages[address(path)] = unescape(title["title"]) if title else path
    body = json.dumps({**offered, "pages": pages, "files": files}).encode()
    release = hashlib.sha256(body).hexdigest()[: len(BLANK)]
    put(site, f"{STATIC}/release-{release}.json", body)
    for file in [*site.rglob("*.html"), site / WORKER]:
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(BLANK, release), encoding="utf-8")
    return release
