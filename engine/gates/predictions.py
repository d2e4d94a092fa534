"""What a stage asks is answered by its recording, and each question has its replies."""

from __future__ import annotations

import json
from collections.abc import Iterator

from engine.blocks import prediction
from engine.blocks.prediction import Asked
from engine.book import lesson
from engine.book.fault import Fault
from engine.book.kinds import FIGURE
from engine.book.text import marks
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.live import story


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the questions in a page's stages."""
    for fence in tree.page_at(path).fences:
        if fence.label != FIGURE:
            continue
        for line, text in fence.typed():
            if mark := next(iter(marks(prediction.words(text))), ""):
                what = f"a stage shows {mark!r} as it stands"
                yield Fault(path, line, what, "delete it: only `code` is drawn here")
        found = list(prediction.questions(fence.typed()))
        asked = [each for each in found if isinstance(each, Asked)]
        for each in found:
            if not isinstance(each, Asked):
                yield Fault(path, each.at, each.what, each.mend)
        if not (asked and fence.includes()):
            continue
        first = fence.includes()[0]
        recorded = f"{lesson.SNIPPETS}/{lesson.stage(first.file, first.section)}"
        if not tree.there(recorded):
            continue  # another gate tells
        try:
            shown = story.stage(json.loads(tree.text(recorded)))
        except (KeyError, TypeError, ValueError):
            continue  # no recording of a stage, as another gate tells
        for each in asked:
            try:
                prediction.placed(shown, each)
            except ValueError as error:
                what, _, mend = str(error).partition(" - ")
                yield Fault(path, each.at, what, mend)


GATE = Gate("predictions", pages, judge)
