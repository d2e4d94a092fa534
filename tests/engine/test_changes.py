"""`make check` leaves out what cannot have changed, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import conftest
from tests import changes, passed

ROOT = Path(__file__).parents[2]
# how a test reads the site that stands here, and what of it where that is named
SITES = {each.rstrip("/"): each for each in changes.SITE}
READS = re.compile(
    r"\bTree\((?:root=)?(?:ROOT|HERE|Path\(\))|\b(?:listdir|scandir|walk)\((?:ROOT|HERE)\b"
    r"|\b(?:ROOT|HERE)(?:\.r?glob\(|\s*/\s*)f?[\"']"
    rf"(?:\*\*|({'|'.join(map(re.escape, SITES))}))"
)
WORDS = """\
pytestmark = pytest.mark.site(
    *("docs/part/", 'words.txt')
)
"""
LATE = "def f():\n    import snippets.part.far_off\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose tests have all passed."""
    root = tmp_path / "tree"
    for name, text in {
        "docs/page.md": "Words\n",
        "docs/part/far-off.md": "Words\n",
        "snippets/page.py": "x = 1\n",
        "snippets/part/far_off.py": '"""\n>>> from snippets.part import deep\n"""\n',
        "snippets/part/deep.py": "z = 3\n",
        "snippets/part/recorded/deep.of.json": "{}\n",
        "engine/part.py": "y = 2\n",
        "engine/room/__init__.py": "",
        "engine/room/inner.py": "from engine import part\n",
        "engine/room/look.css": "",
        "engine/room/told.py": "",
        "tests/lessons/test_page.py": "from snippets.page import x\n",
        "tests/lessons/part/test_far_off.py": LATE,
        "tests/lessons/part/test_deep.py": "from tests.lessons.part import shown",
        "tests/lessons/part/shown.py": 'FILE = "snippets/part/recorded/deep.of.json"\n',
        "tests/lessons/test_all.py": 'FILES = (ROOT / "docs").rglob("*.md")\n',
        "tests/lessons/test_own.py": 'SHARDS = tmp_path.glob("*.npy")\n',
        "tests/lessons/test_machine.py": "from engine.room.inner import part\n",
        "tests/lessons/test_named.py": 'TOLD = "engine/room/told.py"\n',
        "tests/engine/test_part.py": "",
        "tests/engine/test_site.py": "pytestmark = pytest.mark.site\n",
        "tests/engine/test_words.py": WORDS,
        # pytest would import it, to deselect all of it
        "tests/engine/test_long.py": "pytestmark = [mark.slow, mark.site]\n",
        ".gitignore": ".cache\nmade\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "."], cwd=root, check=True)
    assert run(root) is None
    green(root)
    return root


def green(root: Path) -> None:
    """Note that all tests pass as all stands."""
    every = [*changes.files(root), *changes.machines(root)]
    passed.note(root, dict.fromkeys(every, passed.digests(root)))


ALWAYS = ["tests/lessons/test_all.py"]  # it reads what it doesn't name
SITE = ["snippets", "tests/lessons", "tests/engine/test_site.py"]


def run(root: Path, rooms: list[str] = SITE) -> list[str] | None:
    """Return the modules and tests of lessons that run; None where all tests do.

    `rooms` are what runs but for those that are left out; [] is all.
    """
    which = changes.stale(root, passed.noted(root), passed.digests(root))
    if not which:
        return []
    found = changes.arguments(root, which)
    if not found:
        return None
    assert [each for each in found if not each.startswith("-")] == rooms
    option = "--leave-out="
    left = {each.removeprefix(option) for each in found if each.startswith(option)}
    return [each for each in changes.files(root) if each not in left]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docs/page.md", ["test_page.py"]),
        ("snippets/page.py", ["snippets/page.py", "test_page.py"]),
        ("docs/new.md", []),
        ("tests/lessons/test_page.py", ["test_page.py"]),
        ("docs/part/far-off.md", ["part/test_far_off.py"]),
        (
            "snippets/part/deep.py",
            [
                *("snippets/part/deep.py", "snippets/part/far_off.py"),
                *("part/test_deep.py", "part/test_far_off.py"),
            ],
        ),
        (
            "snippets/part/recorded/deep.of.json",
            # the middle one names `deep`, and the last imports it
            ["part/test_deep.py", "snippets/part/far_off.py", "part/test_far_off.py"],
        ),
        ("tests/lessons/part/shown.py", ["part/test_deep.py"]),
    ],
)
def test_after_an_edit_of_the_site_what_names_it_runs_with_the_sites_own_tests(
    root: Path, name: str, expected: list[str]
) -> None:
    (root / name).write_text("Other = 'words'\n")
    own = [e if e.startswith("snippets") else f"tests/lessons/{e}" for e in expected]
    marked = ["tests/engine/test_words.py"] * name.startswith("docs/part/")
    found = run(root, [*SITE, *marked])
    assert found is not None
    assert set(found) == {*own, *ALWAYS}


@pytest.mark.parametrize(
    "text",
    [
        '(HERE / "snippets").rglob("*.py")',
        'Path("snippets/part").rglob("*.py")',
        "Tree(HERE).pages()",
        "TREE = tree.Tree(root=HERE)",
        'os.listdir(ROOT / "docs")',
        "for each in os.scandir(HERE): ...",
        "for folder, _, names in os.walk(HERE): ...",
        "pages = ROOT\nfound = pages.rglob('*.md')",
        "found = glob.glob('**/*.md')",
        'text = ROOT / "docs" / f"{name}.md"',
        'text = (ROOT / f"docs/{name}.md").read_text()',
        "from .shown import FILE",
        "def f():\n    from . import shown",
    ],
)
def test_what_may_read_more_than_it_names_is_left_out_by_no_edit(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "test_new.py").write_text(text)
    assert changes.touched(tmp_path, "test_new.py", {"docs/changed.md"})


@pytest.mark.parametrize(
    "text",
    [
        'PAGE = ROOT / "docs/other/page-of.md"',
        'FILE = ROOT / "snippets" / "part/recorded" / "other.of.json"',
        'FILE = f"snippets/part/recorded/other.{name}.json"',
        'for each in ast.walk(ast.parse("docstring")): walk(each)',
    ],
)
def test_what_names_all_that_it_reads_is_left_out_by_an_edit_of_something_else(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "test_new.py").write_text(text)
    assert not changes.touched(tmp_path, "test_new.py", {"docs/changed.md"})


def test_a_module_that_lists_its_own_files_is_left_out_with_its_test(
    tmp_path: Path,
) -> None:
    (tmp_path / "snippets").mkdir()
    module = tmp_path / "snippets/new.py"
    module.write_text('SHARDS = folder.glob("shard-*")\n')
    (tmp_path / "test_new.py").write_text("from snippets import new\n")
    for path in ("snippets/new.py", "test_new.py"):
        assert not changes.touched(tmp_path, path, {"docs/changed.md"})
        assert changes.touched(tmp_path, path, {"snippets/new.py"})
    module.write_text('PAGES = Path("docs").glob("*.md")\n')
    for path in ("snippets/new.py", "test_new.py"):
        assert changes.touched(tmp_path, path, {"docs/changed.md"})
        assert not changes.touched(tmp_path, path, {"snippets/other.py"})


@pytest.mark.parametrize(
    ("path", "text", "there"),
    [
        ("docs/part/best-of.md", "# what best of is", False),
        ("docs/part/best-of.md", "# what best-of is", True),
        ("docs/part/best-of.md", "x = best_of", True),
        ("snippets/best.py", "# the best", False),
        ("snippets/best.py", "# it's best. And\nx = best", False),
        ("snippets/best.py", 'NAMES = ["best", "worst"]', True),
        ("snippets/best.py", '"snippets/best.py"', True),
        ("snippets/best.py", "x = 'part/best'", True),
        (
            "snippets/recorded/best.of.json",
            "from snippets import (\n    best,\n)",
            True,
        ),
        ("snippets/recorded/best-of.of.json", "from snippets import best_of", True),
    ],
)
def test_a_page_or_a_module_with_a_plain_words_name_is_named_where_no_sentence_is(
    tmp_path: Path, path: str, text: str, there: bool
) -> None:
    (tmp_path / "test_new.py").write_text(text)
    assert changes.touched(tmp_path, "test_new.py", {path}) is there


@pytest.mark.parametrize(
    ("text", "edited"),
    [
        ('PAGE = "docs/part/far-off.md"\n', "snippets/part/far_off.py"),
        ('runpy.run_module("snippets.part.far_off")\n', "snippets/part/deep.py"),
    ],
)
def test_what_names_a_page_or_a_module_hangs_on_what_that_is_made_of(
    root: Path, text: str, edited: str
) -> None:
    (root / "tests/lessons/test_page.py").write_text(text)
    green(root)
    (root / edited).write_text("x = 2\n")
    found = run(root)
    assert found
    assert "tests/lessons/test_page.py" in found


def test_what_tests_of_lessons_share_touches_all_of_them(root: Path) -> None:
    (root / "tests/lessons/conftest.py").write_text("x = 1\n")
    assert run(root) == changes.files(root)


def test_a_module_that_is_no_python_is_run_to_be_told(root: Path) -> None:
    (root / "snippets/page.py").write_text("x =\n")
    found = run(root)
    assert found
    assert "snippets/page.py" in found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("engine/part.py", ["test_machine.py"]),
        ("engine/room/__init__.py", ["test_machine.py"]),
        ("engine/room/look.css", ["test_machine.py"]),
        ("engine/room/told.py", ["test_named.py"]),
        ("engine/new.py", []),
        ("tests/engine/helping.py", []),
        ("tests/engine/conftest.py", []),
    ],
)
def test_after_an_edit_of_the_machine_all_its_tests_run_and_lessons_that_import_it(
    root: Path, name: str, expected: list[str]
) -> None:
    own = {*(f"tests/lessons/{each}" for each in expected), *ALWAYS}
    (root / name).write_text("z = 3\n")
    found = run(root, [])
    assert found is not None
    assert set(found) == own
    (root / "docs/new.md").write_text("Words\n")
    found = run(root, [])
    assert found is not None
    assert set(found) == own
    (root / "snippets/page.py").write_text("x = 2\n")
    found = run(root, [])
    assert found is not None
    assert set(found) == {*own, "snippets/page.py", "tests/lessons/test_page.py"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tests/engine/test_part.py", ["tests/engine/test_part.py"]),
        ("tests/engine/test_new.py", ["tests/engine/test_new.py"]),
        ("tests/room/far/test_it.py", ["tests/room/far/test_it.py"]),
        # pytest would import a browser's driver, which isn't there
        ("tests/browser/test_new.py", []),
        ("tests/browser/helping.py", []),
        ("tests/bench/quicker/build.py", []),
    ],
)
def test_after_an_edit_of_a_test_of_the_machine_it_runs_and_what_names_its_folder(
    root: Path, name: str, expected: list[str]
) -> None:
    names = root / "tests/engine/test_names.py"
    names.write_text('ROOMS = [ROOT / "tests", f"docs/{name}"]\n')
    green(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("z = 3\n")
    own = sorted([*expected, "tests/engine/test_names.py"])
    assert run(root, ["snippets", "tests/lessons", *own]) == ALWAYS
    (root / "docs/page.md").write_text("Other words\n")
    own = sorted([*own, "tests/engine/test_site.py"])
    found = run(root, ["snippets", "tests/lessons", *own])
    assert found == [*ALWAYS, "tests/lessons/test_page.py"]
    (root / "tests/engine/test_part.py").unlink()
    own = [each for each in own if not each.endswith("test_part.py")]
    assert run(root, ["snippets", "tests/lessons", *own]) == found


def test_the_rooms_that_need_a_browsers_driver_are_those_that_pytest_skips() -> None:
    assert [ROOT / room for room in changes.DRIVING] == conftest.DRIVING


def test_no_quick_test_imports_from_those_rooms() -> None:
    for path in [*changes.machines(ROOT), *changes.files(ROOT)]:
        used = changes.made_of(ROOT, path, ("engine", "snippets", "tests"))
        assert not [each for each in used if each.startswith(changes.DRIVING)], path


@pytest.mark.parametrize(
    "name", ["Makefile", "conftest.py", "lock/check.txt", "tests/absent.py"]
)
def test_after_an_edit_of_what_all_tests_hang_on_all_of_them_run(
    root: Path, name: str
) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("z = 3\n")
    assert run(root) is None


def test_a_file_taken_away_is_an_edit_too(root: Path) -> None:
    (root / "engine/part.py").unlink()
    assert run(root, []) == [*ALWAYS, "tests/lessons/test_machine.py"]


def test_what_is_made_is_no_edit(root: Path) -> None:
    (root / "made").write_text("made\n")
    assert run(root) == []


Check = Callable[..., int]


@pytest.fixture
def check(root: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """A run of these tests, as `make check` has it: while `tests` is called."""

    def run(tests: Callable[[], int], *words: str) -> int:
        with monkeypatch.context() as patch:
            patch.setattr(changes, "ROOT", root)
            patch.setattr(pytest, "main", lambda *_, **__: tests())
            return changes.main([*words])

    return run


def test_a_few_tests_of_lessons_run_in_one_process_and_many_in_all(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / "docs/page.md")

    def arguments() -> list[str]:
        was, now = passed.noted(root), passed.digests(root)
        return changes.arguments(root, changes.stale(root, was, now))

    few = arguments()
    assert "-n0" in few
    left = sum(each.startswith("--leave-out") for each in few)
    monkeypatch.setattr(changes, "FEW", len(changes.files(root)) - left - 1)
    assert sorted([*arguments(), "-n0"]) == sorted(few)
    monkeypatch.undo()
    edit(root / "engine/part.py")
    assert "-n0" not in arguments()


def test_where_nothing_changed_since_all_passed_no_test_runs_and_that_is_said(
    check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(lambda: 1, "--note") == 0
    assert (
        "left out: all tests, for nothing that they read changed"
        in capsys.readouterr().err
    )


def edit(file: Path, status: int = 0) -> int:
    file.write_text("z = 3\n")
    return status


def test_an_edit_while_the_tests_run_is_not_taken_for_passed(
    root: Path, check: Check
) -> None:
    edit(root / "docs/page.md")
    assert check(lambda: edit(root / "Makefile"), "--note") == 0
    assert run(root) is None


def test_of_two_runs_at_once_each_notes_what_it_ran(root: Path, check: Check) -> None:
    def meanwhile() -> int:
        edit(root / "snippets/page.py")
        assert check(lambda: 1, "--note") == 1
        return 0

    edit(root / "docs/page.md")
    assert check(meanwhile, "--note") == 0
    assert run(root) == ["snippets/page.py", *ALWAYS, "tests/lessons/test_page.py"]


def test_a_run_by_hand_notes_nothing_and_one_that_is_noted_leaves_no_other_file(
    root: Path, check: Check
) -> None:
    before = sorted(root.rglob(".cache/*"))
    edit(root / "Makefile")
    assert check(lambda: 0) == 0
    assert run(root) is None
    assert check(lambda: 0, "--note") == 0
    assert run(root) == []
    assert sorted(root.rglob(".cache/*")) == before


def without(_: pytest.MonkeyPatch, root: Path) -> None:
    shutil.rmtree(root / ".git")


def refusing(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Let git refuse this tree, as it does where it is another user's."""
    program = root / ".cache" / "git"
    program.write_text("#!/bin/sh\nexit 128\n")
    program.chmod(0o755)
    patch.setenv("PATH", str(program.parent), prepend=os.pathsep)


def around(_: pytest.MonkeyPatch, root: Path) -> None:
    """Put this tree into another repository, which leaves it out."""
    shutil.rmtree(root / ".git")
    subprocess.run(["git", "init", "-q"], cwd=root.parent, check=True)
    (root.parent / ".gitignore").write_text(f"/{root.name}/\n")


@pytest.mark.parametrize("prepare", [without, refusing, around])
def test_it_knows_what_changed_wherever_the_tree_stands(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[pytest.MonkeyPatch, Path], None],
) -> None:
    prepare(monkeypatch, root)
    (root / "made").write_text("made\n")
    assert run(root) == []
    (root / "docs/page.md").write_text("Other words\n")
    assert run(root) == [*ALWAYS, "tests/lessons/test_page.py"]
    (root / ".new").write_text("a file that all may hang on\n")
    assert run(root) is None


@pytest.mark.parametrize("text", [None, "{", '{"python": "3", "docs/page.md": "1"}'])
def test_where_nothing_has_passed_all_tests_run(root: Path, text: str | None) -> None:
    if text is None:
        (root / passed.NOTED).unlink()
    else:
        (root / passed.NOTED).write_text(text)
    assert run(root) is None


def test_tests_that_read_the_site_bear_its_mark() -> None:
    reading = 0
    unmarked = []
    others = {*(ROOT / "tests/engine").rglob("test_*.py")} - {Path(__file__)}
    for file in sorted(others):
        text = file.read_text(encoding="utf-8")
        for read in READS.finditer(text):
            what = changes.SITE if read[1] is None else [SITES[read[1]]]
            line = text.count("\n", 0, read.start()) + 1
            reading += 1
            if not changes.reads(text, what):
                unmarked.append(f"{file.name}:{line}: {read[0]}")
    assert reading, "no test reads the site"
    assert not unmarked, "mark them: pytestmark = pytest.mark.site"
