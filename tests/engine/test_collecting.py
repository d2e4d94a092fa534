"""`make check` reads nothing that needs a package which its environment has not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# pytest where whatever lock/check.txt lacks is missing, installed or not
COLLECT = r"""
import re, sys
from importlib.abc import MetaPathFinder
from importlib.metadata import packages_distributions
from pathlib import Path

def plain(name):
    return re.sub("[-_.]+", "-", name).lower()

lock = Path("lock", "check.txt").read_text(encoding="utf-8")
offered = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.M)}
lacking = {
    top for top, packages in packages_distributions().items()
    if not offered & set(map(plain, packages))
}

class Lacking(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in lacking:
            raise ModuleNotFoundError(f"lock/check.txt lacks {name}")

sys.meta_path.insert(0, Lacking())
import pytest
options = ["--collect-only", "--quiet", "-p", "no:cacheprovider", "--rootdir", "."]
sys.exit(pytest.main([*options, *sys.argv[1:]]))
"""


def collect(*words: str) -> subprocess.CompletedProcess[str]:
    """Let pytest collect as `make check` does."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    marks = re.search(r'^check:(?:.*\n\t)+?.*-m "([^"]+)"', makefile, re.M)
    assert marks
    command = [sys.executable, "-c", COLLECT, "-m", marks[1], *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.slow
def test_nothing_that_check_collects_imports_what_its_lock_lacks() -> None:
    done = collect()
    assert done.returncode == 0, done.stdout
    assert "tests collected" in done.stdout


@pytest.mark.slow
def test_a_file_that_does_is_named(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("import pip\n")
    done = collect(str(tmp_path))
    assert done.returncode
    assert "lock/check.txt lacks pip" in done.stdout
    assert "test_it.py" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("mark", "read"), [("heavy", False), ("site", True)])
def test_a_file_that_check_runs_nothing_of_is_not_read(
    tmp_path: Path, mark: str, read: bool
) -> None:
    marked = f"import pytest\npytestmark = pytest.mark.{mark}\nimport pip\n"
    (tmp_path / "test_it.py").write_text(marked)
    done = collect("-p", "conftest", str(tmp_path))
    assert ("lock/check.txt lacks pip" in done.stdout) is read, done.stdout


@pytest.mark.slow
def test_what_is_left_out_is_not_collected_and_all_beside_it_is(tmp_path: Path) -> None:
    for name in ("test_left", "test_kept"):
        (tmp_path / f"{name}.py").write_text("def test_it(): ...\n")
    left = f"--leave-out={tmp_path}/test_left.py"
    done = collect("-p", "conftest", str(tmp_path), left)
    assert "test_kept.py::test_it" in done.stdout
    assert "test_left" not in done.stdout
