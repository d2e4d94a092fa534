"""A fork that somebody ends half way: what is there then is the old site, or a fork."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.kit import fork, owned, upgrade
from engine.kit.draft import Draft

ROOT = Path(__file__).resolve().parents[2]
# what a fork edits, beside the lessons
EDITED = ("LICENSE", "README.md", "CITATION.cff", "mkdocs.yml", "pyproject.toml")

pytestmark = pytest.mark.site("LICENSE", "README", "CITATION", "mkdocs.yml")


def interrupted(*_: object) -> list[str]:
    raise KeyboardInterrupt


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What there is to fork, on a machine where making the locks is ended by hand."""
    for name in EDITED:
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "lock", tmp_path / "lock")
    (tmp_path / owned.RECORD).unlink(missing_ok=True)
    monkeypatch.setattr("engine.kit.verdict.make", Draft.apply)
    for room in (fork, upgrade):
        monkeypatch.setattr(room, "locked", interrupted)
    return tmp_path


def test_who_ends_uv_has_a_fork_that_knows_its_engine(root: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fork.fork(root, "Knots", "Ada")
    assert (root / "README.md").read_text(encoding="utf-8").startswith("# Knots\n")
    assert owned.version(root) == "0.0.0"


def test_who_ends_uv_in_an_upgrade_has_the_newer_engine_and_its_record(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fresh = tmp_path_factory.mktemp("fresh")
    shutil.copytree(root, fresh, dirs_exist_ok=True)
    (fresh / owned.CHANGES).write_text("# Changes\n\n## 0.2.0\n", encoding="utf-8")
    (fresh / "Makefile").write_text("all:\n", encoding="utf-8")
    (root / owned.RECORD).write_text(owned.record(root, "0.1.0"), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        upgrade.taken(root, fresh)
    assert (root / "Makefile").is_file()
    assert owned.version(root) == "0.2.0"
    assert upgrade.edits(root) == {}


def test_who_ends_copying_finds_no_folder_there(
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path_factory.mktemp("new") / "knots"
    monkeypatch.setattr("engine.kit.fork.shutil.copy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fork.fork(root, "Knots", "Ada", str(place))
    assert not place.exists()
