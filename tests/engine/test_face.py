"""A site's own face is settings: logo, favicon, colours, words for lost readers."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from engine.site import card, look
from engine.site.build import Builder
from engine.site.card import Card
from engine.site.mark import LookError

ROOT = Path(__file__).parents[2]
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke-width="2">'
    '<path d="M4 4H20V20H4V4"/><path class="y" d="M8 12h8"/></svg>\n'
)
SETTINGS = """\
site_name: A site
site_url: https://example.org/
nav: [index.md]
theme:
  name: material
  font: false
  custom_dir: engine/theme
  static_templates: [site.css]
  logo: assets/images/logo.png
  favicon: assets/mark.svg
extra_css: [assets/own.css]
extra:
  lost: There are no <em>knots</em> here.
markdown_extensions:
  - engine.blocks
"""
COLOUR = "#00aa77"
OWN = f":root {{ --ink: {COLOUR}; --paper:light-dark(#fff, #000)}}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a face of its own."""
    root = tmp_path_factory.mktemp("face")
    shutil.copytree(ROOT / "engine/theme", root / "engine/theme")
    (root / "docs/assets/images").mkdir(parents=True)
    Image.new("RGB", (8, 4), "#123456").save(root / "docs/assets/images/logo.png")
    for path, text in {
        "mkdocs.yml": SETTINGS,
        "docs/index.md": "---\ntitle: A site\ndescription: A site.\n---\n\n# A site\n",
        "docs/assets/mark.svg": MARK,
        "docs/assets/own.css": OWN,
    }.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


def colours(data: bytes) -> set[tuple[int, int, int]]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    found = image.getcolors(image.width * image.height)
    assert found
    return {each for _, each in found}  # type: ignore[misc]


def test_a_sites_own_style_sheet_colours_its_pictures(root: Path) -> None:
    theme = look.read(root, ["assets/own.css"])
    assert (theme.colours["ink"], theme.colours["paper"]) == (COLOUR, "#fff")
    drawn = card.draw(Card("Site", "Title", "Why?"), theme)
    assert (0, 0xAA, 0x77) in colours(drawn)


def test_a_colour_that_pictures_cannot_read_is_told_with_its_line(root: Path) -> None:
    file = root / "docs/assets/other.css"
    file.write_text(":root {\n  --link: red;\n  --ink: hsl(0 0% 0%);\n}\n")
    with pytest.raises(LookError, match=r"^docs/assets/other\.css:3: --ink is hsl"):
        look.read(root, ["assets/other.css"])


def test_a_mark_of_ones_own_is_drawn_from_its_svg(root: Path) -> None:
    theme = look.read(root, [], ["assets/mark.svg", ""])
    icon = colours(card.icon(theme, 64, 0.9))
    amber = tuple(bytes.fromhex(theme.colours["suspended"][1:]))
    assert amber in icon
    ours = look.read(root)
    assert card.icon(ours, 64, 0.9) != card.icon(theme, 64, 0.9)
    words = Card("Site", "Title", "Why?")
    assert card.draw(words, ours) != card.draw(words, theme)


def test_an_image_keeps_its_colours_and_its_shape(root: Path) -> None:
    theme = look.read(root, [], ["assets/mark.svg", "assets/images/logo.png"])
    image = Image.open(io.BytesIO(card.icon(theme, 64, 0.5))).convert("RGB")
    assert image.getpixel((32, 32)) == (0x12, 0x34, 0x56)
    # twice as wide as it is high
    assert image.getpixel((18, 32)) == (0x12, 0x34, 0x56)
    assert image.getpixel((32, 18)) != (0x12, 0x34, 0x56)


@pytest.mark.parametrize(
    ("svg", "says"),
    [
        (
            MARK.replace("H20", "C1 2 3 4 5 6"),
            r"docs/assets/x\.svg:1: its path has 'C'",
        ),
        (MARK.replace("viewBox", "box"), r"docs/assets/x\.svg:1: it has no viewBox"),
        ("", r"mkdocs\.yml: the theme's logo or favicon assets/x\.svg isn't in docs"),
    ],
)
def test_a_mark_that_cannot_be_drawn_is_told(root: Path, svg: str, says: str) -> None:
    file = root / "docs/assets/x.svg"
    file.unlink(missing_ok=True)
    if svg:
        file.write_text(svg)
    with pytest.raises(LookError, match=says):
        look.read(root, [], ["assets/x.svg"])
    file.unlink(missing_ok=True)


@pytest.mark.slow
def test_the_site_shows_its_own_face(root: Path) -> None:
    Builder(root).build(root / "site")
    html = (root / "site/index.html").read_text(encoding="utf-8")
    logo = re.search(r'class="?brand\b.*?</a>', html, re.DOTALL)
    assert logo
    assert re.search(r'<img src="?assets/images/logo\.png\b', logo[0])
    assert "<svg" not in logo[0]
    assert re.findall(r"<link [^>]*rel=\"?icon\b[^>]*>", html)[0].count(
        "assets/mark.svg"
    )
    assert html.index("own.css") > html.index("site.css")
    assert (root / "site/assets/images/logo.png").is_file()
    lost = (root / "site/404.html").read_text(encoding="utf-8")
    assert "<p>There are no <em>knots</em> here. One of these" in lost
    assert "StopIteration" not in lost
