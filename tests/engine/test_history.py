"""A page's date is that of its last commit; where git cannot tell, it has none."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.site import history

PAGE = '---\ntitle: A\n---\n```python\n--8<-- "{}.py:x"\n```\n'
Commit = Callable[[str, str], None]


def git(root: Path, *words: str, **more: str) -> None:
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    }
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *words],
        cwd=root,
        env={**own, **who, **plain, **more},
        check=True,
        capture_output=True,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree in git, without a commit; its folder is one below the repository's."""
    root = tmp_path / "whole" / "tree"
    root.mkdir(parents=True)
    git(root.parent, "init", "-q", "-b", "main")
    return root


@pytest.fixture
def commit(root: Path) -> Commit:
    """A function that writes files, names apart by blanks, and commits on a day."""

    def commit_(names: str, when: str) -> None:
        for name in names.split():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            with (root / name).open("a", encoding="utf-8") as file:
                file.write(PAGE.format(Path(name).stem))
        git(root, "add", ".")
        day = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2031-01-01T00:00:00Z"}
        git(root, "commit", "-q", "-m", names, **day)

    return commit_


def test_a_file_has_the_day_of_its_last_commit(root: Path, commit: Commit) -> None:
    commit("docs/a.md docs/part/b.md", "2024-05-01T12:00:00Z")
    commit("docs/a.md", "2024-06-02T12:00:00Z")
    assert history.dates(root) == {
        "docs/a.md": "2024-06-02",
        "docs/part/b.md": "2024-05-01",
    }


def test_days_are_those_of_utc_wherever_the_site_is_built(
    root: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit("docs/a.md", "2024-05-01T23:30:00-05:00")
    monkeypatch.setenv("TZ", "XXX8")
    assert history.dates(root)["docs/a.md"] == "2024-05-02"


def test_names_beyond_ascii_are_found(root: Path, commit: Commit) -> None:
    commit("docs/é.md", "2024-05-01T12:00:00Z")
    assert "docs/é.md" in history.dates(root)


def test_what_a_merge_settled_is_a_change(root: Path, commit: Commit) -> None:
    commit("docs/a.md", "2024-05-01T12:00:00Z")
    git(root, "switch", "-q", "-c", "other")
    commit("docs/a.md", "2024-05-02T12:00:00Z")
    git(root, "switch", "-q", "main")
    (root / "docs/a.md").write_text("ours")
    commit("docs/b.md", "2024-05-03T12:00:00Z")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "-q", "other")
    (root / "docs/a.md").write_text("both")
    commit("docs/c.md", "2024-05-09T12:00:00Z")
    assert history.dates(root)["docs/a.md"] == "2024-05-09"


def test_a_change_in_no_commit_has_no_date(root: Path, commit: Commit) -> None:
    commit("docs/a.md docs/b.md docs/c.md", "2024-05-01T12:00:00Z")
    (root / "docs/a.md").write_text("changed")
    (root / "docs/b.md").write_text("changed and staged")
    git(root, "add", "docs/b.md")
    (root / "docs/new.md").write_text("new")
    assert list(history.dates(root)) == ["docs/c.md"]


def test_a_shallow_clone_dates_only_what_it_saw_change(
    root: Path, commit: Commit, tmp_path: Path
) -> None:
    commit("docs/a.md docs/b.md", "2024-05-01T12:00:00Z")
    commit("docs/b.md", "2024-06-01T12:00:00Z")
    commit("docs/b.md", "2024-07-01T12:00:00Z")
    for depth, found in (("1", {}), ("2", {"docs/b.md": "2024-07-01"})):
        clone = tmp_path / f"depth-{depth}"
        source = root.parent.as_uri()
        git(tmp_path, "clone", "-q", "--depth", depth, source, str(clone))
        assert history.dates(clone / "tree") == found


def test_without_git_nothing_has_a_date(
    root: Path, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit("docs/a.md", "2024-05-01T12:00:00Z")
    monkeypatch.setenv("PATH", "")
    assert history.dates(root) == {}


def test_without_a_repository_nothing_has_a_date(root: Path, commit: Commit) -> None:
    commit("docs/a.md", "2024-05-01T12:00:00Z")
    shutil.rmtree(root.parent / ".git")
    assert history.dates(root) == {}


def test_without_a_commit_nothing_has_a_date(root: Path) -> None:
    assert history.dates(root) == {}


def test_a_page_is_made_of_itself_and_the_modules_it_includes(root: Path) -> None:
    text = PAGE.format("part/b") + PAGE.format("c")[15:] + PAGE.format("c")[15:]
    (root / "docs/part").mkdir(parents=True)
    (root / "docs/part/b.md").write_text(text)
    (page,) = Tree(root).pages()
    assert history.sources(page) == [
        "docs/part/b.md",
        "snippets/part/b.py",
        "snippets/c.py",
    ]


def test_the_newest_of_its_files_dates_a_page() -> None:
    days = {"docs/a.md": "2024-05-01", "snippets/a.py": "2024-06-01"}
    assert history.last(days, ["docs/a.md", "snippets/a.py"]) == "2024-06-01"
    assert history.last(days, ["docs/a.md"]) == "2024-05-01"


def test_a_page_of_which_one_file_has_no_date_has_none() -> None:
    assert history.last({"docs/a.md": "2024-05-01"}, ["docs/a.md", "b"]) == ""
