"""The rooms import only what the rules of the house allow."""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from engine.book.imports import third_party
from engine.book.lesson import last
from engine.book.tree import Tree
from engine.kit.owned import RECORD
from tests.engine.judging import found as found_by
from tests.samples import SAMPLE

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site("docs/", "snippets/")


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
        ("engine/live/x.py", "from ..book import tree"),
    ],
)
def test_an_import_across_rooms_is_named_with_its_line(
    tmp_path: Path, path: str, line: Any
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f'"""A module."""\n\n{line}\n')
    (found,) = found_by(tmp_path, "rooms")
    assert (found.path, found.line) == (path, 3)


SESSION = '''"""A module.

>>> # --8<-- [start:a]
>>> TYPED
>>> # --8<-- [end:a]
"""
'''


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("import not_standard", [(4, "imports not_standard")]),
        ("for n in []:\n...     import not_standard", [(5, "imports not_standard")]),
        ("import json\n>>> from snippets.part import a", []),
        # an error that is shown is meant
        (
            "import not_there\nTraceback (most recent call last):\n"
            "ModuleNotFoundError: No module named 'not_there'",
            [],
        ),
    ],
)
def test_an_import_that_is_typed_is_judged_as_one_that_is_written(
    typed: str, told: list[tuple[int, str]]
) -> None:
    texts = {"snippets/part/m.py": SESSION.replace("TYPED", typed)}
    found = found_by(Tree(Path("no"), texts), "rooms")
    assert [(each.line, each.what) for each in found] == told


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("from .rows import x", "snippets.part.rows"),
        ("from . import rows", "snippets.part"),
        ("from ..other.rows import x", "snippets.other.rows"),
    ],
)
def test_an_import_by_where_it_stands_is_to_be_written_in_full(
    written: str, whole: str
) -> None:
    texts = {"snippets/part/m.py": f'"""M."""\n\n{written}\n'}
    (fault,) = found_by(Tree(Path("no"), texts), "rooms")
    assert (fault.line, fault.what) == (3, f"imports {written.split()[1]}")
    assert f"`from {whole} import …`" in fault.mend
    assert third_party(texts["snippets/part/m.py"]) == set()


def test_a_browsers_python_may_name_a_shape_where_only_types_are_checked(
    tmp_path: Path,
) -> None:
    file = tmp_path / "engine" / "live" / "x.py"
    file.parent.mkdir(parents=True)
    guarded = "if TYPE_CHECKING:\n    from engine.shapes import Step\n"
    file.write_text(f"from typing import TYPE_CHECKING\n{guarded}")
    assert found_by(tmp_path, "rooms") == []
    file.write_text(f"{guarded}from engine.shapes import Step\n")
    (found,) = found_by(tmp_path, "rooms")
    assert found.line == 3


def test_python_in_docs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "x.py").write_text("")
    (found,) = found_by(tmp_path, "rooms")
    assert found.path == "docs/x.py"


# what a fork takes as it is, and so must be about no lesson of ours
SHARED = (
    "engine",
    *(f"tests/{r}" for r in ["bench", "browser", "engine", "fork", "pyodide"]),
)
TEXTS = {".py", ".html", ".css", ".js", ".mjs", ".sh"}


def any_of(names: set[str]) -> str:
    found = sorted(names, key=len, reverse=True)
    both = [form for each in found for form in (each, each.replace("-", "_"))]
    return "|".join(map(re.escape, both)) or "(?!)"


def parts_of(pages: Set[str]) -> set[str]:
    return {str(PurePosixPath(page).parent) for page in pages} - {"."}


def pages_named(pages: Set[str], given: Set[str] = frozenset()) -> re.Pattern[str]:
    """Return what finds a page or a part, by their names, where code names it.

    As a file, a module or a folder: many a name is a plain word too. Pages that are
    given are anybody's, and so are their parts.
    """
    parts = any_of(parts_of(pages) - parts_of(given))
    pages = pages - given
    paths = any_of({page for page in pages if "/" in page})
    stems = any_of({last(page) for page in pages})
    words = any_of({last(page) for page in pages if "-" in last(page)})
    return re.compile(
        rf"(?<![\w-])({paths})(?![\w-])|\b(docs|snippets|lessons)([./])({parts})\3"
        rf"|(?<![\w/.-])({stems})\.(py|md)\b|\bsnippets[./]({stems})\b"
        rf"|[\"'/]({stems})/|[\"']({words})[\"']"
    )


def naming(pattern: re.Pattern[str]) -> list[str]:
    """Return each line of what forks share that a pattern is found in."""
    return [
        f"{file.relative_to(ROOT).as_posix()}:{number}: {line.strip()}"
        for room in SHARED
        for file in sorted((ROOT / room).rglob("*"))
        if file.suffix in TEXTS and "node_modules" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def pages_of(root: Path) -> set[str]:
    return {page.stem for page in Tree(root).pages()} - {"index"}


# what a fork adds may well have a name that its engine, which is as it came, has too
as_it_came = pytest.mark.skipif(
    (ROOT / RECORD).is_file(), reason="the digests of a fork's engine are on record"
)


@as_it_came
def test_engine_and_shared_tests_name_no_page_or_part_so_that_a_fork_keeps_them() -> (
    None
):
    # the tests' own pages, and those that each fork begins with
    given = pages_of(SAMPLE) | pages_of(ROOT / "engine" / "kit" / "blank")
    found = naming(pages_named(pages_of(ROOT), given))
    assert not found, "\n".join(found)


@as_it_came
def test_engine_and_shared_tests_name_no_package_that_lessons_import() -> None:
    packages = {
        name for module in Tree(ROOT).modules() for name in third_party(module.source)
    }
    some = any_of(packages)
    found = naming(re.compile(rf"^\s*(import|from) ({some})\b|[\"']({some})[\"']"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        'open_page("part/a-page")',
        'ROOT / "snippets/part/a_page.py"',
        "import snippets.part.a_page",
        'page("a-page.md")',
        'STEM = "a-page"',
        "docs/part/other.md",
        "https://x/part/a-page/",
    ],
)
def test_a_page_that_is_named_is_found(line: str) -> None:
    assert pages_named({"part/a-page"}).search(line)


@pytest.mark.parametrize(
    "line", ["part of a-page", "apart/a-pages", "a page", "depart", '"party"', "{part}"]
)
def test_a_plain_word_is_no_name_of_a_page(line: str) -> None:
    assert not pages_named({"part/a-page"}).search(line)
