"""How the theme looks, for pictures that no browser draws: fonts, colours, mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from engine.book.fault import Fault
from engine.book.tree import stamp
from engine.site import mark
from engine.site.mark import LookError, Mark

SCALE = 2  # drawn larger, then made small: edges are smooth and letters well set
FONTS = "engine/theme/fonts"
COLOURS = "engine/theme/styles/tokens.css"
INKS = ("ink", "muted", "suspended")


@dataclass(frozen=True)
class Look:
    """What a theme gives a picture: its fonts, colours by name, and mark."""

    fonts: Path
    colours: dict[str, str]
    mark: Mark

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


def read(root: Path) -> Look:
    """Return the look of the theme at `root`, in its light colours.

    Raises LookError where a colour is missing, or the mark cannot be drawn.
    """
    css = (root / COLOURS).read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): light-dark\((#\w+),", css))
    for name in ("paper", *INKS):
        if name not in colours:
            what = f"no colour --{name} that pictures could have"
            mend = f"give it as `--{name}: light-dark(#…, #…);`"
            raise LookError(str(Fault(COLOURS, 0, what, mend)))
    return Look(root / FONTS, colours, mark.read(root))
