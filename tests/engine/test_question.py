"""A question's choices open, each with its answer; what a question lacks is told."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from engine.blocks.question import Questions
from engine.book.tree import Tree
from tests.engine.judging import found as found_by
from tests.engine.spoken import SAY

SETTINGS = """\
markdown_extensions:
  - pymdownx.blocks.admonition:
      types: [note, predict]
  - pymdownx.blocks.details:
      types: [more]
  - pymdownx.blocks.tab
"""
ASKED = """\
//// question | What does `next(g)` give?
/// wrong | `3`
That was *before*.
///
/// right | `2`

- One less.
///
////
"""


def found(text: str) -> list[tuple[int, str]]:
    """Return the lines and the words of what is wrong with a page."""
    tree = Tree(Path("nowhere"), {"docs/page.md": text, "mkdocs.yml": SETTINGS})
    told = found_by(tree, "questions")
    assert all(each.mend for each in told)
    return [(each.line, each.what) for each in told]


def test_a_choice_is_a_disclosure_that_begins_with_its_verdict() -> None:
    html = markdown.markdown(ASKED, extensions=[Questions(SAY)])
    assert html.startswith('<div class="asked">\n<p class="asks">What does <code>')
    wrong, right = html.split("<details")[1:]
    assert "<summary><code>3</code></summary>" in wrong
    assert '<p><strong class="verdict">Not quite.</strong> That was <em>before' in wrong
    assert '<p><strong class="verdict">Right.</strong> </p>\n<ul>' in right


def test_an_answer_that_begins_with_code_keeps_the_code_whole() -> None:
    text = "/// right | This\n```text\nthat\n```\n///"
    html = markdown.markdown(text, extensions=[Questions(SAY), "pymdownx.superfences"])
    assert 'Right.</strong> </p>\n<div class="highlight"><pre>' in html


def test_a_whole_question_has_no_fault() -> None:
    assert not found(ASKED)
    assert not found("/// note\nwords\n///\n\n/// predict | Open?\nYes.\n///\n" + ASKED)


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("/// right", "/// wrong", 1, "a question with 0 right choices"),
        ("/// wrong", "/// right", 1, "a question with 2 right choices"),
        ("/// wrong", "/// right", 1, "a question without a wrong choice"),
        (" | What does `next(g)` give?", "", 1, "'question' without text"),
        (" | `3`", " | ", 2, "'wrong' without text"),
        ("That was *before*.\n", "\n", 2, "a choice without an answer"),
        ("*before*.\n///\n", "*before*.\n", 2, "'wrong' is never closed"),
        ("\n////\n", "\n", 1, "'question' is never closed"),
        ("/// right | `2`", "/// right |  3", 5, "the same words as the choice at 2"),
        ("//// question", "//// note", 2, "'wrong' outside a question"),
        ("//// question", "/// question", 2, "'wrong' inside 'question', but it"),
    ],
)
def test_what_a_question_lacks_is_told_with_its_line(
    before: str, after: str, line: int, says: str
) -> None:
    assert before in ASKED
    told = found(ASKED.replace(before, after, 1))
    assert any(at == line and what.startswith(says) for at, what in told), told


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        ("/// note | T\n    open: true", 3, "'note' has no setting 'open'"),
        ("/// note\n\topen: true", 3, "'note' has no setting 'open'"),
        ("/// note\n    type: warning", 3, "'note' has no setting 'type'"),
        ("/// more\n    open: 3", 3, "'more' can't have 3 as its 'open'"),
        ("/// more\n    oepn: true", 3, "'more' has no setting 'oepn'"),
        ("/// note\n    attrs: {class: 3}", 3, "'note' can't have {'class': 3}"),
        ("/// note\n    Words.", 3, "what is indented below 'note' is no setting"),
        ("/// note\n    a: [", 3, "what is indented below 'note' is no setting"),
        ("/// more\nopen: true", 4, "'open' below 'more' is shown as words"),
    ],
)
def test_a_setting_that_a_block_lacks_is_told_at_the_block(
    head: str, line: int, says: str
) -> None:
    ((at, what),) = found(f"Words.\n\n{head}\n\nWords.\n///\n")
    assert at == line
    assert what.startswith(says)


@pytest.mark.parametrize(
    "head",
    [
        "/// more | T\n    open: true",
        "/// more | T\n    attrs: {class: one, id: two}\n    open: false",
        "/// details | T\n    type: warning",
        "/// admonition | T\n    type: warning",
        "/// note\n    # nothing is set",
        "/// note\nopen: true",
    ],
)
def test_a_setting_that_a_block_has_is_let_through(head: str) -> None:
    assert not found(f"{head}\n\nWords.\n///\n")
    assert not found(ASKED.replace("`3`", "`3`\n    open: true"))


def test_a_page_may_have_each_block_of_an_extension_that_is_named() -> None:
    assert not found("/// tab | One\nWords.\n///\n")
    assert found("/// html | div\nWords.\n///\n")


def test_an_end_that_ends_nothing_is_told() -> None:
    assert found(ASKED + "/////\n") == [(10, "there's no open block to close")]


def test_what_stands_in_a_fence_is_no_block() -> None:
    assert not found("```text\n/// wrong | 3\n```")
    assert not found(ASKED.replace("That was *before*.", "```\n///\n```"))
