"""What a reader runs on a page gives what the page shows, in the reader's own Python.

The same walk is made in this Python, so that a difference is known for what it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.book.imports import third_party
from engine.book.page import Page
from engine.book.tree import Module, Tree
from engine.live.names import dotted
from engine.live.transcript import session
from engine.record.pyodide import Pyodide
from engine.site import offer
from tests.pyodide import inside

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TREE = Tree(ROOT)
LABELS = {"python": "code", "pycon": "transcript"}

OFFERED = offer.modules(ROOT)
RUNNABLE = [m for m in TREE.modules() if not third_party(m.source)]


def blocks(page: Page) -> list[list[Any]]:
    """Return what the Run of each of a page's blocks asks for."""
    names = {m.path.removeprefix("snippets/") for m in RUNNABLE}
    found = []
    for fence in page.fences:
        includes = fence.includes()
        if fence.label in LABELS and includes and includes[0].file in names:
            sections = [each.section for each in includes]
            found.append([LABELS[fence.label], includes[0].file, sections])
    return found


PAGES = [page for page in TREE.pages() if blocks(page)]


def walked(page: Page) -> tuple[str, list[list[Any]], list[str]]:
    """Return a page's module, its blocks, and the modules that scripts fetch for it."""
    asked = blocks(page)
    sessions = [each for each in asked if each[0] == "transcript"]
    names = {name for _, file, _ in asked for name in OFFERED[file]}
    return (sessions or asked)[0][1], asked, sorted(names)


def amiss(asked: list[list[Any]], outcomes: list[dict[str, Any]]) -> list[str]:
    """Return the blocks that did not run to their end, or not as recorded."""
    found = []
    for (_, file, sections), outcome in zip(asked, outcomes, strict=True):
        where = f"{file}:{'+'.join(sections)}"
        if outcome["state"] != "ran" or outcome["cut"]:
            found.append(f"{where} {outcome['state']}: {outcome['printed']}")
        for example in outcome.get("examples", []):
            if not example["same"]:
                shown = json.dumps(example, indent=2)
                found.append(f"{where} prints something else: {shown}")
    return found


def test_the_readers_python_is_newer_than_those_of_the_tests(pyodide: Pyodide) -> None:
    assert pyodide.call("tests.pyodide.inside:version")[:2] == [3, 14]


@pytest.mark.parametrize(
    "module", [m for m in RUNNABLE if session(m.source)], ids=lambda m: m.path
)
def test_a_replay_in_a_browsers_python_prints_what_the_transcript_says(
    module: Module, pyodide: Pyodide
) -> None:
    name = module.path.removeprefix("snippets/")
    wrong = pyodide.call("tests.pyodide.inside:differing", module.source, name)
    assert not wrong, "\n" + "\n".join(wrong)
    assert not pyodide.call("tests.pyodide.inside:too_new", module.source)


def test_a_page_finds_no_module_that_it_was_not_given(pyodide: Pyodide) -> None:
    name = next(iter(OFFERED))
    asked = ["code", "", [], f"import {dotted(name)}"]
    for given, state in (([name], "ran"), ([], "failed")):
        (outcome,) = pyodide.call("tests.pyodide.inside:walk", "", [asked], given)
        assert outcome["state"] == state


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
class TestEveryBlockRunsOn:
    def test_this_python(self, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        main, asked, names = walked(page)
        found = amiss(asked, inside.walk(main, asked, names))
        assert not found, "\n" + "\n".join(found)

    def test_a_browsers_python(self, page: Page, pyodide: Pyodide) -> None:
        main, asked, names = walked(page)
        outcomes = pyodide.call("tests.pyodide.inside:walk", main, asked, names)
        found = amiss(asked, outcomes)
        assert not found, "\n" + "\n".join(found)
