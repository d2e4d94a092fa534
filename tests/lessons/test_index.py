"""What the start page says: its generator, and the true sizes of its three ways in."""

import re
from itertools import islice
from pathlib import Path

import pytest

from engine.book.tree import Tree
from snippets.index import doubling

ROOT = Path(__file__).resolve().parents[2]
DOORS = re.findall(
    r"^-   ### .*?(?=^-   ### |^</div>)",
    (ROOT / "docs/index.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


def test_doubling_goes_on_and_on():
    assert list(islice(doubling(), 11))[-1] == 1024


def test_the_page_counts_the_lessons_right():
    lessons = [page for page in Tree(ROOT).pages() if "question" in page.meta]
    words = [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
    ]
    said = f"{[*words, 'Many'][min(len(lessons), 13)]} short lessons"
    text = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    assert said in text, f"docs/index.md does not say “{said}”: mend its number"


def test_there_are_three_ways_in():
    assert len(DOORS) == 3


def test_the_ways_in_lead_to_every_lesson_once_in_the_order_of_nav():
    lessons = [
        page.path.removeprefix("docs/")
        for page in Tree(ROOT).pages()
        if "question" in page.meta
    ]
    linked = [name for door in DOORS for name in re.findall(r"\]\((.+?\.md)\)", door)]
    nav = [name for name in Tree(ROOT).nav() if name in lessons]
    mend = "docs/index.md: its ways in must link each lesson of nav once, in order"
    assert linked == nav, mend


@pytest.mark.parametrize("door", DOORS)
def test_a_way_in_tells_its_true_size(door: str):
    pages = {page.path: page for page in Tree(ROOT).pages()}
    linked = [pages[f"docs/{n}"] for n in re.findall(r"\]\((.+?\.md)\)", door)]
    minutes = sum(
        page.meta["minutes"]["read"] + page.meta["minutes"]["do"] for page in linked
    )
    size = re.search(r"(\d+) lessons?.*?, (\d+) minutes", door)
    assert (int(size[1]), int(size[2])) == (len(linked), minutes), door.splitlines()[0]
