"""A stage's questions: what is right the recording says, and a wrong one is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pytest

from engine.blocks import prediction
from engine.blocks.prediction import Asked, Trouble
from engine.book.tree import Tree
from engine.gates.rules import page_faults
from engine.live import story
from tests.engine.test_stage import LIFE, recorded
from tests.samples import SAMPLE

STAGE = story.stage(recorded(*LIFE))


def asked(*lines: str) -> list[Any]:
    return list(prediction.questions(enumerate(lines, 1)))


def test_a_question_has_its_moment_its_words_and_its_replies() -> None:
    (found,) = asked(
        "line 2 | Where will `g` wait?",
        "wrong 10 | That is its head.",
        "wrong nowhere | It does wait.",
        "other | Look for the `yield`.",
    )
    at, question = prediction.placed(STAGE, found)
    assert at == 1
    assert question == {
        "kind": "line",
        "asks": ["Where will ", "g", " wait?"],
        "right": "11",
        "wrong": {"10": ["That is its head."], "0": ["It does wait."]},
        "card": "1",
        "other": ["Look for the ", "yield", "."],
    }


@pytest.mark.parametrize(
    ("line", "right"),
    [("text 2 | What comes?", "'<2>'"), ("line 3 | Where now?", "0")],
)
def test_what_is_right_the_recording_says(line: str, right: str) -> None:
    (found,) = asked(line, "other | No.")
    assert prediction.placed(STAGE, found)[1]["right"] == right


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (["line 9 | Where?", "other | No."], "no moment 9"),
        (["line 1 | Where?", "other | No."], "nothing comes back there"),
        (["line 2 | Where?", "wrong 11 | No."], "11 is right there"),
        (["line 2 | Where?"], "no reply to a wrong answer"),
        (["line 2 | Where?", "wrong 99 | No."], "no line 99"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(lines: list[str], what: str) -> None:
    (found,) = asked(*lines)
    with pytest.raises(ValueError, match=f"^{what} - "):
        prediction.placed(STAGE, found)


def test_lines_that_make_no_question_are_told_with_their_place() -> None:
    found = asked("wrong 2 | No.", "line | Where?", "def f(): pass")
    assert [(type(each), each.at) for each in found] == [(Trouble, 1), (Trouble, 2)]


def test_python_is_no_line_of_a_question() -> None:
    assert not any(map(prediction.is_line, ["x = 1 | 2", "line = a | b", ">>> g | h"]))
    assert isinstance(asked("text 1 | What?", "other | No.")[0], Asked)


PAGE = "docs/kitchen/kettle.md"
FENCE = '--8<-- "kitchen/kettle.py:whole-life"\n'
RIGHT = "line 2 | Where will `g` wait?\nwrong 3 | It goes on.\n"


def asking(lines: str) -> str:
    text = (SAMPLE / PAGE).read_text(encoding="utf-8")
    assert FENCE in text
    return text.replace(FENCE, FENCE + lines)


@pytest.mark.parametrize(
    ("lines", "what", "offset"),
    [
        (RIGHT, "", 0),
        ("line 9 | Where?\nother | No.\n", "no moment 9", 1),
        (RIGHT + "wrong 2 | **No**.\n", "a stage shows '**' as it stands", 3),
        (RIGHT + "wrong 2 | See [it](b.md).\n", "a stage shows '](' as it stands", 3),
        (RIGHT + "wrong 2 | See <b>it</b>.\n", "a stage shows '<b>' as it stands", 3),
        (RIGHT + "wrong 2 | Not \\*.\n", "a stage shows '\\\\*' as it stands", 3),
        (RIGHT + "wrong 2 | `a` *b.\n", "a stage shows '*' as it stands", 3),
        (RIGHT + "wrong 2 | Half `code.\n", "a stage shows '`' as it stands", 3),
        (RIGHT + "wrong 4 | No.\n", "4 is right there", 1),
        ("wrong 4 | No.\n", "'wrong' before any question", 1),
        ("Where will it wait?\n", "typed by hand: Where will it wait?", 1),
    ],
)
def test_a_page_whose_question_is_wrong_is_refused_at_its_line(
    lines: str, what: str, offset: int
) -> None:
    text = asking(lines)
    tree = replace(Tree(SAMPLE), changed={PAGE: text})
    found = [(each.what, each.line) for each in page_faults(tree, PAGE)]
    line = text[: text.index(FENCE)].count("\n") + 1 + offset
    assert found == ([(what, line)] if what else [])


def test_a_question_goes_with_its_moment_to_the_page(tmp_path: Path) -> None:
    body = asking(RIGHT).split("---\n", 2)[2]
    fence = body[body.index("```stage") :].split("```\n")[0] + "```\n"
    html = markdown.markdown(
        fence,
        extensions=["engine.blocks"],
        extension_configs={"engine.blocks": {"root": str(SAMPLE)}},
    )
    data = json.loads(html.split('json">')[1].split("</script>")[0])
    asks = [step["ask"] for step in data["steps"] if "ask" in step]
    assert [each["right"] for each in asks] == ["4"]
    assert "It goes on." not in html.split("<script")[0]
