"""Makes the font files beside this one from their npm packages.

    npm install @fontsource/fraunces@5 @fontsource/atkinson-hyperlegible-next@5 \
        @fontsource/jetbrains-mono@5
    python recipe.py node_modules

Needs fonttools and brotli. Letters keep Latin-1, the typographer's marks and nothing
more; `signs.woff2` has the shapes of the four states, arrows and superscripts. The
text's zero loses its slash, which the face has no feature for: in prose it reads as
code, and the code has a face of its own, with its own zero.
"""

from __future__ import annotations

import shutil
import sys
from math import cos, pi, radians, sin, tan
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent

PLAIN = {*range(0x20, 0x7F)}
LATIN = PLAIN | {*range(0xA0, 0x100)} | {0x2013, 0x2014, 0x2018, 0x2019}
LATIN |= {0x201C, 0x201D, 0x2022, 0x2026, 0x202F, 0x2212, 0x20AC}
CODE = PLAIN | {0xA0, 0xB7, 0x2013, 0x2014, 0x2019, 0x2026}

TEXT = "atkinson-hyperlegible-next"

# our name: package, file within it, characters, features kept
LETTERS = {
    "fraunces-500": ("fraunces", "latin-500-normal", LATIN, ["kern", "liga"]),
    "atkinson-400": (
        TEXT,
        "latin-400-normal",
        LATIN,
        ["kern", "tnum"],
    ),
    "atkinson-400-italic": (
        TEXT,
        "latin-400-italic",
        LATIN,
        ["kern"],
    ),
    "atkinson-700": (
        TEXT,
        "latin-700-normal",
        LATIN,
        ["kern", "tnum"],
    ),
    "jetbrains-400": ("jetbrains-mono", "latin-400-normal", CODE, []),
}

EM = 1000
SUPERSCRIPTS = dict(zip("0456789", "⁰⁴⁵⁶⁷⁸⁹", strict=True))

Points = list[tuple[int, int]]
Box = tuple[float, float, float, float]


def bar(left: int, right: int, low: int = 0, high: int = 700) -> Points:
    """Return an upright box."""
    return [(left, low), (left, high), (right, high), (right, low)]


def arrow(*ways: str) -> list[Points]:
    """Return a shaft to the right with a head; `left` turns it round."""
    shaft = bar(80, 820, 315, 385)
    head = [(560, 90), (510, 140), (720, 350), (510, 560), (560, 610), (820, 350)]
    shapes = [shaft, head]
    if "left" in ways:
        shapes = [[(900 - x, y) for x, y in reversed(each)] for each in shapes]
    if "up" in ways:
        shapes = [[(800 - y, x - 100) for x, y in reversed(each)] for each in shapes]
        shapes = [list(reversed(each)) for each in shapes]
    return shapes


def ring(radius: int, thick: int) -> list[Points]:
    """Return a ring of forty corners, its hole turned the other way."""

    def circle(size: float) -> Points:
        turns = [2 * pi * step / 40 for step in range(40)]
        return [
            (round(400 + size * sin(turn)), round(350 + size * cos(turn)))
            for turn in turns
        ]

    return [circle(radius), list(reversed(circle(radius - thick)))]


def cross(half: int = 300, thick: int = 62) -> list[Points]:
    """Return two strokes that cross."""
    low, high = 400 - half, 400 + half
    down, up = 350 - half, 350 + half
    return [
        [
            (low, down + thick),
            (high - thick, up),
            (high, up - thick),
            (low + thick, down),
        ],
        [
            (low, up - thick),
            (low + thick, up),
            (high, down + thick),
            (high - thick, down),
        ],
    ]


# character: shapes, width
SIGNS: dict[str, tuple[list[Points], int]] = {
    "▶": ([[(90, 0), (90, 700), (720, 350)]], 780),
    "❚": ([bar(70, 250)], 320),
    "■": ([bar(80, 720, 30, 670)], 800),
    "✕": (cross(), 800),
    "○": (ring(330, 80), 800),
    "→": (arrow(), 900),
    "←": (arrow("left"), 900),
    "↑": (arrow("up"), 900),
}


def letters(
    package: Path, name: str, characters: set[int], features: list[str]
) -> TTFont:
    """Return a package's font with only these characters and features."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [1, 2, 4, 6, 13, 14]
    options.notdef_outline = True
    file = package / "files" / f"{package.name}-{name}.woff2"
    font = load_font(str(file), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if package.name == TEXT:
        unslash(font)
    return font


def unslash(font: TTFont) -> None:
    """Give a font a zero with one counter: its own oval, as large as the slashed."""
    name = font.getBestCmap()[ord("0")]
    upright = tan(radians(font["post"].italicAngle))
    drawn = RecordingPen()
    font.getGlyphSet()[name].draw(TransformPen(drawn, (1, 0, upright, 1, 0, 0)))
    end = [step for step, _ in drawn.value].index("closePath") + 1
    oval, slashed = drawn.value[:end], drawn.value[end:]

    def extent(contours: list[tuple[str, tuple[tuple[float, float], ...]]]) -> Box:
        corners = [corner for _, points in contours for corner in points]
        across, up = zip(*corners, strict=True)
        return min(across), max(across), min(up), max(up)

    left, right, low, high = extent(oval)
    inner_left, inner_right, inner_low, inner_high = extent(slashed)
    wide = (inner_right - inner_left) / (right - left)
    tall = (inner_high - inner_low) / (high - low)
    pen = TTGlyphPen(None)
    slanted = TransformPen(pen, (1, 0, -upright, 1, 0, 0))
    counter = (wide, 0, 0, tall, inner_left - left * wide, inner_low - low * tall)
    for contour in (slanted, ReverseContourPen(TransformPen(slanted, counter))):
        for step, points in oval:
            getattr(contour, step)(*points)
    font["glyf"][name] = zero = pen.glyph()
    zero.recalcBounds(font["glyf"])


def signs(package: Path) -> TTFont:
    """Return a font of shapes drawn here, and of superscripts cut from the text's."""
    source = TTFont(package / "files" / f"{package.name}-latin-400-normal.woff2")
    unslash(source)
    glyphs, widths, characters = {}, {}, {}

    def add(name: str, pen: TTGlyphPen, width: int, character: str = "") -> None:
        glyphs[name], widths[name] = pen.glyph(), width
        if character:
            characters[ord(character)] = name

    add(".notdef", TTGlyphPen(None), 500)
    for character, (shapes, width) in SIGNS.items():
        pen = TTGlyphPen(None)
        for shape in shapes:
            pen.moveTo(shape[0])
            for point in shape[1:]:
                pen.lineTo(point)
            pen.closePath()
        add(f"u{ord(character):04X}", pen, width, character)
    scale = 0.62 * EM / source["head"].unitsPerEm
    cmap, drawn = source.getBestCmap(), source.getGlyphSet()
    for digit, character in SUPERSCRIPTS.items():
        name = cmap[ord(digit)]
        pen = TTGlyphPen(None)
        drawn[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 300)))
        add(f"u{ord(character):04X}", pen, round(drawn[name].width * scale), character)

    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {
            name: (width, getattr(table[name], "xMin", 0))
            for name, width in widths.items()
        }
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Suspended Signs", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800)
    builder.setupPost(keepGlyphNames=False)
    # the same bytes each time
    builder.font.recalcTimestamp = False
    head = builder.font["head"]
    head.created = head.modified = 3_786_912_000  # 2024
    builder.font.flavor = "woff2"
    return builder.font


def main(modules: Path) -> None:
    """Write every font and licence from the packages below `modules`."""
    packages = modules / "@fontsource"
    for ours, (package, name, characters, features) in LETTERS.items():
        font = letters(packages / package, name, characters, features)
        save_font(font, str(HERE / f"{ours}.woff2"), Options(flavor="woff2"))
        shutil.copy(packages / package / "LICENSE", HERE / f"{package}-LICENSE.txt")
    signs(packages / TEXT).save(HERE / "signs.woff2")
    sizes = {file.name: file.stat().st_size for file in HERE.glob("*.woff2")}
    print(*(f"{size:7,} {name}" for name, size in sorted(sizes.items())), sep="\n")
    print(f"{sum(sizes.values()):7,} together")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
