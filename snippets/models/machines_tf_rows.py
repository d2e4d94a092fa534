"""What TensorFlow gives on several machines, each played by a process of this one."""

import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from importlib.metadata import version
from typing import Any

PROGRAM = (
    "import os, sys; from snippets.models.machines_tf import ROLES; "
    "ROLES[sys.argv[1]](sys.stdin); os._exit(0)"
)
PATIENCE = 150  # seconds for what takes ten on a machine with nothing else to do
QUIET = 5  # seconds without a line, when all has come that can
SHARDS, LINES = 4, 5_000


class Role:
    """A process that plays a machine: it says lines, and ends with its input."""

    def __init__(self, name: str) -> None:
        """Start it."""
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, name],
            env={**os.environ, **quiet},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        """Keep each line that it says, for `hear`."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def tell(self, line: str) -> None:
        """Send it a line."""
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)

    def hear(self, seconds: float = PATIENCE) -> Any:
        """Return what it says next; raise queue.Empty if that takes too long."""
        return json.loads(self.lines.get(timeout=seconds))

    def kill(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Role":
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End it."""
        self.kill()
        self.thread.join()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            pipe.close()


def served() -> dict[str, Any]:
    """Return what a dispatcher and two workers give; one of them is killed at last."""
    with ExitStack() as stack:
        names = ("dispatcher", "worker", "worker", "reader")
        started = [stack.enter_context(Role(name)) for name in names]
        dispatcher, first, second, reader = started
        address = dispatcher.hear()
        for each in (first, second):
            each.tell(address)
        assert [first.hear(), second.hear()] == ["works", "works"]
        reader.tell(address)
        found = {"generator": reader.hear(), "OFF": reader.hear()}
        found["DYNAMIC"] = reader.hear()
        assert reader.hear() == "two files are being read"
        first.kill()
        reader.tell("killed")
        return {**found, "killed": last_words(reader)}


def last_words(reader: Role) -> Any:
    """Return the last that a reader says: how many lines came of each file, or an end.

    When all files but one are whole, it says nothing more, or that it has ended.
    """
    heard: Any = None
    while True:
        whole = list(heard or ()).count(LINES) == SHARDS - 1
        try:
            heard = reader.hear(QUIET if whole else PATIENCE)
        except queue.Empty:
            return heard
        if isinstance(heard, str):
            return heard


def free_ports(number: int) -> list[int]:
    """Return ports of the loopback that nobody uses yet."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def on_several() -> list[list[str]]:
    """Return what each of two machines says to a generator, and to arrays."""
    workers = [f"127.0.0.1:{port}" for port in free_ports(2)]
    with ExitStack() as stack:
        started = [stack.enter_context(Role("several")) for _ in workers]
        for index, each in enumerate(started):
            task = {"type": "worker", "index": index}
            each.tell(json.dumps({"cluster": {"worker": workers}, "task": task}))
        return [each.hear() for each in started]


def on_devices() -> list[list[tuple[int, int]]]:
    """Return what two devices train on, of a generator and of a function."""
    with Role("mirrored") as role:
        found: list[list[tuple[int, int]]] = role.hear()
    return found


def told(parts: list[tuple[int, int]]) -> str:
    """Return in words which batches two devices train on; each had a half of each."""
    halves = sorted(number for rows, number in parts if rows == 2)
    numbers = sorted(set(halves))
    assert halves == sorted(numbers * 2)
    assert len(halves) == len(parts)
    if numbers == list(range(20)):
        return "each batch, in halves"
    assert [*numbers[:2], numbers[-1]] == [0, 1, 19]
    return "batches 0, 1 and later ones, in halves"


def short(error: str) -> str:
    """Return the kind of an error and what of its words doesn't differ by run."""
    kind, _, words = error.partition(": ")
    for known in ("Could not find callback.*?registry", "Attempt.*unsupported type"):
        if found := re.search(known, words, re.DOTALL):
            words = found[0]
    words = re.sub(r"PerReplica:\{.*?\n\}", "PerReplica:{…}", words, flags=re.DOTALL)
    return f"{kind}: {words}"


def times(found: list[Any]) -> str:
    """Return in words how often the lines came."""
    number, often = found
    assert number == SHARDS * LINES
    (time,) = often
    return {1: "each line once", 2: "each line twice"}[time]


def left(found: Any) -> str:
    """Return in words what came after a worker was killed."""
    if isinstance(found, str):
        return found
    *whole, part = sorted(found, reverse=True)
    assert whole == [LINES] * (SHARDS - 1)
    assert 0 < part < LINES
    return "three files, and a part of the fourth; then it waits, without a word"


def measure_machines() -> dict[str, Any]:
    """Return what arrives of a generator, and of files, on several machines."""
    service, several = served(), on_several()
    generator, function = on_devices()
    assert list(map(short, several[0])) == list(map(short, several[1]))
    mirrored = "MirroredStrategy, 2 devices"
    workers = "MultiWorkerMirroredStrategy, 2 processes"
    data = "tf.data service, 2 workers"
    return {
        "title": "What arrives",
        "platform": f"TensorFlow {version('tensorflow')}, Keras {version('keras')}; "
        "each machine is a process on the same one",
        "columns": ["passed to", "what", "what arrives"],
        "rows": [
            [mirrored, "a generator of 20 batches", told(generator)],
            [mirrored, "from_generator of its function", told(function)],
            [workers, "a generator", short(several[0][0])],
            [workers, "arrays", short(several[0][1])],
            [data, "from_generator of its function", short(service["generator"])],
            [data, "four files, OFF", times(service["OFF"])],
            [data, "four files, DYNAMIC", times(service["DYNAMIC"])],
            [data, "the same, and a worker is killed", left(service["killed"])],
        ],
    }
