"""A new lesson: a page, its module and its test, whole from the start."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

import yaml

from engine.book import lesson
from engine.book.fault import Fault
from engine.kit import place, settings, verdict
from engine.kit.draft import Draft, RefusalError
from engine.live.names import PACKAGE, dotted

SHAPES = Path(__file__).parent / "lesson"
DESCRIPTION = (
    "What this page teaches, in one sentence that says to somebody who searches what "
    "they will find here."
)


def begin(
    root: Path, part: str, name: str, title: str, after: str = "", new: bool = False
) -> tuple[Draft, list[Fault]]:
    """Write a small whole lesson; return what was done, and what is left to do.

    Raises RefusalError, with the tree as it was, where it can't be.
    """
    draft = Draft(root)
    left = verdict.make(draft, write(draft, part, name, title, after, new))
    return draft, left


def write(
    draft: Draft, part: str, name: str, title: str, after: str = "", new: bool = False
) -> tuple[str, ...]:
    """Put a lesson into a draft; return the names of its new files."""
    part = part.strip("/")
    title = " ".join(title.split())
    if not title:
        raise RefusalError("TITLE is missing — say it, as in TITLE='What it teaches'")
    place.known_part(draft, part, new)
    page = place.valid(draft, part, name)
    module = lesson.module(page)
    path, source, test = (
        f"{lesson.DOCS}/{page}",
        f"{PACKAGE}/{module}",
        place.tests_of(module)[0],
    )
    # a title may name what its module is yet to have
    meant = dict.fromkeys(re.findall(r"`([A-Za-z_][\w.]*)", title))
    names = ", ".join(name for each in meant for name in each.split("."))
    words = {
        "names": f"names: [{names}]\n" if names else "",
        "title": settings.plain(title),
        "heading": title,
        "description": DESCRIPTION,
        "module": module,
        "file": source,
        "dotted": dotted(module),
    }
    for to, shape in {path: "page", source: "module", test: "test"}.items():
        text = (SHAPES / f"{shape}.txt").read_text(encoding="utf-8")
        draft.create(to, Template(text).substitute(words))
    shown = settings.plain(title.replace("`", ""))
    if yaml.safe_load(f"- {shown}: x") != [{yaml.safe_load(shown): "x"}]:
        shown = settings.quoted(title.replace("`", ""))
    follows = place.find(draft, after) if after else ""
    settings.add(draft, [f"- {shown}: {page}"], part, follows)
    return path, source, test
