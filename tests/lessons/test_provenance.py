"""No line of Python on a page that a test did not run."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.tree import Tree
from engine.gates import provenance

ROOT = Path(__file__).parents[2]
FILES = [each.path for each in Tree(ROOT).pages() + Tree(ROOT).modules()]


@pytest.fixture(scope="module")
def faults() -> list[provenance.Fault]:
    return provenance.faults(ROOT)


@pytest.mark.parametrize("path", FILES)
def test_every_line_of_python_is_a_tested_section_in(path, faults) -> None:
    found = [fault for fault in faults if fault.path == path]
    assert not found, "\n" + listing(found)


def test_nothing_else_in_the_tree_breaks_provenance(faults) -> None:
    found = [fault for fault in faults if fault.path not in FILES]
    assert not found, "\n" + listing(found)
