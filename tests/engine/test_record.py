"""What is recorded is compared with a run, and what cannot be recorded says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.record import outputs

MODULE = '''"""Letters."""


def measure_letters():
    """Return how long words are."""
    return {
        "title": "Letters",
        "platform": "here",
        "columns": ["word", "letters"],
        "rows": [["one", 3], ["three", 5]],
    }
'''


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """A tree with one measurement, recorded."""
    (tmp_path / "snippets/recorded").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "engine").symlink_to(Path(__file__).parents[2] / "engine")
    (tmp_path / "snippets/letters.py").write_text(MODULE)
    namespace: dict[str, object] = {}
    exec(MODULE, namespace)
    measured = namespace["measure_letters"]()  # type: ignore[operator]
    recorded = tmp_path / "snippets/recorded/letters.letters.json"
    recorded.write_text(outputs.as_json(measured))
    monkeypatch.chdir(tmp_path)
    return Tree(tmp_path)


def faults(tree: Tree) -> list[str]:
    module = tree.module("letters.py")
    assert module
    return [str(each) for each in outputs.measured_faults(tree, module)]


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text()
    assert before in text
    file.write_text(text.replace(before, after))


@pytest.mark.slow
class TestAMeasurement:
    FILE = "snippets/recorded/letters.letters.json"

    def test_that_a_run_gives_again_has_no_fault(self, tree: Tree) -> None:
        assert faults(tree) == []

    def test_that_a_run_gives_otherwise_is_named_with_its_row(self, tree: Tree) -> None:
        change(tree.root / "snippets/letters.py", '["three", 5]', '["three", 6]')
        (said,) = faults(tree)
        assert said.startswith(f'{self.FILE}:7: a run gives ["three", 6]')

    def test_with_other_words_is_named_whatever_its_numbers_are(
        self, tree: Tree
    ) -> None:
        change(tree.root / "snippets/letters.py", '"Letters"', '"Lettres"')
        (said,) = faults(tree)
        assert said.startswith(f"{self.FILE}:2: ")

    def test_that_was_never_recorded_is_named(self, tree: Tree) -> None:
        (tree.root / self.FILE).unlink()
        assert faults(tree) == [f"{self.FILE}: not recorded — run `make record`"]

    def test_that_raises_is_named(self, tree: Tree) -> None:
        change(
            tree.root / "snippets/letters.py", "    return {", "    1 / 0\n    return {"
        )
        (said,) = faults(tree)
        assert said.startswith("snippets/letters.py: a measurement failed: ZeroDiv")


@pytest.mark.parametrize(
    ("was", "now", "timed", "same"),
    [
        ('["a", 100.0]', '["a", 109.0]', False, True),
        ('["a", 100.0]', '["a", 125.0]', False, False),
        ('["a", 100.0]', '["a", 125.0]', True, True),
        ('["a", 100.0]', '["b", 100.0]', True, False),
        ('["a1", 1]', '["a2", 1]', True, False),
        ('"platform": "CPython 3.11"', '"platform": "CPython 3.13"', False, True),
    ],
)
def test_words_must_be_the_same_and_numbers_near(
    was: str, now: str, timed: bool, same: bool
) -> None:
    assert outputs.alike(was, now, timed) is same


def test_a_name_that_no_module_has_is_not_passed_over(tree: Tree) -> None:
    with pytest.raises(SystemExit, match=r"^snippets/leters\.py: .*mean 'letters'"):
        outputs.main(["leters"])


EDITING = '''"""A session during which somebody saves {other}.

>>> # --8<-- [start:saved]
>>> with open("snippets/{other}", "a") as file:
...     _ = file.write("\\n\\ndef more():\\n    return 1\\n")
>>> 1 + 1
>>> # --8<-- [end:saved]
"""
'''
SUM = '''"""A session.

>>> # --8<-- [start:sum]
>>> 2 + 2
>>> # --8<-- [end:sum]
"""
'''


class TestWhatIsSavedWhileItIsRecorded:
    def test_into_a_module_whose_turn_has_not_come_is_kept(self, tree: Tree) -> None:
        later = tree.root / "snippets/sum.py"
        later.write_text(SUM)
        first = tree.root / "snippets/editing.py"
        first.write_text(EDITING.format(other="sum.py"))
        assert outputs.main(["editing", "sum"]) == 0
        assert "def more():" in later.read_text()
        assert ">>> 2 + 2\n4\n" in later.read_text()
        assert ">>> 1 + 1\n2\n" in first.read_text()

    def test_into_the_module_itself_is_kept_and_told(self, tree: Tree) -> None:
        file = tree.root / "snippets/editing.py"
        file.write_text(EDITING.format(other="editing.py"))
        with pytest.raises(SystemExit, match=r"^snippets/editing\.py: edited while"):
            outputs.main(["editing"])
        assert "def more():" in file.read_text()
        assert ">>> 1 + 1\n>>> #" in file.read_text()

    def test_by_deleting_it_is_told(self, tree: Tree) -> None:
        (tree.root / "snippets/sum.py").write_text(SUM)
        source = EDITING.format(other="sum.py")
        leaving = re.sub(
            r"with open.*\n.*", "__import__('os').remove('snippets/sum.py')", source
        )
        (tree.root / "snippets/editing.py").write_text(leaving)
        with pytest.raises(
            SystemExit, match=r"^snippets/sum\.py: there is no such file"
        ):
            outputs.main(["editing", "sum"])


def test_a_module_that_is_recorded_keeps_what_it_is_on_disk(tree: Tree) -> None:
    file = tree.root / "elsewhere.py"
    file.write_text(SUM)
    file.chmod(0o755)
    link = tree.root / "snippets/sum.py"
    link.symlink_to(file)
    assert outputs.main(["sum"]) == 0
    assert link.is_symlink()
    assert ">>> 2 + 2\n4\n" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o755
    assert not list(tree.root.rglob("*.new"))
