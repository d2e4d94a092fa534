"""What the lesson *More than one machine* says of TensorFlow, within one process."""

from __future__ import annotations

import io
import os
import queue
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any, TextIO

import pytest

pytestmark = pytest.mark.heavy
PATIENCE = 90


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import machines_tf

    return machines_tf


class Told:
    """Stands for a program's input and for who hears what it says."""

    def __init__(self) -> None:
        end, begin = os.pipe()
        self.input: TextIO = os.fdopen(end)
        self.writes: TextIO = os.fdopen(begin, "w", buffering=1)
        self.said: queue.Queue[Any] = queue.Queue()

    def hear(self) -> Any:
        found = self.said.get(timeout=PATIENCE)
        if isinstance(found, BaseException):
            raise found
        return found

    def fail(self, thread: threading.ExceptHookArgs) -> None:
        """Have who waits to hear something hear what has ended a thread."""
        self.said.put(thread.exc_value)

    def end(self) -> None:
        self.writes.close()


@pytest.fixture
def told(lesson: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    found = Told()
    monkeypatch.setattr(lesson, "says", found.said.put)
    monkeypatch.setattr(threading, "excepthook", found.fail)
    yield found
    found.end()
    found.input.close()


@pytest.fixture
def address(lesson: ModuleType) -> Iterator[str]:
    """A dispatcher with one worker, in this process."""
    dispatcher = lesson.dispatcher()
    worker = lesson.worker(dispatcher.target)
    yield dispatcher.target
    del worker
    del dispatcher


def test_what_a_process_says_is_a_line(
    lesson: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson.says(["a", 1])
    assert capsys.readouterr().out == '["a", 1]\n'


def test_a_worker_of_the_same_process_knows_the_function(
    lesson: ModuleType, address: str
) -> None:
    distribute = lesson.service.distribute("parallel_epochs", address)
    sent = lesson.pipeline(3).apply(distribute)
    assert [int(x[0, 0]) for x, _ in sent] == [0, 1, 2]


def test_no_files_are_refused_at_the_call(lesson: ModuleType) -> None:
    with pytest.raises(ValueError, match=r"^no paths$"):
        lesson.lines_of([], "grpc://127.0.0.1:1")


def test_the_service_has_no_way_to_ask_who_somebody_is(lesson: ModuleType) -> None:
    configs = lesson.service.DispatcherConfig, lesson.service.WorkerConfig
    known = " ".join(field for each in configs for field in each._fields)
    assert "protocol" in known
    assert not any(word in known for word in ("auth", "token", "credential", "secret"))


def test_a_dispatcher_says_where_it_is_and_a_worker_that_it_works(
    lesson: ModuleType, told: Told
) -> None:
    server = threading.Thread(target=lesson.run_dispatcher, args=[told.input])
    server.start()
    address = told.hear()
    assert address.startswith("grpc://localhost:")
    lesson.run_worker(io.StringIO(f"{address}\n"))
    assert told.hear() == "works"
    told.end()
    server.join(PATIENCE)
    assert not server.is_alive()


def test_a_reader_counts_what_the_service_gives(
    lesson: ModuleType, address: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lesson, "LINES", 100)
    reader = threading.Thread(target=lesson.run_reader, args=[told.input])
    reader.start()
    print(address, file=told.writes)
    assert told.hear() == "nothing"
    assert told.hear() == [400, [1]]
    assert told.hear() == [400, [1]]
    print(file=told.writes)
    found = None
    while found != "the end":
        last, found = found, told.hear()
    assert last == [100] * 4
    told.end()
    reader.join(PATIENCE)
    assert not reader.is_alive()


def test_a_reader_tells_when_a_worker_can_be_killed(
    lesson: ModuleType, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lesson, "LINES", 3)
    killed = threading.Event()
    lines = [0, 1, 2, 3, 6, 7, 8]
    reader = threading.Thread(target=lesson.follows, args=[lines, killed])
    reader.start()
    # a file of three lines is told of at its first and at its last
    assert [told.hear() for _ in range(3)] == [[1], [3], [1, 3]]
    assert told.hear() == "two files are being read"
    killed.set()
    assert [told.hear(), told.hear()] == [[1, 3, 3], "the end"]
    reader.join(PATIENCE)


def test_a_batch_is_noted_with_its_rows_and_its_number(lesson: ModuleType) -> None:
    seen: list[tuple[int, int]] = []
    for labels, _ in lesson.pairs(2):
        assert lesson.note(seen, labels) == 0
    assert seen == [(4, 0), (4, 1)]


def test_fit_sees_each_row_on_one_device(
    lesson: ModuleType, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = lesson.tf.config
    monkeypatch.setattr(config, "set_logical_device_configuration", lambda *_: None)
    monkeypatch.setattr(lesson, "pairs", lambda number: iter([]))
    monkeypatch.setattr(lesson, "fitted", lambda strategy, feed: [(2, 0)] * 40)
    lesson.run_mirrored(told.input)
    assert told.hear() == [[(2, 0)] * 40] * 2


def test_an_error_is_told_in_its_own_words(lesson: ModuleType) -> None:
    def fails() -> None:
        raise ValueError("no such row")

    assert lesson.error_of(fails) == "ValueError: no such row"
    assert lesson.error_of(lambda: None) == "nothing"


def test_one_machine_of_several_says_what_it_heard(
    lesson: ModuleType, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TF_CONFIG", "")
    distribute = lesson.tf.distribute
    # Keras asks whether a strategy is one of these
    one = type("One", (), {"__new__": lambda cls: distribute.get_strategy()})
    monkeypatch.setattr(distribute, "MultiWorkerMirroredStrategy", one)
    lesson.run_several(io.StringIO("{}\n"))
    assert told.hear() == ["nothing", "nothing"]
    assert os.environ["TF_CONFIG"] == "{}\n"
    assert lesson.ROLES["several"] is lesson.run_several
