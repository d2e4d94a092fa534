"""The recorder tells the truth about every program, and changes nothing in any."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.live import values
from engine.record.pyodide import Pyodide
from tests.corpus.oracle import WAITING, Facts, facts, output, programs

pytestmark = pytest.mark.slow

Seen = Callable[[Path], dict[str, Any]]

# what waits needs a browser's stack switching, which Node may not have
PROGRAMS = [path for path in programs() if path.stem != WAITING]


@pytest.fixture(scope="module")
def seen(pyodide: Pyodide) -> Seen:
    """What the recorder saw of a program, asked for once."""
    known: dict[str, dict[str, Any]] = {}

    def ask(path: Path) -> dict[str, Any]:
        if path.stem not in known:
            known[path.stem] = pyodide.call("tests.corpus.recorded:seen", path.stem)
        return known[path.stem]

    return ask


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
class TestOfAProgram:
    def test_generators_yields_and_resumes_are_counted_right(
        self, path: Path, seen: Seen
    ) -> None:
        assert Facts(*seen(path)["facts"]) == facts(path)

    def test_the_output_is_what_it_prints_alone(self, path: Path, seen: Seen) -> None:
        assert seen(path)["printed"] == seen(path)["plain"] == output(path)

    def test_each_piece_of_output_has_its_step(self, path: Path, seen: Seen) -> None:
        assert seen(path)["steps"] == seen(path)["said"]

    def test_states_are_right_at_every_step(self, path: Path, seen: Seen) -> None:
        assert seen(path)["faults"] == []
        assert seen(path)["wrong"] == []

    def test_names_hold_what_it_says_at_every_step(
        self, path: Path, seen: Seen
    ) -> None:
        assert seen(path)["stale"] == []

    def test_a_second_recording_is_the_same(self, path: Path, seen: Seen) -> None:
        assert seen(path)["again"] == []

    def test_it_is_followed_whole(self, path: Path, seen: Seen) -> None:
        assert not seen(path)["cut"]
        assert seen(path)["words"] == seen(path)["count"]
        assert all("isn't part of this program" in each for each in seen(path)["left"])


def test_a_long_program_is_cut_and_prints_all_the_same(pyodide: Pyodide) -> None:
    text = "def f():\n    yield from range(9999)\nfor n in f():\n    print(n)\n"
    recording, _ = pyodide.call("tests.corpus.recorded:run", text)
    assert recording["cut"]
    assert len(recording["steps"]) == 1001
    assert recording["out"] == "".join(f"{n}\n" for n in range(9999))


def test_what_an_earlier_input_left_may_go_at_any_time(pyodide: Pyodide) -> None:
    assert pyodide.call("tests.corpus.recorded:littered") == ["input", "over"]


def test_its_log_has_each_event_with_its_place(pyodide: Pyodide) -> None:
    text = "def f():\n    yield 1\nlist(f())\n"
    said = pyodide.call("tests.corpus.recorded:logged", text).splitlines()
    assert [line.split()[0] for line in said if " f:" in line] == [
        *("start", "line", "yields", "resume", "returns"),
    ]
    assert any(line.startswith("yields   f:2+") for line in said)


STALE = {
    "a list that a card and the session keep": """
def fills(held):
    for n in 1, 2:
        held[0] = n
        yield n
held = [0, 0]
g = fills(held)
next(g)
g.send(None)
""",
    "a list that is changed by a plain function, in a line": """
def fills(held):
    yield from held
def change(held):
    held.append(1)
held = []
g = fills(held); change(held); list(g)
""",
    "a name that a function within assigns": """
def counts():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    yield up
    yield n
g = counts()
up = next(g)
up()
next(g)
""",
    "a name of the module that a generator assigns, and makes, and deletes": """
def assigns():
    global n, new
    n = 2
    new = [1]
    yield
    del n
    yield
n = 1
g = assigns()
next(g)
next(g)
""",
    "a name that is given None": """
n = [1]
n = None
print(n)
""",
    "what the last line gives": """
def f():
    yield 1
a, b = next(f()), [2]
""",
    "lists in lists, and what is longer than is shown": """
def f(deep, long, pairs, some):
    yield
    long[6:] = []
    yield
    deep[0][0] = 2
    pairs["a"][0] = 3
    some.add(4)
    yield
values = [[1], [1]], list(range(9)), {"a": [1]}, {1}
g = f(*values)
deep, long, pairs, some = values
for _ in g:
    pass
""",
    "the body of a class that changes what is around": """
def f(held):
    class Body:
        held.append(1)
        n = 2
        held.append(n)
    yield held
    held.clear()
for held in f([]):
    kept = held
""",
    "an error that leaves the program": """
def f(held):
    yield
    held.append(1)
    raise ValueError
held = []
g = f(held)
next(g)
n = next(g)
""",
}


@pytest.mark.parametrize("text", STALE.values(), ids=STALE)
def test_names_of_all_frames_hold_what_it_says_with(
    text: str, pyodide: Pyodide
) -> None:
    assert pyodide.call("tests.corpus.recorded:stale_names", text) == []


def test_each_moment_says_what_who_waits_keeps_then(pyodide: Pyodide) -> None:
    text = (
        "def fills(held):\n    yield\n    held[0] = 1\n    yield\n"
        "def reads(held):\n    while True:\n        yield held[0]\n"
        "held = [0]\nf, r = fills(held), reads(held)\n"
        "next(f)\nnext(f)\nnext(r)\nheld.append(2)\n"
    )
    moments = pyodide.call("tests.corpus.recorded:kept", text)
    assert [set(each.values()) for each in moments[2:]] == [
        {"held = [0]"},
        {"held = [1]"},
        {"held = [1, 2]"},
    ]


GIVES = "held = [1, 2]\ng = f(held.pop())\nh = f(1); i = f(held.pop())\nlist(i)\n"


@pytest.mark.parametrize("within", ["", "def main():\n"])
def test_who_makes_one_keeps_then_what_computing_the_arguments_left(
    within: str, pyodide: Pyodide
) -> None:
    text = f"def f(x):\n    yield x\n{GIVES}"
    if within:
        text = text.replace(GIVES, within + textwrap.indent(GIVES, "    ") + "main()\n")
    moments = pyodide.call("tests.corpus.recorded:kept", text)
    keeps = [each["main" if within else "The program"] for each in moments]
    # the second line makes two
    assert [each.split("  ")[0] for each in keeps[1:3]] == ["held = [1]", "held = []"]


def test_what_earlier_inputs_made_keeps_what_it_holds_now(pyodide: Pyodide) -> None:
    before = (
        "def f(held):\n    yield held\nheld = [0]\n"
        "new, old = f(held), f(held)\nnext(old)\n"
    )
    found = pyodide.call(
        "tests.corpus.recorded:later", before, "held[0] = 1\nlist(old), list(new)\n"
    )
    kept = {each["name"]: each["d"] for each in found["frames"][1:]}
    assert kept == {"old": {"held": "[0]"}, "new": {"held": "[0]"}}
    assert {name: "[1]" for step in found["steps"] for name in step.get("k", {})} == {
        "1": "[1]",
        "2": "[1]",
    }


WILD = {
    "asks for its class, its name and its repr are never answered": """
class Meta(type):
    @property
    def __name__(cls): print("asked"); return "x"
    @property
    def __mro__(cls): print("asked"); return ()
class Wild(metaclass=Meta):
    def __getattribute__(self, name): print("asked", name); return 1
    def __repr__(self): print("asked"); return "x"
    def __eq__(self, other): print("asked"); return True
    __hash__ = None
def f(w):
    yield w
g = f(Wild())
w = next(g)
print("done")
""",
    "a slice of what has a repr": """
class Wild:
    def __repr__(self): print("asked"); return "x"
def f():
    cut = slice(Wild(), None)
    yield cut
next(f())
print("done")
""",
    "a text like those that stand for names": """
def f():
    yield "\N{LEFT-POINTING ANGLE BRACKET}99>"
print(list(f()))
""",
    "ints too long for digits": """
def f():
    n = 10 ** 5000
    yield n
    yield range(n), "x" * 10 ** 6
for value in f():
    print(type(value))
""",
    "errors with arguments of their own": """
class Odd(Exception):
    @property
    def args(self): print("asked"); return 1
def f():
    try:
        yield 1
    except Odd:
        yield 2
g = f()
next(g)
print(g.throw(Odd("x")))
""",
    "a method that is no function": """
from types import MethodType
class Call:
    def __call__(self, me): return [me]
class Thing: pass
thing = Thing()
thing.go = MethodType(Call(), 3)
print(thing.go(), list(n for n in thing.go()))
""",
    "recursion without end": """
def down(n):
    yield n
    yield from down(n + 1)
try:
    for n in down(0):
        pass
except RecursionError:
    print("too deep")
print("after")
""",
    "code that it makes itself": """
space = {}
exec("def f():\\n    yield 1\\n    yield 2", space)
print(list(space["f"]()), eval("sum(n for n in (1, 2))"))
""",
    "what is kept elsewhere, and asks for its class and its repr": """
class Wild(list):
    def __getattribute__(self, name): print("asked", name); return 1
    def __repr__(self): print("asked"); return "x"
    def __eq__(self, other): print("asked"); return True
    def __iter__(self): print("asked"); return iter(())
    def __len__(self): print("asked"); return 0
    def __bool__(self): print("asked"); return True
    def __del__(self): print("gone")
    __hash__ = None
def f(held, wild):
    yield held[0] is wild
    held[0] = [wild]
    yield
def g(held, source):
    for _ in source:
        yield held.append(1)
held = [Wild()]
wild = held[0]
for _ in g(held, f(held, wild)):
    print(len(held))
del wild
held.clear()
print("done")
""",
    "a generator that is kept in itself": """
def f():
    me = yield
    yield me
g = f()
next(g)
g.send(g)
del g
import gc
print(gc.collect() >= 0)
""",
    "its own tracing": """
import sys
seen = []
def trace(frame, event, arg):
    seen.append(event)
    return trace
def f():
    yield 1
sys.settrace(trace)
list(f())
sys.settrace(None)
print(seen)
""",
    "its own monitoring": """
import sys
tool = sys.monitoring.PROFILER_ID
print(sys.monitoring.get_tool(tool))
def f():
    yield 1
print(list(f()))
""",
    "leaving Python": """
def f():
    yield 1
    raise SystemExit(3)
for n in f():
    print(n)
""",
    "no source at all": "",
    "what is not Python": "def f(:\n",
}


@pytest.mark.parametrize("text", WILD.values(), ids=WILD)
def test_a_program_runs_unharmed_with(text: str, pyodide: Pyodide) -> None:
    followed, alone = pyodide.call("tests.corpus.recorded:both", text)
    assert followed["printed"] == alone["printed"]
    assert followed["error"] == alone["error"]
    assert followed["state"] == alone["state"]
    assert followed["recording"]["steps"]
    assert not any("failed" in each for each in followed["recording"]["left"])


class TestItSays:
    def test_what_it_left_out(self, pyodide: Pyodide) -> None:
        text = "import heapq\nprint(list(heapq.merge([1], [0])))\n"
        recording, _ = pyodide.call("tests.corpus.recorded:run", text)
        assert recording["left"] == ["merge, which isn't part of this program"]

    def test_nothing_wrong_where_calls_go_too_deep(self, pyodide: Pyodide) -> None:
        text = (
            "def down(n):\n    down(n + 1)\n"
            "try:\n    down(0)\nexcept RecursionError:\n    print('too deep')\n"
            "print('after')\n"
        )
        followed, _ = pyodide.call("tests.corpus.recorded:both", text, 100_000)
        assert followed["printed"] == "too deep\nafter\n"

    def test_no_warning_of_its_own(self, pyodide: Pyodide) -> None:
        text = (
            'def f():\n    yield (yield "\\d")\n'
            'g = f()\nnext(g)\nprint(g.send("\\w"))\n'
        )
        followed, _ = pyodide.call("tests.corpus.recorded:both", text)
        assert followed["printed"].endswith("\\w\n")
        assert followed["printed"].count(": SyntaxWarning: ") == 2
        assert "<unknown>" not in followed["printed"]

    def test_that_another_listens_already(self, pyodide: Pyodide) -> None:
        found = pyodide.call("tests.corpus.recorded:taken", "print(1)")
        assert found["printed"] == "1\n"
        told = "the run, because another tool is already tracing it"
        assert found["recording"]["left"] == [told]


TOLD = {
    "a value that `await` gets": (
        """
        async def one():
            return 1
        async def two():
            return await one() + 1
        try:
            two().send(None)
        except StopIteration:
            pass
        """,
        ["`await` gets `1`, what was returned."],
        "loop sees",
    ),
    "the end of an asynchronous loop": (
        """
        async def numbers():
            yield 1
        async def total():
            return sum([n async for n in numbers()])
        try:
            total().send(None)
        except StopIteration:
            pass
        """,
        [
            "The `async for` loop in `total()` starts `numbers()` at line 1.",
            "The `async for` loop sees `StopAsyncIteration` and ends.",
        ],
        "loop sees `StopIteration`",
    ),
    "what each turn of an asynchronous loop waits for": (
        """
        class Once:
            done = False
            def __aiter__(self):
                return self
            async def __anext__(self):
                if self.done:
                    raise StopAsyncIteration
                self.done = True
        async def run():
            async for _ in Once():
                pass
        try:
            run().send(None)
        except StopIteration:
            pass
        """,
        ["The `async for` loop sees `StopAsyncIteration` and ends."],
        "`StopIteration`",
    ),
    "an asynchronous generator that is dropped": (
        """
        async def numbers():
            try:
                yield 1
            finally:
                print("closed")
        first = numbers()
        try:
            first.asend(None).send(None)
        except StopIteration:
            pass
        del first
        """,
        [
            "Nothing refers to `first` any more. In it `GeneratorExit()` is raised, "
            "at line 3 where it waits."
        ],
        "numbers 2",
    ),
    "a value that a loop does not take": (
        """
        def f():
            yield 1
            return 3
        for n in f():
            pass
        """,
        ["The `for` loop sees `StopIteration(3)` and ends."],
        "raises",
    ),
    "an iterator of the program's own that is over": (
        """
        class Over:
            def __iter__(self):
                return self
            def __next__(self):
                raise StopIteration("it")
        def f():
            yield (yield from Over())
        for n in f():
            pass
        for n in Over():
            pass
        """,
        [
            "`yield from` in `f()` calls `Over.__next__` with self = an Over.",
            "`yield from` gets `'it'`, what was returned.",
            "The `for` loop calls `Over.__next__` with self = an Over.",
            "The `for` loop sees `StopIteration('it')` and ends.",
        ],
        "comes through to `f`",
    ),
    "an error that passes through on its way in": (
        """
        def inner():
            try:
                yield 1
            except KeyError:
                yield 2
        def outer():
            yield from inner()
        g = outer()
        next(g)
        g.throw(KeyError("k"))
        """,
        [
            '`g.throw(KeyError("k"))` asks `g`, which passes it on.',
            "`yield from` in `g` raises `KeyError('k')` in `inner()`, "
            "at line 3 where it waits.",
            "`g` hands on `2` and is suspended too.",
        ],
        "`yield from inner()` raises",
    ),
    "an error before the first line": (
        """
        def f():
            yield 1
        try:
            f().throw(KeyError)
        except KeyError:
            pass
        """,
        ["`f().throw(KeyError)` raises `KeyError()` in `f()`, before its first line."],
        "where it waits",
    ),
    "names of the module, while a comprehension runs": (
        """
        def f(n):
            yield n
        kept = 1
        print([list(f(n)) for n in (1, 2)])
        try:
            [next(n) for n in (iter(()),)]
        except StopIteration:
            print("over")
        """,
        ["Line 7 is next: `except StopIteration:`."],
        "Line 7 is next: `except StopIteration:`. Now",
    ),
    "a generator in a circle, which is not gone until it is closed": (
        """
        import gc
        class Circle:
            def __del__(self):
                pass
        def f(held):
            yield held
        gc.disable()
        c = Circle()
        c.f = f(c)
        next(c.f)
        del c
        gc.collect()
        gc.enable()
        """,
        [
            "Nothing refers to `f(c)` any more. In it `GeneratorExit()` is raised, "
            "at line 6 where it waits."
        ],
        "It is gone",
    ),
    "an object that is about to go": (
        """
        class Thing:
            def __del__(self):
                pass
        def f():
            yield Thing()
        for thing in f():
            pass
        del thing
        """,
        ["An object is about to go: `Thing.__del__` is called with self = a Thing."],
        "`thing` calls",
    ),
    "a decorator": (
        """
        def same(f):
            return f
        @same
        def f():
            yield 1
        list(f())
        """,
        ["`@same` calls `same` with f = function f."],
        "`same` calls",
    ),
    "a `with` block that asks the program's own class": (
        """
        class Block:
            def __enter__(self):
                return self
            def __exit__(self, *error):
                pass
        with Block():
            list(n for n in (1,))
        """,
        ["The `with` block calls `Block.__enter__` with self = a Block."],
        "`Block()` calls `Block.__e",
    ),
    "a call that Python makes a loop of": (
        """
        print(any(n > 1 for n in (1, 2)))
        """,
        ["`any(n > 1 for n in (1, 2))` starts `(n > 1 for n in (1, 2))` at line 1."],
        "The `for` loop",
    ),
    "a call on several lines": (
        """
        print(sum(
            n
            for n in (1, 2)
        ))
        """,
        ["`sum(n for n in (1, 2))` starts `(n for n in (1, 2))` at line 1."],
        "A call",
    ),
    "lambdas that begin on one line": (
        """
        f = lambda: ((lambda: 1), (
            yield 1
        ))
        list(f())
        """,
        ["`f()` comes to line 2: `yield 1`."],
        "a step that couldn't be recorded",
    ),
    "lines behind a form feed": (
        "def f():\n    yield 1\n\f\ndef g():\n    yield 2\n\nlist(g())\n",
        ["`g()` comes to line 5: `yield 2`."],
        "yield 1",
    ),
    "generators in what is too long to show": (
        """
        def f():
            yield 1
        held = {"a": f(), "b": f(), "c": f(), "dd": f()}
        print(held is None)
        """,
        [
            "Line 4 is next: `print(held is None)`. "
            "Now held = {'a': f(), 'b': f() 2, 'c': f() 3, 'dd': ….",
        ],
        values.NAMED,
    ),
    "sets, whose order may differ from run to run": (
        """
        words = {f"w{n}" for n in range(9)}
        many = set(range(200))
        few = frozenset((10, 9, 8))
        print(next(n for n in few))
        """,
        [
            "Line 2 is next: `many = set(range(200))`. "
            "Now words = {'w0', 'w1', 'w2', 'w3', 'w4', 'w5', …}.",
            "Line 3 is next: `few = frozenset((10, 9, 8))`. Now many = a set of 200.",
            "Line 4 is next: `print(next(n for n in few))`. "
            "Now few = frozenset({8, 9, 10}).",
        ],
        "frozenset({10",
    ),
    "an end of tracing that never began": (
        """
        import sys
        def f():
            yield 1
        sys.setprofile(None)
        list(f())
        """,
        ["`list(f())` starts `f()` at line 2."],
        "It goes on",
    ),
}


@pytest.mark.parametrize(("text", "words", "never"), TOLD.values(), ids=TOLD)
def test_it_tells_rightly_of(
    text: str, words: list[str], never: str, pyodide: Pyodide
) -> None:
    text = textwrap.dedent(text).lstrip("\n")
    followed, alone = pyodide.call("tests.corpus.recorded:both", text)
    told = [
        "".join(f"`{word}`" if at % 2 else word for at, word in enumerate(sentence))
        for sentence in followed["words"]
    ]
    assert followed["printed"] == alone["printed"]
    assert [each for each in told if each in words] == words
    assert not [each for each in told if never in each]
    assert not followed["recording"]["left"]
