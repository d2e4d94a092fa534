"""What holds of all exercises of this site."""

import ast
from pathlib import Path

import pytest

from engine.live.exercise import Exercise, read

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "snippets").rglob("exercises/*.py"))
EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def exercise(file: Path) -> Exercise:
    return read(file.read_text(encoding="utf-8"), file.name)


@EACH
def test_five_right_answers_or_more_are_unlike_its_solution(file: Path) -> None:
    found = exercise(file)
    answers = [found.solution, *found.right.values()]
    texts = {ast.unparse(ast.parse("\n".join(each.lines))) for each in answers}
    assert len(texts) == len(answers) >= 6


@EACH
def test_wrong_answers_of_many_kinds_are_told_of(file: Path) -> None:
    assert len(exercise(file).wrong) >= 9


@EACH
def test_its_solution_stands_on_no_yield_from(file: Path) -> None:
    lines = "\n".join(exercise(file).solution.lines)
    assert "yield from" not in lines, "no lesson up to here explains it"
