"""`make lock` tells whether a Python that `make test` waits for has its wheels."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from engine.setup import packages, wheels

ROOT = Path(__file__).parents[2]

# what uv says, with the end of a line where a terminal has it
LACKING = """\
error: No solution found when resolving dependencies
  cause: Because all versions of heavything have no wheels with a matching
  Python ABI tag (e.g., `cp399`) and you require heavything, we can conclude"""
ONE = "Because h5py==3.14.0 has no usable wheels and you require h5py==3.14.0, we"


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A uv that says on stderr what a file holds, if it holds anything, and fails."""
    said = tmp_path / "said"
    said.write_text("")
    tool = tmp_path / "python"
    tool.write_text(
        '#!/bin/sh\ncase "$*" in *config*) exit;; esac\n'
        f'echo "$*" >>"{tmp_path}/asked"\n'
        f'cat "{said}" >&2; [ ! -s "{said}" ]\n'
    )
    tool.chmod(0o755)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(packages, "PYTHON", tool)
    return said


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "Python 3.99: all that `make test` needs has wheels for it now. Take"),
        (LACKING, "Python 3.99: heavything has no wheels for it yet."),
        (ONE, "Python 3.99: h5py has no wheels for it yet."),
        ("error: no network", "Python 3.99: couldn't ask for its wheels: error:"),
    ],
)
def test_what_uv_says_becomes_a_sentence(uv: Path, said: str, sentence: str) -> None:
    uv.write_text(said)
    assert wheels.news(ROOT, "3.99").startswith(sentence)


def test_it_asks_for_wheels_of_releases_that_this_python_takes(uv: Path) -> None:
    wheels.news(ROOT, "3.99")
    asked = (uv.parent / "asked").read_text()
    for words in ("--prerelease disallow", "--only-binary :all:", "--group test"):
        assert words in asked
    assert "--python-version 3.99" in asked


def test_the_pythons_asked_about_are_those_that_pyproject_has_wait() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pythons"]
    assert wheels.waiting(ROOT) == settings["waiting"]
    assert set(settings["waiting"]) < set(settings["supported"])


def test_a_project_that_waits_for_nothing_need_not_say_so(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    assert wheels.waiting(tmp_path) == []
