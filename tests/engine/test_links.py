"""Links, images and raw tags in the Markdown: each leads somewhere, and stays ours."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.judging import found as found_by
from tests.samples import SAMPLE

Judge = Callable[[str], list[tuple[int, str]]]

TARGET = """---
title: Target
---

# The target

## What `for` does, *really*

## What `for` does, really

## Named {#by-hand}

<span id="spot"></span>
"""


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Return a function that gives (line, what) for each fault of a page's body."""
    docs = tmp_path / "docs"
    (docs / "deep").mkdir(parents=True)
    (docs / "target.md").write_text(TARGET)
    (docs / "deep" / "leaf.md").write_text("# Leaf\n\n[up](../target.md#by-hand)\n")
    (docs / "figure.svg").write_text("<svg/>")

    def run(body: str) -> list[tuple[int, str]]:
        (docs / "page.md").write_text(f"---\ntitle: Page\n---\n\n# Page\n\n{body}\n")
        return [(fault.line, fault.what) for fault in found_by(tmp_path, "links")]

    return run


@pytest.mark.parametrize(
    "body",
    [
        "[words](target.md)",
        "[words](target.md#what-for-does-really)",
        "[words](target.md#what-for-does-really_1)",
        "[words](target.md#by-hand)",
        "[words](target.md#spot)",
        "[words](#page)",
        "[a leaf](deep/leaf.md#leaf)",
        "[`code` as words](target.md)",
        "[words over\ntwo lines](target.md)",
        '[words](target.md "a title")',
        "[words](https://en.wikipedia.org/wiki/Generator_(computer_programming))",
        "<https://example.org/>",
        "[mail](mailto:someone@example.org)",
        "![a drawing](figure.svg)",
        "[![a drawing](figure.svg)](target.md)",
        '<img src="figure.svg" alt="a drawing">',
        "[words][here]\n\n[here]: target.md",
        "/// note | [words][here], [a](target.md)\n///\n\n[here]: target.md",
        "A list `a[0][1]` and a call `x[0](http://y)` are code.",
        "```html\n<script src='http://x'></script>\n```",
        "<!-- [no](nowhere.md) -->",
        '<a href="https://a.b/c" style="color: red">words</a>',
        '<svg><rect fill="url(#d)"/></svg>',
        '<img src="figure.svg" alt="of https://a.b, url(https://a.b/c)">',
    ],
)
def test_a_link_that_leads_somewhere_is_let_through(judge: Judge, body: str) -> None:
    assert judge(body) == []


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("[words](nowhere.md)", 7, "no file docs/nowhere.md"),
        ("words and\n[words](nowhere.md)", 8, "no file docs/nowhere.md"),
        ("[words over\ntwo lines](nowhere.md)", 8, "no file docs/nowhere.md"),
        ("[words](target.md#nowhere)", 7, "no heading #nowhere"),
        ("[words](#nowhere)", 7, "no heading #nowhere"),
        ("[words](../README.md)", 7, "no file README.md"),
        ("[words](/target/)", 7, "an absolute address"),
        ("[words](deep/)", 7, "a link to a folder"),
        ("[words](http://example.org/)", 7, "a link without https"),
        ("<http://example.org/>", 7, "a link without https"),
        ("[words](//example.org/)", 7, "a link without https"),
        ("[words](javascript:alert(1))", 7, "an address that isn't a web page"),
        ("[words]()", 7, "a link without an address"),
        ("[](target.md)", 7, "a link without words"),
        ("![](figure.svg)", 7, "an image without alt text"),
        ("![a cat](https://example.org/cat.png)", 7, "a remote image"),
        ("![a cat](//example.org/cat.png)", 7, "a remote image"),
        ('<img src="https://example.org/cat.png" alt="a cat">', 7, "a remote image"),
        ('<img srcset="//example.org/c.png 2x" alt="a cat">', 7, "a remote image"),
        ('<img src="figure.svg">', 7, "an image without alt text"),
        ('<a href="nowhere.md">words</a>', 7, "no file docs/nowhere.md"),
        ('<a href="http://example.org">words</a>', 7, "a link without https"),
        ('<p style="background:url(https://a.b/c.png)">w</p>', 7, "a remote image"),
        ("<p style=\"background: url( '//a.b/c.png' )\">w</p>", 7, "a remote image"),
        ('<p style="background:url(&quot;https://a.b/c&quot;)">w</p>', 7, "a remote i"),
        ("<p style='background:image-set(\"https://a.b/c\" 1x)'>w</p>", 7, "a remote"),
        ('<svg><rect fill="url(https://a.b/c.svg#d)"/></svg>', 7, "a remote image"),
        ('<svg><image href="https://a.b/c.png"/></svg>', 7, "a remote image"),
        ('<svg><use xlink:href="https://a.b/c.svg#d"/></svg>', 7, "a remote image"),
        ('<td background="https://a.b/c.png">w</td>', 7, "a remote image"),
        ('<video poster="https://a.b/c.png"></video>', 7, "a remote image"),
        ('<audio src="https://a.b/c.mp3"></audio>', 7, "a remote image"),
        ('<object data="https://a.b/c"></object>', 7, "a raw <object>"),
        ('<meta http-equiv="refresh" content="0;https://a.b">', 7, "a raw <meta>"),
        ('<script src="x.js"></script>', 7, "a raw <script>"),
        ("<script>let x</script>", 7, "a raw <script>"),
        ('<iframe src="https://example.org"></iframe>', 7, "a raw <iframe>"),
        ('<link rel="stylesheet" href="x.css">', 7, "a raw <link>"),
        ('<p onclick="x()">words</p>', 7, "a script in onclick="),
        ("[words][here]", 7, "nothing defines [here]"),
        ("words\n\n[here]: nowhere.md", 9, "no file docs/nowhere.md"),
        ("/// note | On [words](nowhere.md)\nw\n///", 7, "no file docs/nowhere.md"),
        ("//// question | A\n/// right | ![](figure.svg)", 8, "an image without alt"),
        ("/// note | <a href='nowhere.md'>w</a>", 7, "no file docs/nowhere.md"),
        ("/// note | See [words][here]", 7, "nothing defines [here]"),
        ("/// note\n- [words](nowhere.md)\n///", 8, "no file docs/nowhere.md"),
    ],
)
def test_a_link_that_may_not_stay_is_named_with_its_line(
    judge: Judge, body: str, line: int, what: str
) -> None:
    (found,) = judge(body)
    assert found[0] == line
    assert found[1].startswith(what)


def test_a_near_miss_is_proposed(judge: Judge, tmp_path: Path) -> None:
    judge("[words](taget.md)")
    (fault,) = found_by(tmp_path, "links")
    assert fault.mend == "did you mean 'target.md'?"


def test_a_link_in_a_notebook_is_named_with_its_line(
    judge: Judge, tmp_path: Path
) -> None:
    cells = [
        {"cell_type": "code", "source": ["x = '[no](nowhere.md)'"]},
        {"cell_type": "markdown", "source": ["# Words\n", "[no](nowhere.md)"]},
    ]
    file = tmp_path / "docs" / "book.ipynb"
    file.write_text(json.dumps({"cells": cells}, indent=1))
    ((line, what),) = judge("words")
    assert what.startswith("no file docs/nowhere.md")
    assert "Words" in file.read_text().splitlines()[line - 2]


def test_a_notebook_links_pages_as_they_are_served(
    judge: Judge, tmp_path: Path
) -> None:
    cells = [{"cell_type": "markdown", "source": ["[a](../target/) [b](../lost/)"]}]
    (tmp_path / "docs" / "book.ipynb").write_text(json.dumps({"cells": cells}))
    ((_, what),) = judge("words")
    assert what == "no file docs/lost.md for the link ../lost/"


def test_an_anchor_of_a_notebook_is_a_heading_of_one_of_its_cells(
    judge: Judge, tmp_path: Path
) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# The first\n", '<b id="spot">b</b>']},
        {"cell_type": "markdown", "source": ["## The `last` one"]},
        {"cell_type": "markdown", "source": ["## The first"]},
    ]
    file = tmp_path / "docs" / "deep" / "book.ipynb"
    file.write_text(json.dumps({"cells": cells}))
    for there in ("the-first", "the-last-one", "the-first_1", "spot"):
        assert judge(f"[a](deep/book.ipynb#{there})") == []
    ((line, what),) = judge("[a](deep/book.ipynb#the-frist)")
    assert (line, what) == (7, "no heading #the-frist in docs/deep/book.ipynb")


def test_the_readme_is_read_from_the_root(judge: Judge, tmp_path: Path) -> None:
    body = "[a](docs/target.md) [b](docs/) <http://127.0.0.1:8000>\n\n[c](target.md)\n"
    (tmp_path / "README.md").write_text(body)
    (found,) = judge("words")
    assert found == (3, "no file target.md for the link target.md")


def test_words_may_lead_to_a_moment_of_a_stage_on_the_page(tmp_path: Path) -> None:
    for room in ("docs", "snippets"):
        shutil.copytree(SAMPLE / room, tmp_path / room)
    page = tmp_path / "docs/kitchen/kettle.md"
    text = page.read_text(encoding="utf-8")
    words = "\n[there](#whole-life-2), [nowhere](#whole-life-99)\n"
    page.write_text(text + words, encoding="utf-8")
    (what,) = [each.what for each in found_by(tmp_path, "links")]
    assert what == "no heading #whole-life-99 in docs/kitchen/kettle.md"
