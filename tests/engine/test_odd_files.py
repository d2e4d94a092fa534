"""A file that is not what it should be is a fault with its place, and no crash."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from engine.book import notebook, optional, settings
from engine.book.imports import third_party
from engine.book.page import parsed
from engine.book.tree import Tree
from engine.gates import recordings, rules
from engine.gates.__main__ import faults as of_gates
from engine.kit.draft import Draft
from engine.live.interpreter import ReplayError
from engine.record import replay
from engine.setup import packages, wheelhouse
from engine.site import offer
from engine.site.build import SiteError, judge
from engine.site.light import light
from tests import changes
from tests.engine.judging import found
from tests.samples import laid


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("tool = 1\n", 0, ""),
        ("[tool]\nkit = 3\n", 2, "`kit` isn't a table"),
        ("[tool.kit]\nstyle = 3\n", 2, "`style` isn't a table"),
        ("[tool.kit]\nimports = []\n", 2, "`imports` isn't a table"),
    ],
)
def test_settings_that_are_no_table(text: str, line: int, what: str) -> None:
    _, faults = settings.read(text)
    told = [(each.line, each.what) for each in faults]
    assert told == ([(line, what)] if what else [])


@pytest.mark.parametrize("needs", ["{a: b}", "[[a]]", "[{a: b}]", "3"])
def test_needs_that_are_no_names(tmp_path: Path, needs: str) -> None:
    (tmp_path / "docs").mkdir()
    head = f"---\ntitle: T\nquestion: Why?\nneeds: {needs}\n---\n"
    (tmp_path / "docs/a.md").write_text(head)
    (tmp_path / "mkdocs.yml").write_text("nav: [a.md]\n")
    assert {each.line for each in found(tmp_path, "needs")} == {4}


@pytest.mark.parametrize("text", ["[]", '"x"', "3", "null"])
def test_a_recording_of_another_shape(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    (fault,) = recordings.shape(Tree(tmp_path), "table", "x.json")
    assert fault.what == "not a recording of a measurement"


@pytest.mark.parametrize("text", ['{"cells": 3}', "[]", '{"cells": null}'])
def test_a_notebook_without_cells(text: str) -> None:
    assert notebook.parsed(text).broken == (1, "no list of cells")


def test_what_hangs_on_settings_that_are_no_toml_is_not_told(tmp_path: Path) -> None:
    file = laid(tmp_path) / "pyproject.toml"
    text = file.read_text().replace("key-points = 0", "key-points = = 0")
    file.write_text(text.replace("question", "qestion"))
    (told,) = of_gates(Tree(tmp_path), run=False)
    assert (told.path, told.line) == ("pyproject.toml", 4)
    assert told.mend == "fix the TOML"


def test_what_hangs_on_front_matter_that_is_no_yaml_is_not_told(
    tmp_path: Path,
) -> None:
    front = laid(tmp_path) / "docs/index.md"
    asks = '<span data-size="kitchen/kettle"></span>'
    front.write_text(f"{front.read_text()}\nAll of {asks}.\n")
    assert not of_gates(Tree(tmp_path), run=False)
    for name in ("kitchen/kettle.md", "garden/rows.md"):
        file = tmp_path / "docs" / name
        file.write_text(file.read_text().replace("title: ", "title: So: "))
    said = [str(each) for each in of_gates(Tree(tmp_path), run=False)]
    assert [each.partition(" ")[0] for each in said] == [
        *("docs/garden/rows.md:2:", "docs/kitchen/kettle.md:2:")
    ]
    with pytest.raises(SiteError, match="fix the YAML") as told:
        judge(tmp_path)
    assert str(told.value).split("\n") == said


CODE = {"cell_type": "code", "source": ["x = 1"]}
TEXT = {"cell_type": "markdown", "source": ["# A"]}


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ({"cell_type": "markdown"}, "a cell without `source`"),
        ({"cell_type": "code", "source": None}, "a cell without `source`"),
        ({"cell_type": "code", "source": [1]}, "a cell without `source`"),
        ({**CODE, "cell_type": 3}, "a cell without `cell_type`"),
        ({**CODE, "outputs": None}, "`outputs` that aren't a list"),
        ({**CODE, "outputs": 3}, "`outputs` that aren't a list"),
        ({**CODE, "outputs": [3]}, "an output that can't be read"),
        ({**CODE, "outputs": [{"data": None}]}, "an output that can't be read"),
        ({**CODE, "outputs": [{"text": 3}]}, "an output that can't be read"),
    ],
)
def test_a_cell_of_a_notebook_that_cannot_be_read(
    cell: dict[str, object], what: str
) -> None:
    text = json.dumps({"cells": [TEXT, CODE, cell, TEXT]}, indent=1)
    line = [n for n, each in enumerate(text.split("\n"), 1) if "cell_type" in each][2]
    assert notebook.parsed(text).broken == (line, what)


def test_a_cell_of_a_notebook_that_is_none() -> None:
    text = '{"cells": [\n3\n]}'
    assert notebook.parsed(text).broken == (1, "a cell without `source`")


def test_a_cell_of_a_notebook_with_odd_line_ends() -> None:
    cell = {"cell_type": "markdown", "source": ["# A\r\rB\r\r", "C [d](e.md)"]}
    (text,) = notebook.parsed(json.dumps({"cells": [cell]})).texts
    assert [each.address for each in text.links] == ["e.md"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"---\rtitle: T\r---\r# T\r\r[a](b.md)\r", 1),
        (b"# T\r\n\r\nWords.\rAnd `more`.\n", 3),
        (b"# T\n\nWords.\r\r\nMore.\r\r\n", 3),
    ],
)
@pytest.mark.parametrize("path", ["docs/garden/rows.md", "snippets/garden/rows.py"])
def test_a_line_that_ends_in_cr_alone(
    tmp_path: Path, text: bytes, line: int, path: str
) -> None:
    laid(tmp_path)
    (tmp_path / path).write_bytes(text)
    said = f"{path}:{line}: a line that ends in CR alone — save the file with LF ends"
    assert [str(each) for each in of_gates(Tree(tmp_path), run=False)] == [said]
    with pytest.raises(SiteError, match=f"^{re.escape(said)}$"):
        judge(tmp_path)


def test_two_modules_that_import_each_other() -> None:
    texts = {
        "snippets/a.py": "import snippets.b\nimport numbers_of_old\n",
        "snippets/b.py": "from snippets.a import x\nimport json\n",
    }
    assert third_party("import snippets.a\n", texts.get) == {"numbers_of_old"}


def test_a_module_that_is_taken_from_its_package() -> None:
    texts = {"snippets/part/a.py": "import numbers_of_old\n"}
    source = "from snippets.part import a\n"
    assert third_party(source, texts.get) == {"numbers_of_old"}


def test_a_line_that_only_python_takes_for_two() -> None:
    page = parsed("---\ntitle: T\n---\nA\x0cB\u2028C\n\n## Here\n", "docs/a.md")
    assert page.lines == ("A\x0cB\u2028C", "", "## Here")


def test_files_that_begin_with_a_dot_are_an_editors_own(tmp_path: Path) -> None:
    laid(tmp_path)
    before = rules.faults(tmp_path)
    offered = offer.modules(tmp_path)
    for folder in ("docs", "docs/garden", "snippets", "snippets/garden"):
        for name in (".#rows.md", ".#rows.py"):  # Emacs' lock of what isn't saved
            (tmp_path / folder / name).symlink_to("somebody@somewhere.1234")
        kept = tmp_path / folder / ".ipynb_checkpoints"
        kept.mkdir()
        for name in ("rows-checkpoint.ipynb", "rows-checkpoint.py", "a.md"):
            (kept / name).write_text("no more than a copy")
        (tmp_path / folder / ".rows.md").write_text("no page")
    assert rules.faults(tmp_path) == before
    assert offer.modules(tmp_path) == offered
    listed = Draft(tmp_path).files("docs") + changes.files(tmp_path)
    assert not [path for path in listed if "/." in path]


@pytest.mark.parametrize("path", ["docs/garden/old.md", "snippets/garden/old.py"])
def test_a_link_that_leads_nowhere(tmp_path: Path, path: str) -> None:
    laid(tmp_path)
    (tmp_path / path).symlink_to("nowhere")
    said = f"{path}: a link that leads nowhere — fix or delete it"
    assert [str(each) for each in of_gates(Tree(tmp_path), run=False)] == [said]
    with pytest.raises(SiteError, match=f"^{re.escape(said)}$"):
        judge(tmp_path)


def test_a_module_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    laid(tmp_path)
    file = tmp_path / "snippets/index.py"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    (fault,) = of_gates(Tree(tmp_path), run=False)
    assert (fault.path, fault.line) == ("snippets/index.py", 1)
    assert "without" in fault.mend
    with pytest.raises(SiteError, match="byte order mark"):
        judge(tmp_path)


SESSION = '''"""A session.

>>> # --8<-- [start:told]
{}
>>> # --8<-- [end:told]
"""
'''
# of such sessions, the line and the word that tell what is wrong
UNREAD = [
    (">>>row = 1", 4, ">>>row"),
    (">>> for n in []:\n...    n\n...print(n)", 6, "...print"),
    (">>> 1\n1\n    >>> 2\n2", 7, "2"),
]


@pytest.mark.parametrize(("typed", "line", "word"), UNREAD)
def test_a_session_that_nobody_can_read(
    tmp_path: Path, typed: str, line: int, word: str
) -> None:
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/a.py").write_text(SESSION.format(typed))
    faults = rules.faults(tmp_path)
    (fault,) = [
        each for each in faults if (each.path, each.line) == ("snippets/a.py", line)
    ]
    assert word in fault.what
    assert ">>> " in fault.mend
    with pytest.raises(ReplayError, match=rf"a\.py:{line}: ") as raised:
        replay.updated(SESSION.format(typed), "a.py")
    assert (raised.value.told, raised.value.mend) == (fault.what, fault.mend)


def test_a_session_that_nobody_can_read_needs_nothing() -> None:
    project = '[dependency-groups]\nmaps = ["maps-of-old"]\n[tool.kit.optional]\n'
    tree = Tree(
        Path("nowhere"), {"pyproject.toml": f'{project}maps = ["maps_of_old"]\n'}
    )
    for broken in (SESSION.format(">>>import maps_of_old"), "import (\n"):
        assert optional.lacking(broken, tree) == {}


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ('"""A."""  # a word of \'s own\n', 0, ""),
        ("r'''A \\b.'''  # a word\n", 0, ""),
        ('"""A.\n\nÄ."""; x = 1\n', 0, ""),
        ('("""A.""")\n', 0, ""),
        ('"""A.\n\nA \\t."""\n', 3, 'write r"""'),
        ('"A." " B."\n', 1, "write it as one string"),
    ],
)
def test_a_docstring_that_reads_otherwise_than_it_is_written(
    tmp_path: Path, text: str, line: int, mend: str
) -> None:
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/a.py").write_text(text)
    told = [(each.line, mend in each.mend) for each in found(tmp_path, "modules")]
    assert told == ([(line, True)] if line else [])


@pytest.mark.parametrize(
    ("imports", "faults"),
    [
        ("from snippets.part import there\nimport snippets.part.there as t\n", []),
        ("from snippets.part.there import x, y\nimport snippets\n", []),
        ("from snippets.part import nowhere\n", ["snippets.part.nowhere"]),
        ("from snippets import nowhere\n", ["snippets.nowhere"]),
        ("from snippets.nowhere import x, y\n", ["snippets.nowhere"]),
        ("import snippets.nowhere\n", ["snippets.nowhere"]),
    ],
)
@pytest.mark.parametrize("typed", [False, True])
def test_an_import_of_what_is_not_there(
    imports: str, faults: list[str], typed: bool
) -> None:
    source = f'"""A."""\n\n\n{imports}'
    if typed:
        source = SESSION.format(f">>> {imports.rstrip()}".replace("\n", "\n>>> "))
    texts = {"snippets/a.py": source, "snippets/part/there.py": '"""T."""\n'}
    told = [
        (each.line, each.what) for each in found(Tree(Path("no"), texts), "modules")
    ]
    assert told == [(4, f"imports {name}: no such file") for name in faults]


def wheel(folder: Path, *entries: str) -> Path:
    """Make a wheel with these files."""
    file = folder / "own-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        for entry in entries:
            packed.writestr(entry, "x = 1\n")
    return file


@pytest.mark.parametrize("entry", ["../../out.py", "own/../../out.py", "/tmp/out.py"])
def test_a_wheel_that_would_write_elsewhere(tmp_path: Path, entry: str) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    with pytest.raises(packages.SetupError, match="outside its folder"):
        wheelhouse.unpacked(wheel(folder, "own/__init__.py", entry))
    assert not list(tmp_path.rglob("out.py"))


@pytest.mark.parametrize(
    "entry", ["engine/live/boot.py", "snippets/a.py", "json.py", "asyncio/__init__.py"]
)
def test_a_wheel_that_would_stand_for_another_module(
    tmp_path: Path, entry: str
) -> None:
    with pytest.raises(packages.SetupError, match="there's one already"):
        wheelhouse.unpacked(wheel(tmp_path, "own/__init__.py", entry))


def test_a_docstring_beside_other_code_is_refused() -> None:
    for source in ('class A: "doc"\n', 'def f(): "doc"; return 1\n'):
        with pytest.raises(ValueError, match="line 1: a docstring beside other code"):
            light(source)


def test_a_string_with_an_odd_line_end_stays_whole() -> None:
    source = 'x = "a\u2028b"\n\n\ndef f():\n    """Doc."""\n    return x\n'
    space: dict[str, str] = {}
    exec(light(source), space)
    assert space["x"] == json.loads('"a\u2028b"')
