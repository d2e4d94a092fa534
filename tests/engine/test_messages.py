"""Each word that Python says to readers has its message, and each message its use."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from engine.live import messages
from engine.live.story import Frame
from engine.live.story.sentences import Moment

LIVE = Path(messages.__file__).parent
GROUPS = {"one", "other"}


def keys(group: dict[str, Any], name: str = "") -> Iterator[str]:
    """Yield the dotted names of messages; those of one number count as one."""
    for key, found in group.items():
        if isinstance(found, dict) and set(found) != GROUPS:
            yield from keys(found, f"{name}{key}.")
        else:
            yield f"{name}{key}"


def used() -> set[str]:
    """Return the texts in the engine's live files that begin as a message's name."""
    begins = tuple(f"{each}." for each in messages.table())
    return {
        node.value
        for file in LIVE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(begins)
        and " " not in node.value
    }


def test_no_message_is_missing_and_none_is_unused() -> None:
    assert used() == set(keys(messages.table()))


@pytest.mark.parametrize(
    "key", [each for each in keys(messages.table()) if each.startswith("story.")]
)
def test_a_place_in_a_sentence_is_something_that_a_step_has(key: str) -> None:
    recording = {"code": [{"at": 1, "lines": ["x"]}], "error": "", "cut": False}
    frame = story_frame()
    moment = Moment(recording, {"e": "over", "f": 0, "l": 0}, [frame])
    moment.told = ""
    given = {"story.now": {"changed"}, "story.gone": {"gone"}, "story.having": {"held"}}
    found = messages.template(key)
    for text in found.values() if isinstance(found, dict) else [found]:
        for _, place, *_ in Formatter().parse(text):
            assert (
                place is None or place in given.get(key, ()) or hasattr(moment, place)
            )


def story_frame() -> Frame:
    return Frame("<module>", "module", 0)


def test_a_message_takes_what_it_is_given_as_it_is() -> None:
    said = messages.message("judge.case_raised", case="f({})", error="100 %")
    assert said == "`f({})` raised `100 %`."


@pytest.mark.parametrize(("count", "said"), [(0, "0 items"), (1, "1 item")])
def test_a_message_goes_with_its_number(count: int, said: str) -> None:
    assert messages.counted("checks.item", count) == said


def test_texts_and_code_take_turns_whatever_a_place_holds() -> None:
    class About:
        how, inside = "100 % {x}", f" in {messages.TURN}f"

    assert messages.worded("story.asker.loop", About()).split(messages.TURN) == [
        *("The ", "100 % {x}", " loop in ", "f"),
    ]
