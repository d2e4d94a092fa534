"""The recorder reads the instructions of one Python, and refuses every other."""

from __future__ import annotations

import io

import pytest

from engine.live.recorder import Recorder, UnknownPythonError, bytecode


def test_a_python_that_the_recorder_does_not_know_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bytecode, "VERSION", (3, 99))
    with pytest.raises(UnknownPythonError, match=r"of CPython 3\.99, and this is "):
        Recorder(io.StringIO, lambda _: None)
