"""An exercise's module is read with its lines; an answer gets the verdict it earns."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.gates import exercises, tasks
from engine.live import exercise
from engine.live import judge as judging
from engine.live.limits import TimeIsUpError, at_most
from engine.live.sections import read as read_sections
from tests.engine.alone import said_at_its_end
from tests.engine.exercises import EVERY_OTHER

NAME = "exercises/every_other.py"


def judge(answer: str) -> judging.Verdict:
    with at_most(5):
        return judging.judge(EVERY_OTHER, NAME, answer)


def test_an_exercise_is_read_with_its_parts() -> None:
    found = exercise.read(EVERY_OTHER, NAME)
    assert found.title == "Every other item"
    assert [each.line for each in found.task] == [3, 6]
    assert found.task[0].text.endswith("the fifth, and so on.")
    assert [each.text for each in found.hints] == [
        "A flag can remember.",
        "Turn it over after each item.",
    ]
    assert found.answer_name == "every_other"
    assert found.example == 'list(every_other("abcde"))'
    assert found.wrong["wrong-list"].told.startswith("`every_other(letters)` gives you")
    assert found.distractors == ("    return item", "    keep = False")


def test_its_own_answers_are_judged_as_it_says() -> None:
    assert exercises.failures(EVERY_OTHER, NAME) == []


def test_the_solution_passes_and_its_verdict_is_plain_data() -> None:
    solution = exercise.read(EVERY_OTHER, NAME).solution
    verdict = judge("\n".join(solution.lines))
    assert verdict.passed
    found = json.loads(json.dumps(asdict(verdict)))
    assert found["message"] == "It does everything the task asks."


@pytest.mark.parametrize(
    ("answer", "message", "line"),
    [
        (
            "def every_other(items)\n    yield",
            "Python can't read it: `expected ':'`.",
            1,
        ),
        ("def other(items):\n    yield", "There's no `every_other` in your answer", 0),
        ("1 / 0", "Your answer raised `ZeroDivisionError: division by zero`.", 1),
        (
            "def every_other(items):\n    return len(items)",
            "`every_other(letters)` raised `TypeError: object of type 'Source' has no",
            2,
        ),
        (
            "def every_other():\n    yield 1",
            "`every_other(letters)` raised `TypeError: every_other() takes 0",
            0,
        ),
        (
            "def every_other(items):\n    for n in items: print(n)",
            "`every_other(letters)` gives you `None`: it never gets to a `yield`.",
            0,
        ),
        (
            "def every_other(items):\n    return iter(items)",
            "`every_other(letters)` gives you a `Source`: that's an iterator, but",
            2,
        ),
        (
            "def every_other(items):\n    return map(str, items)",
            "`every_other(letters)` gives you a `map`: that's an iterator, but not",
            2,
        ),
        (
            "def every_other(items):\n"
            "    def inner():\n        yield 1\n    return inner",
            "`every_other(letters)` gives you a generator function: it still",
            4,
        ),
        (
            "def every_other(items):\n    yield next(iter(items))",
            "`list(every_other('abcde'))` ends after 1 item, but more should come.",
            0,
        ),
        (
            "def every_other(items):\n    yield from items",
            "`list(every_other('abcde'))` gives `'b'` as item 2, not `'c'`.",
            2,
        ),
        (
            "def every_other(items):\n    yield from 'acex'",
            "`list(every_other('abcde'))` goes on after 3 items, but it should end "
            "there.",
            2,
        ),
        (
            "def every_other(items):\n    it = iter(items)\n    while True:\n"
            "        yield next(it)\n        next(it, None)",
            "`list(every_other('abcde'))` raised `RuntimeError: generator raised",
            4,
        ),
        (
            "def every_other(items):\n    yield from list(items)[::2]",
            "`every_other(count())` asked its source for more than 1000 items: it",
            2,
        ),
        (
            "def every_other(items):\n    raise SystemExit",
            "`every_other(letters)` raised `SystemExit`.",
            2,
        ),
    ],
)
def test_a_wrong_answer_is_told_what_is_wrong(
    answer: str, message: str, line: int
) -> None:
    verdict = judge(answer)
    assert not verdict.passed
    assert verdict.message.startswith(message)
    assert verdict.line == line


def test_memory_that_was_full_is_told_and_not_filled_again(tmp_path: Path) -> None:
    def runs(name: str) -> tuple[judging.Verdict, int]:
        log = tmp_path / name
        text = f"with open({str(log)!r}, 'a') as log: log.write('.')\nraise {name}"
        return judge(text), len(log.read_text())

    verdict, count = runs("MemoryError")
    assert verdict.message == "Your answer raised `MemoryError`."
    assert (verdict.full, count) == (True, 1)
    verdict, count = runs("ValueError")
    assert (verdict.full, count) == (False, 2)


def test_an_answer_that_is_too_deep_for_python_is_told_so() -> None:
    for deep in ("-" * 20_000 + "1", "x = " + "1 + " * 20_000 + "1"):
        verdict = judge(deep)
        assert verdict.message == (
            "Python can't read it: `an expression is too long, or nested too deeply`."
        )
        assert not verdict.full
        assert exercise.with_example(EVERY_OTHER, deep) == deep


def test_what_was_expected_and_what_came_stand_side_by_side() -> None:
    verdict = judge("def every_other(items):\n    yield from items")
    assert verdict.expected == "['a', 'c', 'e']"
    assert verdict.got == "['a', 'b', 'c', 'd', …]"


def test_what_an_answer_prints_is_kept_up_to_a_limit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    verdict = judge(
        "def every_other(items):\n    for n in range(3000): print(n)\n    yield 1"
    )
    assert verdict.printed.startswith("0\n1\n")
    assert verdict.printed.count("\n") <= 2000
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("closing", ["sys.stdout.close()", "with sys.stdout: pass"])
def test_an_answer_that_closes_where_it_prints_is_judged_as_any(closing: str) -> None:
    solution = exercise.read(EVERY_OTHER, NAME).solution
    verdict = judge("\n".join(["import sys", "print(1)", closing, *solution.lines]))
    assert (verdict.passed, verdict.printed) == (True, "1\n")


def test_an_endless_source_ends_an_answer_that_hides_every_exception() -> None:
    verdict = judge(
        "def every_other(items):\n"
        "    kept = []\n"
        "    try:\n"
        "        for item in items: kept.append(item)\n"
        "    except Exception: pass\n"
        "    yield from kept[::2]"
    )
    assert "asked its source for more than 1000 items" in verdict.message


def test_an_endless_source_is_told_of_where_a_bare_except_hid_it() -> None:
    verdict = judge(
        "def every_other(items):\n"
        "    kept = []\n"
        "    try:\n"
        "        for item in items: kept.append(item)\n"
        "    except: pass\n"
        "    yield from kept[::2]"
    )
    assert not verdict.passed
    assert "asked its source for more than 1000 items" in verdict.message


STATE = """
so_far = []
def every_other(items):
    so_far.extend(items)
    yield from so_far[::2]
"""


def test_what_stays_from_one_call_to_the_next_is_told_as_that() -> None:
    text = EVERY_OTHER.replace("    numbers = probe.source(count())\n", "")
    text = text.replace(
        '    probe.first("every_other(count())", answer(numbers), [0, 2, 4])\n',
        '    probe.gives("list(every_other(\'ab\'))", answer("ab"), "a")\n',
    )
    shared = " Each call by itself is right, so something stays behind"
    verdict = judging.judge(text, NAME, STATE)
    assert verdict.message.startswith("`list(every_other('ab'))` goes on after 1 item")
    assert shared in verdict.message
    other = judging.judge(text, NAME, STATE.replace("[::2]", "[1::2]"))
    assert not other.passed
    assert shared not in other.message


RAISED = """
import asyncio
class Stop(BaseException): pass
def every_other(items):
    raise {}
    yield
"""


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        ("Stop('x')", "exercise.Stop: x"),
        ("asyncio.CancelledError", "asyncio.exceptions.CancelledError"),
        (
            "BaseExceptionGroup('g', [Stop()])",
            "BaseExceptionGroup: g (1 sub-exception)",
        ),
        ("GeneratorExit", "GeneratorExit"),
    ],
)
def test_an_error_of_any_kind_gets_a_verdict_and_leaves_the_judge_alone(
    raised: str, told: str
) -> None:
    verdict = judge(RAISED.format(raised))
    assert verdict.message == f"`list(every_other('abcde'))` raised `{told}`."
    assert verdict.line == 5
    verdict = judge(f"class Stop(BaseException): pass\nraise {raised}")
    assert verdict.message.startswith("Your answer raised ")


def test_an_answer_that_takes_its_own_module_away_gets_a_verdict() -> None:
    verdict = judge("import sys\ndel sys.modules[__name__]\n1 / 0")
    assert "ZeroDivisionError" in verdict.message


def test_an_answer_that_never_ends_is_stopped_from_outside() -> None:
    with pytest.raises(TimeIsUpError), at_most(0.2):
        judging.judge(EVERY_OTHER, NAME, "while True: pass")


def test_an_interrupt_ends_the_judging_of_an_answer() -> None:
    with pytest.raises(KeyboardInterrupt):
        judge("raise KeyboardInterrupt")


@pytest.mark.slow
def test_a_wrong_answer_that_swallows_whatever_stops_it_is_named() -> None:
    swallowing = (
        "# --8<-- [start:wrong-swallows]\n"
        "# told: It goes on.\n"
        "def every_other(items):\n"
        "    while True:\n"
        "        try:\n"
        "            for each in iter(int, 1):\n"
        "                pass\n"
        "        except:\n"
        "            pass\n"
        "# --8<-- [end:wrong-swallows]\n\n\n"
    )
    place = EVERY_OTHER.index("# --8<-- [start:solution]")
    text = EVERY_OTHER[:place] + swallowing + EVERY_OTHER[place:]
    program = (
        "import sys; from engine.gates.exercises import failures\n"
        f"failures(sys.stdin.read(), {NAME!r}, seconds=0.5)"
    )
    line = text[: text.index("# told: It goes on.")].count("\n") + 1
    told = f"{NAME}:{line}: section 'wrong-swallows' never ends, and swallows what"
    said = said_at_its_end(program, text)
    assert said.startswith(told), said


def test_an_error_of_a_section_stands_at_the_line_of_the_file() -> None:
    text = EVERY_OTHER.replace("    keep = True\n    for", "    1 / 0\n    for")
    solution = read_sections(text)[0]["solution"]
    verdict = judging.judge_section(text, NAME, solution)
    assert text.splitlines()[verdict.line - 1].strip() == "1 / 0"


@pytest.mark.parametrize(
    ("old", "new", "problem", "at"),
    [
        ('"""Every other item', '"""', "an exercise without a title", '"""'),
        ("Hint: ", "Tip: ", "an exercise without a hint", '"""'),
        ("Step: ", "Hint: ", "an exercise without a call to step", '"""'),
        ("Step: ", "Step: for ", "can't step through for ", "Step: "),
        ("Step: list(every_", "Step: list(evry_", "steps through evry_other", "Step: "),
        ("Step: list(every_other", "Step: list(iter", "can't step through", "Step: "),
        ("Hint: Turn", "Step: Turn", "a second call to step", "Step: list"),
        ("start:starter", "start:strater", "section 'starter' ends but", "end:starter"),
        ("starter]", "begin]", "an exercise without a starter", '"""'),
        ("solution]", "wrong-one]", "an exercise without a solution", '"""'),
        ("wrong-", "bad-", "an exercise without a wrong answer", '"""'),
        ("wrong-", "bad-", "section 'bad-list' doesn't belong", "start:bad-list"),
        ("# told: ", "# ", "section 'wrong-list' doesn't say", "# `every_other(let"),
        ("def check(", "def chek(", "an exercise without a check", '"""'),
        ("Any], probe: Any", "Any]", "a check that doesn't take two", "def check"),
        (
            "def every_other(items):\n    return",
            "def other(items):\n    return",
            "section 'starter' doesn't define every_other",
            "def other",
        ),
    ],
)
def test_a_part_that_is_missing_is_named_with_its_line(
    old: str, new: str, problem: str, at: str
) -> None:
    assert old in EVERY_OTHER
    text = EVERY_OTHER.replace(old, new)
    line = next(n for n, each in enumerate(text.splitlines(), 1) if at in each)
    found = [each for each in exercises.problems(text) if problem in each.what]
    assert found
    assert found[0].line == line


@pytest.mark.parametrize("part", ["start:starter", "start:solution", "Step: "])
def test_what_lacks_a_part_that_every_exercise_has_is_not_read(part: str) -> None:
    text = EVERY_OTHER.replace(part, "end:")
    with pytest.raises(exercise.ExerciseError, match=f"{NAME} is no exercise"):
        exercise.read(text, NAME)


def test_an_answer_that_only_defines_is_stepped_through_with_a_call_of_it() -> None:
    stepped = exercise.with_example(EVERY_OTHER, "import os\n\ndef every_other(): ...")
    assert stepped.splitlines()[-2:] == ["", 'list(every_other("abcde"))']


@pytest.mark.parametrize("text", ["def f(): ...\nf()", "for n in f():\n    n", "def ("])
def test_an_answer_that_does_something_is_stepped_through_as_it_is(text: str) -> None:
    assert exercise.with_example(EVERY_OTHER, text) == text


def test_a_paragraph_below_the_hints_is_refused() -> None:
    text = EVERY_OTHER.replace("each item.\n", "each item.\n\nAnd also this.\n")
    assert [each.what for each in exercises.problems(text)] == [
        "a task paragraph below the hints"
    ]


def test_a_distractor_that_reads_like_a_line_of_the_solution_is_refused() -> None:
    text = EVERY_OTHER.replace("#     keep = False", "#         keep = True")
    [found] = exercises.problems(text)
    assert found.what.startswith("a distractor that looks the same as the sol")
    assert text.splitlines()[found.line - 1] == "#         keep = True"


def test_an_answer_below_the_solution_is_refused() -> None:
    before, rest = EVERY_OTHER.split("# --8<-- [start:solution]", 1)
    solution, after = rest.split("# --8<-- [end:solution]", 1)
    moved = f"# --8<-- [start:solution]{solution}# --8<-- [end:solution]\n"
    start = before.index("# --8<-- [start:starter]")
    text = before[:start] + moved + before[start:] + after
    found = {each.what for each in exercises.problems(text)}
    assert "section 'starter' is below the solution" in found


RIGHT = """\
# --8<-- [start:right-pairs]
def every_other(items):
    walk = iter(items)
    for item in walk:
        yield item
        next(walk, None)
# --8<-- [end:right-pairs]


# --8<-- [start:solution]"""


def test_a_right_answer_beside_the_solution_must_pass_too() -> None:
    text = EVERY_OTHER.replace("# --8<-- [start:solution]", RIGHT)
    assert not exercises.problems(text)
    assert not exercises.failures(text, NAME)
    assert list(exercise.read(text, NAME).right) == ["right-pairs"]
    text = text.replace("next(walk, None)", "next(walk)")
    [found] = exercises.failures(text, NAME)
    assert found.what.startswith("a right answer doesn't pass: `list(every_other(")
    assert text.splitlines()[found.line - 1] == "def every_other(items):"


@pytest.mark.parametrize(
    ("old", "new", "section", "what"),
    [
        ("gives you a", "is a", "wrong-list", "section 'wrong-list' gets the"),
        (
            "    keep = True\n",
            "    keep = None\n",
            "solution",
            "the solution doesn't pass",
        ),
        ("    return list(items)\n", None, "starter", "the starter passes"),
    ],
)
def test_an_answer_that_is_not_judged_as_it_should_be_is_named(
    old: str, new: str | None, section: str, what: str
) -> None:
    if new is None:
        solution = exercise.read(EVERY_OTHER, NAME).solution
        new = "\n".join(solution.lines[2:]) + "\n"
    text = EVERY_OTHER.replace(old, new, 1)
    [found] = exercises.failures(text, NAME)
    assert found.what.startswith(what)
    assert found.line == read_sections(text)[0][section].start


def told(source: str, style: str = "") -> list[tuple[int, str]]:
    """Return what the gate says of an exercise, in a house of some style."""
    path = "snippets/exercises/every_other.py"
    files = {path: source, "pyproject.toml": f"[tool.kit.style]\n{style}\n"}
    tree = Tree(Path("nowhere"), files)
    return [(each.line, each.what) for each in tasks.judge(tree, path)]


def test_a_house_may_want_more_answers_of_each_kind() -> None:
    assert told(EVERY_OTHER) == []
    assert told(EVERY_OTHER, "wrong-answers = 3\nright-answers = 1") == [
        (1, "an exercise with 0 of at least 1 sections `right-…`"),
        (1, "an exercise with 2 of at least 3 sections `wrong-…`"),
    ]


def test_a_right_answer_that_reads_as_the_solution_does_is_told() -> None:
    start = EVERY_OTHER.index("# --8<-- [start:solution]")
    solution = EVERY_OTHER[start : EVERY_OTHER.index("# --8<-- [end:solution]")]
    same = solution.replace("start:solution", "start:right-same").replace(
        "    for item", "    # another comment\n    for item"
    )
    twice = EVERY_OTHER[:start] + same + "# --8<-- [end:right-same]\n\n\n"
    (found,) = told(twice + EVERY_OTHER[start:])
    assert found[1] == "section 'right-same' is the same as 'solution'"
