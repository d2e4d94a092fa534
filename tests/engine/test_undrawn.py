"""What a page would show as it's written, sign for sign, is told at its line."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from engine.book.tree import Tree
from tests.engine.judging import found

DRAWN_BY = [
    "attr_list",
    "md_in_html",
    "tables",
    "pymdownx.superfences",
    "pymdownx.blocks.admonition",
]
TABLE = "| a | b |\n| --- | --- |\n| c | d |"


def told(body: str, settings: str = "") -> list[tuple[int, str]]:
    tree = Tree(Path("nowhere"), {"docs/page.md": body, "mkdocs.yml": settings})
    faults = found(tree, "undrawn")
    assert all(each.mend for each in faults)
    return [(each.line, each.what) for each in faults]


def drawn(body: str) -> str:
    settings = {"pymdownx.superfences": {"disable_indented_code_blocks": True}}
    html: str = markdown.markdown(body, extensions=DRAWN_BY, extension_configs=settings)
    return html


@pytest.mark.parametrize(
    ("body", "line", "says", "shown"),
    [
        ("Some:\n- one\n- two", 2, "a list that touches", "Some:\n- one"),
        ("Some:\n1. one", 2, "a list that touches", "Some:\n1. one"),
        ("**Some**\n* one", 2, "a list that touches", "\n* one"),
        ("> Some:\n> - one", 2, "a list that touches", "Some:\n- one"),
        ("> Some.\n- one", 2, "a list that touches", "Some.\n- one"),
        ("- a\n\n    Some:\n    - b", 4, "a list that touches", "Some:\n- b"),
        ("/// note\nSome:\n- a\n///", 3, "a list that touches", "Some:\n- a"),
        ("```text\na\n```\n- one", 4, "a list that touches", "\n- one"),
        (f"{TABLE}\n- one", 4, "a list that touches", "<td>- one"),
        ("    - one", 1, "a list that begins with an indentation", "<p>- one"),
        (f"Some:\n{TABLE}", 2, "a table that touches", "| --- |"),
        (f"- one\n{TABLE}", 3, "a line of dashes", "| --- |"),
        (
            f"- one\n\n    two\n{TABLE}".replace("\n|", "\n    |"),
            4,
            "a table",
            "| --- |",
        ),
        ("| a | b |\n| --- |\n| c |", 2, "a line of dashes", "| --- |"),
        ("1) one", 1, "a bracket after a number", "1) one"),
        ("some **bold words", 1, "'**' is shown", "**bold"),
        ("some\nwords *so.", 2, "'*' is shown", "*so"),
        ("some _words", 1, "'_' is shown", "_words"),
        ("# Some **words", 1, "'**' is shown", "**words"),
        ("/// note | A **title\nWord.\n///", 1, "'**' is shown", "**title"),
        ("`f\ng` and\n[words](page.md", 3, "'](page.md' is no link", "[words]("),
        ("[a](b\n'c') ![words](page.png", 2, "'](page.png' is no", "![words]("),
        ("some `code", 1, "a backtick", "`code"),
        ("a\\<b", 1, "`\\<` is shown with its backslash", "\\&lt;"),
        ("one\\\ntwo", 1, "a backslash at the end", "one\\"),
        ("Use <name> here", 1, "<name> is no tag of HTML", "Use <name> here"),
        ("A List<int>.", 1, "<int> is no tag of HTML", "List<int>"),
        ("A Dict<str, int>.", 1, "<str, int> is no tag of HTML", "Dict<str, int>"),
        ("*Press **it**.* {.b}", 1, "'{.b}' is shown", "</em> {.b}"),
        ("Words {.b}", 1, "'{.b}' is shown", "Words {.b}"),
        ("- one {: #b }", 1, "'{: #b }' is shown", "one {: #b }"),
        ("<details><summary>M</summary>\n\n- a\n</details>", 3, "Markdown in a", "- a"),
        ("<div>\na *b*\n</div>", 2, "Markdown in a <div>", "a *b*"),
        ("<div markdown>\n<p>*b*</p>\n</div>", 2, "Markdown in a <p>", "*b*"),
        ("Words\n\n<div class='x'>\n\nwords", 3, "a <div> that is never", "<div class"),
        ("<div>\n<b>x\n</div>", 2, "a <b> that is never closed", "<b>x"),
        ("a**'b'**c\n`f\ng` *`d` e", 3, "'*' is shown", "*<code>d"),
        ("<table><tr><td>*b*</td></tr></table>", 1, "Markdown in a <table>", "*b*"),
        ("Some <b>words", 1, "a <b> that is never closed", "<b>words"),
        ("words</div>", 1, "a </div> that closes nothing", "</div>"),
    ],
)
def test_what_would_be_shown_as_it_is_written_is_told_at_its_line(
    body: str, line: int, says: str, shown: str
) -> None:
    ((at, what),) = told(body)
    assert at == line
    assert what.startswith(says)
    assert shown in drawn(body)


@pytest.mark.parametrize(
    "body",
    [
        "Some:\n\n- one\n- two",
        "- one\nthat goes on\n    - two",
        "- one\n\n    words\n\n    - two",
        "# Some\n- one",
        "# Some\n" + TABLE,
        "/// note\n- one\n///\n- two",
        "<!-- *words* -->\n- one",
        "<div markdown>\n- one *two*\n</div>",
        "---\n- one",
        "- one\n- two\n1. three",
        "2 * 3, a_b, x*y*z and a < b, c<d or `*`, `<int>` and `](`",
        "\\*one \\_two \\` \\[a](b) \\# and &lt;c> of 5 \\| 6",
        "one\n{.b}",
        "*a*{.b} [c](d.md){.e} ![f](g.png){.h} `i`{.j} <https://a.b>{.c}",
        "# Some {.b}",
        "| a {.b} | c |\n| --- | --- |\n| d | e {.f} |",
        "`<details>` <b>*a*</b> <br> *c* <span>*d*</span> <my-own>e</my-own>",
        "<ul>\n<li>a\n<li>b\n</ul>",
        "<svg><g><path d='x'/><mark /></g></svg>",
        "```text\nSome:\n- **one <int> ](\n```",
        "one  \ntwo",
        'a**"b"**c, **d:**e\nand **注意。**文字 **f `g`**h',
        "C:\\temp {.5}",
        "| a |\n| --- |\n| `b|c` |",
    ],
)
def test_what_is_drawn_or_meant_is_let_through(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "line", "name"),
    [
        ('!!! note "Title"\n    words', 1, "admonition"),
        ("???+ note\n    words", 1, "pymdownx.details"),
        ('=== "Tab"\n    words', 1, "pymdownx.tabbed"),
        ("a\n\n- one\n- [ ] two", 4, "pymdownx.tasklist"),
        ("one\ntwo[^1]", 2, "footnotes"),
        ("[^1]: More words.", 1, "footnotes"),
        ("some ~~gone~~ words", 1, "pymdownx.tilde"),
        ("some ==marked== words", 1, "pymdownx.mark"),
        ("a :material-check: of it", 1, "pymdownx.emoji"),
    ],
)
def test_what_only_an_extension_draws_is_told_unless_the_site_has_it(
    body: str, line: int, name: str
) -> None:
    ((at, what),) = told(body)
    assert at == line
    assert what.endswith("is shown as it stands")
    assert told(body, f"markdown_extensions: [{name}]") == []
    if "." not in name:
        name = f"markdown.extensions.{name}"
    assert told(body, f"markdown_extensions:\n  - {name}: {{a: 1}}") == []
