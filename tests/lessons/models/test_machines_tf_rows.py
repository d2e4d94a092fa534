"""What the lesson *More than one machine* says of TensorFlow, in several processes."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from snippets.models import machines_tf_rows
from snippets.models.machines_tf_rows import LINES, Role, last_words, left, short, told

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "snippets/models/recorded/machines_tf_rows.machines.json"


def test_what_arrives_is_what_the_table_says() -> None:
    shown = json.loads(RECORDED.read_text(encoding="utf-8"))
    found = machines_tf_rows.measure_machines()
    assert found["rows"] == shown["rows"]


ECHO = "import sys; [print(line, end='', flush=True) for line in sys.stdin]"


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process say what it is told."""
    monkeypatch.setattr(machines_tf_rows, "PROGRAM", ECHO)


def test_a_process_is_over_when_nobody_wants_it_any_more(echo: None) -> None:
    with Role("echo") as role:
        role.tell("[1]")
        assert role.hear() == [1]
    assert role.process.returncode == -signal.SIGKILL


def test_a_process_is_over_when_who_started_it_is_killed(tmp_path: Path) -> None:
    program = (
        "from snippets.models import machines_tf_rows as rows; import time\n"
        f"rows.PROGRAM = {ECHO!r}\n"
        "role = rows.Role('echo'); print(role.process.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert started.stdout
    child = int(started.stdout.readline())
    started.kill()
    started.wait()
    # its output was ours: it has ended when nobody can write there any more
    started.stdout.close()
    for _ in range(600):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        if state(child) == "Z":
            return
    pytest.fail("it lives on")


def state(process: int) -> str:
    """Return what a process does, a letter as ps has it; Z where none is left."""
    asked = ["ps", "-o", "stat=", "-p", str(process)]
    return (subprocess.run(asked, capture_output=True, text=True).stdout or "Z")[0]


def test_a_process_that_says_nothing_is_not_waited_for_without_end(echo: None) -> None:
    with Role("echo") as role, pytest.raises(queue.Empty):
        role.hear(0.1)


def said(*words: Any) -> Any:
    """Return who says these words, and then nothing."""
    given: queue.Queue[Any] = queue.Queue()
    for each in words:
        given.put(each)

    class Speaker:
        def hear(self, seconds: float) -> Any:
            return given.get_nowait()

    return Speaker()


def test_the_last_words_are_an_end_or_what_came_before_the_silence() -> None:
    whole = [3, LINES, LINES, LINES]
    assert last_words(said([2, 1], whole)) == whole
    assert last_words(said(whole, "the end")) == "the end"
    assert left("the end") == "the end"


def test_words_are_told_short_and_batches_by_their_gaps() -> None:
    words = "ValueError: a (PerReplica:{\n 0: x\n}) b"
    assert short(words) == "ValueError: a (PerReplica:{…}) b"
    every = [(2, n // 2) for n in range(40)]
    assert told(every) == "each batch, in halves"
    assert told(every[:4] + every[9 * 2 :]).startswith("batches 0, 1 and later")
    with pytest.raises(AssertionError):
        told(every[1:])
