"""What pages are for, as their front matter says: search ranks by it before all else.

A page says what it answers (`question`), what people call that (`also_asked`), which
errors it explains (`explains`), and what stands on it (`description`). As Material has
it, `search: {boost: 0.5}` halves what it is worth, so that what answers better stands
before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.book import lesson
from engine.book.explained import entries
from engine.book.page import Page
from engine.book.tree import Tree


@dataclass(frozen=True)
class Purpose:
    """What one page is for; in an error, `*` stands for any text.

    `places` has the anchor of each error, "" where it has none; or nothing at all.
    """

    phrases: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    about: str = ""
    places: tuple[str, ...] = ()
    boost: float = 1


def purposes(pages: Iterable[Page]) -> dict[str, Purpose]:
    """Return what pages are for, by their addresses from the site's root."""
    return {lesson.address(page.path): of(page.meta) for page in pages}


def placed(tree: Tree, purpose: Purpose, address: str) -> Purpose:
    """Return a purpose with the places of its errors on the page at an address."""
    pages = (each for each in tree.pages() if lesson.address(each.path) == address)
    places = {error: at for page in pages for error, at in entries(tree, page).items()}
    return replace(purpose, places=tuple(places.get(e, "") for e in purpose.errors))


def of(meta: dict[str, object]) -> Purpose:
    """Return what front matter says that a page is for."""
    question = meta.get("question")
    asked = texts(meta.get("also_asked"))
    return Purpose(
        phrases=(*([str(question)] if question else []), *asked),
        errors=texts(meta.get("explains")),
        about=str(meta.get("description") or ""),
        boost=boost(meta),
    )


def boost(meta: dict[str, object]) -> float:
    """Return how much a page counts in search; 1 where it says nothing."""
    search = meta.get("search")
    told = search.get("boost") if isinstance(search, dict) else None
    return float(told) if isinstance(told, int | float) else 1


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list; none for anything else."""
    return tuple(map(str, value)) if isinstance(value, list) else ()
