"""A notebook is its module: built, run elsewhere, and compared line by line."""

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from engine.book.fault import Fault
from engine.record import notebook

PARTS = '''"""Parts."""

from math import pi


# --8<-- [start:area]
def area(r: float) -> float:
    """Return the area of a circle."""
    return pi * r * r
# --8<-- [end:area]


# --8<-- [start:nested]
one = 1
# --8<-- [start:inner]
two = 2
# --8<-- [end:inner]
three = 3
# --8<-- [end:nested]
'''
MODULE = '''"""Circles, as a notebook."""
# not in the notebook

# %% [markdown]
# # Circles
#
# Round *things*.

# %%
from math import pi

from snippets.parts import area  # --8<-- "parts.py:area"

# %% tolerance=0.02
print("area", area(2.0))
'''


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A tree with one notebook's module in it, and its parts."""
    for room in ("docs", "snippets"):
        (tmp_path / room).mkdir()
    (tmp_path / "snippets" / "parts.py").write_text(PARTS)
    file = tmp_path / "snippets" / "circles_notebook.py"
    file.write_text(MODULE)
    return file


def stored(module: Path, printed: str = "area 12.57\n") -> Path:
    """Write the notebook of a module as if its last cell had printed something."""
    made = notebook.build(module)
    made["cells"][-1]["outputs"] = [
        {"name": "stdout", "output_type": "stream", "text": printed}
    ]
    file = notebook.target(module)
    file.write_text(notebook.written(made))
    return file


def fresh(module: Path, printed: str = "area 12.57\n") -> dict[str, Any]:
    """Return what `execute` would, had the last cell printed something."""
    file = stored(module, printed)
    made: dict[str, Any] = json.loads(file.read_text())
    file.unlink()
    return made


def refused(module: Path) -> Fault:
    with pytest.raises(notebook.NotebookError) as raised:
        notebook.cells(module)
    return raised.value.fault


# from module to cells


def test_cells_are_words_and_code_without_what_stands_above_the_first(
    module: Path,
) -> None:
    assert [(cell.kind, cell.source) for cell in notebook.cells(module)] == [
        ("markdown", "# Circles\n\nRound *things*."),
        (
            "code",
            "from math import pi\n\ndef area(r: float) -> float:\n"
            '    """Return the area of a circle."""\n    return pi * r * r',
        ),
        ("code", 'print("area", area(2.0))'),
    ]


def test_each_line_of_a_cell_knows_the_file_and_line_that_it_comes_from(
    module: Path,
) -> None:
    for cell in notebook.cells(module):
        for line in cell.lines:
            text = (module.parent.parent / line.path).read_text().splitlines()
            assert text[line.number - 1].removeprefix("# " * (cell.kind != "code")) in (
                line.text,
                "#",
            )


def test_lines_of_a_cell_are_those_that_python_counts(module: Path) -> None:
    parts = module.with_name("parts.py")
    parts.write_text('"""Parts \u2028 \f."""\n' + parts.read_text())
    module.write_text(
        "# %%\nfrom snippets.parts import one  # --8<-- \"parts.py:nested\"\nt = 'a\fb'"
    )
    (cell,) = notebook.cells(module)
    assert cell.source == "one = 1\ntwo = 2\nthree = 3\nt = 'a\fb'"
    assert [line.number for line in cell.lines] == [15, 17, 19, 3]


def test_markers_inside_a_section_stay_out_of_the_cell(module: Path) -> None:
    module.write_text(
        '# %%\nfrom snippets.parts import one  # --8<-- "parts.py:nested"'
    )
    (cell,) = notebook.cells(module)
    assert cell.source == "one = 1\ntwo = 2\nthree = 3"
    assert [line.number for line in cell.lines] == [14, 16, 18]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("from snippets.parts import area", "can't do"),
        ("import snippets.parts", "can't do"),
        ('from snippets.parts import area  # --8<-- "parts.py"', "can't do"),
        ('from snippets.parts import area  # --8<-- "parts.py:aera"', "'aera'"),
        ('from snippets.gone import area  # --8<-- "gone.py:area"', "gone.py"),
        ("# %% [raw]", "not the header"),
        ("# %%tolerance=1", "not the header"),
        ("# %% tolerance=much", "not the header"),
        ("# %% timed=1", "not the header"),
        ("# %% timed tolerance=1", "not the header"),
        ('# %% either="one|other"', "not the header"),
        ('# %% timed either="one"', "not the header"),
        ("# %% [markdown]\nprint(1)", "code in a text cell"),
    ],
)
def test_a_line_that_no_notebook_can_have_is_refused_by_its_number(
    module: Path, line: str, what: str
) -> None:
    module.write_text(f"{MODULE}\n{line}\n")
    fault = refused(module)
    assert fault.path == "snippets/circles_notebook.py"
    assert fault.line == len(module.read_text().splitlines())
    assert what in fault.what
    assert notebook.check(module) == notebook.rerun(module) == [fault]


def test_a_session_is_no_cell(module: Path) -> None:
    parts = module.with_name("parts.py")
    parts.write_text(
        '"""Parts.\n\n>>> # --8<-- [start:area]\n>>> 1\n1\n'
        '>>> # --8<-- [end:area]\n"""\n'
    )
    assert refused(module).line == 12


def test_a_module_without_cells_is_refused(module: Path) -> None:
    module.write_text('"""Nothing."""\n')
    assert refused(module).what == "no cell in it"


# from cells to a file


def test_a_notebook_is_valid_and_says_nothing_of_the_machine(module: Path) -> None:
    made = notebook.build(module)
    nbformat.validate(made)
    text = notebook.written(made)
    assert text == notebook.written(json.loads(text))
    assert text.startswith('{\n "cells": [\n  {\n   "')
    assert text.endswith("}\n")
    assert not re.search(r"version|mimetype|\d+\.\d+\.\d+", text)


def test_a_cell_is_known_by_what_it_says(module: Path) -> None:
    before = [cell["id"] for cell in notebook.build(module)["cells"]]
    module.write_text(MODULE.replace("2.0", "3.0"))
    after = [cell["id"] for cell in notebook.build(module)["cells"]]
    assert before[:2] == after[:2]
    assert before[2] != after[2]


def test_the_stem_of_the_notebook_is_that_of_its_module(module: Path) -> None:
    assert notebook.target(module) == (
        module.parent.parent / "docs" / "circles-notebook.ipynb"
    )


def test_positions_name_the_line_of_every_value() -> None:
    value = {"a": [1, {"b": 'x "]}, {[:\\', "c": [], "": {}}, None], "d": {"e": -1.5}}
    text = json.dumps(value, indent=1)
    lines = text.splitlines()
    places = notebook.positions(text)

    def walk(value: Any, place: tuple[Any, ...] = ()) -> None:
        shown = json.dumps(value)
        start = shown[0] if isinstance(value, list | dict) and value else shown
        assert start in lines[places.pop(place) - 1]
        if isinstance(value, dict):
            for key, inner in value.items():
                assert place or json.dumps(key) in text
                walk(inner, (*place, key))
        if isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*place, index))

    walk(value)
    assert not places


# stored against fresh


def test_a_notebook_that_is_as_its_module_says_has_no_faults(module: Path) -> None:
    stored(module)
    assert notebook.check(module) == []
    assert notebook.differences(module, json.loads(stored(module).read_text())) == []


def test_every_edited_line_of_a_cell_is_named_in_both_files(module: Path) -> None:
    file = stored(module)
    text = file.read_text().splitlines(keepends=True)
    sources = [line for cell in notebook.cells(module) for line in cell.lines]
    edits = [
        number
        for number, line in enumerate(text)
        if line.startswith('    "') and '"tolerance": ' not in line
    ]
    assert len(edits) == len(sources)
    for number, line in zip(edits, sources, strict=True):
        edited = text.copy()
        edited[number] = text[number].replace('"', '"~', 1)
        file.write_text("".join(edited))
        (fault,) = notebook.check(module)
        assert (fault.path, fault.line) == ("docs/circles-notebook.ipynb", number + 1)
        assert fault.mend == f"edit {line.path}:{line.number} and run `make record`"


def test_a_changed_section_makes_the_notebook_differ(module: Path) -> None:
    stored(module)
    parts = module.with_name("parts.py")
    parts.write_text(PARTS.replace("pi * r * r", "pi * r**2"))
    (fault,) = notebook.check(module)
    assert fault.line == 1 + notebook.target(module).read_text().splitlines().index(
        '    "    return pi * r * r"'
    )
    assert "`    return pi * r**2`" in fault.what
    assert "snippets/parts.py:9" in fault.mend


@pytest.mark.parametrize("now", ["area 12.58\n", "area 12.56\n", "area 12.57\n"])
def test_a_number_within_the_stated_tolerance_is_the_same(
    module: Path, now: str
) -> None:
    after = fresh(module, now)
    stored(module)
    assert notebook.differences(module, after) == []


@pytest.mark.parametrize(
    "now", ["area 12.60\n", "Area 12.57\n", "area 12.57 \n", "area 12.57 1\n", "area\n"]
)
def test_any_other_output_is_a_fault_at_its_line(module: Path, now: str) -> None:
    after = fresh(module, now)
    file = stored(module)
    (fault,) = notebook.differences(module, after)
    assert (fault.path, fault.mend) == (
        "docs/circles-notebook.ipynb",
        "run `make record` if the new output is right",
    )
    assert "area 12.57" in file.read_text().splitlines()[fault.line - 1]


def test_without_a_stated_tolerance_every_digit_counts(module: Path) -> None:
    module.write_text(MODULE.replace(" tolerance=0.02", ""))
    after = fresh(module, "area 12.571\n")
    stored(module, "area 12.57\n")
    assert len(notebook.differences(module, after)) == 1


def test_the_tolerance_is_the_modules_and_not_the_stored_files(module: Path) -> None:
    after = fresh(module, "area 13\n")
    file = stored(module)
    file.write_text(file.read_text().replace("0.02", "9"))
    whats = [fault.what for fault in notebook.differences(module, after)]
    assert whats == [
        "`9` where `make record` writes `0.02`",
        "recorded `area 12.57`, a run gives `area 13`",
    ]


# cells whose numbers are times

TABLE = "feed       fastest\none          5 ms\nother       12 ms\n"


def timed(module: Path, words: str = "") -> None:
    """Let the last cell of a module be timed."""
    header = f'timed either="{words}"' if words else "timed"
    module.write_text(MODULE.replace("tolerance=0.02", header))


def compared(module: Path, was: str, now: str) -> list[Fault]:
    """Return where a notebook that printed one text differs from one of another."""
    after = fresh(module, now)
    stored(module, was)
    return notebook.differences(module, after)


@pytest.mark.parametrize(
    "now",
    [
        TABLE,
        TABLE.replace(" 5", " 6"),
        TABLE.replace("12", "7"),  # a number's length may change, but not the words
        TABLE.replace("    5", "123.4"),
        TABLE.replace("12", "-1.5e+03"),
    ],
)
def test_in_a_timed_cell_any_number_may_stand_where_one_stood(
    module: Path, now: str
) -> None:
    timed(module)
    assert compared(module, TABLE, now) == []


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (TABLE.replace("ms", "s"), "`one # ms`, a run gives `one # s`"),
        (TABLE.replace("fastest", "fastest  slowest"), "fastest  slowest"),
        (TABLE.replace(" 5", " 5  6"), "`one # # ms`"),
        (TABLE.replace("12", ""), "other"),
        (TABLE.replace("12", "nan"), "nan"),
        (TABLE.replace("12", "inf"), "inf"),
        (TABLE.replace("other", "another"), "another"),
        (TABLE + "third       1 ms\n", "recorded nothing"),
        (TABLE[: TABLE.index("other")], "a run gives nothing"),
    ],
)
def test_in_a_timed_cell_rows_columns_words_and_units_must_be_the_same(
    module: Path, now: str, what: str
) -> None:
    timed(module)
    faults = compared(module, TABLE, now)
    assert len(faults) == 1
    assert what in faults[0].what
    assert faults[0].mend == "run `make record` if the new output is right"


def test_a_cell_that_is_not_timed_is_compared_to_the_last_digit_beside_one_that_is(
    module: Path,
) -> None:
    module.write_text(
        MODULE.replace("# %%\nfrom math", "# %% timed\nfrom math").replace(
            " tolerance=0.02", ""
        )
    )
    assert compared(module, "3 calls\n", "3 calls\n") == []
    (fault,) = compared(module, "3 calls\n", "4 calls\n")
    assert fault.what == "recorded `3 calls`, a run gives `4 calls`"


def test_words_that_hang_on_times_may_stand_for_one_another_and_for_no_others(
    module: Path,
) -> None:
    timed(module, "up|up and away|down")
    for now in ("up\n", "down\n", "up and away\n"):
        assert compared(module, "up\n", now) == []
    for now in ("sideways\n", "upwards\n", "up down\n", "\n"):
        assert len(compared(module, "up\n", now)) == 1, now
    timed(module)
    assert len(compared(module, "up\n", "down\n")) == 1


def test_whether_a_cell_is_timed_is_the_modules_word_and_not_the_stored_files(
    module: Path,
) -> None:
    after = fresh(module, "area 99\n")
    timed(module)
    stored(module)
    module.write_text(MODULE)
    whats = [fault.what for fault in notebook.differences(module, after)]
    assert "recorded `area 12.57`, a run gives `area 99`" in whats
    assert "`true` where `make record` writes nothing" in whats


def test_a_timed_output_is_not_recorded_anew_unless_more_than_its_numbers_changed(
    module: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    timed(module)
    runs = iter([TABLE, TABLE.replace("12", "7"), TABLE.replace("ms", "s")])
    made = {text: fresh(module, text) for text in [*runs]}
    order = iter(made.values())
    monkeypatch.setattr(notebook, "execute", lambda _: next(order))
    told = []
    for _ in made:
        notebook.record(module)
        told.append("recorded" in capsys.readouterr().out)
    assert told == [True, False, True]


@pytest.mark.parametrize(("words", "written"), [("timed", True), ("", False)])
def test_times_are_recorded_anew_where_that_is_asked_for(
    module: Path, monkeypatch: pytest.MonkeyPatch, words: str, written: bool
) -> None:
    module.write_text(MODULE.replace("tolerance=0.02", words or "tolerance=9"))
    after = fresh(module, "area 7\n")
    file = stored(module, "area 8\n")
    monkeypatch.setattr(notebook, "execute", lambda _: after)
    notebook.record(module)
    assert "area 8" in file.read_text()
    notebook.record(module, times=True)
    assert ("area 7" in file.read_text()) is written


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_cell_that_is_missing_is_one_fault(module: Path, missing: int) -> None:
    file = stored(module)
    edited = json.loads(file.read_text())
    del edited["cells"][missing]
    file.write_text(json.dumps(edited, indent=1))
    faults = notebook.check(module)
    assert len(faults) == 1, faults


def test_a_cell_too_many_is_named(module: Path) -> None:
    file = stored(module)
    edited = json.loads(file.read_text())
    edited["cells"].append(edited["cells"][0])
    file.write_text(json.dumps(edited, indent=1))
    (fault,) = notebook.check(module)
    assert fault.line > 40
    assert "a cell here" in fault.what


def test_a_version_that_jupyter_wrote_into_it_is_named(module: Path) -> None:
    file = stored(module)
    edited = json.loads(file.read_text())
    edited["metadata"]["language_info"]["version"] = "3.11.7"
    file.write_text(json.dumps(edited, indent=1))
    (fault,) = notebook.check(module)
    assert file.read_text().splitlines()[fault.line - 1].endswith('"version": "3.11.7"')


@pytest.mark.parametrize("text", ['{\n "cells": [\n', "[]\n", '{"cells": 1}', "1"])
def test_a_file_that_is_no_notebook_is_named(module: Path, text: str) -> None:
    notebook.target(module).write_text(text)
    (fault,) = notebook.check(module)
    assert fault.what in ("not JSON", "not a notebook")
    assert fault.line >= 1


def test_a_notebook_that_was_never_recorded_is_named(module: Path) -> None:
    (fault,) = notebook.check(module)
    assert fault == Fault(
        "docs/circles-notebook.ipynb", 0, "no such notebook", "run `make record`"
    )


def test_long_lines_are_shown_from_where_they_part() -> None:
    old, new = notebook.apart("x" * 200 + "a", "x" * 200 + "b" + "y" * 100)
    assert old == "`…" + "x" * 20 + "a`"
    assert new == "`…" + "x" * 20 + "b" + "y" * 39 + "…`"


# runs: each starts a kernel


@pytest.mark.slow
def test_a_run_is_recorded_once_and_then_holds_still(
    module: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(module.parent.parent))
    notebook.record(module)
    assert "recorded" in capsys.readouterr().out
    text = notebook.target(module).read_text()
    assert '"area 12.566370614359172\\n"' in text
    assert '"execution_count": null' in text
    notebook.record(module)
    assert capsys.readouterr().out == ""
    assert notebook.rerun(module) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "what", "path", "line"),
    [
        ("1\n\n1 / 0", "ZeroDivisionError: division by zero", "circles_notebook", 20),
        ('area("two")', "TypeError: can't multiply sequence", "parts", 9),
        ("import snippets_of_mine", "ModuleNotFoundError", "circles_notebook", 18),
        ("1 +", "SyntaxError: invalid syntax", "circles_notebook", 18),
    ],
)
def test_a_cell_that_fails_is_named_by_the_line_of_its_source(
    module: Path, cell: str, what: str, path: str, line: int
) -> None:
    module.write_text(f"{MODULE}\n# %%\n{cell}\n")
    with pytest.raises(notebook.NotebookError) as raised:
        notebook.execute(module)
    assert raised.value.fault.what.startswith(what)
    assert raised.value.fault.path == f"snippets/{path}.py"
    assert raised.value.fault.line == line
    assert not notebook.target(module).exists()


@pytest.mark.slow
def test_a_warning_is_refused_and_what_c_code_logs_is_left_out(module: Path) -> None:
    module.write_text(MODULE + "\n# %%\nimport os\n\nos.write(2, b'a log ' * 2);\n")
    assert "a log a log" not in notebook.written(notebook.execute(module))
    module.write_text(MODULE + "\n# %%\nimport warnings\n\nwarnings.warn('ouch')\n")
    with pytest.raises(notebook.NotebookError, match=r"notebook\.py:17: .*ouch"):
        notebook.execute(module)


@pytest.mark.slow
def test_a_cell_that_never_ends_is_refused(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "SECONDS", 2)
    module.write_text("# %%\nwhile True:\n    pass\n")
    with pytest.raises(notebook.NotebookError, match="2 s"):
        notebook.execute(module)


@pytest.mark.slow
def test_a_kernel_that_dies_is_refused(module: Path) -> None:
    module.write_text("# %%\nimport os\n\nos._exit(1)\n")
    with pytest.raises(notebook.NotebookError, match="died"):
        notebook.execute(module)
