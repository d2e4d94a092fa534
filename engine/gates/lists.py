"""What belongs to an item of a list is indented so far that it stays in it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the blocks that fall out of a list of a page, and the lists cut in two."""
    text = tree.page_at(path).text
    for block in text.blocks:
        if block.indent < block.needed:
            yield Fault(
                path,
                block.line,
                f"indented by {block.indent}, so it isn't part of the list above",
                f"indent it by {block.needed}",
            )
    for cut in text.cuts:
        yield Fault(
            path,
            cut.line,
            f"a list that starts at {cut.number} but is shown from 1",
            "indent by 4 whatever is between it and the list above, or start at 1",
        )


GATE = Gate("lists", pages, judge)
