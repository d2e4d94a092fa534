"""A machine makes wrong answers of a right one; a check lets none of them pass."""

from __future__ import annotations

import ast

import pytest

from engine.gates.mutation import Mutant, constants, counting, mutants, refusal
from engine.gates.survivors import main, survivors
from engine.live.exercise import read
from tests.engine.exercises import EVERY_OTHER
from tests.samples import SAMPLE

NAME = "exercises/every_other.py"
FILE = SAMPLE / "snippets/kitchen/exercises/odd_cups.py"
CUPS = FILE.read_text(encoding="utf-8")

LONGEST = '''"""The longest

Write `longest(words)`.

Hint: Compare.

Step: longest(["a"])
"""


# --8<-- [start:starter]
def longest(words): ...
# --8<-- [end:starter]


# --8<-- [start:solution]
def longest(words: list[str], least: int = 2) -> str:
    """Return the longest."""
    best: str = ""
    seen = 0
    for word in words:
        if not (len(word) <= len(best) or word.upper() in ("X",)):
            best = word
    while seen < least:
        seen += 1
    try:
        return next(iter([best]))
    except StopIteration:
        raise
    finally:
        seen = 0
# --8<-- [end:solution]


def check(answer, probe):
    """Ask."""
    probe.equal("longest([])", answer([], -1), "")
'''


def made(source: str) -> dict[str, Mutant]:
    return {each.name: each for each in mutants(read(source, NAME), source)}


def test_every_slip_of_one_node_is_made() -> None:
    found = made(LONGEST)
    for name in (
        "`len(word) <= len(best)` -> `len(word) < len(best)`",
        "`len(word) <= len(best) or word.upper() in ('X',)` -> "
        "`len(word) <= len(best) and word.upper() in ('X',)`",
        "`word.upper() in ('X',)` -> `word.upper() not in ('X',)`",
        "`seen < least` -> `seen >= least`",
        "`seen < least` -> `True`",
        "`seen += 1` -> `seen -= 1`",
        "`seen += 1` -> `pass`",
        "`least` -> `-1`",
        "`words` -> `['a']`",
        "`words` -> `[]`",
        "`1` -> `2`",
        "`1` -> `0`",
        "`'X'` -> `'Xx'`",
        "`next(iter([best]))` -> `next(iter([best]), None)`",
        "`except StopIteration:` -> `except BaseException: /     raise`",
        "`for word in words:` -> `pass`",
    ):
        assert name in found, name


def test_an_answer_is_spoiled_all_around_as_its_kind_allows() -> None:
    of_value, of_generator = made(LONGEST), made(EVERY_OTHER)
    for name in ("gathers", "hides an error of", "sorts", "ends at a falsy item of"):
        assert f"{name} its source" in of_value
        assert f"{name} its result" not in of_value
        assert f"{name} its result" in of_generator
    assert "gives every call what the first got" in of_value
    assert "goes on where an earlier call ended" not in of_value
    assert "goes on where an earlier call ended" in of_generator
    assert not [name for name in of_generator if name.startswith("rounds")]


def test_mutants_differ_from_the_solution_and_from_each_other() -> None:
    found = list(mutants(read(EVERY_OTHER, NAME), EVERY_OTHER))
    texts = {each.text for each in found}
    assert len(texts) == len(found) > 40
    for text in texts:
        assert "Yield the first item" not in text
        ast.parse(text)
    solution = "\n".join(read(EVERY_OTHER, NAME).solution.lines)
    assert not refusal(EVERY_OTHER, NAME, Mutant("same", solution, 1))


def test_what_a_check_gives_is_what_a_parameter_may_be_mistaken_for() -> None:
    found = constants(read(LONGEST, NAME), LONGEST)
    assert {key: [ast.unparse(e) for e in each] for key, each in found.items()} == {
        "words": ["[]", "['a']"],
        "least": ["-1"],
    }


def test_a_loop_that_never_ends_ends() -> None:
    loop = Mutant("loops", "while True:\n    pass", 1)
    assert refusal(EVERY_OTHER, NAME, loop) == "It does not end."
    assert "while" not in counting("for n in range(3):\n    pass")


def test_no_mutant_of_an_exercise_that_asks_enough_survives() -> None:
    assert survivors(CUPS, FILE.as_posix()) == []


@pytest.mark.parametrize(
    ("old", "new", "survivor"),
    [
        ("    probe.memory", "    print", "gathers its result"),
        ("    probe.left", "    print", "is deaf to what is thrown in"),
        ("(7, 12, 200, 2, 1, 0, -3)", "(7, 12, 2, 1, 0, -3)", "ends after 10 of its"),
        ("(7, 12, 200, 2, 1, 0, -3)", "(6,)", "`limit` -> `6`"),
    ],
)
def test_a_check_that_asks_less_is_told_which_wrong_answer_passes(
    old: str, new: str, survivor: str
) -> None:
    assert old in CUPS
    found = survivors(CUPS.replace(old, new), FILE.as_posix())
    told = [each for each in found if f"passes: {survivor}" in each.what]
    assert told, found
    lines = CUPS.splitlines()
    start = read(CUPS, "").solution.start
    assert start <= told[0].line <= lines.index("# --8<-- [end:solution]")


def test_a_mark_of_what_does_not_pass_is_refused() -> None:
    mark = "# same: gathers its result, because I say so\n\ndef check("
    text = CUPS.replace("def check(", mark)
    [found] = survivors(text, FILE.as_posix())
    assert found.what == "none of the mutants that pass is called gathers its result"
    assert text.splitlines()[found.line - 1].startswith("# same: gathers its result")


def test_a_mark_without_a_reason_counts_for_nothing() -> None:
    text = CUPS.replace("\n# because no odd number is 0", "")
    found = survivors(text, FILE.as_posix())
    assert len(found) == 2
    assert {each.what for each in found} == {
        "a wrong answer passes: ends at a falsy item of its result",
        "a wrong answer passes: leaves out falsy items of its result",
    }


def test_a_message_that_does_not_name_the_answer_is_refused() -> None:
    vague = 'probe.equal("It", sum(answer(4)), 4)\n    probe.generator(answer(6)'
    text = CUPS.replace("probe.generator(answer(6)", vague)
    found = {each.what for each in survivors(text, FILE.as_posix())}
    gets = "gets the message"
    wrong = f"a wrong answer (`number += 2` -> `number -= 2`) {gets} “It does not end.”"
    assert wrong not in found
    wrong = f"a wrong answer (ends after 1 of its result) {gets} “`It` gives `1`, not"
    assert [each for each in found if each.startswith(wrong)]


def test_each_message_is_said_by_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([FILE.as_posix()]) == 0
    said = capsys.readouterr().out
    assert "reads ahead in its result: same\n" in said
    assert "`number < limit` -> `number <= limit`: `list(odd_cups(7))` goes on" in said
