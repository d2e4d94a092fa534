"""The reader of sections finds them, and says what is wrong with markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.gates import modules
from engine.live import exercise
from engine.live.sections import read
from engine.live.transcript import session

SOURCE = '''"""A session.

>>> # --8<-- [start:hello] needs 3.12
>>> 1
1
>>> # --8<-- [end:hello]
"""

# --8<-- [start:code]
x = 1
# --8<-- [end:code]
'''


def test_a_section_knows_its_lines_and_kind() -> None:
    sections, problems = read(SOURCE)
    assert problems == []
    hello, code = sections["hello"], sections["code"]
    assert (hello.start, hello.end, hello.lines) == (4, 5, (">>> 1", "1"))
    assert (hello.session, hello.needs) == (True, (3, 12))
    assert (code.start, code.end, code.session) == (10, 10, False)


def test_lines_are_those_that_python_counts() -> None:
    odd = SOURCE.replace("x = 1", "x = 'a\fb\u2028'")
    odd = odd.replace("A session.", "A \f session\u2028.")
    assert read(odd)[0]["code"].lines == ("x = 'a\fb\u2028'",)
    assert read(odd)[0]["code"].start == 10
    (example,) = (each for each in session(odd) if each.output)
    assert (example.line, example.output_line) == (4, 5)
    assert exercise.around(odd)[8:] == [
        *odd.split("\n")[8:9],
        "",
        "# --8<-- [end:code]",
    ]


def faulty(text: str) -> tuple[int, str]:
    (problem,) = read(text)[1]
    assert problem.mend
    return problem.line, problem.what


def test_a_missing_end_marker_is_named_at_its_start() -> None:
    text = SOURCE.replace("# --8<-- [end:code]\n", "")
    assert faulty(text) == (9, "section 'code' is never closed")


def test_a_duplicate_section_is_named_at_its_second_start() -> None:
    text = SOURCE + "# --8<-- [start:code]\n"
    assert faulty(text) == (12, "section 'code' starts twice")


def test_an_end_without_a_start_is_named() -> None:
    text = SOURCE.replace("# --8<-- [start:code]\n", "")
    assert faulty(text) == (10, "section 'code' ends but never started")


def test_an_end_in_other_letters_than_its_start_is_named() -> None:
    text = SOURCE.replace("[end:code]", "[end:Code]")
    assert faulty(text) == (11, "section 'code' ends as 'Code'")
    assert read(text.replace("start:code", "start:Code"))[1] == []


def test_an_empty_section_is_named() -> None:
    text = SOURCE.replace("x = 1\n", "\n")
    assert faulty(text) == (9, "section 'code' is empty")


def test_words_after_a_marker_that_mean_nothing_are_refused() -> None:
    text = SOURCE.replace("needs 3.12", "needs python")
    assert faulty(text)[0] == 3


@pytest.mark.parametrize(
    ("needs", "told"), [("3.99", True), ("2.7", True), ("3.12", False)]
)
def test_a_section_that_no_python_tests_is_told(needs: str, told: bool) -> None:
    texts = {
        "snippets/m.py": SOURCE.replace("3.12", needs),
        "pyproject.toml": '[tool.pythons]\nsupported = ["3.11", "3.12"]\n',
    }
    faults = list(modules.judge(Tree(Path("no"), texts), "snippets/m.py"))
    assert [each.line for each in faults] == [3] * told
    assert all("[tool.pythons] supported" in each.what for each in faults)
