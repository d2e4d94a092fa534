"""A page that gets another name or another part, with all that belongs to it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from engine.book import lesson
from engine.kit import history, mention, place, settings, verdict
from engine.kit.draft import Draft, RefusalError
from engine.kit.place import Place
from engine.live.names import EXERCISES, PACKAGE


def rename(root: Path, asked: str, to: str) -> Draft:
    """Give a page another stem; return what was done. Raises RefusalError."""
    draft = Draft(root)
    page = place.find(draft, asked)
    if not to:
        raise RefusalError("TO is missing — say the new name, as in TO=my-lesson")
    suffix = PurePosixPath(page).suffix
    stem = to.removesuffix(".md").removesuffix(".ipynb")
    carry(draft, page, place.valid(draft, lesson.part(page), stem, suffix))
    return draft


def move(
    root: Path, asked: str, part: str, after: str = "", new: bool = False
) -> Draft:
    """Put a page into another part, or elsewhere in its own; return what was done.

    Raises RefusalError.
    """
    draft = Draft(root)
    page = place.find(draft, asked)
    part = part.strip("/")
    place.known_part(draft, part, new)
    follows = place.find(draft, after) if after else ""
    to = f"{part}/" * bool(part) + PurePosixPath(page).name
    if to == page and not follows:
        raise RefusalError(f"{lesson.DOCS}/{page}: stands there — name another part")
    carry(draft, page, to, follows)
    return draft


def carry(draft: Draft, page: str, to: str, after: str = "") -> None:
    """Move a page and what belongs to it, and make the change."""
    if after == page:
        raise RefusalError(f"{page}: can't come after itself — name another page")
    settings.ready(draft)
    belongs = place.read(draft, page)
    moves = ways(belongs, page, to)
    for old, new in moves.items():
        if old != new:
            draft.move(old, new)
    moves = {old: new for old, new in moves.items() if old != new}
    mention.follow(draft, moves)
    settings.rename(draft, page, to)
    if after or lesson.part(page) != lesson.part(to):
        lines = settings.drop(draft, to)
        settings.add(draft, lines, lesson.part(to), after)
    if page != to:
        known = history.committed(draft.root, f"{lesson.DOCS}/{page}")
        settings.redirect(draft, page, to, leave=known)
    verdict.make(draft)


def ways(belongs: Place, page: str, to: str) -> dict[str, str]:
    """Return where each file of a page goes when the page does."""
    module = lesson.module(to)
    # the page may have a test and no module
    found = {f"{PACKAGE}/{lesson.module(page)}": f"{PACKAGE}/{module}"}
    part = lesson.part(module)
    folder = "/".join(filter(None, [PACKAGE, part]))
    for each in belongs.exercises:
        found[each] = f"{folder}/{EXERCISES}/{PurePosixPath(each).name}"
    for each in belongs.companions:
        found[each] = f"{folder}/{PurePosixPath(each).name}"
    for old, new in list(found.items()):
        before, after = (place.tests_of(place.name(each)) for each in (old, new))
        found |= dict(zip(before, after, strict=True))
    own = PurePosixPath(belongs.module).stem
    for each in belongs.recordings:
        file = PurePosixPath(each).name
        stem, _, what = file.partition(".")
        if stem == own:
            stem = PurePosixPath(module).stem
        found[each] = f"{folder}/{lesson.RECORDED}/{stem}.{what}"
    found[belongs.page] = f"{lesson.DOCS}/{to}"
    return {old: found[old] for old in belongs.files}
