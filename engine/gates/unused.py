"""All that is tested or recorded is shown: sections, exercises, recordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.kinds import EXERCISE, FIGURE, PARSONS
from engine.book.text import INCLUDE
from engine.book.tree import Module, Tree
from engine.gates.gate import Gate, whole
from engine.gates.tasks import holds_exercise

# in a notebook's module, an import that the notebook replaces by the section itself
IMPORTED = re.compile(r"import .*#\s+(-+8<-+\s.*)$")


@dataclass
class Shown:
    """What pages and notebooks show: sections (None: a file as a whole), by files."""

    sections: set[tuple[str, str | None]] = field(default_factory=set)
    exercises: set[str] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)


def shown(tree: Tree) -> Shown:
    """Return all that pages and notebooks show."""
    found = Shown()
    for page in tree.pages():
        for fence in page.fences:
            for each in fence.includes():
                section = each.section and each.section.lower()
                found.sections.add((each.file, section))
                if fence.label == EXERCISE:
                    found.exercises.add(each.file)
                elif fence.label == PARSONS:
                    found.sections.add((each.file, "distractors"))
                elif fence.label == FIGURE:
                    found.stages.add(lesson.stage(each.file, each.section))
    for module in tree.modules():
        found.sections.update(replaced(module.source))
    return found


@lru_cache(maxsize=1024)
def replaced(source: str) -> frozenset[tuple[str, str | None]]:
    """Return the sections that a notebook of this source has in place of imports."""
    marks = (IMPORTED.search(line) for line in source.splitlines() if "8<" in line)
    includes = (INCLUDE.match(marked[1]) for marked in marks if marked)
    return frozenset((each["file"], each["section"]) for each in includes if each)


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield the sections, exercises and recordings that nothing shows."""
    known = shown(tree)
    for module in tree.modules():
        yield from of_module(module, known)
    for path in tree.files(lesson.SNIPPETS, ".json"):
        name = path.removeprefix(f"{lesson.SNIPPETS}/")
        if not lesson.is_recording(name):
            continue
        if name.endswith(lesson.STAGE):
            if name not in known.stages:
                yield Fault(path, 0, "a stage that no page shows", "delete it")
        elif (name, None) not in known.sections:
            mend = "show it or delete it"
            yield Fault(path, 0, "a recording that no page shows", mend)


def of_module(module: Module, known: Shown) -> Iterator[Fault]:
    """Yield what a module has that is on no page."""
    name = module.path.removeprefix(f"{lesson.SNIPPETS}/")
    task = holds_exercise(module)
    if task and name not in known.exercises:
        yield Fault(
            module.path,
            1,
            "an exercise that no page shows",
            f'include `--8<-- "{name}"` in a fence labelled `{EXERCISE}`, or delete it',
        )
    for section in module.sections.values():
        if task and section.name != "distractors":
            continue
        if (name, section.name) not in known.sections:
            mend = (
                f'include `--8<-- "{name}:solution"` in a fence labelled `{PARSONS}`'
                if task
                else f'include `--8<-- "{name}:{section.name}"`'
            )
            yield Fault(
                module.path,
                section.start - 1,
                f"no page shows section {section.name!r}",
                f"{mend}, or delete it",
            )


GATE = Gate("unused", whole, judge)
