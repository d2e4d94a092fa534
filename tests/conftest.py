"""What all tests share: one Pyodide, and what is made once in a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.record.pyodide import Pyodide
from tests.counting import counted
from tests.once import Once, shared


@pytest.fixture(scope="session")
def pyodide() -> Iterator[Pyodide]:
    """The readers' Python, under Node."""
    python = counted.pyodide()
    yield python
    python.stop()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder for what one process of a run makes for all of them."""
    return shared(tmp_path_factory)
