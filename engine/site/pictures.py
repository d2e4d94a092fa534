"""The pictures of a site: one for each page that is shared, and the icons.

Each is drawn once, and again only when its words, the look or this code change; what
was drawn is kept below .cache.
"""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import PIL

from engine.book.fault import Fault
from engine.site import card, look
from engine.site.card import Card

CACHE = Path(".cache", "pictures")
FOLDER = "cards"

RECIPE = f"{look.FONTS}/recipe.py"

# where the words of pictures stand
PAGE_KEYS = ("title", "question", "description")
SITE_KEYS = ("site_name", "site_description", "nav")

# name: side in pixels, the mark's share of it, purpose in the manifest if it has one.
# Where a system cuts a circle out, the mark must be within four fifths of the side.
ICONS: dict[str, tuple[int, float, str]] = {
    "icons/192.png": (192, 0.9, "any"),
    "icons/512.png": (512, 0.9, "any"),
    "icons/maskable-512.png": (512, 0.64, "maskable"),
    "icons/180.png": (180, 0.8, ""),
}


# the words that a theme's pictures have room and letters for: a save changes few
fine: set[tuple[str, Card]] = set()


def place(stem: str) -> str:
    """Return where the picture of the page `stem` stands, from the site's root."""
    return f"{FOLDER}/{stem}.png"


def faults(root: Path, theme: look.Look, cards: Mapping[str, Card]) -> list[Fault]:
    """Return what is wrong with the words of pictures, by the page's stem."""
    found: list[Fault] = []
    ground = base(theme)
    for stem, each in cards.items():
        if (ground, each) in fine:
            continue
        before = len(found)
        for font, words in (
            (card.NAME[0], each.site),
            (card.TITLE[0], each.title),
            (card.QUESTION[0], each.question),
        ):
            lacking = theme.lacking(font, words)
            for letter in lacking:
                what = f"pictures can't show {letter!r}, which {font}.woff2 lacks"
                mend = f"leave it out, or make the font again ({RECIPE})"
                found.append(Fault(*origin(root, stem, letter), what, mend))
        if not card.layout(each, theme):
            what = "no room on its picture for site name, title and question"
            first = " ".join(each.title.split()[:2])
            found.append(Fault(*origin(root, stem, first), what, "shorten them"))
        if len(found) == before:
            fine.add((ground, each))
    return sorted(set(found))


def origin(root: Path, stem: str, words: str) -> tuple[str, int]:
    """Return the file and line that words of a page's picture come from.

    The line is 0 where no line has them as they are.
    """
    docs = root / "docs"
    page = next(docs.glob(f"{glob.escape(stem)}.*"), docs / f"{stem}.md")
    for file, keys in ((page, PAGE_KEYS), (root / "mkdocs.yml", SITE_KEYS)):
        if file.suffix not in (".md", ".yml") or not file.is_file():
            continue
        key = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if number > 1 and line.startswith("---"):
                break  # the front matter ends
            found = re.match(r"(\w+):", line)
            key = found[1] if found else key
            if key in keys and words in line:
                return file.relative_to(root).as_posix(), number
    return page.relative_to(root).as_posix(), 0


def write(
    root: Path, site: Path, theme: look.Look, cards: Mapping[str, Card]
) -> list[dict[str, str]]:
    """Put all pictures into a built site; return the icons as a manifest has them."""
    wanted: dict[str, tuple[object, Callable[[], bytes]]] = {
        place(stem): (each, partial(card.draw, each, theme))
        for stem, each in cards.items()
    }
    for path, (side, share, _) in ICONS.items():
        wanted[path] = (side, share), partial(card.icon, theme, side, share)
    ground = base(theme)
    kept = set()
    for path, (words, draw) in wanted.items():
        key = hashlib.sha256(f"{ground}{words!r}".encode()).hexdigest()[:32] + ".png"
        kept.add(key)
        target = site / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(drawn(root / CACHE / key, draw))
    with contextlib.suppress(OSError):
        for old in (root / CACHE).iterdir():
            if old.name not in kept:
                old.unlink()
    return [
        {
            "src": path,
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": purpose,
        }
        for path, (side, _, purpose) in ICONS.items()
        if purpose
    ]


def base(theme: look.Look) -> str:
    """Return what changes when fonts, colours, mark, this code or Pillow do."""
    whole = hashlib.sha256(f"{PIL.__version__}{theme.colours}{theme.mark}".encode())
    for file in (
        *([theme.mark] if isinstance(theme.mark, Path) else []),
        *sorted(theme.fonts.glob("*.woff2")),
        *(Path(__file__).with_name(f"{name}.py") for name in ("card", "look", "mark")),
    ):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def drawn(file: Path, draw: Callable[[], bytes]) -> bytes:
    """Return a picture as it was kept in `file`, or draw it and keep it there.

    A folder that cannot be written costs time and nothing else.
    """
    with contextlib.suppress(OSError):
        return file.read_bytes()
    data = draw()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # another build may read it while it is written
        near, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(near, "wb") as new:
            new.write(data)
        os.replace(name, file)
    return data
