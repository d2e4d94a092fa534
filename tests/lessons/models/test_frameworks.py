"""What *One generator, three frameworks* says in plain Python, without any."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import pytest

from snippets.models.feeding_keras import make_pairs, pair_batches
from snippets.models.frameworks import loader, share
from snippets.models.frameworks_feed import forever, in_order, passes
from snippets.models.two_batches import once

PAIRS = make_pairs(70, 4)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_workers_that_share_nothing_give_each_batch_as_often_as_they_are(
    workers: int,
) -> None:
    found = list(loader([once(4) for _ in range(workers)]))
    assert found == [number for number in range(4) for _ in range(workers)]


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("batches", [0, 1, 2, 5, 6])
def test_workers_that_share_give_each_batch_once_and_in_order(
    batches: int, workers: int
) -> None:
    shares = [share(once(batches), n, workers) for n in range(workers)]
    assert list(loader(shares)) == list(range(batches))
    alone = [list(share(once(batches), n, workers)) for n in range(workers)]
    assert alone == [list(range(n, batches, workers)) for n in range(workers)]
    assert alone == [
        list(islice(once(batches), n, None, workers)) for n in range(workers)
    ]


def test_who_has_nothing_to_share_asks_nobody() -> None:
    assert list(loader([])) == []


def test_each_worker_makes_the_batches_that_it_drops() -> None:
    made: list[int] = []

    def noted() -> Iterator[int]:
        for number in once(5):
            made.append(number)
            yield number

    assert list(share(noted(), 1, 2)) == [1, 3]
    assert made == [0, 1, 2, 3, 4]


def test_workers_whose_orders_differ_lose_batches_and_give_others_twice() -> None:
    orders = [0, 1, 2, 3], [1, 0, 3, 2]
    shares = [share(iter(order), n, 2) for n, order in enumerate(orders)]
    assert list(loader(shares)) == [0, 0, 2, 2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others never forked")
def test_from_python_3_14_on_workers_are_no_forks() -> None:
    program = "import multiprocessing; print(multiprocessing.get_start_method())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    forks = sys.version_info < (3, 14)
    assert done.stdout.decode().strip() == ("fork" if forks else "forkserver")


def same(some: Any, others: Any) -> bool:
    pairs = zip(some, others, strict=True)
    return all(
        np.array_equal(one, other)
        for batches in pairs
        for one, other in zip(*batches, strict=True)
    )


def test_each_call_begins_a_pass_over_all_rows() -> None:
    make = passes(*PAIRS, 32)
    expected = list(islice(pair_batches(*PAIRS, 32), 3))
    one, other = make(), make()
    next(other)
    assert inspect.isgenerator(one)
    assert same(list(one), expected)
    assert same(list(other), expected[1:])
    assert [len(labels) for _, labels in expected] == [32, 32, 6]
    assert {each.dtype for batch in make() for each in batch} == {np.dtype("float32")}


def test_what_a_pass_gives_is_in_new_memory() -> None:
    batches = list(passes(*PAIRS, 32)())
    arrays = [each for batch in batches for each in batch]
    for number, each in enumerate(arrays):
        for other in (*PAIRS, *arrays[:number]):
            assert not np.shares_memory(each, other)


def test_arrays_that_dont_fit_are_refused_before_anything_is_called() -> None:
    s1, s2, labels = PAIRS
    for wrong in ((s1, s2[:9], labels, 32), (s1, s2, labels, 0), (s1, s2, labels, 2.5)):
        with pytest.raises(ValueError, match=r"unequal lengths|no batch has"):
            passes(*wrong)
    with pytest.raises(ValueError, match="there are no rows"):
        passes(s1[:0], s2[:0], labels[:0], 32)


def test_passes_follow_each_other_without_end() -> None:
    make = passes(*PAIRS, 32)
    assert same(islice(forever(make), 7), islice(pair_batches(*PAIRS, 32), 7))


def test_the_function_can_be_sent_and_its_generator_cant() -> None:
    make = passes(*PAIRS, 32)
    sent = pickle.loads(pickle.dumps(make))
    assert same(sent(), make())
    new, begun = make(), make()
    next(begun)
    for feed in (new, begun):
        with pytest.raises(TypeError, match=r"^cannot pickle 'generator' object$"):
            pickle.dumps(feed)
    # a `lambda` has no name that leads to it
    with pytest.raises((pickle.PicklingError, AttributeError), match="lambda"):
        pickle.dumps(lambda: make())
    # and the arrays go along
    assert len(pickle.dumps(make)) > sum(each.nbytes for each in PAIRS)


def test_labels_come_in_one_array_or_in_new_ones_each_time() -> None:
    for new in (False, True):
        batches = [(x, y, y.copy()) for x, y in in_order(3, 2, new)]
        assert [int(x.argmax()) for x, _, _ in batches] == [0, 1, 2]
        assert all(np.array_equal(x, was) for x, _, was in batches)
        assert len({y.ctypes.data for _, y, _ in batches}) == (3 if new else 1)
    (_, y), *_ = in_order(3, 2, new=False)
    assert y.ctypes.data % 64 == 0
