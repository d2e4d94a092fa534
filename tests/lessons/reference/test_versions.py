"""The page *Versions*: each row is a fact, and each mark of a page is a row."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.book.page import Page
from engine.book.tree import Tree
from engine.record.pyodide import Pyodide
from tests.interpreters import interpreters
from tests.lessons.reference import held

ROOT = Path(__file__).parents[3]
TREE = Tree(ROOT)
PAGE = "reference/versions.md"
HERE = "tests/lessons/reference"
FACTS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / HERE / "versions.yaml").read_text(encoding="utf-8")
)
RUN = [each for each in FACTS if "runs" in each]
Version = tuple[int, ...]

# what a page says of a version; up to one, it's the next that changes something
MARK = re.compile(r"(?P<before>up to |on )?Python (?P<version>3\.\d+)(?!\d| or)", re.I)


def number(version: str) -> Version:
    return tuple(map(int, version.split(".")))


def told(errors: list[str], python: Version) -> list[str]:
    """Return the facts that a Python contradicts."""
    wrong = []
    for fact, error in zip(RUN, errors, strict=True):
        until = number(fact.get("until", "9.9"))
        if (number(fact["version"]) <= python < until) == bool(error):
            wrong.append(f"{fact['version']}: {fact['says']} ({error or 'it runs'})")
    return wrong


def programs() -> list[str]:
    return [each["runs"] for each in RUN]


@pytest.mark.parametrize(
    ("python", "command"), interpreters().items(), ids=lambda each: str(each)
)
def test_each_fact_holds_from_its_version_on_and_not_before(
    python: Version, command: str
) -> None:
    done = subprocess.run(
        [command, str(ROOT / HERE / "held.py")],
        input=json.dumps(programs()),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told(json.loads(done.stdout), python) == []


# one fact is an error that is raised in a generator while it's dropped
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_fact_holds_here() -> None:
    assert told(held.held(programs()), tuple(sys.version_info[:2])) == []


@pytest.mark.slow
def test_each_fact_holds_in_the_python_of_browsers(pyodide: Pyodide) -> None:
    major, minor, _ = pyodide.call("tests.pyodide.inside:version")
    errors = pyodide.call(f"{HERE.replace('/', '.')}.held:held", programs())
    assert told(errors, (major, minor)) == []


def test_each_row_is_run_or_says_where_it_is_told() -> None:
    seen = range(11, 15)
    for fact in FACTS:
        major, minor = number(fact["version"])
        # 3.11 has nothing before it here, and no Python here comes after 3.14
        both = major == 3 and minor in seen[1:]
        assert both or "cited" in fact, fact["says"]
        assert {"runs", "test", "cited"} & set(fact), fact["says"]
        if "test" in fact:
            file, _, name = fact["test"].partition("::")
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def row(fact: dict[str, Any]) -> str:
    """Return a fact as the page's table has it."""
    known = ["run"] if {"runs", "test"} & set(fact) else []
    known += [f"[cited]({fact['cited']})"] if "cited" in fact else []
    says = fact["says"]
    page = TREE.page(fact["page"].partition("#")[0]) if "page" in fact else None
    if page:
        says += f" [{page.meta['title']}](../{fact['page']})"
    return f"| Python {fact['version']} | {says} | {', '.join(known)} |"


def test_the_page_has_the_rows_of_the_table_in_order() -> None:
    page = TREE.page(PAGE)
    assert page
    rows = [each for each in page.lines if each.startswith("| Python ")]
    assert rows == [row(each) for each in FACTS]
    assert sorted(FACTS, key=lambda each: number(each["version"])) == FACTS


def sections(page: Page) -> list[str]:
    """Return the text of a page's sections, with what they include."""
    found = [""]
    for number_, line in page.numbered():
        if line.startswith("#") and number_ not in page.fenced:
            found.append("")
        found[-1] += f"{line}\n"
    return found


def marks(page: Page) -> list[tuple[str, str]]:
    """Return the versions that a page marks, each with the words around it."""
    found = []
    for text in sections(page):
        for mark in MARK.finditer(text):
            major, minor = number(mark["version"])
            found.append((f"{major}.{minor + bool(mark['before'])}", text))
    for fence in page.fences:
        for include in fence.includes():
            module = TREE.module(include.file)
            section = module and module.sections.get(str(include.section))
            if section and section.needs:
                version = ".".join(map(str, section.needs))
                found.append((version, "\n".join(section.lines)))
    return found


@pytest.mark.parametrize(
    "page",
    [each for each in TREE.pages() if not each.path.endswith(PAGE)],
    ids=lambda page: page.stem,
)
def test_each_mark_on_a_page_is_a_row_of_the_table(page: Page) -> None:
    for version, text in marks(page):
        rows = [each for each in FACTS if each["version"] == version]
        words = [word for each in rows for word in each["words"]]
        assert any(word in text for word in words), (
            f"{page.path}: Python {version} is a mark of no row of {HERE}/versions.yaml"
            f" — add one, or another word to one, or mend the mark in:\n{text}"
        )


def test_the_marks_that_are_known_to_be_there_are_found() -> None:
    page = TREE.page("howto/how-batches.md")
    assert page
    found = marks(page)
    assert {version for version, _ in found} == {"3.12", "3.13"}
    # in words, and on a block that needs that version
    assert any(text.startswith(">>> ") for _, text in found)
    assert any("From Python 3.12 on" in text for _, text in found)
