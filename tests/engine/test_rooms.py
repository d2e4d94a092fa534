"""The rooms import only what the rules of the house allow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.book.lesson import last
from engine.book.tree import Tree
from tests.engine.judging import found as found_by

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("engine/live/x.py", "import numpy"),
        ("engine/live/x.py", "from engine.book import tree"),
        ("engine/book/x.py", "from snippets import one"),
        ("engine/setup/x.py", "import yaml"),
        ("snippets/x.py", "import numpy"),
        ("snippets/x.py", "from engine.live import masks"),
        ("snippets/x.py", "from tests import y"),
        ("engine/site/x.py", "import tests"),
        ("engine/blocks/x.py", "from engine.gates import pages"),
        ("engine/book/x.py", "from engine import blocks"),
        ("engine/live/x.py", "import engine.site.build"),
    ],
)
def test_an_import_across_rooms_is_named_with_its_line(tmp_path, path, line) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f'"""A module."""\n\n{line}\n')
    (found,) = found_by(tmp_path, "rooms")
    assert (found.path, found.line) == (path, 3)


def test_a_browsers_python_may_name_a_shape_where_only_types_are_checked(
    tmp_path,
) -> None:
    file = tmp_path / "engine" / "live" / "x.py"
    file.parent.mkdir(parents=True)
    guarded = "if TYPE_CHECKING:\n    from engine.shapes import Step\n"
    file.write_text(f"from typing import TYPE_CHECKING\n{guarded}")
    assert found_by(tmp_path, "rooms") == []
    file.write_text(f"{guarded}from engine.shapes import Step\n")
    (found,) = found_by(tmp_path, "rooms")
    assert found.line == 3


def test_python_in_docs_is_refused(tmp_path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.py").write_text("")
    (found,) = found_by(tmp_path, "rooms")
    assert found.path == "docs/x.py"


def test_the_engine_names_no_lesson_so_that_a_fork_keeps_it() -> None:
    stems = {last(page.path) for page in Tree(ROOT).pages()} - {"index", "sources"}
    names = stems | {stem.replace("-", "_") for stem in stems}
    if not names:
        pytest.skip("no lesson but the first page")
    any_of = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    # as a file, a module or a folder: many a page's name is a plain word too
    named = re.compile(
        rf"(?<![\w/.-])({any_of})\.(py|md)\b|\bsnippets[./]({any_of})\b"
        rf"|[\"'/]({any_of})/"
    )
    found = [
        f"{file.relative_to(ROOT)}:{number}: names a lesson: {line.strip()}"
        for file in (ROOT / "engine").rglob("*")
        if file.suffix in {".py", ".html", ".css", ".js", ".sh"}
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert not found, "\n".join(found)
