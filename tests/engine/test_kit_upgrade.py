"""What an upgrade of a fork renews in its settings, and what it leaves."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from engine.kit import owned, tables, upgrade
from engine.kit.draft import RefusalError
from tests.engine import kit_site

ROOT = Path(__file__).parents[2]

OLD = """\
[project]
name = "mine"

[dependency-groups]
site = ["mkdocs==1"]
# what lessons need
lessons = ["sails"]
uv = ["uv==1"]

[tool.ruff]
line-length = 88

# the tests
[tool.pytest.ini_options]
testpaths = ["tests"]

[[tool.mypy.overrides]]
module = ["a"]

[[tool.mypy.overrides]]
module = ["b"]

[tool.mine]
x = 1
"""


def test_a_table_that_is_as_it_was_is_renewed_and_an_edited_one_is_told() -> None:
    new = OLD.replace("= 88", "= 99").replace('["tests"]', '["tests", "more"]')
    new = new.replace('name = "mine"', 'name = "theirs"').replace("x = 1", "x = 2")
    new = new.replace('["b"]', '["c"]') + "\n[tool.pythons]\nwaiting = []\n"
    ours = OLD.replace("= 88", "= 80")
    known = tables.digests(OLD, "pyproject.toml")
    text, left = tables.renewed(ours, new, "pyproject.toml", known)
    assert left == [
        "pyproject.toml: [tool.ruff] has changed there too, and yours was kept: compare"
    ]
    assert text == ours.replace('["tests"]', '["tests", "more"]').replace(
        '["b"]', '["c"]'
    ) + ("\n[tool.pythons]\nwaiting = []\n")


def test_what_is_the_same_there_stays_as_it_is_here() -> None:
    known = tables.digests(OLD, "pyproject.toml")
    ours = OLD.replace("= 88", "= 80")
    assert tables.renewed(ours, OLD, "pyproject.toml", known) == (ours, [])


def test_what_is_said_of_some_parts_alone_is_not_handed_on() -> None:
    parts = """\
[tool.ruff.lint.per-file-ignores]
"tests/**" = ["D1"]
# what beginners read
"snippets/{first,second}/*.py" = ["D1"]
"**/snippets/**/exercises/*" = ["B"]

[[tool.mypy.overrides]]
module = ["snippets.*.exercises.*"]
check_untyped_defs = false

# what beginners read
[[tool.mypy.overrides]]
# has no type hints
module = ["snippets.first.*", "snippets.second.*"]
disallow_untyped_defs = false

# what follows
[tool.kit]
"""
    assert (
        tables.general(parts)
        == """\
[tool.ruff.lint.per-file-ignores]
"tests/**" = ["D1"]
"**/snippets/**/exercises/*" = ["B"]

[[tool.mypy.overrides]]
module = ["snippets.*.exercises.*"]
check_untyped_defs = false

# what follows
[tool.kit]
"""
    )


def test_the_engines_groups_are_renewed_and_the_forks_stay() -> None:
    theirs = OLD.replace('"mkdocs==1"', '\n  "mkdocs==2",\n').replace("sails", "ropes")
    theirs = theirs.replace(
        'uv = ["uv==1"]\n', 'uv = ["uv==2"]\naudit = ["pip-audit"]\n'
    )
    assert upgrade.merged(OLD, theirs) == OLD.replace(
        'site = ["mkdocs==1"]', 'site = [\n  "mkdocs==2",\n]'
    ).replace('uv = ["uv==1"]\n', 'uv = ["uv==2"]\naudit = ["pip-audit"]\n')


def test_a_group_that_some_machines_lack_is_one_of_lessons_and_stays() -> None:
    mine = OLD.replace("[tool.mine]", '[tool.kit.optional]\nmaps = ["m"]\n[tool.mine]')
    mine = mine.replace('uv = ["uv==1"]', 'maps = ["maps"]\nuv = ["uv==1"]')
    theirs = OLD.replace("[tool.mine]", '[tool.kit.optional]\nknots = ["k"]\n')
    theirs = theirs.replace('uv = ["uv==1"]', 'knots = ["knots"]\nmaps = ["no"]')
    assert upgrade.merged(mine, theirs) == mine


def test_settings_of_mkdocs_are_parted_at_the_margin() -> None:
    parts = tables.split("a: 1\n# of b\nb:\n  - c: 2\n\nd: 3\n", "mkdocs.yml")
    assert parts == {
        "": "",
        "a": "a: 1\n",
        "b": "# of b\nb:\n  - c: 2\n\n",
        "d": "d: 3\n",
    }


def test_a_tree_that_is_no_fork_is_not_upgraded(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="this isn't a fork"):
        upgrade.upgrade(kit_site.site(tmp_path), "anywhere")
    with pytest.raises(RefusalError, match="FROM is missing"):
        upgrade.upgrade(tmp_path, "")


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A repository with an engine: one commit with a tag, and one after it."""
    found = tmp_path / "engine"
    (found / "engine/kit").mkdir(parents=True)
    mark = found / "engine/kit/mark.py"
    git = ["git", "-C", str(found), "-c", "user.name=who", "-c", "user.email=who@here"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for text, then in (("released", ["tag", "v1.0.0"]), ("not released", ["status"])):
        mark.write_text(text)
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", text], check=True)
        subprocess.run([*git, *then], check=True)
    return found


def test_tags_are_asked_for_where_it_is_cloned_from(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as a user has it whose network needs a proxy, a key or another address
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.file://{released}.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://nowhere.invalid/engine")
    fresh = upgrade.cloned("https://nowhere.invalid/engine", tmp_path / "fresh")
    assert (fresh / "engine/kit/mark.py").read_text() == "released"


def test_where_tags_cannot_be_asked_for_nothing_is_taken_and_git_is_heard(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RefusalError, match=r"nowhere: fatal: .+ — name a repository"):
        upgrade.cloned(str(tmp_path / "nowhere"), tmp_path / "fresh")
    tool = tmp_path / "bin/git"
    tool.parent.mkdir()
    tool.write_text(
        '#!/bin/sh\ncase "$*" in\n'
        "*ls-remote*) printf 'warning: slow\\nssh: timed out\\nsee above\\n' >&2\n"
        f'exit 1;;\nesac\nexec {shutil.which("git")} "$@"\n'
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=os.pathsep)
    with pytest.raises(RefusalError, match="engine: ssh: timed out — name a repos"):
        upgrade.cloned(str(released), tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RefusalError, match=r"git: No such file or dir.* — install it"):
        upgrade.cloned(str(released), tmp_path / "fresh")


def test_a_record_that_names_no_version_is_told_before_anything_is_cloned(
    tmp_path: Path,
) -> None:
    root = kit_site.site(tmp_path)
    (root / owned.RECORD).parent.mkdir(exist_ok=True)
    (root / owned.RECORD).write_text("# edited\n")
    kit_site.commit(root)
    with pytest.raises(RefusalError, match=rf"^{owned.RECORD}:1: names no version — "):
        upgrade.upgrade(root, "nowhere")


def test_without_git_the_files_of_a_tree_are_the_same(tmp_path: Path) -> None:
    root = kit_site.site(tmp_path)
    (root / "engine/site").mkdir(parents=True)
    (root / "engine/site/build.py").write_text("")
    shutil.copy(ROOT / ".gitignore", root)
    with_git = owned.files(root)
    for folder in (
        "site",
        ".cache/deep",
        "engine/__pycache__",
        "engine/a/node_modules",
    ):
        (root / folder).mkdir(parents=True)
        (root / folder / "built").write_text("")
    (root / ".git").rename(tmp_path.parent / f"{tmp_path.name}.git")
    assert "engine/site/build.py" in with_git
    assert owned.files(root) == with_git


def test_which_files_are_the_engines_is_told_by_where_they_stand() -> None:
    for path, engines in {
        "engine/site/build.py": True,
        "tests/engine/test_x.py": True,
        "tests/conftest.py": True,
        "tests/lessons/test_index.py": False,
        "tests/lessons/test_first.py": False,  # of a part
        "tests/lessons/counting.py": False,  # what only tests of lessons import
        "tests/lessons/first/test_before.py": False,
        "tests/lessons/words.txt": False,
        "docs/index.md": False,
        "snippets/first/before.py": False,
        "mkdocs.yml": False,
        "lock/site.txt": False,
        "lock/runtime/package.json": True,
        ".github/workflows/site.yml": True,
        "README.md": False,
    }.items():
        assert owned.is_engines(path) == engines, path
