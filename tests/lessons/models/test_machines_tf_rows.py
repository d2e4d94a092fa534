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
from snippets.models.machines_tf_rows import (
    LINES,
    Role,
    free_ports,
    last_words,
    left,
    short,
    told,
)

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "snippets/models/recorded/machines_tf_rows.machines.json"


def test_what_arrives_is_what_the_table_says() -> None:
    shown = json.loads(RECORDED.read_text(encoding="utf-8"))
    found = machines_tf_rows.measure_machines()
    assert found["rows"] == shown["rows"]


COPIES = """
import json
import sys
import keras
import tensorflow as tf

if sys.argv[1] == "devices":
    cpu = tf.config.list_physical_devices("CPU")[0]
    halves = [tf.config.LogicalDeviceConfiguration()] * 2
    tf.config.set_logical_device_configuration(cpu, halves)
    devices = [each.name for each in tf.config.list_logical_devices("CPU")]
    strategy = tf.distribute.MirroredStrategy(devices)
else:
    strategy = tf.distribute.MultiWorkerMirroredStrategy()
with strategy.scope():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
weight = model.weights[0].value
copies = strategy.experimental_local_results(weight)
print(json.dumps([[each.device, float(each.numpy()[0, 0])] for each in copies]))
"""


def copies(where: str, *configs: dict[str, Any]) -> list[list[Any]]:
    """Return the device and the value of each copy of one weight, drawn by chance."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    machines = [
        subprocess.Popen(
            [sys.executable, "-c", COPIES, where],
            env={**os.environ, **quiet, "TF_CONFIG": json.dumps(config)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for config in configs
    ]
    try:
        said = [each.communicate(timeout=150)[0] for each in machines]
    finally:
        for each in machines:
            each.kill()
    return [copy for each in said for copy in json.loads(each.splitlines()[-1])]


def test_a_strategy_gives_each_device_a_copy_of_the_model() -> None:
    (one, value), (other, same) = copies("devices", {})
    assert [one[-6:], other[-6:]] == [":CPU:0", ":CPU:1"]
    assert value == same != 0


def test_a_strategy_gives_each_machine_a_copy_of_the_model() -> None:
    workers = [f"127.0.0.1:{port}" for port in free_ports(2)]
    configs: list[dict[str, Any]] = [
        {"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}}
        for index in range(2)
    ]
    (one, value), (other, same) = copies("machines", *configs)
    assert "/task:0/" in one
    assert "/task:1/" in other
    assert value == same != 0


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
