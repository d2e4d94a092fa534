"""The recorder tells the truth about every program, and changes nothing in any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.oracle import WAITING, Facts, facts, output, programs

pytestmark = pytest.mark.slow

# what waits needs a browser's stack switching, which Node may not have
PROGRAMS = [path for path in programs() if path.stem != WAITING]


@pytest.fixture(scope="module")
def seen(pyodide):
    """What the recorder saw of a program, asked for once."""
    known: dict[str, dict] = {}

    def ask(path: Path) -> dict:
        if path.stem not in known:
            known[path.stem] = pyodide.call("tests.corpus.recorded:seen", path.stem)
        return known[path.stem]

    return ask


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
class TestOfAProgram:
    def test_generators_yields_and_resumes_are_counted_right(self, path, seen) -> None:
        assert Facts(*seen(path)["facts"]) == facts(path)

    def test_the_output_is_what_it_prints_alone(self, path, seen) -> None:
        assert seen(path)["printed"] == seen(path)["plain"] == output(path)

    def test_each_piece_of_output_has_its_step(self, path, seen) -> None:
        assert seen(path)["steps"] == seen(path)["said"]

    def test_states_are_right_at_every_step(self, path, seen) -> None:
        assert seen(path)["faults"] == []
        assert seen(path)["wrong"] == []

    def test_a_second_recording_is_the_same(self, path, seen) -> None:
        assert seen(path)["again"] == []

    def test_it_is_followed_whole(self, path, seen) -> None:
        assert not seen(path)["cut"]
        assert seen(path)["words"] == seen(path)["count"]
        assert all("is not of this program" in each for each in seen(path)["left"])


def test_a_long_program_is_cut_and_prints_all_the_same(pyodide) -> None:
    text = "def f():\n    yield from range(9999)\nfor n in f():\n    print(n)\n"
    recording, _ = pyodide.call("tests.corpus.recorded:run", text)
    assert recording["cut"]
    assert len(recording["steps"]) == 1001
    assert recording["out"] == "".join(f"{n}\n" for n in range(9999))


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
def test_a_program_runs_unharmed_with(text, pyodide) -> None:
    followed, alone = pyodide.call("tests.corpus.recorded:both", text)
    assert followed["printed"] == alone["printed"]
    assert followed["error"] == alone["error"]
    assert followed["state"] == alone["state"]
    assert followed["recording"]["steps"]


class TestItSays:
    def test_what_it_left_out(self, pyodide) -> None:
        text = "import heapq\nprint(list(heapq.merge([1], [0])))\n"
        recording, _ = pyodide.call("tests.corpus.recorded:run", text)
        assert recording["left"] == ["merge, which is not of this program"]

    def test_nothing_wrong_where_calls_go_too_deep(self, pyodide) -> None:
        text = (
            "def down(n):\n    down(n + 1)\n"
            "try:\n    down(0)\nexcept RecursionError:\n    print('too deep')\n"
            "print('after')\n"
        )
        followed, _ = pyodide.call("tests.corpus.recorded:both", text, 100_000)
        assert followed["printed"] == "too deep\nafter\n"

    def test_that_another_listens_already(self, pyodide) -> None:
        found = pyodide.call("tests.corpus.recorded:taken", "print(1)")
        assert found["printed"] == "1\n"
        assert found["recording"]["left"] == ["anything: another tool listens already"]
