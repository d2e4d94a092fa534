"""`make check` leaves out what cannot have changed, and nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests import changes

ROOT = Path(__file__).parents[2]
# how a test reads the site that stands here
READS = re.compile(r"Tree\(ROOT\)|ROOT / \"(?:docs|snippets|mkdocs\.yml)")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose tests have all passed."""
    for name, text in {
        "docs/page.md": "Words\n",
        "snippets/page.py": "x = 1\n",
        "engine/part.py": "y = 2\n",
        "tests/lessons/test_page.py": "",
        "tests/engine/test_part.py": "",
        "tests/engine/test_site.py": "pytestmark = pytest.mark.site\n",
        # pytest would import it, to deselect all of it
        "tests/engine/test_long.py": "pytestmark = [mark.slow, mark.site]\n",
        ".gitignore": ".cache\nmade\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert changes.arguments(tmp_path) == []
    changes.passed(tmp_path)
    return tmp_path


SITE = ["snippets", "tests/lessons", "tests/engine/test_site.py"]


@pytest.mark.parametrize("name", ["docs/page.md", "snippets/page.py", "docs/new.md"])
def test_after_an_edit_of_the_site_its_own_tests_run(root: Path, name: str) -> None:
    (root / name).write_text("Other words\n")
    assert changes.arguments(root) == SITE


@pytest.mark.parametrize(
    "name", ["engine/part.py", "engine/new.py", "tests/engine/test_part.py", "Makefile"]
)
def test_after_an_edit_of_the_machine_all_tests_run(root: Path, name: str) -> None:
    (root / name).write_text("z = 3\n")
    assert changes.arguments(root) == []


def test_a_file_taken_away_is_an_edit_too(root: Path) -> None:
    (root / "engine/part.py").unlink()
    assert changes.arguments(root) == []


def test_what_is_made_is_no_edit(root: Path) -> None:
    (root / "made").write_text("made\n")
    assert changes.arguments(root) == SITE


def test_an_edit_while_the_tests_run_is_not_taken_for_passed(root: Path) -> None:
    changes.arguments(root)
    (root / "engine/part.py").write_text("z = 3\n")
    changes.passed(root)
    assert changes.arguments(root) == []


def test_without_git_all_tests_run(root: Path) -> None:
    (root / ".git").rename(root / "gone")
    assert changes.arguments(root) == []


def test_where_nothing_has_passed_all_tests_run(root: Path) -> None:
    (root / changes.NOTED).unlink()
    assert changes.arguments(root) == []


def test_tests_that_read_the_site_bear_its_mark() -> None:
    own = Path(__file__).name
    reading = [
        file.name
        for file in sorted((ROOT / "tests/engine").rglob("test_*.py"))
        if READS.search(file.read_text(encoding="utf-8")) and file.name != own
    ]
    here = {Path(each).name for each in changes.marked(ROOT)}
    assert reading, "no test reads the site"
    assert not set(reading) - here, "mark them: pytestmark = pytest.mark.site"
