"""A change is made as a whole, or everything is as it was, and it's told which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.kit import verdict
from engine.kit.draft import Draft, RefusalError
from tests.engine import kit_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_bytes(b"old\n")
    return tmp_path


def change(root: Path) -> Draft:
    """Return a change of three files, and of a fourth that is new."""
    draft = Draft(root)
    draft.write("a.md", "new\n")
    draft.write("new/d.md", "new\n")
    draft.delete("b.md")
    draft.write("c.md", "new\n")
    return draft


def failing(
    monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException, times: int = 9
) -> None:
    """Let writing a file fail, so many times."""
    real, left = Path.write_bytes, [error] * times

    def write(file: Path, data: bytes) -> int:
        if file.name == name and left:
            raise left.pop()
        return real(file, data)

    monkeypatch.setattr(Path, "write_bytes", write)


def test_a_file_that_cannot_be_written_is_told_and_all_is_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kit_site.everything(root)
    failing(monkeypatch, "c.md", PermissionError(13, "Permission denied", "c.md"))
    with pytest.raises(RefusalError, match=r"c\.md: Permission denied — .*nothing was"):
        change(root).apply()
    assert kit_site.everything(root) == before
    assert not (root / "new").exists()


@pytest.mark.parametrize("path", ["a.md/folder/x.md", "folder"])
def test_a_file_where_a_folder_is_to_be_and_a_folder_in_place_of_a_file_are_told(
    root: Path, path: str
) -> None:
    (root / "folder").mkdir()
    before = kit_site.everything(root)
    draft = Draft(root)
    draft.write("c.md", "new\n")
    draft.write(path, "new\n")
    with pytest.raises(RefusalError, match=r"— mend that, nothing was changed"):
        draft.apply()
    assert kit_site.everything(root) == before


def test_who_ends_it_while_it_writes_finds_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kit_site.everything(root)
    failing(monkeypatch, "c.md", KeyboardInterrupt(), times=1)
    with pytest.raises(KeyboardInterrupt):
        change(root).apply()
    assert kit_site.everything(root) == before


def test_a_file_that_cannot_be_put_back_is_named_and_the_others_are(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kit_site.everything(root)
    draft = change(root)
    draft.apply()
    failing(monkeypatch, "a.md", OSError(28, "No space left on device", "a.md"))
    with pytest.raises(RefusalError) as refused:
        draft.undo()
    said = re.escape("a.md: not as it was (No space left on device) — ")
    assert re.match(said, str(refused.value))
    assert kit_site.everything(root) == before | {"a.md": b"new\n"}


def test_who_ends_the_gates_finds_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def faults(_: Path) -> list[object]:
        asked.append(1)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return []

    monkeypatch.setattr(verdict, "faults", faults)
    before = kit_site.everything(root)
    with pytest.raises(KeyboardInterrupt):
        verdict.make(change(root))
    assert kit_site.everything(root) == before


@pytest.mark.parametrize(
    ("stood", "written", "stands"),
    [
        (b"a\r\nb\r\n", "a\nc\n", b"a\r\nc\r\n"),
        (b"\xef\xbb\xbfa\nb\n", "a\nc\n", b"\xef\xbb\xbfa\nc\n"),
        (b"a\nb\n", "a\nc\n", b"a\nc\n"),
    ],
)
def test_a_text_keeps_the_ends_of_lines_and_the_mark_that_its_file_has(
    root: Path, stood: bytes, written: str, stands: bytes
) -> None:
    (root / "a.md").write_bytes(stood)
    draft = Draft(root)
    assert draft.text("a.md") == "a\nb\n"
    draft.move("a.md", "e.md")
    draft.write("e.md", written)
    assert draft.content("e.md") == stands
    draft.write("e.md", stands)
    assert draft.content("e.md") == stands


def test_a_text_that_stays_is_not_written(root: Path) -> None:
    (root / "a.md").write_bytes(b"some end so\r\nand some so\n")
    draft = Draft(root)
    draft.write("a.md", draft.text("a.md"))
    assert draft.new == {}
