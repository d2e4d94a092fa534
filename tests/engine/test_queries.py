"""Whatever a reader asks, search brings the page that answers.

`tests/lessons/queries.json` has queries as people type them, in groups, each with the
last part of the addresses of the pages that answer it. What is `unseen` judges the
ranking and was never its measure: nothing is mended for its sake. What is `unanswered`
has no page here. A site without such a file asks nothing.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from engine.book import lesson
from engine.book.settings import settings
from engine.book.tree import Tree
from engine.site import search
from engine.site.build import Builder
from tests import searching
from tests.once import Once

pytestmark = [pytest.mark.slow, pytest.mark.site]

ROOT = Path(__file__).parents[2]
FILE = ROOT / lesson.TESTS / "queries.json"
QUERIES: dict[str, Any] = (
    json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
)
UNSEEN, UNANSWERED = "unseen", "unanswered"
GROUPS = [group for group in QUERIES if group != UNANSWERED]
FIRST, SOON = 0.75, 0.95


@pytest.fixture(scope="module")
def index(once: Once) -> Path:
    """The site's search index, as a build leaves it."""

    def make(folder: Path) -> None:
        builder = Builder(ROOT)
        builder.pages(folder / "site")
        search.cut(ROOT, folder / "site", builder.language)

    return once.made("search", make) / "site" / search.FOLDER


def ranks(index: Path, group: str) -> list[int]:
    """Return where the page that answers each query of a group stands; 0: nowhere.

    What doesn't come first is reported: `pytest -rP` shows it.
    """
    queries = QUERIES[group]
    found = []
    answers = searching.ask(index, [query for query, _ in queries])
    for (query, pages), answer in zip(queries, answers, strict=True):
        addresses = [hit["address"].partition("#")[0] for hit in answer["hits"]]
        names = [PurePosixPath(each).name or "index" for each in addresses]
        places = [names.index(page) + 1 for page in pages if page in names]
        rank = min(places, default=0)
        if answer["near"]:
            rank = 0
        found.append(rank)
        if rank != 1:
            print(f"{rank or 'nowhere'}: {query!r} finds {names[:3]}, not {pages}")
    first, soon = (sum(0 < rank <= most for rank in found) for most in (1, 3))
    print(f"{group}: {first} first, {soon} in the first three, of {len(found)}")
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_the_page_that_answers_comes_first_or_soon(index: Path, group: str) -> None:
    found = ranks(index, group)
    assert sum(rank == 1 for rank in found) >= FIRST * len(found)
    if group != UNSEEN:
        assert sum(0 < rank <= 3 for rank in found) >= SOON * len(found)
    assert 0 not in found


def test_what_no_page_answers_is_led_somewhere(index: Path) -> None:
    for answer in searching.ask(index, QUERIES.get(UNANSWERED, [])):
        assert answer["hits"]


def test_every_page_that_a_query_names_is_there() -> None:
    tree = Tree(ROOT)
    there = {lesson.last(name) for name in tree.nav()}
    groups = [QUERIES[group] for group in GROUPS]
    assert {name for group in groups for _, names in group for name in names} <= there


def test_words_that_people_take_for_one_another_stand_on_the_site(index: Path) -> None:
    said = json.loads((index / search.INDEX).read_text(encoding="utf-8"))
    often = dict(zip(forms(said["words"]), said["often"], strict=True))
    for group in settings(Tree(ROOT)).search.same:
        stems = {each for each in often for word in group if word in each}
        assert sum(often[each] > 0 for each in stems) > 0, group


def forms(lines: str) -> list[frozenset[str]]:
    """Return the words of each stem, as the index has them."""
    parted = (line.split(" ") for line in lines.split("\n"))
    return [frozenset(start + end for end in ends) for start, *ends in parted]
