"""The tests' own site is as sound as they take it for."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.fault import listing
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.gates import exercises, rules
from engine.record import outputs
from engine.record.pyodide import Pyodide
from tests.samples import PAGES, ROOT, SAMPLE

TREE = Tree(SAMPLE)
HERE = f"{SAMPLE.relative_to(ROOT).as_posix()}/snippets"


def test_its_pages_are_those_that_tests_know() -> None:
    assert {page.stem for page in TREE.pages()} == set(PAGES)


def test_it_passes_the_gates() -> None:
    found = rules.faults(TREE)
    assert not found, "\n" + listing(found)


@pytest.mark.parametrize(
    "file", sorted(SAMPLE.rglob("exercises/*.py")), ids=lambda f: f.stem
)
def test_its_exercises_judge_as_they_say(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert not exercises.problems(source)
    assert not exercises.failures(source, str(file))


@pytest.mark.slow
@pytest.mark.parametrize("include", outputs.stages(TREE), ids=lambda each: each.section)
def test_its_stages_are_what_a_run_records(include: Include, pyodide: Pyodide) -> None:
    def run(module: Module, section: str) -> str:
        name = module.path.removeprefix("snippets/")
        found = pyodide.call(
            "engine.record.stages:recorded", HERE, name, section.lower()
        )
        return outputs.as_json(found)

    found = outputs.stage_faults(TREE, include, run)
    assert not found, "\n" + listing(found)
