"""The locks are complete, current, and name no address; an old one is refused."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from engine.setup import lock

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)", re.MULTILINE)


def text(level: str) -> str:
    return (ROOT / "lock" / f"{level}.txt").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "lock", tmp_path / "lock")
    return tmp_path


@pytest.mark.parametrize("level", lock.all_locks(ROOT))
class TestEachLock:
    def test_is_made_from_pyproject_as_it_stands(self, level: str) -> None:
        assert not lock.complaint(ROOT, level)

    def test_names_no_address(self, level: str) -> None:
        assert not re.search(r"://| @ |--(extra-)?index|--find-links", text(level))

    def test_has_a_hash_for_every_pin(self, level: str) -> None:
        bare = [
            line
            for line, after in zip(
                text(level).splitlines(), text(level).splitlines()[1:], strict=False
            )
            if PIN.match(line) and "--hash=sha256:" not in after
        ]
        assert not bare


@pytest.mark.parametrize(("narrow", "wide"), [("site", "check"), ("check", "test")])
def test_a_wider_lock_holds_all_of_a_narrower_one(narrow: str, wide: str) -> None:
    assert set(PIN.findall(text(narrow))) <= set(PIN.findall(text(wide)))


def test_reading_the_site_needs_nothing_that_lessons_import() -> None:
    names = {name for name, _ in PIN.findall(text("site"))}
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    listed = [*groups["lessons"], *groups["lessons-test"], "playwright"]
    imported = [each for each in listed if isinstance(each, str)]
    assert "mkdocs" in names
    assert not names & {re.split(r"[^\w-]", each)[0] for each in imported}


@pytest.mark.parametrize("group", lock.optional(ROOT) or [None])
def test_an_optional_group_has_the_versions_that_the_tests_have(
    group: str | None,
) -> None:
    if group is None:
        return  # a fork may have none
    tested = PIN.findall(text(lock.LEVELS[0]))
    names = {name for name, _ in tested}
    both = [pin for pin in PIN.findall(text(group)) if pin[0] in names]
    assert both
    assert set(both) <= set(tested)


def test_another_dependency_makes_the_lock_out_of_date(tree: Path) -> None:
    file = tree / "pyproject.toml"
    file.write_text(file.read_text().replace('"mkdocs==1.6.1"', '"mkdocs==1.6.0"'))
    said = lock.complaint(tree, "site")
    assert said.startswith("lock/site.txt:1: out of date")
    assert "run `make lock`" in said


def test_another_setting_of_a_tool_does_not(tree: Path) -> None:
    file = tree / "pyproject.toml"
    file.write_text(file.read_text().replace("line-length = 88", "line-length = 89"))
    assert not lock.complaint(tree, "site")


def test_a_missing_lock_is_named(tree: Path) -> None:
    (tree / "lock" / "check.txt").unlink()
    assert lock.complaint(tree, "check") == (
        "lock/check.txt is missing: run `make lock`"
    )


def test_a_broken_pyproject_is_named_with_its_line(tree: Path) -> None:
    file = tree / "pyproject.toml"
    file.write_text("[project]\nname =\n")
    said = lock.complaint(tree, "site")
    assert said.startswith("pyproject.toml: ")
    assert "line 2" in said
