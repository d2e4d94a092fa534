"""A picture has the site's look, its words fit, and what it cannot show is told."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from engine.site import card, look, mark, pictures
from engine.site.card import Card
from engine.site.look import Look

ROOT = Path(__file__).parents[2]

LONG = "How a very long title is set in three lines and nothing of it is lost"
ASKS = "What does a reader of a link see, and " * 4


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree with this theme and one page."""
    for name in ("fonts", "styles/tokens.css", "partials/icon.html"):
        source, copy = ROOT / "engine/theme" / name, tmp_path / "engine/theme" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy)
    (tmp_path / "mkdocs.yml").write_text("# Ž\nsite_name: A site\n", "utf-8")
    (tmp_path / "docs/part").mkdir(parents=True)
    (tmp_path / "docs/part/page.md").write_text(
        "---\ntitle: A page\nneeds: [☃]\nquestion: >\n  Is it ☃?\n---\nTitle ☃\n",
        "utf-8",
    )
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def image(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def box(picture: Image.Image, colour: str) -> tuple[int, int, int, int]:
    """Where all pixels of exactly this colour are: left, top, right, bottom."""
    wanted = Image.new("RGB", picture.size, colour)
    differs = ImageChops.difference(picture, wanted).convert("L")
    found = differs.point(lambda value: 255 * (value == 0)).getbbox()
    assert found
    return found


def test_a_picture_is_as_large_as_it_is_said_to_be() -> None:
    drawn = image(card.draw(Card("Site", "Title", "Why?"), look.read(ROOT)))
    assert drawn.size == (1200, 630)


@pytest.mark.parametrize(
    "words",
    [
        Card("Site", "A", ""),
        Card("Site", "A title", "A question?"),
        Card("", "A title", "A question?"),
        Card("A site with a name that is much longer than a name need be", "A", "Why?"),
        Card("Site", LONG, "Why?"),
        Card("Site", "Short", ASKS),
        Card("Site", "Donaudampfschifffahrt", "Rindfleischetikettierung?"),
    ],
)
def test_words_stay_within_their_room(words: Card) -> None:
    theme = look.read(ROOT)
    picture = image(card.draw(words, theme))
    # without the frame there are only words left of the bars
    inside = picture.crop((72, 72, 990, 558))
    blank = Image.new("RGB", inside.size, theme.colours["paper"])
    found = ImageChops.difference(inside, blank).getbbox()
    assert found
    left, top, right, bottom = found
    assert left >= card.LEFT - 72 - 8
    assert right <= card.RIGHT - 72 + 8
    assert top >= card.TOP - 72 - 8
    assert bottom <= card.BOTTOM - 72 + 8


def test_amber_is_the_bars_alone() -> None:
    theme = look.read(ROOT)
    picture = image(card.draw(Card("Site", "Title", "Why?"), theme))
    assert box(picture, theme.colours["suspended"]) >= (990, 240)


def test_no_word_of_a_long_title_is_lost() -> None:
    theme = look.read(ROOT)
    blocks = card.layout(Card("Site", LONG, ASKS), theme)
    assert blocks
    _, title, question = blocks
    assert " ".join(title.lines) == LONG
    assert " ".join(question.lines) == ASKS.strip()
    assert 1 < len(title.lines) <= 3


@pytest.mark.parametrize(
    "words",
    [
        Card("", "word " * 40, ""),
        Card("", "x" * 60, ""),
        Card("", "A", ASKS * 6),
        Card("site " * 30, "A", ""),
    ],
)
def test_words_that_do_not_fit_are_not_drawn(words: Card) -> None:
    assert card.layout(words, look.read(ROOT)) is None
    with pytest.raises(ValueError, match="don't fit"):
        card.draw(words, look.read(ROOT))


def test_a_letter_is_known_from_the_box_that_stands_for_none() -> None:
    theme = look.read(ROOT)
    for font in (card.NAME[0], card.TITLE[0], card.QUESTION[0]):
        assert theme.lacking(font, "Añ – 'x' (y)\N{NO-BREAK SPACE}Ž☃Ž") == "Ž☃"


class TestAFault:
    def found(self, root: Path, words: Card) -> list[str]:
        theme = look.read(root)
        return [str(e) for e in pictures.faults(root, theme, {"part/page": words})]

    def test_names_the_line_of_a_letter_that_no_font_has(self, root: Path) -> None:
        (said,) = self.found(root, Card("A site", "A page", "Is it ☃?"))
        assert said.startswith("docs/part/page.md:5: pictures can't show '☃'")
        assert "engine/theme/fonts/recipe.py" in said

    def test_names_the_settings_where_the_letter_is_theirs(self, root: Path) -> None:
        change(root / "mkdocs.yml", "A site", "A šite")
        (said,) = self.found(root, Card("A šite", "A page", ""))
        assert said.startswith("mkdocs.yml:2: ")

    def test_names_the_title_that_is_too_long(self, root: Path) -> None:
        change(root / "docs/part/page.md", "A page", "A page " * 40)
        (said,) = self.found(root, Card("A site", "A page " * 40, ""))
        assert said.startswith("docs/part/page.md:2: ")
        assert said.endswith("shorten them")

    def test_of_a_page_that_is_no_file_of_docs_names_it_all_the_same(
        self, root: Path
    ) -> None:
        look_, words = look.read(root), Card("", "Made ☃", "")
        (fault,) = pictures.faults(root, look_, {"made/elsewhere": words})
        assert (fault.path, fault.line) == ("docs/made/elsewhere.md", 0)

    def test_is_not_found_in_words_that_can_be_shown(self, root: Path) -> None:
        assert not self.found(root, Card("A site", "A page", "Is it?"))


class TestAMark:
    def test_is_that_of_the_icon(self) -> None:
        found = mark.read(ROOT)
        amber = [points for is_amber, points in found.lines if is_amber]
        assert amber == [((8, 10), (21, 10)), ((8, 14), (21, 14))]
        ((start, *_, end),) = [
            points for is_amber, points in found.lines if not is_amber
        ]
        assert start == (20, 6.5)
        assert end == pytest.approx((20, 17.5))

    def test_has_arcs_that_stay_on_their_circle(self) -> None:
        (points,) = mark.points("M20 5a2 2 0 0 0-2-2")
        for x, y in points:
            assert (x - 18) ** 2 + (y - 5) ** 2 == pytest.approx(4)
            assert x >= 18 - 1e-9
            assert y <= 5 + 1e-9
        assert points[-1] == pytest.approx((18, 3))

    def test_of_other_shapes_is_refused(self, root: Path) -> None:
        change(root / mark.FILE, "M8 10h13", "M8 10c1 1 1 1 1 1")
        with pytest.raises(mark.LookError, match=re.escape(f"{mark.FILE}:1: its path")):
            look.read(root)

    @pytest.mark.parametrize("size", [180, 512])
    def test_is_drawn_in_the_middle_of_an_icon(self, size: int) -> None:
        theme = look.read(ROOT)
        icon = image(card.icon(theme, size, 0.8))
        assert icon.size == (size, size)
        _, top, _, bottom = box(icon, theme.colours["ink"])
        assert top == pytest.approx(size - bottom, abs=1)

    def test_fits_the_circle_that_a_system_cuts_out(self) -> None:
        size, share, _ = pictures.ICONS["icons/maskable-512.png"]
        theme = look.read(ROOT)
        icon = image(card.icon(theme, size, share))
        for name in ("ink", "suspended"):
            left, top, right, bottom = box(icon, theme.colours[name])
            for x in (left, right):
                for y in (top, bottom):
                    far = ((x - size / 2) ** 2 + (y - size / 2) ** 2) ** 0.5
                    assert far <= size * 0.4


def test_a_theme_without_a_colour_is_told_which(root: Path) -> None:
    change(root / look.COLOURS, "--muted: light-dark", "--muted: other")
    with pytest.raises(mark.LookError, match=r"tokens\.css:\d+: --muted is other"):
        look.read(root)


def test_a_font_that_is_none_is_told(root: Path) -> None:
    (root / look.FONTS / "fraunces-500.woff2").write_bytes(b"none")
    with pytest.raises(
        mark.LookError, match=r"^engine/theme/fonts/fraunces-500\.woff2: "
    ):
        card.draw(Card("S", "A", ""), look.read(root))


class TestTheCache:
    @pytest.fixture
    def drawn(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The titles that were drawn, in order."""
        found: list[str] = []
        draw = card.draw

        def seen(words: Card, theme: Look) -> bytes:
            found.append(words.title)
            return draw(words, theme)

        monkeypatch.setattr(card, "draw", seen)
        return found

    def build(self, root: Path, name: str, **titles: str) -> Path:
        site = root / name
        theme = look.read(root)
        words = {stem: Card("S", title, "") for stem, title in titles.items()}
        pictures.write(root, site, theme, words)
        return site

    def test_draws_only_what_changed(self, root: Path, drawn: list[str]) -> None:
        first = self.build(root, "one", a="A", b="B")
        second = self.build(root, "two", a="A", b="Other")
        assert drawn == ["A", "B", "Other"]
        a = "cards/a.png"
        assert (first / a).read_bytes() == (second / a).read_bytes()

    @pytest.mark.parametrize("name", ["styles/tokens.css", "fonts/fraunces-500.woff2"])
    def test_draws_all_when_the_look_changed(
        self, root: Path, drawn: list[str], name: str
    ) -> None:
        self.build(root, "one", a="A")
        file = root / "engine/theme" / name
        if file.suffix == ".css":
            change(file, "#1e2430", "#2e2430")
        else:
            shutil.copy(file.with_name("atkinson-700.woff2"), file)
        self.build(root, "two", a="A")
        assert drawn == ["A", "A"]

    def test_keeps_nothing_that_no_page_has(self, root: Path) -> None:
        self.build(root, "one", a="A", b="B")
        self.build(root, "two", a="A")
        kept = list((root / pictures.CACHE).iterdir())
        assert len(kept) == 1 + len(pictures.ICONS)

    def test_that_cannot_be_written_costs_nothing_else(self, root: Path) -> None:
        (root / ".cache").write_text("a file")
        site = self.build(root, "one", a="A")
        assert image((site / "cards/a.png").read_bytes()).size == (1200, 630)

    def test_leaves_a_picture_that_docs_has(self, root: Path) -> None:
        own = root / "one/cards/a.png"
        own.parent.mkdir(parents=True)
        own.write_text("own")
        self.build(root, "one", a="A")
        assert own.read_text() == "own"
