"""The corpus: programs whose facts were derived by hand, and an oracle that agrees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import oracle
from tests.corpus.oracle import Facts, counted, facts, output, programs
from tests.interpreters import interpreters

OTHERS = {
    version: python
    for version, python in interpreters().items()
    if version != sys.version_info[:2]
}


@pytest.mark.parametrize("path", programs(), ids=lambda path: path.stem)
def test_a_program_does_what_its_docstring_says(path: Path) -> None:
    counts, text = counted(path)
    assert counts == facts(path)
    assert text == output(path), "counting must not change what a program prints"


def test_the_corpus_has_at_least_25_programs() -> None:
    assert len(programs()) >= 25


@pytest.mark.parametrize("version", OTHERS, ids="{0[0]}.{0[1]}".format)
def test_another_python_prints_and_counts_the_same(version: tuple[int, int]) -> None:
    done = subprocess.run(
        [OTHERS[version], oracle.__file__], capture_output=True, text=True, check=True
    )
    there = {
        name: (text, Facts(*counts))
        for name, (text, counts) in json.loads(done.stdout).items()
    }
    assert there == oracle.everything()
