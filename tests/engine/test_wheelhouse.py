"""Packages that browsers run are pure Python, brought whole, and given where needed."""

from __future__ import annotations

import json
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


def shelf(folder: Path) -> None:
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
    assert packages.texts(root, "rope-walk-1.0") == {"rope.py": "LONG = 1\n"}
    assert not list((root / packages.FOLDER).glob("*.whl"))


def test_it_is_brought_once_and_again_when_the_lock_changes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheelhouse.bring()
    monkeypatch.setattr(wheelhouse, "fetch", lambda to: pytest.fail("again"))
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
    monkeypatch.setattr(wheelhouse, "fetch", lambda to: pytest.fail("asked"))
    (root / wheelhouse.LOCK).write_text(f"{lock.fingerprint(PROJECT)}\n")
    assert wheelhouse.bring() == ""
    assert packages.shipped(root) == {}


@pytest.mark.parametrize(
    ("files", "kind", "says"),
    [
        ({"a.so": b""}, "cp311-linux_x86_64", "is compiled, and a browser runs pure"),
        ({"a.bin": b"\xff\xfe"}, "none-any", "holds a.bin, which is no text"),
    ],
)
def test_what_no_browser_could_run_is_refused(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, bytes],
    kind: str,
    says: str,
) -> None:
    monkeypatch.setattr(wheelhouse, "fetch", lambda to: wheel(to, "bad", files, kind))
    assert says in wheelhouse.bring()
    assert packages.shipped(root) == {}
    assert wheelhouse.main([]) == 0
    assert wheelhouse.main(["--required"]) == 1


def test_an_index_that_does_not_answer_costs_the_buttons_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(to: Path) -> None:
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
