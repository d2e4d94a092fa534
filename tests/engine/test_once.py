"""What processes share is made once, and who has to wait makes something else."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.once import Once


@pytest.fixture
def made() -> list[str]:
    """The names of what was made, in order."""
    return []


@contextmanager
def made_elsewhere(once: Once, name: str) -> Iterator[None]:
    """Have another process make a folder, which is there at the end."""
    with (once.folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        (once.folder / name).mkdir()
        (once.folder / f"{name}.done").touch()


def test_what_is_there_is_not_made_again(tmp_path: Path, made: list[str]) -> None:
    once = Once(tmp_path)
    for _ in "12":
        once.made("a", lambda folder: made.append(folder.name))
    assert made == ["a"]


def test_what_failed_is_made_again_from_nothing(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no room")

    once = Once(tmp_path)
    with pytest.raises(OSError, match="no room"):
        once.made("a", fails)
    assert not [*once.made("a", lambda folder: None).iterdir()]


def test_nothing_else_is_made_where_nobody_has_to_wait(
    tmp_path: Path, made: list[str]
) -> None:
    def make(folder: Path) -> None:
        made.append(folder.name)

    Once(tmp_path).made("a", make, meanwhile={"b": make, "a": make})
    assert made == ["a"]


def test_who_waits_makes_what_nobody_has_begun(tmp_path: Path, made: list[str]) -> None:
    once = Once(tmp_path)
    once.made("b", lambda folder: made.append("b"))
    elsewhere = made_elsewhere(once, "a"), made_elsewhere(once, "c")

    def make(folder: Path) -> None:
        made.append(folder.name)
        elsewhere[0].__exit__(None, None, None)

    for each in elsewhere:
        each.__enter__()
    names = dict.fromkeys("abcde", make)
    assert once.made("a", make, meanwhile=names) == tmp_path / "a"
    # a and c were being made, b was there, and then there was no need to make e
    assert made == ["b", "d"]
    elsewhere[1].__exit__(None, None, None)


def test_a_fault_of_what_is_made_meanwhile_is_told_to_who_asks_for_it(
    tmp_path: Path,
) -> None:
    once = Once(tmp_path)
    elsewhere = made_elsewhere(once, "a")

    def fails(folder: Path) -> None:
        if not (tmp_path / "a.done").exists():
            elsewhere.__exit__(None, None, None)
        raise OSError(folder.name)

    elsewhere.__enter__()
    assert once.made("a", fails, meanwhile={"b": fails}) == tmp_path / "a"
    with pytest.raises(OSError, match="b"):
        once.made("b", fails)
