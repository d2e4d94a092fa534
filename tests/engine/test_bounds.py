"""No session and no answer ends the process that judges it, or changes it for others.

Nor does it hide what is wrong elsewhere.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import warnings
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.gates import exercises, transcripts
from engine.live.interpreter import ReplayError
from engine.record import replay
from tests.engine.alone import ran
from tests.samples import SAMPLE

SESSION = '''"""A module.

>>> # --8<-- [start:a]
>>> import os, sys
>>> TYPED
>>> # --8<-- [end:a]
"""
'''
ENDING = [
    "exit()",
    "raise SystemExit",
    'sys.exit("bye")',
    "os._exit(0)",
    "os.abort()",
    'os.execl("/bin/true", "true")',
    "import threading; t = threading.Thread(target=os._exit, args=[0]); t.start(); "
    "t.join()",
]


@pytest.mark.parametrize("typed", ENDING[:3])
def test_an_input_that_ends_python_is_told_at_its_line(
    typed: str, tmp_path: Path
) -> None:
    text = SESSION.replace("TYPED", typed)
    tree = Tree(tmp_path, {"snippets/m.py": text})
    (fault,) = transcripts.judge(tree, "snippets/m.py")
    assert (fault.line, fault.what) == (5, "this input ends Python")


# what fails here ends the process in which it's run
@pytest.mark.parametrize("typed", ENDING[3:])
def test_an_input_that_ends_python_at_once_is_told_at_its_line(typed: str) -> None:
    program = (
        "import sys; from engine.live.interpreter import ReplayError\n"
        "from engine.record import replay\n"
        "try: list(replay.replay(sys.stdin.read(), 'm.py'))\n"
        "except ReplayError as error: print(error)"
    )
    done = ran(program, SESSION.replace("TYPED", typed))
    assert done.stdout == "m.py:5: this input ends Python\n"


def test_a_module_that_ends_python_at_once_is_told() -> None:
    program = (
        "import sys; from engine.live.interpreter import ReplayError\n"
        "from engine.record import replay\n"
        "try: list(replay.replay(sys.stdin.read(), 'm.py'))\n"
        "except ReplayError as error: print(error)"
    )
    done = ran(program, '"""M."""\nimport os\nos._exit(0)\n')
    assert done.stdout.startswith("m.py:3: raises SystemExit when imported")


def test_an_input_that_ends_a_process_of_its_own_ends_not_this_one() -> None:
    typed = "child = os.fork()\n>>> if child == 0: os._exit(3)"
    text = SESSION.replace("TYPED", f"{typed}\n...\n>>> os.waitpid(child, 0)[1] >> 8")
    assert [each.got for each in replay.replay(text, "m.py")][-1] == "3\n"


def test_recording_a_session_that_ends_python_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "snippets" / "m.py"
    file.parent.mkdir()
    file.write_text(SESSION.replace("TYPED", "exit()"))
    assert replay.main([str(file)]) == 1
    assert "m.py:5: this input ends Python — " in capsys.readouterr().out
    with pytest.raises(ReplayError, match="ends Python"):
        replay.rewrite(file)


def test_an_answer_that_ends_python_is_judged() -> None:
    name = next(p for p in Tree(SAMPLE).files("snippets", ".py") if "/exercises/" in p)
    source = Tree(SAMPLE).text(name)
    solution = "# --8<-- [start:solution]\n"
    assert solution in source
    text = source.replace(solution, f"{solution}import os\nos._exit(0)\n")
    program = (
        "import sys; from engine.gates import exercises\n"
        f"print(exercises.failures(sys.stdin.read(), {name!r}))"
    )
    assert "doesn't pass" in ran(program, text).stdout
    around = f"{source}\nraise SystemExit\n"
    assert exercises.failures(around, name)


def test_what_a_session_changes_is_set_back_when_it_is_over(tmp_path: Path) -> None:
    def now() -> list[object]:
        return [
            os.getcwd(),
            dict(os.environ),
            sys.path[:],
            sys.getrecursionlimit(),
            gc.isenabled(),
            signal.getsignal(signal.SIGTERM),
            warnings.filters[:],
        ]

    before = now()
    changes = [
        "import gc, os, signal, sys, warnings",
        f"os.chdir({str(tmp_path)!r})",
        'os.environ["OWN"] = "1"',
        'sys.path.insert(0, "nowhere")',
        "sys.setrecursionlimit(4000)",
        "gc.disable()",
        "handler = signal.signal(signal.SIGTERM, print)",
        'warnings.simplefilter("error")',
    ]
    text = SESSION.replace("TYPED", "\n>>> ".join([*changes, "os.getcwd()"]))
    # it holds from one input to the next
    assert [each.got for each in replay.replay(text, "m.py")][
        -1
    ] == f"{str(tmp_path)!r}\n"
    assert now() == before
