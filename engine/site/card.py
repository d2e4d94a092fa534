"""The picture that a shared link shows: the site's name, a title and its question.

Drawn with the theme's own fonts, colours and mark, without a browser. The card is the
mark made large: a frame with one open side, and two amber bars that stand in it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from engine.site.look import INKS, SCALE, Look

WIDTH, HEIGHT = 1200, 630
SHADES = 20  # of each colour on paper

LEFT, TOP, RIGHT, BOTTOM = 104, 100, 936, 530  # where words may stand
NAME = ("atkinson-700", (30, 26, 22))
TITLE = ("fraunces-500", (92, 84, 76, 68, 60, 52))
QUESTION = ("atkinson-400", (40, 38, 36, 34, 32, 30))
GAP = 30  # between title and question
SITE = 76  # what the site's name takes, the room below it with it


@dataclass(frozen=True)
class Card:
    """The words of a picture; `question` and `site` may be empty."""

    site: str
    title: str
    question: str


@dataclass(frozen=True)
class Block:
    """Lines of one font at one size, each `step` below the one before."""

    font: str
    size: int
    lines: tuple[str, ...]

    @property
    def step(self) -> float:
        """The distance from line to line."""
        return self.size * (1.1 if self.font == TITLE[0] else 1.32)

    @property
    def height(self) -> float:
        """What the lines take, from the first one's top to the last one's end."""
        return self.step * len(self.lines)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> tuple[str, ...]:
    """Return the fewest lines that a text takes, all of about the same length."""
    # measured once, for many widths are tried
    words = [(word, font.getlength(word)) for word in text.split()]
    blank = font.getlength(" ")

    def fill(most: float) -> list[str]:
        lines: list[str] = []
        taken = 0.0
        for word, length in words:
            if lines and taken + blank + length <= most:
                lines[-1] += f" {word}"
                taken += blank + length
            else:
                lines.append(word)
                taken = length
        return lines

    lines = fill(width)
    narrow = width
    while narrow > width / 2 and len(closer := fill(narrow)) == len(lines):
        lines, narrow = closer, narrow - width / 50
    return tuple(lines)


def block(look: Look, font: str, size: int, text: str) -> Block | None:
    """Return a text in lines of one size; None where a word is longer than a line."""
    made, width = look.font(font, size), (RIGHT - LEFT) * SCALE
    lines = wrapped(text, made, width)
    if any(made.getlength(line) > width for line in lines):
        return None
    return Block(font, size, lines)


def layout(card: Card, look: Look) -> list[Block] | None:
    """Return name, title and question at the largest sizes that fit; None if none do.

    A text that is empty has a block without lines.
    """
    name = next(
        (
            found
            for size in NAME[1]
            if (found := block(look, NAME[0], size, card.site)) and len(found.lines) < 2
        ),
        None,
    )
    if not name:
        return None
    room = BOTTOM - TOP - (SITE if card.site else 0)
    for large, small in zip(TITLE[1], QUESTION[1], strict=True):
        title = block(look, TITLE[0], large, card.title)
        question = block(look, QUESTION[0], small, card.question)
        if (
            title
            and question
            and len(title.lines) <= 3
            and title.height + GAP + question.height <= room
        ):
            return [name, title, question]
    return None


def draw(card: Card, look: Look) -> bytes:
    """Return the picture as PNG; raise ValueError where its words do not fit."""
    blocks = layout(card, look)
    if not blocks:
        raise ValueError(f"{card.title!r} and its question don't fit on a picture")
    name, title, question = blocks
    ink, muted = look.colours["ink"], look.colours["muted"]
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), look.colours["paper"])
    canvas = ImageDraw.Draw(image)
    frame(image, look)
    top = float(TOP + (SITE if card.site else 0))
    top += (BOTTOM - top - title.height - GAP - question.height) / 2
    write(canvas, look, name, TOP, muted)
    write(canvas, look, title, top, ink)
    write(canvas, look, question, top + title.height + GAP, muted)
    return png(image, (WIDTH, HEIGHT), look)


def frame(image: Image.Image, look: Look) -> None:
    """Draw the theme's mark as the card's frame, or a site's own mark within one."""
    canvas = ImageDraw.Draw(image)
    left, top, right, bottom = (each * SCALE for each in (43, 43, 1145, 587))
    line, middle = 10 * SCALE, HEIGHT * SCALE / 2
    ink, amber = look.colours["ink"], look.colours["suspended"]
    canvas.rounded_rectangle(
        (left, top, right, bottom), 45 * SCALE, outline=ink, width=line
    )
    if look.own:
        side = 130 * SCALE
        stamped(image, look, (985 * SCALE, round(middle - side / 2)), side)
        return
    high, low = middle - 157 * SCALE, middle + 157 * SCALE
    canvas.rectangle((right - line, high, right, low), look.colours["paper"])
    for end in (high, low):
        cap = (right - line + 1, end - line / 2, right, end + line / 2)
        canvas.ellipse(cap, ink)
    for y in (middle - 52 * SCALE, middle + 52 * SCALE):
        bar = (995 * SCALE, y - 15 * SCALE, 1165 * SCALE, y + 15 * SCALE)
        canvas.rounded_rectangle(bar, 15 * SCALE, amber)


def write(
    canvas: ImageDraw.ImageDraw, look: Look, block: Block, top: float, ink: str
) -> None:
    """Write a block's lines, the first one's top at `top`."""
    font = look.font(block.font, block.size)
    for number, line in enumerate(block.lines):
        base = top + number * block.step + block.size * 0.82
        canvas.text((LEFT * SCALE, base * SCALE), line, ink, font, anchor="ls")


def icon(look: Look, size: int, share: float) -> bytes:
    """Return the mark on paper as a square PNG; it takes `share` of the side."""
    side = size * 4
    image = Image.new("RGB", (side, side), look.colours["paper"])
    inset = round(side * (1 - share) / 2)
    stamped(image, look, (inset, inset), round(side * share))
    return png(image, (size, size), look)


def stamped(image: Image.Image, look: Look, corner: tuple[int, int], side: int) -> None:
    """Put the mark into the square of `side` at `corner`."""
    if isinstance(look.mark, Path):
        with Image.open(look.mark) as opened:
            own = opened.convert("RGBA")
        own.thumbnail((side, side))
        # a small one is made larger, in whole steps of its own shape
        scale = side / max(own.size)
        own = own.resize((round(own.width * scale), round(own.height * scale)))
        at = (corner[0] + (side - own.width) // 2, corner[1] + (side - own.height) // 2)
        image.paste(own, at, own)
        return
    inks = (look.colours["ink"], look.colours["suspended"])
    look.mark.draw(ImageDraw.Draw(image), corner, side, inks)


def png(image: Image.Image, size: tuple[int, int], look: Look) -> bytes:
    """Return an image made small, in the look's colours and what lies between them."""
    if isinstance(look.mark, Path):
        # a site's own image has colours of its own
        data = io.BytesIO()
        image.resize(size, Image.Resampling.BOX).save(data, "PNG")
        return data.getvalue()
    paper = ImageColor.getrgb(look.colours["paper"])
    ramps: list[int] = []
    for name in INKS:
        colour = ImageColor.getrgb(look.colours[name])
        for step in range(SHADES):
            part = step / (SHADES - 1)
            ramps += [
                round(a + (b - a) * part) for a, b in zip(paper, colour, strict=True)
            ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(ramps)
    small = image.resize(size, Image.Resampling.BOX)
    data = io.BytesIO()
    small.quantize(palette=palette, dither=Image.Dither.NONE).save(data, "PNG")
    return data.getvalue()
