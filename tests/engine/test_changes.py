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
LATE = "def f():\n    import snippets.part.far_off\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose tests have all passed."""
    for name, text in {
        "docs/page.md": "Words\n",
        "docs/part/far-off.md": "Words\n",
        "snippets/page.py": "x = 1\n",
        "snippets/part/far_off.py": '"""\n>>> from snippets.part import deep\n"""\n',
        "snippets/part/deep.py": "z = 3\n",
        "snippets/part/recorded/deep.of.json": "{}\n",
        "engine/part.py": "y = 2\n",
        "tests/lessons/test_page.py": "from snippets.page import x\n",
        "tests/lessons/part/test_far_off.py": LATE,
        "tests/lessons/part/test_deep.py": "from tests.lessons.part import shown",
        "tests/lessons/part/shown.py": 'FILE = "snippets/part/recorded/deep.of.json"\n',
        "tests/lessons/test_all.py": 'FILES = (ROOT / "docs").rglob("*.md")\n',
        "tests/lessons/test_own.py": 'SHARDS = tmp_path.glob("*.npy")\n',
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
    assert changes.arguments(tmp_path) == ([], 0)
    changes.passed(tmp_path)
    return tmp_path


SITE = ["snippets", "tests/lessons", "tests/engine/test_site.py"]


def run(root: Path) -> list[str] | None:
    """Return the modules and tests of lessons that run; None where all tests do."""
    found, count = changes.arguments(root)
    if not found:
        return None
    assert found[:3] == SITE
    left = {each.removeprefix("--ignore=") for each in found[3:]}
    assert len(left) == count
    return [each for each in changes.files(root) if each not in left]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docs/page.md", ["test_page.py"]),
        ("snippets/page.py", ["snippets/page.py", "test_page.py"]),
        ("docs/new.md", []),
        ("tests/lessons/test_page.py", ["test_page.py"]),
        ("docs/part/far-off.md", ["part/test_far_off.py"]),
        (
            "snippets/part/deep.py",
            [
                *("snippets/part/deep.py", "snippets/part/far_off.py"),
                *("part/test_deep.py", "part/test_far_off.py"),
            ],
        ),
        (
            "snippets/part/recorded/deep.of.json",
            # the middle one names `deep`, and the last imports it
            ["part/test_deep.py", "snippets/part/far_off.py", "part/test_far_off.py"],
        ),
        ("tests/lessons/part/shown.py", ["part/test_deep.py"]),
    ],
)
def test_after_an_edit_of_the_site_what_names_it_runs_with_the_sites_own_tests(
    root: Path, name: str, expected: list[str]
) -> None:
    (root / name).write_text("Other = 'words'\n")
    always = "tests/lessons/test_all.py"  # it reads what it doesn't name
    own = [e if e.startswith("snippets") else f"tests/lessons/{e}" for e in expected]
    found = run(root)
    assert found is not None
    assert set(found) == {*own, always}


def test_what_tests_of_lessons_share_touches_all_of_them(root: Path) -> None:
    (root / "tests/lessons/conftest.py").write_text("x = 1\n")
    assert run(root) == changes.files(root)


def test_a_module_that_is_no_python_is_run_to_be_told(root: Path) -> None:
    (root / "snippets/page.py").write_text("x =\n")
    found = run(root)
    assert found
    assert "snippets/page.py" in found


@pytest.mark.parametrize(
    "name", ["engine/part.py", "engine/new.py", "tests/engine/test_part.py", "Makefile"]
)
def test_after_an_edit_of_the_machine_all_tests_run(root: Path, name: str) -> None:
    (root / name).write_text("z = 3\n")
    assert run(root) is None


def test_a_file_taken_away_is_an_edit_too(root: Path) -> None:
    (root / "engine/part.py").unlink()
    assert run(root) is None


def test_what_is_made_is_no_edit(root: Path) -> None:
    (root / "made").write_text("made\n")
    assert run(root) == []


def test_an_edit_while_the_tests_run_is_not_taken_for_passed(root: Path) -> None:
    changes.arguments(root)
    (root / "engine/part.py").write_text("z = 3\n")
    changes.passed(root)
    assert run(root) is None


def test_without_git_all_tests_run(root: Path) -> None:
    (root / ".git").rename(root / "gone")
    assert run(root) is None


def test_where_nothing_has_passed_all_tests_run(root: Path) -> None:
    (root / changes.NOTED).unlink()
    assert run(root) is None


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
