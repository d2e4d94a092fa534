"""One page's session: what runs, what it prints, what a reader sees of an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from engine.live import exercise, output
from engine.live.recorder.listing import Listing
from engine.live.session import Session
from tests.engine.exercises import EVERY_OTHER
from tests.interpreters import interpreters

ROOT = Path(__file__).parents[2]

MODULE = '''"""A lesson.

>>> # --8<-- [start:first]
>>> g = pair()
>>> next(g)
1
>>> # --8<-- [end:first]

>>> # --8<-- [start:error]
>>> next(iter([]))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:error]

>>> # --8<-- [start:wrong]
>>> 1 + 1
3
>>> # --8<-- [end:wrong]
"""

from other import OUTSIDE


# --8<-- [start:pair]
def pair():
    yield 1
    yield OUTSIDE
# --8<-- [end:pair]


# --8<-- [start:breaks]
def breaks():
    raise KeyError("here")
# --8<-- [end:breaks]
'''


# what Python's parser or compiler has no room for
DEEP = ("-" * 20_000 + "1", "x = " + "1 + " * 20_000 + "1", "x" + ".y" * 20_000)


ODD = ("\f", "\x1c", "\x85", "\u2028")  # what ends a line for `splitlines` alone


class Heard(Session):
    """A session that keeps what it sends."""

    def __init__(self, folder: Path) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(folder, lambda text: self.sent.append(json.loads(text)))


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Heard:
    """A session of a made-up page; what it sends is in `sent`."""
    (tmp_path / "lesson.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "other.py").write_text("OUTSIDE = 2\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    made = Heard(tmp_path)
    made.start("lesson.py")
    return made


class TestCode:
    def test_runs_a_section_and_says_what_it_defines(self, live: Heard) -> None:
        found = live.code("lesson.py", ["pair"])
        assert (found["state"], found["printed"]) == ("ran", "")
        assert found["defined"] == ["pair"]

    def test_of_the_reader_finds_the_names_of_the_page(self, live: Heard) -> None:
        assert live.code("lesson.py", ["pair"], "list(pair())")["printed"] == "[1, 2]\n"

    def test_shows_the_value_of_a_last_line_that_is_an_expression(
        self, live: Heard
    ) -> None:
        assert live.code("", [], "x = 6\nx * 7")["printed"] == "42\n"
        assert live.code("", [], "x = 6")["printed"] == ""

    def test_may_have_a_name_that_a_future_import_has_too(self, live: Heard) -> None:
        live.code("", [], "annotations = {'a': 1}")
        assert live.code("", [], "annotations['a']")["printed"] == "1\n"

    def test_leaves_its_names_to_what_comes_after(self, live: Heard) -> None:
        live.code("", [], "mine = 5")
        assert live.code("", [], "mine + 1")["printed"] == "6\n"

    def test_shows_the_readers_frames_alone_with_their_lines(self, live: Heard) -> None:
        found = live.code("", ["mine"], "from json import loads\nloads('{')")
        assert found["state"] == "failed"
        files = [x for x in found["printed"].splitlines() if x.startswith("  File ")]
        assert files == ['  File "<mine, run 1>", line 2, in <module>']
        assert "    loads('{')\n" in found["printed"]
        assert found["error"].startswith("json.decoder.JSONDecodeError: ")

    def test_names_the_lines_of_the_lesson_where_an_error_is_in_it(
        self, live: Heard
    ) -> None:
        printed = live.code("", ["mine"], "breaks()")["printed"]
        line = 1 + MODULE[: MODULE.index("raise KeyError")].count("\n")
        assert f'  File "lesson.py", line {line}, in breaks\n' in printed

    def test_that_is_not_python_says_where(self, live: Heard) -> None:
        found = live.code("", ["mine"], "def f(:\n    pass")
        assert found["state"] == "failed"
        assert 'File "<mine, run 1>", line 1' in found["printed"]
        assert found["error"] == "SyntaxError: invalid syntax"

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("x = 1\nyield x\n", 2, "'yield' outside function"),
            ("def f():\n    x = 1\n    global x\n", 3, ""),
            ("for n in []:\n    pass\nbreak\n", 3, "'break' outside loop"),
        ],
    )
    def test_that_the_compiler_refuses_is_shown_with_its_line(
        self, text: str, line: int, message: str, live: Heard
    ) -> None:
        found = live.code("", ["mine"], text)
        at = text.splitlines()[line - 1].strip()
        shown = f'  File "<mine, run 1>", line {line}\n    {at}\n    ^'
        assert found["printed"].startswith(shown)
        assert message in found["error"]
        found = live.prompt(text, over=True)
        assert f"    {at}\n    ^" in found["printed"]

    @pytest.mark.parametrize("text", DEEP)
    def test_that_is_too_deep_for_python_says_so(self, text: str, live: Heard) -> None:
        live.code("", [], "kept = 1")
        calls = (
            live.code("", [], text),
            live.transcript("", [], text),
            live.prompt(text),
            live.prompt(text, over=True),
        )
        for found in calls:
            assert found["state"] == "failed"
            assert found["error"].startswith("SyntaxError: an expression is too long")
            assert not found["full"], "nothing fills the memory"
            assert found["error"] in found["printed"]
        assert live.code("", [], "kept")["printed"] == "1\n"

    @pytest.mark.parametrize("odd", ODD)
    def test_shows_the_line_of_an_error_as_python_counts_it(
        self, odd: str, live: Heard
    ) -> None:
        found = live.code("", ["mine"], f"t = 'a{odd}b'\nx = 1\nx.y")
        assert "line 3, in <module>\n    x.y\n" in found["printed"]
        found = live.code("", ["mine"], f"t = 'a{odd}b'\nx = 1\nyield x")
        assert '", line 3\n    yield x\n' in found["printed"]

    @pytest.mark.parametrize("text", DEEP)
    def test_that_is_too_deep_for_python_has_lines_to_record(self, text: str) -> None:
        assert Listing(text).lines == [text]

    def test_that_is_a_pasted_session_is_typed(self, live: Heard) -> None:
        found = live.code("", ["mine"], ">>> x = 2\n>>> x + 1\n3\n>>> x\n")
        assert [each["output"] for each in found["examples"]] == ["", "3\n", "2\n"]
        assert (found["state"], found["taken"]) == ("ran", "prompts")

    def test_that_is_indented_as_a_whole_runs(self, live: Heard) -> None:
        found = live.code("", ["mine"], "    x = 6\n    x * 7\n")
        assert (found["printed"], found["taken"]) == ("42\n", "indent")
        assert live.code("", ["mine"], "x")["taken"] is None

    def test_that_fills_the_memory_says_so_in_a_field(self, live: Heard) -> None:
        assert live.code("", [], "raise MemoryError")["full"]
        assert not live.code("", [], "1 / 0")["full"]

    @pytest.mark.parametrize(
        ("text", "absent"),
        [
            ("import not_here.deep", {"name": "not_here", "standard": False}),
            ("import os.not_here", None),
            ("from os import not_here", None),
            ("raise ModuleNotFoundError('mine')", None),
        ],
    )
    def test_that_imports_what_is_not_here_names_it(
        self, text: str, absent: object, live: Heard
    ) -> None:
        found = live.code("", [], text)
        assert (found["state"], found["absent"]) == ("failed", absent)

    def test_that_leaves_python_fails_and_the_session_stays(self, live: Heard) -> None:
        found = live.code("", [], "raise SystemExit(3)")
        assert (found["state"], found["error"]) == ("failed", "SystemExit: 3")
        assert live.code("", [], "1")["printed"] == "1\n"

    @pytest.mark.parametrize(
        "text",
        [
            "class Stop(BaseException): pass\nraise Stop('x')",
            "raise BaseExceptionGroup('g', [KeyError(1), SystemExit(2)])",
            "raise ModuleNotFoundError('mine', name=3)",
            "raise ModuleNotFoundError('mine', name='.mine')",
        ],
    )
    def test_that_raises_any_error_fails_and_its_names_stay(
        self, text: str, live: Heard
    ) -> None:
        for run in (live.code, live.transcript):
            found = run("", [], f"kept = 1\n{text}")
            assert (found["state"], found["absent"]) == ("failed", None)
            assert live.code("", [], "kept")["printed"] == "1\n"

    def test_that_takes_its_own_module_away_leaves_the_session_alone(
        self, live: Heard
    ) -> None:
        live.code("", [], "import sys\nkept = 1\ndel sys.modules[__name__]")
        assert live.code("", [], "kept")["printed"] == "1\n"

    def test_that_is_interrupted_is_stopped_and_its_names_stay(
        self, live: Heard
    ) -> None:
        found = live.code("", [], "kept = 1\nraise KeyboardInterrupt")
        assert found["state"] == "stopped"
        assert live.code("", [], "kept")["printed"] == "1\n"


class TestATranscript:
    def test_is_compared_input_by_input_while_it_runs(self, live: Heard) -> None:
        found = live.transcript("lesson.py", ["first"])
        assert [each["same"] for each in found["examples"]] == [True, True]
        assert [each["example"] for each in live.sent if "example" in each] == [0, 1]

    def test_whose_error_is_recorded_has_run(self, live: Heard) -> None:
        assert live.transcript("lesson.py", ["error"])["state"] == "ran"

    def test_that_differs_shows_what_came_instead(self, live: Heard) -> None:
        (example,) = live.transcript("lesson.py", ["wrong"])["examples"]
        assert (example["same"], example["output"]) == (False, "2\n")
        assert example["recorded"] == "3\n"

    def test_of_the_reader_is_typed_one_input_at_a_time(self, live: Heard) -> None:
        text = "x = 2\nfor n in range(2):\n    n\nx"
        found = live.transcript("", [], text)
        assert [each["output"] for each in found["examples"]] == ["", "0\n1\n", "2\n"]

    @pytest.mark.parametrize("odd", ODD)
    def test_has_lines_as_python_counts_them(self, odd: str, live: Heard) -> None:
        begins = odd if odd == "\f" else ""  # which may begin a line
        text = f"t = 'a{odd}b'\n{begins}n = len(t)\nn"
        found = live.transcript("", [], text)
        assert [each["output"] for each in found["examples"]] == ["", "", "3\n"]

    def test_keeps_a_string_as_it_was_typed(self, live: Heard) -> None:
        found = live.transcript("", [], "t = '''a\n   \nb'''\nt")
        assert found["printed"] == "'a\\n   \\nb'\n"


class TestAnAnswer:
    NAME = "exercises/every_other.py"

    @pytest.fixture
    def live(self, tmp_path: Path) -> Heard:
        (tmp_path / "exercises").mkdir()
        (tmp_path / self.NAME).write_text(EVERY_OTHER, encoding="utf-8")
        return Heard(tmp_path)

    def prompted(self, text: str) -> str:
        first, *more = text.splitlines()
        rest = "".join(f"... {line}\n" for line in more)
        return f">>> {first}\n{rest}...\n>>> list(every_other('abc'))\n['a', 'c']\n"

    def test_is_judged_as_it_runs_when_it_was_pasted(self, live: Heard) -> None:
        solution = exercise.read(EVERY_OTHER, self.NAME).solution
        right = "\n".join(solution.lines) + "\n"
        for pasted, taken in (
            (right, None),
            (self.prompted(right), "prompts"),
            (textwrap.indent(right, "    "), "indent"),
        ):
            ran = live.code(self.NAME, ["starter"], pasted)
            verdict = live.judge(self.NAME, pasted)
            assert (verdict["passed"], verdict["taken"]) == (True, taken)
            assert (ran["state"], ran["taken"]) == ("ran", taken)

    def test_has_the_lines_of_the_readers_text_when_it_was_pasted(
        self, live: Heard
    ) -> None:
        wrong = "def every_other(items):\n    kept = 1\n    yield 1 / 0\n"
        unread = "def every_other(items):\n    kept = 1\n    yield +\n"
        for text in (wrong, unread):
            for pasted in (self.prompted(text), textwrap.indent(text, "    ")):
                assert live.judge(self.NAME, f"\n{pasted}")["line"] == 4


class TestThePrompt:
    def test_waits_for_the_rest_of_a_block(self, live: Heard) -> None:
        assert live.prompt("for n in range(2):\n    n") == {"more": "block"}
        found = live.prompt("for n in range(2):\n    n\n\n")
        assert (found["more"], found["printed"]) == (None, "0\n1\n")

    @pytest.mark.parametrize("text", ["(1 +", "(1 +\n\n", '"""a\n', "x = [\n\n"])
    def test_says_of_what_is_open_that_no_blank_line_ends_it(
        self, text: str, live: Heard
    ) -> None:
        assert live.prompt(text) == {"more": "bracket"}

    def test_shows_what_is_wrong_when_all_is_said_to_be_there(
        self, live: Heard
    ) -> None:
        found = live.prompt("(1 +", over=True)
        assert "'(' was never closed" in found["error"]

    def test_takes_pasted_prompts_and_indented_lines(self, live: Heard) -> None:
        found = live.prompt(">>> x = 2\n>>> x + 1\n3\n")
        assert [each["output"] for each in found["examples"]] == ["", "3\n"]
        assert found["taken"] == "prompts"
        assert live.prompt("    x")["taken"] == "indent"
        assert live.prompt("  for n in range(2):") == {"more": "block"}

    def test_says_at_once_what_can_never_be_python(self, live: Heard) -> None:
        found = live.prompt("1 +* 2")
        assert found["more"] is None
        assert found["error"].startswith("SyntaxError")


class TestOutput:
    def test_is_cut_after_2000_lines_and_the_run_goes_on(self, live: Heard) -> None:
        found = live.code("", [], "for n in range(5000):\n    print(n)\nend = n")
        assert found["cut"]
        assert found["printed"].count("\n") == output.MOST_LINES
        assert live.code("", [], "end")["printed"] == "4999\n"

    def test_has_lines_that_end_at_a_newline_alone(self, live: Heard) -> None:
        found = live.code("", [], "print('\\u2028' * 3000)")
        assert (found["cut"], len(found["printed"])) == (False, 3001)

    def test_is_cut_after_64_kib(self, live: Heard) -> None:
        found = live.code("", [], "print('x' * 200_000)")
        assert found["cut"]
        assert len(found["printed"]) == output.MOST_CHARACTERS

    @pytest.mark.parametrize(
        "done",
        [
            "sys.stdout.close()",
            "with sys.stdout: pass",
            "sys.stderr.close()",
            "with sys.stderr: pass",
            "sys.stdout.detach()",
            "sys.stdout.truncate(0)",
            "sys.stdout.seek(0)",
            "sys.stdout.read()",
            "next(sys.stdout)",
            "sys.stdout = None",
            "del sys.stdout",
            "sys.stderr = None",
            "del sys.stderr",
        ],
    )
    def test_goes_on_whatever_a_program_does_to_where_it_prints(
        self, done: str, live: Heard
    ) -> None:
        def run(call: Any, *given: str) -> list[str]:
            live.sent.clear()
            found = call("", [], *given) if call != live.prompt else call(*given)
            sent = "".join(each.get("text", "") for each in live.sent)
            outputs = [each["output"] for each in found.get("examples", [])]
            assert sent == ("".join(outputs) or found["printed"])
            return sent.splitlines()

        tried = f"try:\n    {done}\nexcept OSError: pass\n"
        text = f"import sys\nprint('before')\n{tried}print('after')\n1 / 0\n"
        for call in (live.code, live.transcript):
            told = run(call, text)
            assert told[0] == "before"
            # as anywhere, a script that throws it away has none until its end
            lost = call == live.code and done in ("sys.stdout = None", "del sys.stdout")
            assert ("after" in told) is not lost
            ended = (
                "RuntimeError: lost sys.stdout",
                "ZeroDivisionError: division by zero",
            )
            assert told[-1] in ended[not lost :]
        assert run(live.prompt, f"{tried}\n") == []
        assert run(live.prompt, "print('next')") == ["next"]

    def test_is_sent_whole_in_batches(self, live: Heard) -> None:
        live.code("", [], "print('a')\nprint('b')")
        assert "".join(each["text"] for each in live.sent) == "a\nb\n"


WARNING = """
import pathlib
from engine.live.session import Session
live = Session(pathlib.Path(), lambda _: None)
text = "import warnings\\nwarnings.warn('careful')\\n"
live.code("", [], "async def wait():\\n    pass\\n")
for _ in range(2):
    print(live.code("", [], text)["printed"].splitlines()[0])
    print(live.transcript("", [], "wait()")["printed"].splitlines()[1:])
"""


def test_each_run_warns_as_the_first_did_and_names_no_file_but_the_readers() -> None:
    # pytest takes all warnings of its own process
    done = subprocess.run(
        [sys.executable, "-c", WARNING], cwd=ROOT, capture_output=True, text=True
    )
    never = "['sys:1: RuntimeWarning: coroutine 'wait' was never awaited']"
    assert done.stdout.replace('"', "'").splitlines() == [
        "<your code, run 2>:2: UserWarning: careful",
        never,
        "<your code, run 3>:2: UserWarning: careful",
        never,
    ]


def test_a_request_is_one_that_is_known(live: Heard) -> None:
    assert json.loads(live.answer('["code", "", [], "1 + 1"]'))["printed"] == "2\n"
    with pytest.raises(ValueError, match="'begin' is not one of"):
        live.answer('["begin", "lesson.py"]')


@pytest.mark.parametrize("version", interpreters(), ids="{0[0]}.{0[1]}".format)
def test_a_session_runs_the_same_on(version: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "lesson.py").write_text(MODULE.replace("from other import OUTSIDE", ""))
    walk = (
        "import json, sys; from pathlib import Path\n"
        "from engine.live.session import Session\n"
        f"live = Session(Path({str(tmp_path)!r}), lambda _: None)\n"
        "live.start('lesson.py')\n"
        "found = live.transcript('lesson.py', ['first', 'error'])\n"
        "print(json.dumps([e['same'] for e in found['examples']]))\n"
        "print(json.dumps(live.code('', ['m'], 'breaks()')['error']))\n"
    )
    done = subprocess.run(
        [interpreters()[version], "-c", walk], cwd=ROOT, capture_output=True, text=True
    )
    lines = [json.loads(each) for each in done.stdout.splitlines()]
    assert lines == [[True, True, True], "KeyError: 'here'"], done.stderr


def test_a_lesson_in_a_part_can_be_imported_by_all_of_its_name(tmp_path: Path) -> None:
    lesson = tmp_path / "snippets" / "part" / "lesson.py"
    lesson.parent.mkdir(parents=True)
    lesson.write_text("value = 3\n", encoding="utf-8")
    program = (
        "import json, sys; from pathlib import Path; "
        "from engine.live.session import Session; "
        "live = Session(Path('snippets').resolve(), lambda _: None); "
        "live.start('part/lesson.py'); "
        "print(live.code('', [], 'import snippets.part.lesson as x\\nx.value'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"},
        capture_output=True,
        text=True,
    )
    assert "'state': 'ran'" in done.stdout, done.stdout + done.stderr
