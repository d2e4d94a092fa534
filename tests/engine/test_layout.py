"""Blocks that fall out of lists, twin headings, names and files that are gone: told."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from engine.book.tree import Tree
from tests.engine.judging import found

MODULE = '''"""A session.

>>> # --8<-- [start:made]
>>> countdown(2)
>>> # --8<-- [end:made]
"""

from itertools import islice

__all__ = ["countdown", "islice"]


def countdown(start: int) -> int:
    return start
'''
HEAD = "---\ntitle: T\nquestion: Q?\n{}---\n\n"
FENCE = '\n\n```pycon\n--8<-- "one.py:made"\n```\n'


def told(
    body: str, gate: str, *, more: str = "", **files: str
) -> list[tuple[int, str]]:
    pages = {"docs/page.md": HEAD.format(more) + body}
    tree = Tree(Path("nowhere"), {**pages, **files})
    return [(each.line, each.what) for each in found(tree, gate)]


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("1. word\n\n   ```text\n   1\n   ```", 8, "indented by 3, so it isn't part"),
        ("- word\n\n  word", 8, "indented by 2"),
        ("- word\n  - word", 7, "indented by 2"),
        ("- word\n    - word\n\n      word", 9, "indented by 6"),
        ("> - word\n>\n>   word", 8, "indented by 2"),
        ("1. word\n\n```text\n1\n```\n\n2. word", 12, "a list that starts at 2"),
    ],
)
def test_a_block_that_falls_out_of_its_list_is_told(
    body: str, line: int, says: str
) -> None:
    ((at, what),) = told(body, "lists")
    assert at == line
    assert what.startswith(says)


@pytest.mark.parametrize(
    "body",
    [
        "1. word\n\n    ```text\n    1\n    ```\n\n2. word",
        "- word\n\n    word\n\n    - word\n\n        word",
        "- word\nthat goes on\n- word",
        "> - word\n>\n>     word",
        "- word\n\n```text\n1\n```\n\n- word",
    ],
)
def test_a_block_that_stays_in_its_list_is_let_through(body: str) -> None:
    assert told(body, "lists") == []


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("#Words", 6, "a heading without a space after its #"),
        ("word\n#1 of two", 7, "a heading without a space"),
        ("Words\n=====", 7, "a line of = makes a heading of the one above"),
        ("Words\n---", 7, "a line of - makes a heading of the one above"),
        ("- item\n\n    Words\n    ---", 9, "a line of - makes a heading"),
    ],
)
def test_a_heading_that_is_written_otherwise_is_told(
    body: str, line: int, says: str
) -> None:
    ((at, what),) = told(body, "headings")
    assert at == line
    assert what.startswith(says)
    # it is one on the page
    assert "<h" in markdown.markdown(body)


@pytest.mark.parametrize(
    "body",
    ["Words\n\n---", "one\ntwo\n---", "`#word`", "word #1", "| a |\n| --- |\n| b |"],
)
def test_a_line_that_makes_no_heading_is_let_through(body: str) -> None:
    assert told(body, "headings") == []
    assert "<h1" not in markdown.markdown(body, extensions=["tables"])


def test_two_headings_that_read_the_same_are_told() -> None:
    body = "# One\n\n## A `for` loop\n\n## Other\n\n### A for *loop*\n"
    assert told(body, "headings") == [
        (12, "the heading 'A for loop' is also at line 8")
    ]


@pytest.mark.parametrize(
    "code",
    ["countdown", "countdown(2)", "start", "islice", "next(g)", "x += 1", "g.close()"],
)
def test_code_that_a_snippet_or_python_has_is_let_through(code: str) -> None:
    files = {"snippets/one.py": MODULE + "g = x = 1\n"}
    assert told(f"See `{code}`.{FENCE}", "names", **files) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [("countup", "countup"), ("countdown.whole()", "whole"), ("Tally()", "Tally")],
)
def test_code_that_names_what_nothing_has_is_told(code: str, name: str) -> None:
    body = f"Words and\n`{code}` more.{FENCE}"
    said = f"`{code}` names {name!r}, which isn't in this page's snippets"
    files = {"snippets/one.py": MODULE}
    assert told(body, "names", **files) == [(7, said)]
    assert told(body, "names", more=f"names: [{name}]\n", **files) == []


@pytest.mark.parametrize("name", ["msvcrt", "winreg", "_scproxy"])
def test_what_another_system_has_is_no_error(name: str) -> None:
    source = MODULE + f"def f():\n    import {name}\n"
    assert told(f"See `{name}`.{FENCE}", "names", **{"snippets/one.py": source}) == []


def test_a_page_without_code_of_its_own_may_name_any() -> None:
    assert told("See `countup`.", "names", **{"snippets/one.py": MODULE}) == []


def test_names_that_are_no_list_are_told() -> None:
    files = {"snippets/one.py": MODULE}
    assert told(FENCE, "names", more="names: x\n", **files) == [
        (4, "`names` isn't a list")
    ]


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("# T\n\n## A {#same}\n\n## B {#same}", 10, "the id 'same' is also at line 8"),
        ('# T {#x}\n\n<b id="x">b</b>', 8, "the id 'x' is also at line 6"),
        ('<b id="x">b</b> <i id="x">i</i>', 6, "the id 'x' is also at line 6"),
        ("Words\n{#x}\n\n## T {#x}", 9, "the id 'x' is also at line 7"),
        ("# T\n\n## A\n\n# U", 10, "a second title on a page"),
    ],
)
def test_what_a_page_may_have_only_once_is_told(
    body: str, line: int, says: str
) -> None:
    assert told(body, "headings") == [(line, says)]


@pytest.mark.parametrize(
    "body",
    [
        "# T {#x}\n\n## A {#y}\n\n`{#x}` and <b id='z'>b</b>\n{#w}",
        "# T\n\n```text\n# T\n## A {#x}\n```\n\n## B {#x}",
    ],
)
def test_what_a_page_has_once_is_let_through(body: str) -> None:
    assert told(body, "headings") == []


NAV = "nav:\n  - in/page.md\n  - Page: page.md\n  - Part:\n      - {}\n"


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("Again: page.md", 5, "nav names docs/page.md twice"),
        ("Gone: age.md", 5, "nav names docs/age.md, which doesn't exist"),
    ],
)
def test_what_nav_names_twice_or_wrongly_is_told_at_its_line(
    name: str, line: int, says: str
) -> None:
    files = {"mkdocs.yml": NAV.format(name), "docs/in/page.md": "# T\n"}
    assert told("# T", "nav", **files) == [(line, says)]


def test_nav_may_name_an_address_twice() -> None:
    files = {"mkdocs.yml": NAV.format("A: https://a.b\n      - B: https://a.b")}
    assert told("# T", "nav", **files, **{"docs/in/page.md": "# T\n"}) == []


def test_a_need_that_points_forward_is_told() -> None:
    files = {
        "docs/later.md": "# Later\n",
        "mkdocs.yml": "nav: [page.md, later.md]\n",
    }
    ((line, what),) = told("# T", "needs", more="needs: [later]\n", **files)
    assert (line, what) == (4, "needs 'later', which comes later in navigation")
    files["mkdocs.yml"] = "nav: [later.md, page.md]\n"
    assert told("# T", "needs", more="needs: [later]\n", **files) == []


@pytest.mark.parametrize("end", ["markdown", "MD", "mkd", "mdown", "Md"])
def test_a_page_that_is_named_otherwise_is_told(end: str) -> None:
    name = f"a/later.{end}"
    files = {"docs/page.md": "# T\n", f"docs/{name}": "# T\n", "docs/mkd": ""}
    nav = {"mkdocs.yml": f"nav: [page.md, {name}]\n"}
    (fault,) = found(Tree(Path("nowhere"), {**files, **nav}), "nav")
    assert (fault.path, fault.line) == (f"docs/{name}", 0)
    assert fault.mend == "name it later.md, in the nav of mkdocs.yml too"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("docs/a/b/gone.ipynb", "a notebook without a module"),
        ("tests/lessons/a/b/test_gone.py", "tests without a lesson"),
        ("docs/a/b/page.md", "has the same name as docs/a/page.md"),
        ("snippets/a/exercises/one.py", "has the same name as snippets/a/b/one.py"),
    ],
)
def test_what_is_left_over_or_of_a_name_that_is_taken_is_told(
    path: str, says: str
) -> None:
    there = {
        "docs/a/page.md": "# T\n",
        "docs/a/b/book.md": "# T\n",
        "docs/a/b/own-notebook.ipynb": "{}",
        "snippets/a/b/one.py": MODULE,
        "snippets/a/b/own_notebook.py": "",
        "tests/lessons/a/test_page.py": "",
        "tests/lessons/a/b/test_one.py": "",
        "tests/lessons/a/test_b.py": "",  # of a part as a whole
    }
    assert found(Tree(Path("nowhere"), there), "leftovers") == []
    (fault,) = found(Tree(Path("nowhere"), {**there, path: ""}), "leftovers")
    assert fault.path == path
    assert fault.what.startswith(says)
