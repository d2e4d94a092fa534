"""A recording told in words: each kind of step has its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from engine.live import story

FRAMES = [
    {"name": "<module>", "kind": "module", "code": 0},
    {"name": "steps", "kind": "generator", "code": 1},
    {"name": "outer", "kind": "generator", "code": 2},
    {"name": "add", "kind": "function", "code": 3},
]
CODE = [
    {"at": 1, "lines": ["g = steps(2)", "next(g)", "for n in g:", "    print(n)"]},
    {"at": 10, "lines": ["def steps(n):", "    yield n", "    raise ValueError(n)"]},
    {"at": 1, "lines": ["def outer():", "    got = yield from steps(2)"]},
    {"at": 20, "lines": ["def add(a, b):", "    return a + b"]},
]
NEXT = {"by": 0, "how": "call", "via": "next(g)"}
ERROR = "ValueError(2)"


def recorded(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"code": CODE, "frames": FRAMES, "steps": list(steps), "out": ""}
    return {**whole, "error": "", "cut": False, "left": [], **more}


def said(*steps: dict[str, Any], **more: Any) -> str:
    words = story.told(recorded(*steps, **more))[-1]
    marked = [f"`{each}`" if at % 2 else each for at, each in enumerate(words)]
    return "".join(marked)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"e": "input", "f": 0, "l": 1}, "You type `next(g)`."),
        (
            {"e": "input", "f": 0, "l": 1, "o": "1\n2\n"},
            "`1 ⏎ 2` is printed. You type `next(g)`.",
        ),
        (
            {"e": "line", "f": 0, "l": 3, "d": {"n": "2", "g": None}},
            "Line 4 is next: `print(n)`. Now n = 2. g is gone.",
        ),
        ({"e": "line", "f": 1, "l": 1}, "`steps` comes to line 11: `yield n`."),
        (
            {"e": "make", "f": 0, "l": 0, "g": 1},
            "This makes `steps`. None of its lines has run yet.",
        ),
        (
            {"e": "start", "f": 1, "l": 0, **NEXT, "d": {"n": "2"}},
            "`next(g)` starts `steps` at line 10 with n = 2.",
        ),
        (
            {"e": "start", "f": 1, "l": 0, "by": 0, "how": "for", "via": "g"},
            "The `for` loop starts `steps` at line 10.",
        ),
        (
            {"e": "start", "f": 1, "l": 0, "by": 2, "how": "yield from"},
            "`yield from` in `outer` starts `steps` at line 10.",
        ),
        (
            {"e": "resume", "f": 1, "l": 1, "by": 0, "how": "unpacking", "via": "a, b"},
            "Unpacking into `a, b` resumes `steps` at line 11.",
        ),
        (
            {"e": "resume", "f": 1, "l": 1, "by": 0, "how": "with"},
            "The `with` block resumes `steps` at line 11.",
        ),
        ({"e": "resume", "f": 1, "l": 1}, "A call resumes `steps` at line 11."),
        (
            {
                "e": "resume",
                "f": 1,
                "l": 1,
                "by": 0,
                "how": "call",
                "via": "g.send(7)",
                "sent": "7",
            },
            "`g.send(7)` resumes `steps` at line 11 and puts in `7`.",
        ),
        (
            {"e": "through", "f": 2, "l": 1, **NEXT},
            "`next(g)` asks `outer`, which passes it on.",
        ),
        (
            {"e": "yield", "f": 1, "l": 1, "v": "2"},
            "`steps` yields `2` and is suspended at line 11.",
        ),
        (
            {"e": "pass", "f": 2, "l": 1, "v": "2"},
            "`outer` hands on `2` and is suspended too.",
        ),
        ({"e": "end", "f": 1, "l": 1, "v": "None"}, "`steps` returns and is finished."),
        (
            {"e": "end", "f": 1, "l": 1, "v": "3"},
            "`steps` returns `3` and is finished.",
        ),
        (
            {"e": "stop", "f": 0, "l": 2, "v": "StopIteration()", "how": "for"},
            "The `for` loop sees `StopIteration` and ends.",
        ),
        (
            {"e": "stop", "f": 2, "l": 1, "v": "StopIteration(3)", "how": "yield from"},
            "`yield from` gets `3`, what was returned.",
        ),
        (
            {"e": "stop", "f": 2, "l": 1, "v": "StopIteration()", "how": "yield from"},
            "`yield from` sees that it is over.",
        ),
        (
            {"e": "throw", "f": 1, "l": 1, "v": ERROR, **NEXT},
            "`next(g)` raises `ValueError(2)` in `steps`, at line 11 where it waits.",
        ),
        (
            {"e": "throw", "f": 1, "l": 1, "v": "GeneratorExit()", "how": "drop"},
            "Nothing refers to `steps` any more. In it `GeneratorExit()` is raised, "
            "at line 11 where it waits.",
        ),
        (
            {
                "e": "raise",
                "f": 1,
                "l": 2,
                "v": ERROR,
                "how": "call",
                "via": "raise ValueError(n)",
            },
            "Line 12 of `steps` raises `ValueError(2)`.",
        ),
        (
            {"e": "raise", "f": 0, "l": 1, "v": "StopIteration()", **NEXT},
            "`next(g)` raises `StopIteration()`.",
        ),
        (
            {"e": "raise", "f": 2, "l": 1, "v": ERROR},
            "`ValueError(2)` comes through to `outer`, line 2.",
        ),
        (
            {"e": "raise", "f": 0, "l": 1, "v": ERROR},
            "`ValueError(2)` comes out at line 2, `next(g)`.",
        ),
        (
            {"e": "unwind", "f": 1, "l": 2, "v": ERROR},
            "`ValueError(2)` leaves `steps`, which is over.",
        ),
        (
            {"e": "close", "f": 0, "l": 0, "g": 1},
            "`steps` is closed. None of its lines runs.",
        ),
        (
            {"e": "drop", "f": 0, "l": 0, "g": 1},
            "Nothing refers to `steps` any more. It is gone.",
        ),
        (
            {
                "e": "call",
                "f": 3,
                "l": 0,
                "via": "add(1, 2)",
                "d": {"a": "1", "b": "2"},
            },
            "`add(1, 2)` calls `add` with a = 1, b = 2.",
        ),
        ({"e": "call", "f": 3, "l": 0}, "`add` is called."),
        ({"e": "return", "f": 3, "l": 1, "v": "3"}, "`add` returns `3`."),
        ({"e": "over", "f": 0, "l": 1}, "That was all."),
    ],
    ids=lambda value: value["e"] if isinstance(value, dict) else "",
)
def test_a_step_is_told(step: dict[str, Any], words: str) -> None:
    assert said(step) == words


def test_a_recording_that_ends_with_an_error_says_so() -> None:
    over = {"e": "over", "f": 0, "l": 1, "o": "Traceback (most …\n  …\nValueError: 2\n"}
    assert said(over, error="ValueError: 2") == (
        "`ValueError: 2` is printed. It ends with `ValueError: 2`."
    )


def test_a_recording_that_was_cut_says_so() -> None:
    told = said({"e": "over", "f": 0, "l": 1}, cut=True)
    assert told == "It goes on, but no more steps are kept."


LIFE = [
    {"e": "input", "f": 0, "l": 0},
    {"e": "make", "f": 0, "l": 0, "g": 1},
    {"e": "input", "f": 0, "l": 1},
    {"e": "start", "f": 1, "l": 0, **NEXT, "d": {"n": "2"}, "s": {"1": "R"}},
    {"e": "yield", "f": 1, "l": 1, "o": "<hi>\n", "v": "'<2>'", "s": {"1": "S"}},
    {"e": "input", "f": 0, "l": 1, "o": "'<2>'\n"},
    {"e": "resume", "f": 1, "l": 1, **NEXT, "s": {"1": "R"}},
    {"e": "raise", "f": 1, "l": 2, "v": ERROR},
    {"e": "unwind", "f": 1, "l": 2, "v": ERROR, "s": {"1": "X"}},
    {"e": "raise", "f": 0, "l": 1, "v": ERROR},
    {"e": "over", "f": 0, "l": 1},
]


def test_a_scene_shows_how_frames_stand_after_a_step() -> None:
    after = [
        (frames[1].state, frames[1].line, dict(frames[1].held), frames[1].out)
        for _, frames in story.scenes(recorded(*LIFE))
    ]
    assert after[0] == ("", None, {}, 0)
    assert after[1] == ("C", None, {}, 0)
    assert after[3] == ("R", 0, {"n": "2"}, 0)
    assert after[5] == ("S", 1, {"n": "2"}, 1)
    assert after[8] == ("X", 2, {"n": "2"}, 1)


def test_a_generator_that_was_there_before_stands_as_it_was_left() -> None:
    frames = [FRAMES[0], {**FRAMES[1], "before": "S", "l": 1, "d": {"n": "7"}}]
    steps = [{"e": "line", "f": 0, "l": 0}]
    ((_, (_, there)),) = story.scenes({"frames": frames, "steps": steps})
    assert (there.state, there.line, there.held) == ("S", 1, {"n": "7"})
