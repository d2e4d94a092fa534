"""A page is converted again when it would come out otherwise, and else is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template
from mkdocs.structure.pages import Page
from mkdocs_jupyter.plugin import convert  # type: ignore[import-untyped]

from engine.site.build import Builder, SiteError
from engine.site.converted import sections
from tests.samples import DEEP, LESSON, PLAIN, laid

pytestmark = pytest.mark.slow

KETTLE, TIMER, ROWS = (f"docs/{name}.md" for name in (LESSON, DEEP, PLAIN))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample site, without a Python for readers."""
    root = laid(tmp_path / "site")
    monkeypatch.chdir(root)
    for each in (root / ".cache").iterdir() if (root / ".cache").is_dir() else ():
        each.unlink()
    return root


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that MkDocs has converted, in order."""
    found: list[str] = []
    render = Page.render

    def counted(page: Page, config: object, files: object) -> None:
        found.append(page.file.src_uri)
        render(page, config, files)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", counted)
    return found


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a template was filled in for, in order."""
    found: list[str] = []
    render = Template.render

    def counted(template: Template, *args: Any, **kwargs: Any) -> str:
        context = args[0] if args else kwargs
        if context.get("page") and "nav" in context:
            found.append(context["page"].file.src_uri)
        return render(template, *args, **kwargs)

    monkeypatch.setattr(Template, "render", counted)
    return found


def change(root: Path, name: str, old: str, new: str) -> None:
    """Replace a text in a file, which must be there once."""
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name}: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def content(folder: Path) -> dict[str, bytes]:
    """Return what each file of a site holds."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


BOOK = "docs/garden/book.ipynb"
CELLS = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Of leaves"},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "Old leaves."},
    ],
    "metadata": {
        "kernelspec": {"language": "python", "name": "py", "display_name": "Python"}
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture
def books(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notebooks that were converted, in order; the site has one."""
    (root / BOOK).write_text(json.dumps(CELLS), encoding="utf-8")
    plugin = """  - mkdocs-jupyter:
      include: ["*.ipynb"]
      ignore: ["*.md", "*.py"]
      cache: false
"""
    rows = "      - Rows of leaves: garden/rows.md\n"
    for old, new in (
        ("  - search\n", f"  - search\n{plugin}"),
        ("hooks: [", "hooks: [engine/theme/notebook.py, "),
        (rows, f"{rows}      - garden/book.ipynb\n"),
    ):
        change(root, "mkdocs.yml", old, new)
    found: list[str] = []
    made = convert.nb2html

    def counted(path: str, **more: Any) -> str:
        found.append(Path(path).relative_to(root).as_posix())
        return str(made(path, **more))

    monkeypatch.setattr(convert, "nb2html", counted)
    return found


@pytest.mark.parametrize(
    ("name", "old", "new", "again"),
    [
        (ROWS, "different ages", "many ages", []),
        (BOOK, "Old leaves", "Young leaves", [BOOK]),
        (BOOK, "Of leaves", "Of young leaves", [BOOK]),
        ("mkdocs.yml", "- garden/book", "- A book: garden/book", [BOOK]),
    ],
)
def test_a_notebook_is_converted_again_where_it_would_come_out_otherwise(
    root: Path, books: list[str], name: str, old: str, new: str, again: list[str]
) -> None:
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    assert books == [BOOK]
    books.clear()
    change(root, name, old, new)
    builder.build(root / "built", gates=False)
    assert books == again
    sections.cache_clear()
    Builder(root).build(root / "fresh", gates=False)
    assert content(root / "built") == content(root / "fresh")
    assert "leaves" in (root / "built/garden/book/index.html").read_text("utf-8")


STAGE = "snippets/kitchen/stove/recorded/timer.three.stage.json"


@pytest.mark.parametrize(
    ("name", "old", "new", "again"),
    [
        (ROWS, "different ages", "many ages", [ROWS]),
        (ROWS, "needs: [kettle]", "needs: [timer]", [ROWS]),
        ("snippets/garden/rows.py", "most three days", "most 3 days", [ROWS]),
        (STAGE, '"v": 1', '"v":  1', [TIMER]),
        ("docs/index.md", "title: ", "title:  ", []),
    ],
)
def test_after_an_edit_pages_that_hang_on_it_are_converted_and_no_others(
    root: Path, pages: list[str], name: str, old: str, new: str, again: list[str]
) -> None:
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    pages.clear()
    change(root, name, old, new)
    builder.build(root / "built", gates=False)
    assert [f"docs/{each}" for each in pages] == again


@pytest.mark.parametrize(
    ("old", "new", "all_"),
    [
        ("different ages", "many ages", False),
        ("title: Rows of leaves", "title: Rows of tea", True),
        ("minutes: {read: 1", "minutes: {read: 3", True),
    ],
)
def test_a_template_is_filled_in_again_where_what_it_shows_may_differ(
    root: Path, rendered: list[str], old: str, new: str, all_: bool
) -> None:
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    first = list(rendered)
    assert ROWS.removeprefix("docs/") in first
    assert len(first) > 1
    rendered.clear()
    change(root, ROWS, old, new)
    builder.build(root / "built", gates=False)
    assert rendered == (first if all_ else [ROWS.removeprefix("docs/")])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ROWS, "different ages", "many ages"),
        (ROWS, "needs: [kettle]", "needs: [timer]"),
        (ROWS, "title: Rows of leaves", "title: Rows of tea"),
        ("snippets/garden/rows.py", "most three days", "most 3 days"),
        ("snippets/garden/rows.py", '"""Rows', 'import secrets\n\n"""Rows'),
        (KETTLE, "The message means", "This message means"),
        ("mkdocs.yml", "permalink: true", "permalink: false"),
        ("mkdocs.yml", "The kettle: kitchen", "A kettle: kitchen"),
    ],
)
def test_a_second_build_is_what_a_first_would_be(
    root: Path, name: str, old: str, new: str
) -> None:
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    change(root, name, old, new)
    builder.build(root / "built", gates=False)
    sections.cache_clear()
    Builder(root).build(root / "fresh", gates=False)
    assert content(root / "built") == content(root / "fresh")


def test_a_page_without_a_heading_is_in_search_by_the_title_that_it_has_now(
    root: Path,
) -> None:
    change(root, ROWS, "# Rows of leaves\n", "")
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    change(root, ROWS, "title: Rows of leaves", "title: Rows of tea")
    builder.build(root / "built", gates=False)
    (index,) = (root / "built").glob("static/search-*/index.json")
    assert '"Rows of tea"' in index.read_text(encoding="utf-8")


def test_a_heading_that_goes_is_missed_by_the_page_that_leads_there(root: Path) -> None:
    change(root, ROWS, "/// key-points", "## Sorts\n\nTwo.\n\n/// key-points")
    change(root, KETTLE, "(stove/timer.md)", "(../garden/rows.md#sorts)")
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    change(root, ROWS, "## Sorts", "## Kinds")
    with pytest.raises(SiteError, match=r"rows\.md#sorts"):
        builder.build(root / "built", gates=False)


def test_a_page_that_goes_is_missed_by_the_page_that_leads_there(root: Path) -> None:
    builder = Builder(root)
    builder.build(root / "built", gates=False)
    (root / TIMER).unlink()
    with pytest.raises(SiteError, match=r"timer\.md"):
        builder.build(root / "built", gates=False)


def test_what_a_page_warns_of_is_said_in_each_build(root: Path) -> None:
    change(root, KETTLE, "(stove/timer.md)", "(stove/nowhere.md)")
    builder = Builder(root)
    for _ in range(3):
        with pytest.raises(SiteError, match=r"stove/nowhere\.md"):
            builder.build(root / "built", gates=False)
