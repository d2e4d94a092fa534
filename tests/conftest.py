"""One Pyodide for all tests of a run, started by the first that asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.record.pyodide import Pyodide
from tests.counting import counted


@pytest.fixture(scope="session")
def pyodide() -> Iterator[Pyodide]:
    """The readers' Python, under Node."""
    python = counted.pyodide()
    yield python
    python.stop()
