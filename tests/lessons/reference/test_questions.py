"""The page *Questions people ask*: its form, and what no other page's tests hold."""

import pickle
import re
from collections import deque
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from engine.book.text import read
from engine.book.tree import Tree
from engine.gates.prose import sentences

ROOT = Path(__file__).parents[3]
PAGE = "reference/questions.md"
# an answer, and behind it the page that explains it
ANSWER = re.compile(
    r"(?P<said>.+[.]) \[.+\]\(\.\./[a-z-]+/[a-z0-9-]+\.md(#[a-z0-9_-]+)?\)"
)
BELIEF = re.compile(r"\d+\. \*\*\"(?P<belief>.+)\.\"\*\* (?P<answer>.+)")


def text() -> str:
    page = Tree(ROOT).page(PAGE)
    assert page
    return "\n".join(page.lines)


def questions() -> dict[str, str]:
    found = re.findall(r"^### (.+)\n\n(.+)$", text(), re.MULTILINE)
    return dict(found)


def beliefs() -> dict[str, str]:
    return dict(BELIEF.findall(text()))


@pytest.mark.parametrize(
    ("asked", "least"), [(questions(), 35), (beliefs(), 25)], ids=["asked", "believed"]
)
def test_each_has_an_answer_of_one_or_two_sentences_and_a_page(
    asked: dict[str, str], least: int
) -> None:
    assert len(asked) >= least
    for each, answer in asked.items():
        found = ANSWER.fullmatch(answer)
        assert found, each
        assert 1 <= len(sentences(read(found["said"]))) <= 2, each


def test_every_question_ends_in_a_question_mark() -> None:
    assert all(each.endswith("?") for each in questions())
    assert text().count("\n### ") == len(questions())


def given(values: list[Any]) -> Iterator[Any]:
    yield from values


def test_counting_uses_a_generator_up() -> None:
    g = given([3, 2, 1])
    assert sum(1 for _ in g) == 3
    assert list(g) == []


def test_a_deque_of_one_has_the_last_item() -> None:
    assert deque(given([3, 2, 1]), maxlen=1)[0] == 1


def test_equal_items_that_stand_apart_make_two_runs() -> None:
    assert [key for key, _ in groupby("aba")] == ["a", "b", "a"]


def test_a_generator_can_not_be_pickled() -> None:
    with pytest.raises(TypeError, match="cannot pickle 'generator' object"):
        pickle.dumps(given([]))


def test_what_is_returned_can_be_picked_up_once() -> None:
    def counts() -> Any:
        yield "a value"
        return [1, 2]

    def outer() -> Any:
        result = yield from counts()
        yield result

    assert list(counts()) == ["a value"]
    assert list(outer()) == ["a value", [1, 2]]
    g = counts()
    next(g)
    found = []
    for _ in range(2):
        with pytest.raises(StopIteration) as ended:
            next(g)
        found.append(ended.value.value)
    assert found == [[1, 2], None]


def test_a_bare_call_of_itself_hands_on_nothing_and_yield_from_everything() -> None:
    def bare(n: int) -> Iterator[int]:
        yield n
        if n:
            bare(n - 1)

    def handed_on(n: int) -> Iterator[int]:
        yield n
        if n:
            yield from handed_on(n - 1)

    assert list(bare(2)) == [2]
    assert list(handed_on(2)) == [2, 1, 0]


def echo() -> Any:
    got = yield "ready"
    while True:
        got = yield f"got {got}"


def test_yield_from_passes_on_what_is_sent_and_a_loop_does_not() -> None:
    def wire() -> Any:
        yield from echo()

    def loop() -> Any:
        for each in echo():  # noqa: UP028 (that is the point)
            yield each

    for outer, said in ((wire(), "got 7"), (loop(), "got None")):
        assert next(outer) == "ready"
        assert outer.send(7) == said


def test_a_value_can_be_sent_only_to_a_yield_that_waits() -> None:
    with pytest.raises(TypeError, match="just-started generator"):
        echo().send(7)


def test_a_loop_never_sees_what_a_send_in_it_has_taken() -> None:
    g, seen, sent = (n for n in range(6)), [], []
    for n in g:
        seen.append(n)
        if n == 1:
            sent.append(g.send(None))
    assert seen == [0, 1, 3, 4, 5]
    assert sent == [2]
