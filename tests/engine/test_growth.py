"""At any depth of a site of sixty lessons, each fault is told at its file and line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.book import lesson
from engine.book.fault import listing
from engine.book.page import Page
from engine.book.tree import Module, Tree
from engine.gates import rules
from engine.gates.gate import Bench
from engine.live.names import is_exercise
from tests.engine import grown
from tests.engine.mutants import Mutant, exercises, files, modules, pages

pytestmark = pytest.mark.slow

SITE = grown.site()
# the first lesson of each folder: what is true of it is true of those beside it
FOLDERS = sorted({lesson.part(page.stem) for page in SITE.pages()} - {""})


def changed(mutant: Mutant) -> Tree:
    return replace(SITE, changed={**SITE.changed, mutant.path: mutant.text})


def silent(made: list[Mutant]) -> list[str]:
    """Return the changes that no gate tells at their file and line."""
    assert made
    return [
        str(mutant)
        for mutant in made
        if mutant.told not in {(f.path, f.line) for f in rules.faults(changed(mutant))}
    ]


def first_of(folder: str) -> tuple[Page, Module, Module]:
    """Return a folder's first lesson: its page, module and exercise."""
    page = next(p for p in SITE.pages() if lesson.part(p.stem) == folder)
    module = SITE.module(lesson.module(page.stem))
    task = next(
        each
        for each in SITE.modules()
        if is_exercise(name := each.path.removeprefix("snippets/"))
        and lesson.part(name) == folder
    )
    assert module
    return page, module, task


def test_the_site_has_sixty_lessons_and_no_fault() -> None:
    found = rules.faults(SITE)
    assert not found, "\n" + listing(found)
    assert len([p for p in SITE.pages() if "question" in p.meta]) == 60
    assert len(FOLDERS) == 12


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_fault_of_a_lesson_is_told_in(folder: str) -> None:
    page, module, task = first_of(folder)
    text = str(SITE.changed[page.path])
    added = {**pages.TYPED, **pages.LAYOUT, **pages.LINKS}
    made = [
        *pages.fence_changes(page, text),
        *pages.question_changes(page, text),
        *pages.additions(page, text, added),
        *modules.markers(module),
        *modules.renamed(module, page),
        *exercises.exercise_parts(task),
    ]
    later = lesson.last(SITE.nav()[-1])
    if later != lesson.last(page.path):
        made += pages.needs_forward(page, text, later)
    assert silent(made) == []


@pytest.mark.slow
def test_every_file_that_is_left_over_is_told() -> None:
    assert silent(list(files.left(SITE))) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_judging_what_a_change_touches_is_judging_everything_in(folder: str) -> None:
    page, module, _ = first_of(folder)
    gone = Mutant(module.path, module.source.replace("shout", "cry"), 0, "renamed")
    unled = Mutant(page.path, str(SITE.changed[page.path])[:400], 0, "cut off")
    for mutant in (gone, unled):
        told = rules.faults(changed(mutant))
        assert told
        assert told == rules.faults(changed(mutant), bench=Bench())
