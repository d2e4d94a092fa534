"""What the lesson *More than one machine* says of Ray."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import ray

from snippets.models import machines_ray_rows
from snippets.models.machines import in_turns, rows_of
from snippets.models.machines_ray import batches_of, epochs, gathered, streamed
from snippets.models.machines_ray_rows import ROWS, killed, ray_here, rows, told
from tests.lessons.listening import to_others

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "snippets/models/recorded/machines_ray_rows.killed.json"
PATIENCE = 90

# Ray's workers are not asked to import the tests: what is sent them is sent whole
ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])


def processes() -> set[int]:
    """Return the processes of Ray that this one has started, and what they started."""
    asked = ["ps", "-eo", "pid=,ppid=,stat=,args="]
    listed = subprocess.run(asked, capture_output=True, text=True).stdout.splitlines()
    parts = [line.split(maxsplit=3) for line in listed]
    ours = {str(os.getpid())}
    while more := {pid for pid, parent, *_ in parts if parent in ours} - ours:
        ours |= more
    return {
        int(pid)
        for pid, _, state, *what in parts
        if pid in ours and state[0] != "Z" and "ray" in "".join(what)
    }


@pytest.fixture(scope="module")
def here() -> Iterator[None]:
    with ray_here():
        yield


def named(shard: str, epoch: int) -> Iterator[str]:
    """Yield the rows of a shard, with the number of the epoch."""
    for row in rows_of(shard):
        yield f"{epoch}{row}"


def broken(shard: str, epoch: int) -> Iterator[int]:
    """Yield a number, and fail."""
    yield 0
    raise LookupError(f"no row in {shard}")


def shards_in(folder: Path, rows: int = 100, shards: int = 3) -> list[Path]:
    """Write shards whose rows all have a number of their own."""
    numbers = np.arange(rows * shards, dtype=np.float32).reshape(shards, rows, 1)
    paths = [folder / f"{shard}.npy" for shard in range(shards)]
    for path, each in zip(paths, numbers, strict=True):
        np.save(path, each.repeat(3, axis=1))
    return paths


# what a worker that dies costs


def test_of_a_killed_worker_comes_what_the_table_says() -> None:
    shown = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert machines_ray_rows.measure_killed()["rows"] == shown["rows"]
    assert processes() == set()


def test_what_had_come_is_made_again_and_left_out(here: None, tmp_path: Path) -> None:
    came, said = killed(tmp_path / "tries", False)
    assert (came, said) == (list(range(ROWS)), "nothing")
    _, first, second = (tmp_path / "tries").read_text().split("|")
    made = list(map(int, first.split()))
    assert made == list(range(len(made)))
    assert machines_ray_rows.KILLED_AT <= len(made) < ROWS
    assert second.split() == list(map(str, range(ROWS)))


def test_of_another_order_some_rows_come_twice_and_as_many_never(
    here: None, tmp_path: Path
) -> None:
    came, said = killed(tmp_path / "tries", True)
    assert said == "nothing"
    often = Counter(came)
    twice = sum(number == 2 for number in often.values())
    assert len(came) == ROWS
    assert twice > 0
    assert ROWS - len(often) == twice


def test_without_another_try_the_last_word_is_an_error(
    here: None, tmp_path: Path
) -> None:
    came, said = killed(tmp_path / "tries", False, max_retries=0)
    assert came == list(range(len(came)))
    assert machines_ray_rows.KILLED_AT <= len(came) < ROWS
    assert said.startswith("WorkerCrashedError: The worker died unexpectedly")


def test_rows_that_are_neither_whole_nor_mixed_are_told_as_they_are(
    tmp_path: Path,
) -> None:
    assert told([3, 1]) == "[3, 1]"
    drawn = [number for number, _ in rows(tmp_path / "tries", True)]
    assert sorted(drawn) == list(range(ROWS)) != drawn
    assert [number for number, _ in rows(tmp_path / "tries", True)] != drawn
    same = [number for number, _ in rows(tmp_path / "tries", False)]
    assert same == list(range(ROWS))


def test_what_a_worker_runs_gives_what_the_function_gives() -> None:
    assert list(streamed(named, "a", 7)) == ["7a0", "7a1", "7a2"]
    walk = streamed(lambda *_: [0, 1], "a", 7)
    assert [next(walk), walk.send("a number")] == [0, 1]  # type: ignore[attr-defined]


def test_ray_listens_to_this_machine_alone(here: None) -> None:
    found = processes()
    assert len(found) > 4
    assert to_others({*found, os.getpid()}) == []


# the feed


def test_each_row_comes_once_an_epoch_and_in_turns(here: None) -> None:
    feed = epochs(named, "abcd", 2)
    for epoch in (0, 1):
        expected = list(in_turns((named(shard, epoch) for shard in "abcd"), 2))
        assert list(islice(feed, 12)) == expected
    feed.close()  # type: ignore[attr-defined]
    assert next(epochs(named, "ab", 1, 7)) == "7a0"


def test_batches_come_as_they_would_without_ray(here: None, tmp_path: Path) -> None:
    paths = shards_in(tmp_path)
    got = list(gathered(batches_of, paths, 5, 2))
    made = list(in_turns((batches_of(path, 5) for path in paths), 2))
    assert len(got) == len(made) == 12
    for (x, y), (own_x, own_y) in zip(got, made, strict=True):
        assert np.array_equal(x, own_x)
        assert np.array_equal(y, own_y)
        assert x.dtype == y.dtype == np.float32


def test_the_order_of_a_shard_is_that_of_its_name_and_of_the_epoch(
    tmp_path: Path,
) -> None:
    first, second, _ = shards_in(tmp_path)

    def order(shard: Path, epoch: int) -> list[float]:
        return [float(n) for _, y in batches_of(shard, epoch) for n in y[:, 0] % 100]

    assert order(first, 0) == order(first, 0)
    assert sorted(order(first, 0)) == list(range(100))
    asked = [(first, 0), (first, 1), (second, 0)]
    assert len({tuple(order(*each)) for each in asked}) == 3
    x, y = next(batches_of(first, 0))
    assert (x.shape, y.shape) == ((32, 2), (32, 1))
    assert not np.shares_memory(x, np.load(first, mmap_mode="r"))


def test_fit_sees_each_batch_once_an_epoch_though_a_worker_is_killed(
    here: None, tmp_path: Path
) -> None:
    import keras

    def make(shard: int, epoch: int) -> Iterator[Any]:
        note = tmp_path / f"{shard}-{epoch}"
        note.write_text(f"{note.read_text() if note.exists() else ''}{os.getpid()} ")
        for number in range(shard * 10, shard * 10 + 10):
            batch = np.full((32, 1), number, np.float32)
            yield batch, batch

    seen: list[list[int]] = []

    def witness(labels: Any, predictions: Any) -> Any:
        seen[-1].append(int(labels[0, 0]))
        if seen[0][-1:] == [3] and len(seen) == 1:
            os.kill(int((tmp_path / "0-0").read_text()), signal.SIGKILL)
        return keras.ops.mean(predictions)

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", witness, run_eagerly=True)
    new = keras.callbacks.LambdaCallback(on_epoch_begin=lambda *_: seen.append([]))
    feed = epochs(make, range(2), 2)
    model.fit(
        feed, steps_per_epoch=20, epochs=2, callbacks=[new], shuffle=False, verbose=0
    )
    time.sleep(0.5)
    wait_for(lambda: ray.available_resources().get("CPU", 0) == 0)
    feed.close()  # type: ignore[attr-defined]
    assert len((tmp_path / "0-0").read_text().split()) == 2
    expected = [shard * 10 + n for n in range(10) for shard in (0, 1)]
    assert seen == [expected, expected]
    wait_for(processors_are_free)


def test_an_error_of_the_function_comes_out_as_its_own_kind(here: None) -> None:
    feed = gathered(broken, ["a"], 0, 1)
    assert next(feed) == 0
    with pytest.raises(LookupError, match="no row in a"):
        next(feed)


def test_a_feed_that_is_dropped_ends_its_generators(here: None, tmp_path: Path) -> None:
    closed = tmp_path / "closed"

    def make(shard: str, epoch: int) -> Iterator[int]:
        try:
            yield from range(1000)
        finally:
            closed.touch()

    feed = gathered(make, ["a"], 0, 1)
    assert next(feed) == 0
    del feed
    wait_for(closed.exists)


def processors_are_free() -> bool:
    """Return whether no worker keeps a processor any more."""
    return bool(ray.available_resources().get("CPU") == 2)


def wait_for(what: Any) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_workers_run_two_batches_ahead(here: None, tmp_path: Path) -> None:
    made = tmp_path / "made"

    def make(shard: str, epoch: int) -> Iterator[int]:
        for number in range(1000):
            made.write_text(str(number))
            yield number

    feed = gathered(make, ["a"], 0, 1)
    assert [next(feed) for _ in range(5)] == list(range(5))
    wait_for(lambda: made.read_text() == "6")
    time.sleep(0.5)
    assert made.read_text() == "6"


def test_one_feed_more_than_there_are_processors_never_begins(here: None) -> None:
    def make(shard: int) -> Iterator[int]:
        yield from (n for n in range(1000))

    task = ray.remote(_generator_backpressure_num_objects=2)(make)
    feeds = [task.remote(shard) for shard in range(3)]
    assert [ray.get(next(each)) for each in feeds[:2]] == [0, 0]
    assert ray.wait([feeds[2]], timeout=2)[0] == []
    feeds[0] = feeds[1] = None
    assert ray.get(next(feeds[2]), timeout=PATIENCE) == 0


@pytest.mark.parametrize("at_once", [0, -1, 3, 1.0, None])
def test_feeds_that_could_not_all_begin_are_refused_at_the_call(
    here: None, at_once: Any
) -> None:
    with pytest.raises(ValueError, match=r"^at_once=.*, cpus=2, shards="):
        gathered(named, "ab", 0, at_once)
    with pytest.raises(ValueError, match=r"shards=\[\]$"):
        gathered(named, [], 0, 1)
    with pytest.raises(ValueError, match=r"^at_once=.*, cpus=2, shards="):
        epochs(named, "ab", at_once)


def test_an_epoch_that_gives_nothing_is_no_endless_wait(here: None) -> None:
    def make(shard: str, epoch: int) -> Iterator[int]:
        yield from range(epoch < 1)

    feed = epochs(make, "ab", 2)
    assert [next(feed), next(feed)] == [0, 0]
    with pytest.raises(ValueError, match=r"^nothing in epoch 1$"):
        next(feed)


def test_ray_sends_into_a_generator_and_of_a_list_only_the_first_item_comes(
    here: None,
) -> None:
    def sent() -> Iterator[Any]:
        given = yield "first"
        yield type(given).__name__

    def delegates() -> Iterator[int]:
        yield from [0, 1]

    got = [ray.get(place) for place in ray.remote(sent).remote()]
    assert got == ["first", "StreamingGeneratorStats"]
    places = ray.remote(delegates).remote()
    assert ray.get(next(places)) == 0
    said = "'list_iterator' object has no attribute 'send'"
    with pytest.raises(AttributeError, match=said):
        ray.get(next(places))

    def make(shard: str, epoch: int) -> Iterator[int]:
        yield from [0, 1]

    assert list(gathered(make, "ab", 0, 2)) == [0, 0, 1, 1]


def test_no_generator_can_be_sent_and_ray_s_own_neither(here: None) -> None:
    task = ray.remote(lambda feed: list(feed))
    with pytest.raises(TypeError, match="cannot pickle 'generator' object"):
        task.remote(rows_of("a"))
    got = ray.remote(num_returns="streaming")(named).remote("a", 0)
    said = "^You cannot return or pass a generator to other task"
    with pytest.raises(TypeError, match=said):
        pickle.dumps(got)
