"""A fork takes a newer engine: what is new is told, and what is its own stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.kit import owned
from engine.setup import lock
from tests.fork.conftest import AUTHOR, NAME, ROOT, WHO, git

pytestmark = pytest.mark.slow

OLDER = "# Changes\n\n## 0.9.0\n\n- The first.\n"
NEWER = """\
# Changes

## 0.9.10

- Knots hold.

## 0.9.2

- Knots are tied.

## 0.9.0

- The first.
"""


def kit(folder: Path, command: str, **given: str) -> tuple[int, str]:
    """Ask the kit of a tree, with the packages that are installed here."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "engine.kit", command, *given],
        cwd=folder,
        env={**os.environ, **WHO, **given, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def engine(folder: Path, changes: str) -> Path:
    """Make a repository with the engine that is here."""
    for path in set(owned.files(ROOT)) - {owned.RECORD}:
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / path).read_bytes())
    (folder / owned.CHANGES).write_text(changes)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "An engine")


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newer engine, tagged; what came after the tag is not in it."""
    folder = engine(tmp_path_factory.mktemp("newer") / "engine", NEWER)
    (folder / "engine/kit/knots.py").write_text('"""Knots."""\n')
    settings = folder / "pyproject.toml"
    more = settings.read_text().replace(
        "[tool.ruff]\n", "[tool.ruff]\npreview = false\n"
    )
    settings.write_text(more)
    commit(folder)
    git(folder, "tag", "v0.9.2")
    git(folder, "tag", "v0.9.10")
    (folder / "engine/kit/knots.py").write_text('"""Not released."""\n')
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fork of an older engine."""
    place = tmp_path_factory.mktemp("older")
    old = engine(place / "engine", OLDER)
    (old / "engine/kit/gone.py").write_text('"""Was needed once."""\n')
    file = old / "engine/site/mark.py"
    file.write_text(file.read_text() + "# older\n")
    commit(old)
    rc, said = kit(old, "fork", NAME=NAME, AUTHOR=AUTHOR, TO=str(place / "fork"))
    assert rc == 0, said
    return place / "fork"


def test_an_edited_file_of_the_engine_is_named_and_nothing_happens(
    older: Path, newer: Path
) -> None:
    file = older / "engine/site/card.py"
    file.write_text(file.read_text() + "# mine\n")
    (older / "engine/site/look.py").unlink()
    commit(older)
    rc, said = kit(older, "upgrade", FROM=str(newer))
    assert rc == 1
    assert "engine/site/card.py: edited here\nengine/site/look.py: deleted here" in said
    assert git(older, "status", "--porcelain") == ""
    git(older, "revert", "--no-edit", "HEAD")


def test_work_in_no_commit_comes_first(older: Path, newer: Path) -> None:
    (older / "docs/index.md").write_text("mine")
    rc, said = kit(older, "upgrade", FROM=str(newer))
    assert (rc, said.partition(":")[0]) == (1, "docs/index.md")
    git(older, "checkout", "--quiet", "docs/index.md")


def test_what_has_no_engine_is_refused(older: Path, tmp_path: Path) -> None:
    rc, said = kit(older, "upgrade", FROM=str(tmp_path / "nowhere"))
    assert rc == 1
    assert "name a repository with an engine in it" in said


def test_the_newest_tag_is_taken_whole_and_what_is_new_is_told(
    older: Path, newer: Path
) -> None:
    own = {
        path: (older / path).read_bytes()
        for path in owned.files(older)
        if not owned.is_engines(path) and not path.startswith("lock/")
    }
    rc, said = kit(older, "upgrade", FROM=str(newer))
    assert rc == 0, said
    assert said.index("Knots hold.") < said.index("Knots are tied.")
    assert "The first." not in said
    assert "From 0.9.0 to 0.9.10:" in said
    assert (older / "engine/kit/knots.py").read_text() == '"""Knots."""\n'
    assert not (older / "engine/kit/gone.py").exists()
    mark = (older / "engine/site/mark.py").read_bytes()
    assert mark == (ROOT / "engine/site/mark.py").read_bytes()
    kept = {path: (older / path).read_bytes() for path in own}
    assert kept.pop("pyproject.toml") != own.pop("pyproject.toml")
    assert kept == own
    project = (older / "pyproject.toml").read_text()
    assert "preview = false" in project
    assert 'lessons = [{ include-group = "browser" }]\n' in project
    assert not lock.optional(older)
    assert [f.stem for f in sorted((older / "lock").glob("*.txt"))] == sorted(
        lock.all_locks(older)
    )
    assert 'name = "decorators-in-python"' in project
    assert owned.version(older) == "0.9.10"
    assert set(owned.recorded(older)) == set(owned.engines(older))
    commit(older)
    rc, said = kit(older, "upgrade", FROM=f"{newer}@v0.9.2")
    assert (rc, git(older, "status", "--porcelain")) == (0, "")
