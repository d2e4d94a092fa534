"""Every lock is asked about, and what is known, or not to be known, fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.setup import audit, lock, packages, runtime

ROOT = Path(__file__).parents[2]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file for what the two tools are asked; one fails where a word of it is BAD."""
    file = tmp_path / "asked"
    tool = tmp_path / "tool"
    tool.write_text(
        f'#!/bin/sh\necho "$(basename "$PWD") $*" >>"{file}"\n'
        'case "$PWD $*" in *"$BAD"*) exit 1;; esac\n'
    )
    tool.chmod(0o755)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(packages, "PYTHON", tool)
    monkeypatch.setattr(runtime, "npm", lambda install: [os.fspath(tool)])
    return file


def test_every_lock_is_asked_about(
    asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAD", "nothing of it")
    assert audit.main() == 0
    lines = asked.read_text().splitlines()
    python = [line for line in lines if "pip_audit" in line]
    names = {line.rpartition("/")[2].removesuffix(".txt") for line in python}
    # the widest names all that the narrower ones do
    assert names | {*lock.LEVELS, lock.SHIPPED} == {
        file.stem for file in ROOT.glob("lock/*.txt")
    }
    # else what no list knows would pass
    assert all("--strict" in line for line in python)
    npm = {line.split()[0] for line in lines if " audit " in line}
    assert npm == {file.parent.name for file in ROOT.glob("[!.]*/*/package-lock.json")}


def test_a_build_is_asked_about_by_its_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lock").mkdir()
    file = Path("lock", "some.txt")
    (tmp_path / file).write_text("one==2.13.0+cpu.x1 ; a\ntwo==1.0+3\nthree==1.0\n")
    tool, asked = tmp_path / "tool", tmp_path / "asked"
    # the last word is the file
    tool.write_text(f'#!/bin/sh\nfor file; do :; done\ncat "$file" >"{asked}"\n')
    tool.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(packages, "PYTHON", tool)
    assert audit.python_lock(file)
    assert asked.read_text() == "one==2.13.0 ; a\ntwo==1.0\nthree==1.0\n"


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ("lock/test.txt", "lock/test.txt"),
        ("lock/runtime", "lock/runtime/package-lock.json"),
    ],
)
def test_the_lock_that_needs_something_newer_is_named(
    asked: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    bad: str,
    name: str,
) -> None:
    monkeypatch.setenv("BAD", bad)
    assert audit.main() == 1
    said = capsys.readouterr().err
    assert f"in {name}: see above" in said
    assert "`make lock UPGRADE=--upgrade`" in said
