"""The stage tells who asks, what comes of it, and what is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.record.pyodide import Pyodide
from tests.corpus.oracle import WAITING, programs

pytestmark = pytest.mark.slow

NAMES = [path.stem for path in programs() if path.stem != WAITING]
# these print how much a collection found, which depends on what else there was
LITTERED = ("generator_in_a_cycle", "objects_that_go")

FINISHED = "but that’s finished. No line runs, and there’s nothing to get."
GONE = "any more: it’s gone, and none of its lines has run."

# by program: how often each card was asked and what it gave, and some of its moments
TOLD: dict[str, tuple[dict[str, list[int]], list[str]]] = {
    "asked_when_finished": (
        {"g": [6, 2]},
        [
            "`list(g)` starts `g` at line 10. It runs lines 10 and 11, yields `'a'` "
            "and is suspended.",
            f"`list(g)` asks `g`, {FINISHED} `[]` is printed.",
            f"The `for` loop asks `g`, {FINISHED}",
            f'`next(g, "nothing")` asks `g`, {FINISHED} `nothing` is printed.',
        ],
    ),
    "asked_by_unpacking": (
        {'letters("ab")': [3, 2], 'letters("xyz")': [4, 3], 'letters("c")': [2, 1]},
        [
            'Unpacking into `a, b` starts `letters("ab")` at line 10. It runs lines 10 '
            "and 11, yields `'a'` and is suspended.",
        ],
    ),
    "asked_by_in": (
        {"g": [5, 3]},
        [
            '`"a" in g` wakes `g` at line 11. It runs line 10, and its code ends. So '
            '`"a" in g` has looked at all there is. `g` is finished. `False` is '
            "printed.",
            f'`"c" in g` asks `g`, {FINISHED} `False` is printed.',
        ],
    ),
    "asked_by_stars": (
        {"g": [4, 2], 'letters("de")': [3, 2], 'letters("aa")': [3, 2]},
        [f"`*` asks `g`, {FINISHED}"],
    ),
    "asked_by_builtins": (
        {
            "numbers(4)": [4, 3],
            "numbers(3)": [3, 2],
            "numbers(3) 2": [3, 2],
            "g": [10, 8],
            "(n > 2 for n in g)": [3, 3],
            "numbers(3) 3": [3, 2],
            "(str(n) for n in numbers(3))": [3, 2],
        },
        [
            "`any(n > 2 for n in g)` starts `(n > 2 for n in g)` at line 16. To "
            "answer, `(n > 2 for n in g)` must ask too: `g` starts at line 10.",
            f"`sum(g)` asks `g`, {FINISHED} `0` is printed.",
        ],
    ),
    "asked_by_zip_and_enumerate": (
        {"left": [4, 3], "right": [4, 2], 'letters("q")': [2, 1]},
        [
            '`next(left, "all gone")` wakes `left` at line 11. It runs line 10, and '
            'its code ends. There’s no value, so `next(left, "all gone")` gives its '
            "second argument instead. `left` is finished. `all gone` is printed.",
            f"The `for` loop asks `right`, {FINISHED}",
        ],
    ),
    "asked_by_a_comprehension": (
        {"g": [4, 2], 'letters("z")': [2, 1]},
        [f"The `for` loop asks `g`, {FINISHED} `[]` is printed."],
    ),
    "asked_by_another_generator": (
        {"g": [5, 2], "twice(g)": [4, 3], "through(g)": [1, 0]},
        [f"`yield from` asks `g`, {FINISHED}", f"The `for` loop asks `g`, {FINISHED}"],
    ),
    "made_and_thrown_away": (
        {'save(["a", "b"])': [0, 0], 'save(["c"])': [0, 0]},
        [
            '`save(["a", "b"])` makes a generator. None of its lines has run.',
            f'Nobody refers to `save(["a", "b"])` {GONE}',
        ],
    ),
    "recursion_without_yield_from": (
        {"walk([1, [2, 3], 4])": [3, 2], "walk(part)": [0, 0]},
        [f"Nobody refers to `walk(part)` {GONE}"],
    ),
    "expression_thrown_away": (
        {"(print(n) for n in (1, 2))": [0, 0]},
        [f"Nobody refers to `(print(n) for n in (1, 2))` {GONE}"],
    ),
    "dropped_in_a_loop": (
        {"lines()": [1, 1]},
        [
            "Nobody refers to `lines()` any more. So Python closes it: "
            "`GeneratorExit` is raised at line 11, where it waits. `lines()` is "
            "closed. `closed ⏎ end` is printed.",
        ],
    ),
    "dropped_by_rebinding": ({"g": [1, 1], "g 2": [1, 1]}, []),
    "wrong_arguments": (
        {'letters("a")': [0, 0]},
        [
            '`letters()` raises `TypeError("letters() missing 1 required positional '
            "argument: 'text'\")`.",
        ],
    ),
    "class_body_that_asks": (
        {"g": [4, 3], "Held().all()": [4, 3]},
        [
            "`next(g)` starts `g` at line 10. It runs lines 10 and 11, yields `'a'` "
            "and is suspended.",
        ],
    ),
    "class_with_an_error": (
        {"g": [2, 1]},
        [
            "`next(g)` wakes `g` at line 11. It runs line 10, and its code ends. "
            "There’s no value: `next(g)` raises `StopIteration`, and `g` is finished. "
            "`one was all` is printed.",
        ],
    ),
    "iterator_class_with_yield": (
        {"Twice.__iter__": [3, 2], "Twice.__iter__ 2": [3, 2]},
        [],
    ),
    "names_for_one_generator": (
        {"g": [4, 3]},
        [
            "`next(same)` wakes `g` at line 11. It runs lines 10 and 11, yields `'b'` "
            "and is suspended. `b` is printed.",
        ],
    ),
    "leftovers_in_a_list": (
        {'letters("ab")': [1, 1], 'letters("cd")': [1, 1], 'letters("ef")': [0, 0]},
        [f'Nobody refers to `letters("ef")` {GONE}'],
    ),
    "send_to_a_finished_one": (
        {"e": [5, 2]},
        [
            '`e.send("again")` asks `e`, but that’s finished. No line runs, and '
            "`StopIteration` is raised. `finished` is printed.",
        ],
    ),
}


@pytest.fixture(scope="module")
def staged(pyodide: Pyodide) -> Callable[[str], dict[str, Any]]:
    """What the stage shows of a program."""
    return lambda name: pyodide.call("tests.corpus.recorded:staged", name)


@pytest.mark.parametrize("name", TOLD)
def test_it_tells_who_asks_how_often_and_what_comes(
    name: str, staged: Callable[[str], dict[str, Any]]
) -> None:
    counts, wanted = TOLD[name]
    found = staged(name)
    assert found["counts"] == counts
    assert [each for each in found["moments"] if each in wanted] == wanted


@pytest.mark.parametrize("name", [n for n in NAMES if n not in LITTERED])
def test_a_second_step_of_a_text_shows_what_the_first_did(
    name: str, pyodide: Pyodide
) -> None:
    first, second = pyodide.call("tests.corpus.recorded:twice", name)
    assert first == second


def test_an_error_that_python_changes_is_told_as_a_change(
    staged: Callable[[str], dict[str, Any]],
) -> None:
    told = staged("stop_iteration_becomes_runtime_error")["moments"]
    assert any(
        "A `StopIteration` may not leave a generator: Python makes it "
        "`RuntimeError('generator raised StopIteration')`" in each
        for each in told
    )


def test_every_kind_of_crossing_is_in_some_program(
    staged: Callable[[str], dict[str, Any]],
) -> None:
    several = (
        "delegation_with_send",
        "throw_unhandled",
        "close_before_the_start",
        "close_with_finally",
        "dropped_while_suspended",
    )
    found = {kind for name in several for kind in staged(name)["kinds"]}
    assert found == {
        *("make", "ask", "send", "throw", "close", "yield", "end", "raise", "drop"),
    }


HELD = """
def held():
    try:
        yield 1
    finally:
        n = 0
kept = [held() for _ in range(600)]
for each in kept:
    next(each)
g = "of before"
"""
TWO = """
del kept, each
def two():
    yield 2
g = two()
print(list(g))
"""


def test_what_earlier_text_left_costs_no_step_when_it_goes(pyodide: Pyodide) -> None:
    found = pyodide.call("tests.corpus.recorded:later", HELD, TWO)
    assert [step["e"] for step in found["steps"]] == [
        *("line", "line", "make", "line", "start", "line", "yield", "resume", "end"),
        "over",
    ]
    assert [frame["name"] for frame in found["frames"]] == ["<module>", "g"]


def test_a_name_of_earlier_text_is_told_only_with_the_value_that_it_gets_here(
    pyodide: Pyodide,
) -> None:
    found = pyodide.call("tests.corpus.recorded:later", HELD, TWO)
    told = [step["d"]["g"] for step in found["steps"] if "g" in step.get("d", {})]
    assert told == ["two()"]


def test_an_error_in_the_body_of_a_class_is_at_its_own_line(pyodide: Pyodide) -> None:
    text = "class A:\n    x = 1\n    y = x / 0\n"
    found = pyodide.call("tests.corpus.recorded:later", "", text)
    told = [(step["e"], step["l"]) for step in found["steps"]]
    assert told == [("line", 1), ("line", 2), ("raise", 2), ("over", 2)]


TYPED = """\
def f():
    yield 1
a = 1
b = [a]
g = f()
b.append(2)
print("hi"); c = b
m = 5
del m
def helper():
    global a
    a = 9
    print("in it")
d = helper
e = d() or 3
if a:
    a = 4
a
def echo(function):
    print("echoed")
    return function
@echo
def two():
    yield 2
"""


def test_what_is_typed_is_told_with_what_it_changed_itself(pyodide: Pyodide) -> None:
    assert pyodide.call("tests.corpus.recorded:said", "transcript", TYPED) == [
        "Nothing is typed yet.",
        "You type `a = 1`.",  # what it says itself is not told again
        "You type `b = [a]`. Now b = [1].",
        "`f()` makes a generator, and its name is `g`. None of its lines has run.",
        "You type `b.append(2)`. Now b = [1, 2].",
        'You type `print("hi"); c = b`, and see `hi`. Now c = [1, 2].',
        "You type `m = 5`.",
        "You type `del m`. m is gone.",
        "You type `d = helper`.",
        "You type `e = d() or 3`, and see `in it`. Now a = 9, e = 3.",
        "Line 17 is next: `a = 4`. Now a = 4.",
        "You type `a`, and see `4`.",
        "You type `@echo\ndef two():\n    yield 2`, and see `echoed`.",
    ]


HELPED = """\
def log(what):
    print("log", what)
    return what
class Room:
    def __enter__(self):
        log("open")
        return self
    def __exit__(self, *_):
        print("shut")
def g():
    log("start")
    yield 1
    with Room():
        yield 2
it = g()
"""
ASKING = """\
next(it)
next(it)
it.close()
last = log("alone")
"""


def test_what_a_function_without_a_card_prints_is_told_as_what_a_line_prints(
    pyodide: Pyodide,
) -> None:
    assert pyodide.call("tests.corpus.recorded:said", "code", HELPED + ASKING)[2:] == [
        "`next(it)` starts `it` at line 11. It runs lines 11 and 12, prints "
        "`log start`, yields `1` and is suspended at line 12.",
        "`next(it)` wakes `it` at line 12. It runs lines 13 and 14, prints `log open`, "
        "yields `2` and is suspended at line 14.",
        "`it.close()` raises `GeneratorExit` in `it`, at line 14 where it waits. `it` "
        "is closed. `shut ⏎ log alone` is printed.",
    ]


def test_what_a_function_without_a_card_prints_is_shown_in_rows(
    pyodide: Pyodide,
) -> None:
    seen, there = pyodide.call("tests.corpus.recorded:rows_seen", HELPED + ASKING)
    assert seen == there


def test_what_a_function_without_a_card_prints_is_seen_with_what_is_typed(
    pyodide: Pyodide,
) -> None:
    typed = f'{HELPED}log("alone")\nx = log("set")\nlog(next(it))\n'
    told = pyodide.call("tests.corpus.recorded:said", "transcript", typed)
    assert told[2:] == [
        "You type `log(\"alone\")`, and see `log alone ⏎ 'alone'`.",
        "You type `x = log(\"set\")`, and see `log set`. Now x = 'set'.",
        "`next(it)` starts `it` at line 2. It runs lines 2 and 3, prints `log start`, "
        "yields `1` and is suspended at line 3. You see `log 1`.",
    ]


def test_what_a_function_without_a_card_prints_before_an_error_is_told(
    pyodide: Pyodide,
) -> None:
    text = f"{HELPED}with Room():\n    next(it)\n    1 / 0\n"
    *_, raises, over = pyodide.call("tests.corpus.recorded:said", "code", text)
    assert raises.endswith(
        "`1 / 0` raises `ZeroDivisionError('division by zero')`. `log open` is printed."
    )
    assert over == (
        "`shut` is printed. It ends with `ZeroDivisionError: division by zero`."
    )


@pytest.mark.parametrize("prints", ["print('near')", "log('near')"])
def test_what_is_printed_before_an_error_is_told_once(
    prints: str, pyodide: Pyodide
) -> None:
    helper = "def log(what):\n    print(what)\n"
    here = f"try:\n    next(n for n in 'a'); {prints}; 1 / 0\nexcept Exception:\n    0"
    there = f"def f():\n    try:\n        {prints}; 1 / 0\n    except Exception:\n"
    for text in (here, f"{there}        yield 1\nnext(f())"):
        told = pyodide.call("tests.corpus.recorded:said", "code", f"{helper}{text}")
        assert " ".join(told).count("`near` is printed.") == 1
        assert "prints `near`" not in " ".join(told)


ENDS = """\
def f():
    try:
        yield 1
    except GeneratorExit:
        print("bye")
        return "early"
    return "done"
def outer():
    yield from f()
"""
LAST = "`next(it)` wakes `it` at line 3. It runs line 7, and its code ends. "
BYE = "It runs lines 4, 5 and 6, prints `bye`, and its code ends. "
CLOSED = "raises `GeneratorExit` in `{}`, at line 3 where it waits. " + BYE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "it = f()\nnext(it)\nnext(it)",
            f"{LAST}It returns `'done'`. `next(it)` raises `StopIteration('done')`, "
            "which carries that value, and `it` is finished.",
        ),
        (
            "it = f()\nnext(it)\ntry:\n    next(it)\n"
            "except StopIteration as end:\n    print('got', end.value)",
            f"{LAST}It returns `'done'`. `next(it)` raises `StopIteration('done')`, "
            "which carries that value, and `it` is finished. You see `got done`.",
        ),
        (
            "it = f()\nnext(it)\nit.close()",
            f"`it.close()` {CLOSED.format('it')}`it.close()` gives `'early'`, what was "
            "returned, and `it` is closed.",
        ),
        (
            "it = f()\nnext(it)\ndel it",
            "Nobody refers to `it` any more. So Python closes it: `GeneratorExit` is "
            f"raised at line 3, where it waits. {BYE}`it` is closed.",
        ),
        (
            "it = f()\nnext(it)\nit.throw(GeneratorExit)",
            f"`it.throw(GeneratorExit)` {CLOSED.format('it')}It returns `'early'`. "
            "`it.throw(GeneratorExit)` raises `StopIteration('early')`, which carries "
            "that value, and `it` is finished.",
        ),
        (
            "it = outer()\nnext(it)\nit.close()",
            f"`it.close()` {CLOSED.format('f()')}`f()` is closed.",
        ),
    ],
    ids=[
        "an error that carries it",
        "such an error that is caught",
        "a call that closes it",
        "no call, where Python closes it",
        "an error where it was put in by hand",
        "no call that closes what delegates",
    ],
)
def test_what_a_generator_returns_is_told_with_what_gets_it(
    typed: str, words: str, pyodide: Pyodide
) -> None:
    told = pyodide.call("tests.corpus.recorded:said", "transcript", ENDS + typed)
    assert words in told


def test_what_a_generator_returns_into_a_delegation_is_told_as_got(
    staged: Callable[[str], dict[str, Any]],
) -> None:
    told = staged("thrown_through_a_delegation")["moments"]
    assert any(
        "`words()` is finished, and `yield from` gets `'no more words'`" in each
        for each in told
    )
