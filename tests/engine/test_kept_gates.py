"""What gates found nothing against is asked again only where it may have changed."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates import kept, rules
from engine.gates.gate import Bench, Gate

SESSION = '''"""Docstring.

>>> # --8<-- [start:told]
>>> 1 + 1
2
>>> # --8<-- [end:told]
"""

from snippets.helper import more  # noqa: F401 (the session may use it)
'''
HELPER = '''"""Docstring."""


def more(n: int) -> int:
    """Return the number after."""
    return n + 1
'''


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    for path, text in {
        "docs/a.md": "A\n",
        "docs/b.md": "B\n",
        "engine/gates/rule.py": "",
        "snippets/told.py": SESSION,
        "snippets/helper.py": HELPER,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return Tree(tmp_path)


class Asked:
    """Asks a gate in a process of its own, as it were, and notes what it judges."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.judged: list[str] = []

    def judge(self, tree: Tree, path: str) -> Iterator[Fault]:
        self.judged.append(path)
        if "wrong" in tree.text(path):
            yield Fault(path, 1, "wrong", "mend it")

    def pages(self, tree: Tree) -> Iterator[str]:
        yield from tree.files("docs", ".md")

    def __call__(self) -> tuple[list[str], list[str]]:
        """Return what is judged, and where a fault is told."""
        bench, self.judged = Bench(), []
        machine = kept.machine(self.tree)
        kept.load(bench, self.tree, machine)
        found = bench.faults(self.tree, [Gate("own", self.pages, self.judge)])
        kept.save(bench, self.tree, machine)
        return self.judged, [each.path for each in found]


def test_what_stands_as_it_did_is_judged_once(tree: Tree) -> None:
    asked = Asked(tree)
    assert asked() == (["docs/a.md", "docs/b.md"], [])
    assert asked() == ([], [])


def test_a_changed_file_is_judged_again_and_a_new_one_too(tree: Tree) -> None:
    asked = Asked(tree)
    asked()
    (tree.root / "docs/b.md").write_text("B, otherwise\n", encoding="utf-8")
    (tree.root / "docs/c.md").write_text("C\n", encoding="utf-8")
    assert asked() == (["docs/b.md", "docs/c.md"], [])


def test_a_fault_is_told_as_long_as_it_stands(tree: Tree) -> None:
    asked = Asked(tree)
    asked()
    (tree.root / "docs/b.md").write_text("wrong\n", encoding="utf-8")
    for _ in range(2):
        assert asked() == (["docs/b.md"], ["docs/b.md"])


def test_a_machine_that_differs_judges_all(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(tree)
    everything = asked()
    (tree.root / "engine/gates/rule.py").write_text("RULE = 1\n", encoding="utf-8")
    assert asked() == everything
    monkeypatch.setattr(sys, "version", "another")
    assert asked() == everything
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tree.root))
    assert asked() == everything


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_file_that_was_cut_off_counts_as_none(tree: Tree, text: str) -> None:
    asked = Asked(tree)
    asked()
    (tree.root / kept.KEPT).write_text(text, encoding="utf-8")
    assert asked() == (["docs/a.md", "docs/b.md"], [])


def test_a_run_hangs_on_what_it_imports_and_on_files_that_are_no_modules(
    tree: Tree,
) -> None:
    (tree.root / "snippets/log.txt").write_text("1\n", encoding="utf-8")
    bench = Bench()
    bench.faults(tree, rules.RUNS)
    (said,) = bench.said.values()
    stamps = {path for kind, path, *_ in said.seen if kind == "stamp"}
    read = {"snippets/told.py", "snippets/helper.py", "snippets/log.txt"}
    assert read <= stamps


def test_a_session_is_run_again_where_it_has_changed(tree: Tree) -> None:
    told = tree.root / "snippets/told.py"
    alone = SESSION.partition("from ")[0]
    for text, faults in ((alone, 0), (alone.replace("\n2\n", "\n3\n"), 1)):
        told.write_text(text, encoding="utf-8")
        bench = Bench()
        machine = kept.machine(tree)
        kept.load(bench, tree, machine)
        assert len(bench.faults(tree, rules.RUNS)) == faults
        kept.save(bench, tree, machine)
