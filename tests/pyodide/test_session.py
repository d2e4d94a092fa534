"""What a session says in the readers' Python, where CPython here would do otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from engine.record.pyodide import Pyodide

pytestmark = pytest.mark.slow

HERE = "tests.pyodide.inside:answered"


def run(pyodide: Pyodide, *texts: str) -> list[dict[str, Any]]:
    """Return what a session answers to each text, run in a block."""
    asked = [["code", "", ["mine"], text] for text in texts]
    found: list[dict[str, Any]] = pyodide.call(HERE, [["start", ""], *asked])
    return found[1:]


def test_who_asks_for_input_is_told_that_nobody_answers(pyodide: Pyodide) -> None:
    (found,) = run(pyodide, "input('name? ')")
    assert found["error"].startswith("EOFError: nobody can answer here")
    assert found["printed"].startswith("name? ")
    assert "engine" not in found["printed"]


@pytest.mark.parametrize(
    ("name", "standard"), [("tkinter", True), ("venv", True), ("pandas", False)]
)
def test_a_module_that_is_not_here_is_named_with_its_kind(
    name: str, standard: bool, pyodide: Pyodide
) -> None:
    (found,) = run(pyodide, f"import {name}.part")
    assert found["absent"] == {"name": name, "standard": standard}


def test_a_value_is_asked_once_for_what_is_shown_of_it(pyodide: Pyodide) -> None:
    shy = "class Shy:\n    def __repr__(self): print('looked at'); return 'shy'\n"
    (found,) = run(pyodide, f"{shy}Shy()")
    assert found["printed"] == "looked at\nshy\n"


def test_what_the_compiler_refuses_has_its_line_and_caret(pyodide: Pyodide) -> None:
    (found,) = run(pyodide, "x = 1\nyield x\n")
    assert found["printed"] == (
        '  File "<mine, run 1>", line 2\n'
        "    yield x\n"
        "    ^^^^^^^\n"
        "SyntaxError: 'yield' outside function\n"
    )


def test_memory_that_is_full_is_told_in_a_field(pyodide: Pyodide) -> None:
    found = run(pyodide, "import sys\n'x' * (sys.maxsize - 100)", "1")
    assert [each["full"] for each in found] == [True, False]


def test_what_is_too_deep_for_python_is_told_and_ends_nothing(pyodide: Pyodide) -> None:
    deep, after = run(pyodide, "-" * 20_000 + "1", "1")
    assert deep["error"].startswith("SyntaxError: an expression is too long")
    assert after["printed"] == "1\n"


@pytest.mark.parametrize(
    "text",
    [
        "import sys\nsys.stdout.close()",
        "import sys\nwith sys.stdout: pass",
        "import sys\nsys.stderr.close()",
        "import sys\nsys.stdin.close()",
        "import sys\ndel sys.modules[__name__]",
        "import asyncio\nraise asyncio.CancelledError",
        "class Stop(BaseException): pass\nraise Stop",
    ],
)
def test_names_stay_whatever_a_program_does_to_its_streams_or_raises(
    text: str, pyodide: Pyodide
) -> None:
    *_, after = run(pyodide, f"kept = 1\n{text}", "print(kept)")
    assert after["printed"] == "1\n"
