"""What a reader has pasted runs as it was meant, at the lines where it stands."""

from __future__ import annotations

import io
import sys

import pytest

from engine.live.keyboard import Keyboard
from engine.live.pasted import plain

SESSION = """\
>>> for n in range(2):
...     print(n)
...
0
1
>>> n
1
"""
IPYTHON = """\
In [1]: for n in range(2):
   ...:     print(n)
   ...:
0
1

In [2]: n
Out[2]: 1
"""
TAKEN = "for n in range(2):\n    print(n)\n\n\n\n"


@pytest.mark.parametrize(
    ("pasted", "runs"),
    [
        (SESSION, TAKEN + "n\n\n"),
        (IPYTHON, TAKEN + "\nn\n\n"),
        ("    >>> 1 + 1\n    2", "1 + 1\n"),
        ("def f():\n    yield 1\n\n>>> list(f())\n[1]", None),
        (">>> t = '''a\n... b'''\r\n>>> t", "t = '''a\nb'''\nt"),
        (">>>\n>>> 3", "\n3"),
        ("... 1\n>>> 2\n... + 3\nthen\n... 4", "... 1\n2\n+ 3\n\n"),
    ],
)
def test_inputs_are_taken_out_of_a_session(pasted: str, runs: str | None) -> None:
    if runs is None:
        runs = "def f():\n    yield 1\n\nlist(f())\n"
    assert plain(pasted) == (runs, "prompts")
    assert runs.count("\n") == pasted.count("\n"), "its lines keep their numbers"


def test_common_indentation_is_taken_off() -> None:
    assert plain("    x = 1\n\n    if x:\n        x\n") == (
        "x = 1\n\nif x:\n    x\n",
        "indent",
    )
    assert plain("\tyield 1") == ("yield 1", "indent")
    assert plain("\n\n    x = 1\n") == ("\n\nx = 1\n", "indent")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x = 1\n",
        "'''\n>>> 1 + 1\n2\n'''",  # a docstring's session is text
        "...",
        "if x:\ny = 1",
        "x = 1\n    y = 2",
        "x >>> 3",
        "In [1]",
        "(" * 500,
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert plain(text) == (text, None)


def close_and_ask() -> None:
    """Ask, after a program before has closed the keyboard."""
    with sys.stdin:
        pass
    sys.stdin.close()
    list(sys.stdin)


@pytest.mark.parametrize(
    "ask",
    [
        input,
        close_and_ask,
        lambda: sys.stdin.read(),
        lambda: sys.stdin.readline(),
        lambda: list(sys.stdin),
    ],
)
def test_who_asks_for_an_answer_is_told_that_there_is_none(
    ask: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard())
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert callable(ask)
    with pytest.raises(EOFError, match="nobody can answer here"):
        ask()
