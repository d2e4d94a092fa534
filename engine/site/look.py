"""How the theme looks, for pictures that no browser draws: fonts, colours, mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from engine.book.fault import Fault
from engine.book.tree import SETTINGS, stamp
from engine.site import mark
from engine.site.mark import LookError, Mark

SCALE = 2  # drawn larger, then made small: edges are smooth and letters well set
FONTS = "engine/theme/fonts"
COLOURS = "engine/theme/styles/tokens.css"
INKS = ("ink", "muted", "suspended")
# Material's own favicon, which stands for none
NO_ICON = "assets/images/favicon.png"
COLOUR = re.compile(
    r"--(?P<name>[\w-]+)\s*:\s*(?P<value>[^;}]+)[;}]",
)
VALUE = re.compile(r"(?:light-dark\(\s*)?(?P<day>#(?:[0-9a-fA-F]{3}){1,2})\b")


@dataclass(frozen=True)
class Look:
    """What a theme gives a picture: its fonts, colours by name, and mark.

    `own` says whether the mark is a site's own; it is an image where it is no SVG.
    """

    fonts: Path
    colours: dict[str, str]
    mark: Mark | Path
    own: bool = False

    def font(self, name: str, size: float) -> ImageFont.FreeTypeFont:
        """Return a font of the theme at a size of the picture."""
        file = self.fonts / f"{name}.woff2"
        try:
            return face(file, round(size * SCALE), *stamp(file))
        except OSError as error:
            fault = Fault(
                f"{FONTS}/{name}.woff2", 0, f"no font: {error}", "put it back"
            )
            raise LookError(str(fault)) from error

    def lacking(self, font: str, text: str) -> str:
        """Return the letters of a text that a font has not, each once."""
        return "".join(
            c for c in dict.fromkeys(text) if not has(self.font(font, 16), c)
        )


@lru_cache(maxsize=64)
def face(file: Path, size: int, *_stamp: int) -> ImageFont.FreeTypeFont:
    """Open a font; its layout is FreeType's own, which every machine has."""
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def has(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    """Return whether a font draws a letter, and not the box that stands for none."""
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def read(root: Path, sheets: Sequence[str] = (), marks: Sequence[str] = ()) -> Look:
    """Return the look of the theme at `root`, in its light colours.

    `sheets` are a site's own style sheets and `marks` its favicon and logo, as paths
    below docs; "" stands for none. Raises LookError where a colour is missing, or the
    mark cannot be drawn.
    """
    colours: dict[str, str] = {}
    for path in (COLOURS, *(f"docs/{sheet}" for sheet in sheets)):
        if (root / path).is_file():
            colours |= coloured((root / path).read_text(encoding="utf-8"), path)
    for name in ("paper", *INKS):
        if name not in colours:
            what = f"no colour --{name} for pictures"
            mend = f"give it as `--{name}: light-dark(#…, #…);`"
            raise LookError(str(Fault(COLOURS, 0, what, mend)))
    found = [name for name in marks if name and name != NO_ICON]
    if not found:
        return Look(root / FONTS, colours, mark.read(root))
    return Look(root / FONTS, colours, marked(root, found), own=True)


def coloured(css: str, path: str) -> dict[str, str]:
    """Return the colours by day that a style sheet names.

    Raises LookError where one that pictures need is written as they can't read it.
    """
    colours = {}
    for found in COLOUR.finditer(css):
        value = VALUE.match(found["value"].strip())
        if value:
            colours[found["name"]] = value["day"]
        elif found["name"] in ("paper", *INKS):
            line = css.count("\n", 0, found.start()) + 1
            given = found["value"].strip()
            what = f"--{found['name']} is {given}, which pictures can't use"
            mend = f"give it as `--{found['name']}: light-dark(#…, #…);`"
            raise LookError(str(Fault(path, line, what, mend)))
    return colours


def marked(root: Path, names: Sequence[str]) -> Mark | Path:
    """Return a site's own mark: an image as it is, or the lines of an SVG."""
    for name in names:
        if not (root / "docs" / name).is_file():
            what = f"the theme's logo or favicon {name} isn't in docs"
            mend = "put it there, or correct its name"
            raise LookError(str(Fault(SETTINGS, 0, what, mend)))
    images = [name for name in names if not name.endswith(".svg")]
    if images:
        return root / "docs" / images[0]
    return mark.read(root, f"docs/{names[0]}")
