"""What the lesson *Waiting for data* says of threads, workers and their order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from snippets.models.waiting import Job, under_way
from snippets.models.waiting_pools import ahead, crop, made_by, seeded, shared

ROOT = Path(__file__).parents[3]
PATIENCE = 60


# the order of what is under way


def jobs(number: int) -> Iterator[Any]:
    return map(Job, range(number))


@pytest.mark.parametrize("depth", [1, 2, 5, 99])
def test_all_results_come_in_order_whatever_the_depth(depth: int) -> None:
    found = list(under_way(jobs(7), depth))
    assert found == [f"batch {n}" for n in range(7)]
    assert list(under_way(jobs(0), depth)) == []


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_no_more_jobs_are_begun_than_the_depth_beyond_what_was_given(
    depth: int,
) -> None:
    begun: list[int] = []

    def noted() -> Iterator[Any]:
        for job in map(Job, count()):
            begun.append(job.n)
            yield job

    feed = under_way(noted(), depth)
    for number in range(4):
        assert next(feed) == f"batch {number}"
        assert begun == list(range(number + 1 + depth))


def test_nothing_is_begun_before_anybody_wants_a_batch() -> None:
    begun = jobs(9)
    under_way(begun, 3)
    assert next(begun).n == 0


def test_a_result_that_comes_early_waits_for_those_before_it() -> None:
    first: Future[str] = Future()
    second: Future[str] = Future()
    second.set_result("second")
    feed = under_way(iter([first, second]), 2)
    threading.Timer(0.05, first.set_result, ["first"]).start()
    assert list(feed) == ["first", "second"]


# a thread


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Ask of each test here that it leaves no thread and no process behind."""
    before = threading.active_count()
    yield
    if threading.active_count() != before or multiprocessing.active_children():
        gc.collect()  # a feed in a cycle is let go late
    assert threading.active_count() == before
    assert multiprocessing.active_children() == []


def test_a_thread_gives_what_the_feed_gives_and_ends_with_it() -> None:
    nothing: list[object] = [None, 0, "", []]
    assert list(islice(ahead(iter(nothing), 2), 9)) == nothing
    assert list(ahead(iter(()), 1)) == []
    assert list(ahead(iter(range(9)), np.int64(3))) == list(range(9))  # type: ignore[arg-type]


def test_the_thread_asks_as_far_ahead_as_the_depth_and_no_further() -> None:
    asked: list[int] = []
    reached = threading.Semaphore(0)

    def feed() -> Iterator[int]:
        for number in count():
            asked.append(number)
            reached.release()
            yield number

    walk = ahead(feed(), 3)
    assert asked == []
    for given in range(3):
        assert next(walk) == given
        for _ in range(4 if given == 0 else 1):
            assert reached.acquire(timeout=PATIENCE)
        assert asked == list(range(given + 4))
    assert not reached.acquire(timeout=0.05)
    walk.close()  # type: ignore[attr-defined]
    assert asked == list(range(6))


def test_an_error_of_the_feed_comes_out_behind_the_batches_before_it() -> None:
    error = LookupError("no such file")

    def feed() -> Iterator[int]:
        yield 0
        yield 1
        raise error

    walk = ahead(feed(), 5)
    assert [next(walk), next(walk)] == [0, 1]
    with pytest.raises(LookupError) as caught:
        next(walk)
    assert caught.value is error
    assert list(walk) == []


def test_a_feed_that_was_closed_or_dropped_has_no_thread() -> None:
    before = threading.active_count()
    walk = ahead(count(), 2)
    assert threading.active_count() == before
    next(walk)
    assert threading.active_count() == before + 1
    walk.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert next(walk, "over") == "over"
    walk = ahead(count(), 2)
    next(walk)
    del walk
    gc.collect()
    assert threading.active_count() == before


def test_closing_waits_for_the_batch_that_is_being_fetched_and_for_no_other() -> None:
    fetching, let_go = threading.Event(), threading.Event()
    asked: list[int] = []

    def feed() -> Iterator[int]:
        for number in count():
            asked.append(number)
            if number == 1:
                fetching.set()
                assert let_go.wait(PATIENCE)
            yield number

    walk = ahead(feed(), 5)
    assert next(walk) == 0
    assert fetching.wait(PATIENCE)
    threading.Timer(0.05, let_go.set).start()
    walk.close()  # type: ignore[attr-defined]
    assert let_go.is_set()
    assert asked == [0, 1]


def test_work_that_was_not_begun_is_left_when_the_feed_is_closed() -> None:
    making, let_go = threading.Event(), threading.Event()
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        if number == 1:
            making.set()
            assert let_go.wait(PATIENCE)
        return number

    walk = made_by(ThreadPoolExecutor(1), make, count(), 5)
    assert next(walk) == 0
    assert making.wait(PATIENCE)
    threading.Timer(0.05, let_go.set).start()
    walk.close()  # type: ignore[attr-defined]
    assert made == [0, 1]


def test_nobody_asks_a_feed_while_it_is_being_asked() -> None:
    asked: list[str] = []

    class Slow:
        def __iter__(self) -> Iterator[int]:
            return self

        def __next__(self) -> int:
            asked.append("asked")
            threading.Event().wait(0.01)
            asked.append("gave")
            return 0

    walk = ahead(Slow(), 4)
    list(islice(walk, 8))
    walk.close()  # type: ignore[attr-defined]
    assert asked == ["asked", "gave"] * (len(asked) // 2)


@pytest.fixture
def switching() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_a_feed_can_be_closed_at_any_moment(switching: None) -> None:
    ended = threading.Event()

    def closed_often() -> None:
        for number in range(5_000):
            walk = ahead(iter(range(number % 7)), 2)
            list(islice(walk, number % 5))
            walk.close()  # type: ignore[attr-defined]
        ended.set()

    thread = threading.Thread(target=closed_often, daemon=True)
    thread.start()
    assert ended.wait(PATIENCE)
    thread.join()


@pytest.mark.parametrize("depth", [0, -1, 1.0, None])
def test_a_depth_that_is_no_number_of_batches_is_refused_at_the_call(
    depth: Any,
) -> None:
    with pytest.raises(ValueError, match=r"^depth="):
        ahead(count(), depth)


# workers


def told(number: int) -> tuple[int, int, int]:
    """Return which process this is, and what it draws in two ways."""
    return os.getpid(), crop(number), seeded(number)


def broken(number: int) -> int:
    """Return a number, and fail at 2."""
    if number == 2:
        raise LookupError(f"no batch {number}")
    return number


def dies(number: int) -> int:
    """End the process, as the system does when memory runs out."""
    os._exit(number)


@pytest.fixture(scope="module")
def draws() -> list[tuple[int, int, int]]:
    """What workers draw, until two of them have drawn three numbers."""
    found: list[tuple[int, int, int]] = []
    feed = shared(told, count(), 2, 6)
    for each in feed:
        found.append(each)
        processes = [process for process, *_ in found]
        several = [p for p in set(processes) if processes.count(p) >= 3]
        if len(several) == 2:
            break
    feed.close()  # type: ignore[attr-defined]
    return found


def test_each_worker_draws_the_same_numbers_from_its_own_copy(
    draws: list[tuple[int, int, int]],
) -> None:
    rng = np.random.default_rng(3)
    expected = [int(rng.integers(100)) for _ in draws]
    processes = {process for process, *_ in draws}
    assert len(processes) == 2
    assert os.getpid() not in processes
    for process in processes:
        drawn = [crop for each, crop, _ in draws if each == process]
        assert drawn == expected[: len(drawn)]


def test_a_draw_hangs_on_those_before_it_and_not_on_the_number() -> None:
    drawn = [crop(0) for _ in range(9)]
    assert len(set(drawn)) > 1


def test_a_seed_and_the_number_give_each_batch_a_draw_of_its_own(
    draws: list[tuple[int, int, int]],
) -> None:
    drawn = [own for *_, own in draws]
    rngs = [np.random.default_rng([3, number]) for number in range(len(draws))]
    assert drawn == [int(rng.integers(100)) for rng in rngs]
    assert len({seeded(number) for number in range(20)}) > 15


def test_an_error_in_a_worker_comes_out_in_its_turn() -> None:
    feed = shared(broken, range(5), 1, 3)
    assert [next(feed), next(feed)] == [0, 1]
    with pytest.raises(LookupError, match="no batch 2"):
        next(feed)
    assert list(feed) == []


def test_a_worker_that_dies_is_no_end_without_a_word() -> None:
    with pytest.raises(RuntimeError, match="terminated abruptly"):
        next(shared(dies, count(), 1, 1))


def test_a_generator_cant_be_sent_to_a_worker() -> None:
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    generator: Any = (n for n in range(3))
    with pytest.raises(TypeError, match=r"^cannot pickle 'generator' object$"):
        list(made_by(pool, broken, [generator], 1))


def test_as_many_threads_wait_at_once_as_there_are_in_the_pool() -> None:
    at_once = threading.Barrier(3)

    def waits(number: int) -> int:
        at_once.wait(PATIENCE)
        return number

    assert list(made_by(ThreadPoolExecutor(3), waits, range(9), 3)) == list(range(9))


def test_a_program_whose_lines_run_in_each_worker_is_told(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    lines = "from snippets.models.waiting_pools import seeded, shared\nprint('top')\n"
    wanted = "print(list(shared(seeded, range(2), 1, 1)))\n"

    def ran(text: str) -> tuple[str, str]:
        program.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, program],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout, done.stderr

    out, said = ran(lines + wanted)
    assert out == "top\ntop\n"
    assert "An attempt has been made to start a new process before" in said
    assert "BrokenProcessPool: A process in the process pool was terminated" in said
    out, said = ran(f'{lines}if __name__ == "__main__":\n    {wanted}')
    assert (out, said) == (f"top\ntop\n{[seeded(0), seeded(1)]}\n", "")


@pytest.mark.parametrize(
    ("workers", "depth"), [(0, 2), (-1, 2), (1.0, 2), (1, 0), (2, 1), (1, 2.5)]
)
def test_workers_without_work_are_refused_at_the_call(workers: Any, depth: Any) -> None:
    with pytest.raises(ValueError, match=r"^workers=.*, depth="):
        shared(seeded, count(), workers, depth)
