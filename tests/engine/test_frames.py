"""A recorded strip tells the truth about a generator after each input."""

from __future__ import annotations

import pytest

from engine.live import frames
from engine.weave.strip import told

SOURCE = '''"""A module.

>>> # --8<-- [start:before]
>>> other = steps(9)
>>> next(other)
begun
9
>>> # --8<-- [end:before]

>>> # --8<-- [start:life]
>>> g = steps(2)
>>> next(g)
begun
2
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:life]

>>> # --8<-- [start:death]
>>> g = steps("a" * 99)
>>> next(g)
>>> # --8<-- [end:death]

>>> # --8<-- [start:none]
>>> 1 + 1
2
>>> # --8<-- [end:none]
"""


def steps(n):
    """Yield `n`."""
    if isinstance(n, str):
        raise ValueError("no text")
    print("begun")
    yield n
'''


def taken(section: str) -> list[dict]:
    return frames.record(SOURCE, "m.py", section)["frames"]


def test_a_generator_is_followed_from_creation_to_its_end() -> None:
    found = taken("life")
    assert [frame["state"] for frame in found] == ["created", "suspended", "finished"]
    assert [frame["call"] for frame in found] == ["g = steps(2)", "next(g)", "next(g)"]
    assert found[1]["locals"] == {"n": "2"}


def test_the_line_is_that_of_the_yield_where_it_waits() -> None:
    found = taken("life")
    lines = SOURCE.splitlines()
    assert found[0]["line"] is None
    assert lines[found[1]["line"] - 1] == "    yield n"
    assert found[2]["line"] is None


def test_what_is_printed_is_told_from_the_value_given() -> None:
    _, first, last = taken("life")
    assert (first["printed"], first["out"]) == ("begun", "2")
    assert (last["printed"], last["out"]) == ("", "StopIteration")


def test_an_error_that_leaves_the_generator_is_a_state_of_its_own() -> None:
    _, died = taken("death")
    assert (died["state"], died["out"]) == ("raised", "ValueError: no text")


def test_long_values_are_shortened() -> None:
    made, _ = taken("death")
    assert made["locals"]["n"] == "'" + "a" * 38 + "…"


def test_the_code_is_that_of_the_generator_function_alone() -> None:
    recorded = frames.record(SOURCE, "m.py", "life")
    assert recorded["code"][0] == "def steps(n):"
    assert recorded["code"][-1] == "    yield n"
    assert SOURCE.splitlines()[recorded["first"] - 1] == "def steps(n):"


def test_a_section_without_a_generator_is_refused() -> None:
    with pytest.raises(LookupError, match="'none' binds no generator"):
        taken("none")


def test_each_frame_is_told_in_a_sentence() -> None:
    recorded = frames.record(SOURCE, "m.py", "life")
    made, first, last = (told(recorded, frame) for frame in recorded["frames"])
    assert made == (
        "<code>g = steps(2)</code> makes the generator. No line of its body has run."
    )
    assert first == (
        "<code>next(g)</code> prints <code>begun</code> and gives <code>2</code>; "
        "the frame waits at line 6 with n = 2."
    )
    assert last == (
        "<code>next(g)</code> raises <code>StopIteration</code>: "
        "the body is over, and the frame is gone."
    )
