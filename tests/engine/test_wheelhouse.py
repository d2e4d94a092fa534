"""Packages that browsers run are brought whole, and given where they are needed."""

from __future__ import annotations

import base64
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from engine.book import packages
from engine.book.tree import Tree
from engine.gates import rooms
from engine.setup import lock, wheelhouse
from engine.setup.packages import SetupError
from engine.site import offer

PROJECT = """\
[project]
requires-python = ">=3.11"

[dependency-groups]
browser = ["knots-and-more"]
"""


def wheel(
    folder: Path, name: str, files: dict[str, bytes], kind: str = "none-any"
) -> None:
    """Write a wheel of version 1.0 as an index would give it."""
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-{kind}.whl", "w") as packed:
        for path, content in files.items():
            packed.writestr(path, content)


def shelf(folder: Path, wanted: str) -> None:
    """Give what is wanted, as an index would."""
    if "knots-and-more" not in wanted:
        return
    wheel(
        folder,
        "knots_and_more",
        {
            "knots/__init__.py": b"import rope\n",
            "knots/py.typed": b"",
            "knots_and_more-1.0.dist-info/METADATA": (
                b"Name: knots-and-more\nRequires-Dist: Rope.Walk>=1\n"
                b"Requires-Dist: pytest; extra == 'test'\n"
            ),
        },
    )
    if "rope-walk" in wanted:
        wheel(folder, "rope_walk", {"rope.py": b"LONG = 1\n"})
    wheel(folder, "sails", {"sails.py": b""})


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree whose lock names three packages, and one lesson that imports one."""
    (tmp_path / "lock").mkdir()
    (tmp_path / "snippets").mkdir()
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    head = lock.fingerprint(PROJECT)
    pins = "knots-and-more==1.0 \\\n    --hash=x\nrope-walk==1.0\nsails==1.0\n"
    (tmp_path / wheelhouse.LOCK).write_text(f"{head}\n{pins}")
    (tmp_path / "snippets/tied.py").write_text('"""T."""\n\nimport knots\n')
    (tmp_path / "snippets/bare.py").write_text('"""B."""\n')
    (tmp_path / "snippets/other.py").write_text('"""O."""\n\nimport sextant\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wheelhouse, "fetch", shelf)
    return tmp_path


def test_a_wheel_is_unpacked_with_what_it_needs_and_nothing_else(root: Path) -> None:
    assert wheelhouse.bring() == ""
    assert packages.shipped(root) == {
        "knots": ["knots-and-more-1.0", "rope-walk-1.0"],
        "rope": ["rope-walk-1.0"],
        "sails": ["sails-1.0"],
    }
    assert packages.contents(root, "rope-walk-1.0") == {"rope.py": "LONG = 1\n"}
    assert not list((root / packages.FOLDER).glob("*.whl"))


def test_it_is_brought_once_and_again_when_the_lock_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheelhouse.bring()
    monkeypatch.setattr(wheelhouse, "fetch", lambda *_: pytest.fail("again"))
    assert wheelhouse.bring() == ""
    file = root / wheelhouse.LOCK
    file.write_text(file.read_text() + "more==1\n")
    assert packages.shipped(root) == {}
    monkeypatch.setattr(wheelhouse, "fetch", shelf)
    wheelhouse.bring()
    assert packages.shipped(root)


def test_an_empty_lock_asks_no_index(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(root)
    monkeypatch.setattr(subprocess, "run", lambda *_: pytest.fail("asked"))
    (root / wheelhouse.LOCK).write_text(f"{lock.fingerprint(PROJECT)}\n")
    assert wheelhouse.bring() == ""
    assert packages.shipped(root) == {}


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("bad", "cp311-linux_x86_64", "is compiled for another machine"),
        ("bad", f"cp313-pyemscripten_{wheelhouse.ABI}0_wasm32", "compiled for another"),
        ("json", "none-any", "has a module 'json'"),
        ("../out", "none-any", "outside its folder"),
    ],
)
def test_what_no_browser_could_run_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, says: str
) -> None:
    files = {f"{name}.py": b""}
    monkeypatch.setattr(
        wheelhouse, "fetch", lambda to, wanted: wheel(to, "bad", files, kind)
    )
    assert says in wheelhouse.bring()
    assert packages.shipped(root) == {}
    assert wheelhouse.main([]) == 0
    assert wheelhouse.main(["--required"]) == 1


def test_a_compiled_wheel_in_the_tree_stands_for_the_version_in_the_lock(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(to: Path, wanted: str) -> None:
        asked.append(wanted)
        shelf(to, wanted)

    monkeypatch.setattr(wheelhouse, "fetch", ask)
    wheelhouse.GIVEN.mkdir()
    kind = f"cp314-{wheelhouse.PLATFORM}"
    binary = b"\x00asm\xff"
    wheel(wheelhouse.GIVEN, "rope_walk", {"rope.cpython-314.so": binary}, kind)
    file = root / wheelhouse.LOCK
    kept = file.read_text()
    assert wheelhouse.bring() == ""
    assert "knots-and-more==1.0" in asked[0]
    assert "--hash=x" in asked[0]
    assert "rope-walk" not in asked[0]
    assert packages.shipped(root)["rope"] == ["rope-walk-1.0"]
    assert packages.contents(root, "rope-walk-1.0") == {
        "rope.cpython-314.so": {"base64": base64.b64encode(binary).decode()}
    }
    # what the lock says is not asked for again, what stands in the tree is
    assert wheelhouse.bring() == ""
    assert len(asked) == 1
    wheel(wheelhouse.GIVEN, "rope_walk", {"rope.cpython-314.so": b"\x00other"}, kind)
    assert wheelhouse.bring() == ""
    assert len(asked) == 2
    file.write_text(kept.replace("rope-walk==1.0", "rope-walk==1.1"))
    assert "has no rope-walk 1.0: add" in wheelhouse.bring()
    assert file.read_text() == kept.replace("rope-walk==1.0", "rope-walk==1.1")


def test_an_index_that_does_not_answer_costs_the_buttons_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(to: Path, wanted: str) -> None:
        raise SetupError("nobody is there")

    monkeypatch.setattr(wheelhouse, "fetch", fail)
    assert wheelhouse.bring() == "nobody is there"
    assert sorted(offer.modules(root)) == ["bare.py"]


def test_a_lock_of_other_groups_is_told(root: Path) -> None:
    (root / "pyproject.toml").write_text(PROJECT.replace("knots", "nets"))
    assert wheelhouse.bring().startswith("lock/browser.txt:1: out of date")


def test_only_modules_that_import_a_package_get_it(root: Path) -> None:
    wheelhouse.bring()
    assert sorted(offer.modules(root)) == ["bare.py", "tied.py"]
    found = offer.wheels(root, root / "site", ["bare.py", "tied.py"])
    assert list(found) == ["tied.py"]
    bundles = [
        json.loads((root / "site" / path).read_text()) for path in found["tied.py"]
    ]
    assert [sorted(each) for each in bundles] == [
        [
            "knots/__init__.py",
            "knots/py.typed",
            "knots_and_more-1.0.dist-info/METADATA",
        ],
        ["rope.py"],
    ]


def test_a_lesson_may_import_what_browsers_have(root: Path) -> None:
    def refused() -> list[str]:
        tree = Tree(root)
        paths = [path for path in rooms.files(tree) if path.startswith("snippets/")]
        return [each.what for path in paths for each in rooms.judge(tree, path)]

    # before it is brought, a package is taken to be imported by its own name
    assert refused() == ["imports sextant", "imports knots"]
    wheelhouse.bring()
    assert refused() == ["imports sextant"]
