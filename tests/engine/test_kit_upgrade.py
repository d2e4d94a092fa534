"""What an upgrade of a fork renews in its settings, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.kit import owned, tables, upgrade
from engine.kit.draft import RefusalError
from tests.engine import kit_site

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


def test_without_git_the_files_of_a_tree_are_the_same(tmp_path: Path) -> None:
    root = kit_site.site(tmp_path)
    (root / "engine/site").mkdir(parents=True)
    (root / "engine/site/build.py").write_text("")
    with_git = owned.files(root)
    for folder in ("site", ".cache", "engine/__pycache__"):
        (root / folder).mkdir()
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
