"""A page taken out, with all that only it needs; what others need is refused."""

from __future__ import annotations

from pathlib import Path

from engine.book import lesson
from engine.book.page import parsed
from engine.kit import history, mention, place, settings, verdict
from engine.kit.draft import Draft, RefusalError

START = "index.md"


def remove(root: Path, asked: str, instead: str = "") -> Draft:
    """Delete a page and what belongs to it; return what was done.

    Links and `needs` lead to the page `instead` from then on. Without one, a page that
    others speak of stays. Raises RefusalError.
    """
    draft = Draft(root)
    page = place.find(draft, asked)
    other = place.find(draft, instead) if instead else ""
    if other == page:
        raise RefusalError(f"INSTEAD={instead} is that page — name another")
    settings.ready(draft)
    belongs = place.read(draft, page)
    found = list(mention.of(draft, belongs.files, page))
    # a page takes the place of a page; nothing takes that of code that others show
    kept = [e for e in found if not (other and e[2].startswith(("links", "needs")))]
    if kept:
        mend = "mend it"
        if not other and all(e[2].startswith(("links", "needs")) for e in kept):
            mend = "mend it, or name a page with INSTEAD=…"
        lines = [f"{path}:{line}: {what} — {mend}" for path, line, what in kept]
        lines.append(f"So {lesson.DOCS}/{page} stays: others need it.")
        raise RefusalError("\n".join(lines))
    history.keep(root, belongs.files, "removing it")
    if other:
        lead(draft, page, other)
    for path in belongs.files:
        draft.delete(path)
    settings.drop(draft, page)
    known = history.committed(root, belongs.page)
    settings.redirect(draft, page, other or START, leave=known)
    verdict.make(draft)
    return draft


def lead(draft: Draft, page: str, other: str) -> None:
    """Let what links or needs a page link or need another."""
    ways = {f"{lesson.DOCS}/{page}": f"{lesson.DOCS}/{other}"}
    old, new = lesson.last(page), lesson.last(other)
    for path in draft.files(lesson.DOCS, ".md"):
        text = draft.text(path)
        head = place.front(draft, path)
        for found in mention.LISTED.finditer(head):
            if found["key"] != "needs":
                continue
            names = parsed(head, path).meta.get("needs")
            if isinstance(names, list) and old in names:
                own = lesson.last(path)
                renewed = [new if each == old else each for each in names]
                renewed = [each for each in dict.fromkeys(renewed) if each != own]
                start, end = found.span("value")
                text = f"{text[:start]} [{', '.join(renewed)}]{text[end:]}"
        draft.write(path, mention.linked(draft, text, path, path, ways))
    for name in mention.ROOT_FILES[:3]:
        if draft.there(name):
            draft.write(name, mention.linked(draft, draft.text(name), name, name, ways))
    for path in draft.files(lesson.DOCS, ".ipynb"):
        own = place.name(path)
        draft.write(path, mention.served(draft.text(path), own, own, ways))
