"""The bridge to Pyodide: it says what went wrong there, and outlives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.record.pyodide import Pyodide, PyodideError

pytestmark = pytest.mark.slow

HERE = "tests.pyodide.inside"
WRONG = '''"""A lesson.

>>> # --8<-- [start:sum]
>>> 1 + 1
3
>>> # --8<-- [end:sum]
"""
'''


def test_a_transcript_that_is_wrong_is_told_with_its_line(pyodide: Pyodide) -> None:
    (told,) = pyodide.call(f"{HERE}:differing", WRONG, "a_lesson.py")
    assert told.startswith("snippets/a_lesson.py:5: the transcript isn't what")


def test_an_error_there_is_an_error_here_with_its_traceback(pyodide: Pyodide) -> None:
    with pytest.raises(PyodideError, match="No such file") as raised:
        pyodide.call(f"{HERE}:walk", "nowhere.py", [], [])
    assert 'File "/site/tests/pyodide/inside.py", line ' in str(raised.value)


def test_the_repository_cannot_be_written_there(pyodide: Pyodide) -> None:
    for path in ("README.md", "engine/live/session.py", "a-new-file"):
        with pytest.raises(PyodideError, match="Read-only file system"):
            pyodide.call(f"{HERE}:write", path)
    root = Path(__file__).parents[2]
    assert (root / "README.md").read_text(encoding="utf-8").startswith("# ")
    assert not (root / "a-new-file").exists()


class TestAFreshPythonComes:
    def test_after_one_that_did_not_answer(self, pyodide: Pyodide) -> None:
        assert pyodide.call(f"{HERE}:version")
        with pytest.raises(PyodideError, match=r"did not end in 0\.2 s"):
            pyodide.call(f"{HERE}:sleep", 60, seconds=0.2)
        assert pyodide.call(f"{HERE}:version")

    def test_after_one_that_ended(self, pyodide: Pyodide) -> None:
        with pytest.raises(PyodideError, match="Python died"):
            pyodide.call(f"{HERE}:end")
        assert pyodide.call(f"{HERE}:version")
