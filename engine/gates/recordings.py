"""A recording can be drawn, is of the lines that stand there now, and is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.kinds import CHART, FIGURE, PAIR, RECORDED
from engine.book.session import session
from engine.book.text import Include
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages

# what a recording has besides, for each kind of fence that needs more
EXTRA = {CHART: ["chart"], PAIR: ["stage"]}
AGAIN = "run `make record`"


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the recordings of a page's stages that are of lines that are gone."""
    for fence in tree.page_at(path).fences:
        if fence.label == FIGURE:
            for include in fence.includes():
                yield from stale(tree, include)


def shape(tree: Tree, label: str, path: str) -> Iterator[Fault]:
    """Yield what keeps a recorded measurement from being drawn."""
    assert label in RECORDED
    try:
        recording = json.loads(tree.text(path))
    except json.JSONDecodeError as error:
        yield Fault(path, error.lineno, f"not JSON: {error.msg}", AGAIN)
        return
    if not isinstance(recording, dict):
        yield Fault(path, 1, "not a recording of a measurement", AGAIN)
        return
    wanted = ["title", "platform", "columns", "rows", *EXTRA.get(label, ())]
    lacks = [key for key in wanted if not recording.get(key)]
    if lacks:
        yield Fault(path, 0, f"{lacks[0]} is missing", f"measure it, and {AGAIN}")


def stale(tree: Tree, include: Include) -> Iterator[Fault]:
    """Yield whether a stage is of lines that are not there any more.

    What a run cannot show in seconds; `engine.record.outputs.stage_faults` runs it.
    """
    path = f"{lesson.SNIPPETS}/{lesson.stage(include.file, include.section)}"
    module = tree.module(include.file)
    name = (include.section or "").lower()
    section = module.sections.get(name) if module else None
    if module is None or section is None or not tree.there(path):
        return
    own = "\n".join(section.lines)
    try:
        if section.session:
            typed = [e for e in session(module.source) if e.section == section]
            own = "".join(each.source for each in typed)
    except SyntaxError:
        return
    try:
        shown = json.loads(tree.text(path))["code"]
        texts = [bare("\n".join(each["lines"])) for each in shown]
    except json.JSONDecodeError as error:
        yield Fault(path, error.lineno, f"not JSON: {error.msg}", AGAIN)
        return
    except (KeyError, TypeError):
        yield Fault(path, 0, "not a recording of a stage", AGAIN)
        return
    near = own, module.source
    for number, text in enumerate(texts):
        if text != bare(own) if not number else not stands(tree, near, text):
            mend = f"snippets/{include.file} has changed: {AGAIN}"
            yield Fault(path, 4 + number, "recorded from different lines", mend)
            return


def stands(tree: Tree, near: tuple[str, ...], text: str) -> bool:
    """Return whether lines stand in one of the sources near, or else in any module."""
    return any(text in bare(source) for source in near) or any(
        text in bare(each.source) for each in tree.modules()
    )


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """Return a text's lines without indentation, blank ones left out."""
    return "\n".join(line for each in text.splitlines() if (line := each.strip()))


GATE = Gate("recordings", pages, judge)
