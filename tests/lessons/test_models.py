"""What is said about Keras and other frameworks is held by a test, and that is listed.

`models/statements.md` has each sentence of these pages that names one, as it stands
there, and below it what turns red as soon as it's no longer so: a test of that folder
as `file::test`, a table that a test measures again as `recorded/file`, or why it says
nothing that could stop being true, as `no claim: why`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "models"
PAGES = sorted(
    file
    for file in (ROOT / "docs/models").iterdir()
    if file.suffix in {".md", ".ipynb"} and file.name != "index.md"
)
NAMED = re.compile(
    r"\b(?:Keras|TensorFlow|tf\.data|JAX|PyTorch|torch|Ray|[Gg]rain|XLA|Adam|SGD"
    r"|\w*Dataset|DataLoader|\w*Strategy|fit|fit_generator|predict|evaluate|compile"
    r"|steps_per_epoch|steps_per_execution|validation|optimizer|epochs?)\b"
)
PART = re.compile(r"\n\s*\n|^ *(?:[-*]|\d+\.) |^ */{3,}.*$|^#+ .*$", re.MULTILINE)
END = re.compile(r"(?<=[.?!:])[\"”’)*_]*\s+(?=[\"“(*_`\[]*[A-Z0-9`])")
NO_CLAIM = "no claim: "


@dataclass(frozen=True)
class Statement:
    """A sentence in the list, and what stands below it."""

    page: str
    says: str
    held: tuple[str, ...]


def texts(file: Path) -> Iterator[str]:
    """Yield a page's Markdown, or that of a notebook's cells."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        yield re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        return
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "markdown":
            yield "".join(cell["source"])


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a Markdown text, without code blocks, rows and marks.

    The words that gates read have no code in them, and most of these names are code.
    """
    shown = re.sub(r"^( *)(`{3,})[^`\n]*\n.*?^\1\2$", "", text, flags=re.M | re.S)
    for part in PART.split(shown):
        lines = [line.strip() for line in part.splitlines()]
        words = " ".join(line for line in lines if line and line[0] not in "|<")
        yield from (each for each in END.split(words) if each)


def named(file: Path) -> list[str]:
    """Return a page's sentences that name a framework, and ask nothing."""
    return [
        each
        for text in texts(file)
        for each in sentences(text)
        if NAMED.search(each) and not each.endswith("?")
    ]


@cache
def listed() -> list[Statement]:
    """Return what `statements.md` has."""
    found: list[Statement] = []
    page, says, held = "", "", list[str]()
    text = (HERE / "statements.md").read_text(encoding="utf-8")
    for line in [*text.splitlines(), "## "]:
        if line.startswith(("## ", "> ")):
            if says:
                found.append(Statement(page, says, tuple(held)))
            says, held = line[2:] if line.startswith("> ") else "", []
            page = line[3:] if line.startswith("## ") else page
        elif says and line:
            held.append(line)
    return found


@cache
def defined(name: str) -> set[str]:
    """Return the names of a file's tests."""
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def stands(held: str) -> bool:
    """Return whether what is named below a sentence is there."""
    if held.startswith(NO_CLAIM):
        return len(held) > len(NO_CLAIM)
    if held.startswith("recorded/"):
        return (ROOT / "snippets/models" / held).is_file()
    name, _, test = held.partition("::")
    here = (HERE / name).is_file() and test.startswith("test_")
    return here and test in defined(name)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_each_sentence_that_names_a_framework_is_listed(file: Path) -> None:
    known = [each.says for each in listed() if each.page == file.name]
    assert [each for each in named(file) if each not in known] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_each_sentence_of_the_list_stands_on_its_page(file: Path) -> None:
    said = [each for text in texts(file) for each in sentences(text)]
    known = [each.says for each in listed() if each.page == file.name]
    assert known
    assert [each for each in known if each not in said] == []


def test_each_sentence_is_held_by_what_is_there() -> None:
    assert {each.page for each in listed()} <= {file.name for file in PAGES}
    bare = [each.says for each in listed() if not each.held]
    assert bare == []
    gone = [held for each in listed() for held in each.held if not stands(held)]
    assert gone == []
