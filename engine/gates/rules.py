"""The list of gates that run nothing: a build and the tests ask all of them."""

from __future__ import annotations

from pathlib import Path

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates import (
    also_asked,
    answers,
    counts,
    drawn,
    front_matter,
    headings,
    leftovers,
    lesson_shape,
    links,
    lists,
    modules,
    names,
    nav,
    notebooks,
    numbers,
    order,
    pages,
    predictions,
    questions,
    readable,
    recordings,
    redirects,
    rooms,
    settings,
    tasks,
    terms,
    transcripts,
    undrawn,
    unused,
    words,
)
from engine.gates.gate import Bench, Gate

GATES: tuple[Gate, ...] = (
    readable.GATE,
    settings.GATE,
    nav.GATE,
    nav.NEEDS,
    redirects.GATE,
    front_matter.GATE,
    front_matter.WORDS,
    also_asked.GATE,
    pages.GATE,
    order.GATE,
    questions.GATE,
    lists.GATE,
    headings.GATE,
    undrawn.GATE,
    counts.GATE,
    drawn.GATE,
    links.GATE,
    modules.GATE,
    tasks.GATE,
    recordings.GATE,
    predictions.GATE,
    notebooks.GATE,
    unused.GATE,
    leftovers.GATE,
    names.GATE,
    terms.ENTRIES,
    terms.GATE,
    terms.UNUSED,
    rooms.GATE,
    lesson_shape.GATE,
    numbers.GATE,
    words.LIST,
    words.GATE,
)
# what these say, a run of snippets shows
RUNS: tuple[Gate, ...] = (transcripts.GATE, answers.GATE)
BENCH = Bench()


def faults(
    tree: Tree | Path, *, building: bool = False, bench: Bench = BENCH
) -> list[Fault]:
    """Return what gates find in a tree; with `building`, those a build waits for.

    Where something can't be read, that alone: the rest may follow from it.
    """
    asked = [each for each in GATES if each.building or not building]
    tree = tree if isinstance(tree, Tree) else Tree(tree)
    found = bench.faults(tree, asked)
    return (bench.faults(tree, [readable.GATE]) if found else []) or found


def page_faults(tree: Tree, path: str) -> list[Fault]:
    """Return what keeps a page from being drawn, as far as it and its snippets tell.

    A text that is no page of docs needs no front matter.
    """
    page = tree.page_at(path)
    asked = [(each, path) for each in (pages.GATE, questions.GATE, predictions.GATE)]
    if path.startswith(f"{lesson.DOCS}/"):
        asked.append((front_matter.GATE, path))
    known = set(tasks.GATE.about(tree))
    for fence in page.fences:
        for include in fence.includes():
            name = f"{lesson.SNIPPETS}/{include.file}"
            if name in known:
                asked.append((tasks.GATE, name))
    return sorted({f for gate, about in asked for f in BENCH.of(tree, gate, about)})
