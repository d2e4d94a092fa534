"""What a session binds is shown before what needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import Fault
from engine.book.tree import Tree
from tests.engine.judging import found

MODULE = '''"""M.

>>> # --8<-- [start:made]
>>> g = iter("ab")
>>> # --8<-- [end:made]

>>> # --8<-- [start:taken]
>>> next(g)
'a'
>>> # --8<-- [end:taken]

>>> # --8<-- [start:anew]
>>> g = iter("cd")
>>> [g for g in "x"]
['x']
>>> # --8<-- [end:anew]

>>> # --8<-- [start:again]
>>> next(g)
'c'
>>> # --8<-- [end:again]

>>> # --8<-- [start:given]
>>> size = len("ab"); used(size)
2
>>> # --8<-- [end:given]
"""


def used(size):
    return size
'''


def judged(*names: str, module: str = MODULE) -> list[Fault]:
    fences = [f'```pycon\n--8<-- "m.py:{each}"\n```\n' for each in names]
    texts = {"snippets/m.py": module, "docs/a.md": "# A\n\n" + "\n".join(fences)}
    return found(Tree(Path("no"), texts), "order")


def test_a_section_below_one_that_needs_what_it_binds_is_told_at_its_line() -> None:
    (fault,) = judged("taken", "made")
    assert (fault.path, fault.line) == ("docs/a.md", 8)
    assert fault.what == "section 'made' is shown below 'taken', which needs its g"


def test_what_was_bound_last_is_what_is_needed() -> None:
    assert [each.line for each in judged("made", "again", "anew")] == [12]


@pytest.mark.parametrize(
    "names",
    [
        ("made", "taken", "anew", "again", "given"),
        ("given", "made", "taken"),  # stands for itself
        ("made", "taken", "made"),  # shown once more
        ("anew", "made"),  # binds what it has
        ("taken",),  # of another page
        ("again", "made", "given"),
    ],
)
def test_sections_in_an_order_that_a_reader_can_follow(names: tuple[str, ...]) -> None:
    assert judged(*names) == []


def test_what_the_module_itself_defines_is_there_at_once() -> None:
    module = f"{MODULE}\n\ng = iter('ef')\n"
    assert judged("taken", "made", module=module) == []
