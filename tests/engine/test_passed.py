"""What passes is noted, though another test fails or the run is broken off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import changes, passed

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RUN = """\
import sys
from pathlib import Path
from tests import changes, passed

changes.ROOT = Path.cwd()
passed.EVERY = 0
sys.exit(changes.main(["--note", "-q", *sys.argv[1:]]))
"""
OPTION = """\
def pytest_addoption(parser):
    parser.addoption("--leave-out", action="append", default=[])
"""
FINE = "def test_one(): pass\n\ndef test_two(): pass\n"
FAILS = "def test_one(): pass\n\ndef test_two(): assert False\n"
AT_THE_END = """\
import pytest

@pytest.fixture(scope="module")
def held():
    yield
    assert False

def test_one(held): pass
"""
BROKEN = "import nonesuch\n\ndef test_one(): pass\n"
KILLED = "import os\n\ndef test_one(): pass\n\ndef test_two(): os._exit(3)\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree with two files of tests that pass, and a module that has no test."""
    for name, text in {
        "conftest.py": OPTION,
        "pytest.ini": "[pytest]\ntestpaths = snippets tests\n",
        ".gitignore": ".cache\n.pytest_cache\n__pycache__\n",
        "snippets/mute.py": "x = 1\n",
        "tests/lessons/test_lesson.py": FINE,
        "tests/engine/test_fine.py": FINE,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def run(root: Path, *words: str) -> int:
    """Run what `make check` would of a tree's tests; return the status."""
    command = [sys.executable, "-c", RUN, "-p", "no:cacheprovider", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # a test that is a process of this run is none of that
    own = {k: v for k, v in environment.items() if not k.startswith("PYTEST_")}
    return subprocess.run(command, cwd=root, env=own, capture_output=True).returncode


def waiting(root: Path) -> set[str]:
    """Return the files of tests that would run again."""
    return changes.stale(root, passed.noted(root), passed.digests(root))


@pytest.mark.parametrize("cores", ["-n0", "-n2"])
@pytest.mark.parametrize("text", [FAILS, AT_THE_END])
def test_a_failure_loses_nothing_that_passed_beside_it(
    root: Path, cores: str, text: str
) -> None:
    bad = root / "tests/engine/test_bad.py"
    bad.write_text(text)
    assert run(root, cores, "--dist=loadfile") == pytest.ExitCode.TESTS_FAILED
    assert waiting(root) == {"tests/engine/test_bad.py"}
    bad.write_text(FINE)
    assert waiting(root) == {"tests/engine/test_bad.py"}
    assert run(root, cores) == 0
    assert not waiting(root)


@pytest.mark.parametrize("cores", ["-n0", "-n2"])
def test_a_file_that_cannot_be_imported_has_not_passed(root: Path, cores: str) -> None:
    (root / "tests/engine/test_bad.py").write_text(BROKEN)
    assert run(root, cores, "--dist=loadfile") not in {0, 5}
    assert "tests/engine/test_bad.py" in waiting(root)


def test_a_run_that_is_broken_off_loses_nothing_that_passed_before(root: Path) -> None:
    (root / "tests/engine/test_killed.py").write_text(KILLED)
    assert run(root, "-n0") == 3
    assert waiting(root) == {*changes.files(root), "tests/engine/test_killed.py"}


def test_a_test_that_passed_once_and_fails_now_runs_again_whatever_comes_back(
    root: Path,
) -> None:
    file = root / "tests/engine/test_fine.py"
    assert run(root, "-n0") == 0
    file.write_text(FAILS)
    assert run(root, "-n0") == pytest.ExitCode.TESTS_FAILED
    file.write_text(FINE)
    assert waiting(root) == {"tests/engine/test_fine.py"}


def test_modules_without_a_test_pass_alone_and_no_test_at_all_is_told(
    root: Path,
) -> None:
    assert run(root, "-n0") == 0
    (root / "snippets/mute.py").write_text("x = 2\n")
    assert waiting(root) == {"snippets/mute.py"}
    assert run(root, "-n0") == 0
    assert not waiting(root)
    (root / passed.NOTED).unlink()
    for file in root.rglob("test_*.py"):
        file.unlink()
    assert run(root, "-n0") == pytest.ExitCode.NO_TESTS_COLLECTED
    assert waiting(root) == {"snippets/mute.py"}
