"""What *One generator, three frameworks* says of PyTorch.

A change upstream that makes one of these fail changes the page. Workers start in a
Python of their own: to fork one with threads in it may hang.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, islice
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader

from snippets.models import frameworks_torch
from snippets.models.feeding_keras import Array, make_pairs
from snippets.models.frameworks_feed import passes
from snippets.models.frameworks_rows import Whole, five
from snippets.models.frameworks_torch import Shared, loader

pytestmark = pytest.mark.heavy

PAIRS = make_pairs(70, 4)


def test_a_loader_gives_tensors_of_the_shapes_and_dtypes_of_the_arrays() -> None:
    make = passes(*PAIRS, 32)
    for _ in range(2):
        found = list(loader(make))
        for batch, arrays in zip(found, make(), strict=True):
            for tensor, array in zip(batch, arrays, strict=True):
                assert tensor.dtype == torch.float32
                assert np.array_equal(tensor.numpy(), array)
        assert [tuple(x.shape) for x, _ in found] == [(32, 8), (32, 8), (6, 8)]


@pytest.mark.parametrize("wrong", [passes(*PAIRS, 32)(), [PAIRS[0]], None])
def test_what_cant_be_called_is_refused_at_the_call(wrong: Any) -> None:
    for refuses in (Shared, loader):
        with pytest.raises(ValueError, match=r"^no function: "):
            refuses(wrong)


@pytest.mark.parametrize("workers", [1, 2, 3, 9])
def test_each_worker_gives_its_share(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset: Any = Shared(five)  # type: ignore[arg-type]  # numbers for batches
    for number in range(workers):
        me = SimpleNamespace(id=number, num_workers=workers)
        monkeypatch.setattr(frameworks_torch, "get_worker_info", lambda me=me: me)
        assert list(dataset) == list(range(number, 5, workers))


def test_a_dataset_that_holds_an_object_is_empty_the_second_time() -> None:
    found = DataLoader(Whole(five()), batch_size=None)
    assert [list(found), list(found)] == [[0, 1, 2, 3, 4], []]


def test_a_loader_has_no_length_no_order_of_its_own_and_no_position() -> None:
    found = loader(five)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="has no len"):
        len(found)
    with pytest.raises(ValueError, match="shuffle"):
        DataLoader(Shared(five), shuffle=True)  # type: ignore[arg-type]
    assert not hasattr(found, "state_dict")
    assert list(islice(found, 2)) == [0, 1]
    assert list(found) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("size", [None, 1])
def test_a_generator_alone_is_taken_for_a_dataset_until_somebody_asks(
    size: int | None,
) -> None:
    for feed in (five(), five):
        found: Any = DataLoader(feed, batch_size=size)
        said = f"^object of type '{type(feed).__name__}' has no len"
        with pytest.raises(TypeError, match=said):
            next(iter(found))


def test_whatever_has_a_length_and_numbers_is_a_dataset() -> None:
    class Squares:
        def __len__(self) -> int:
            return 3

        def __getitem__(self, number: int) -> int:
            return number**2

    found: Any = DataLoader(Squares(), batch_size=None)
    assert list(found) == [0, 1, 4]


def test_tensors_are_the_arrays_that_were_yielded() -> None:
    lent: list[Array] = []

    def make() -> Iterator[Any]:
        for batch in passes(*PAIRS, 32)():
            lent.extend(batch)
            yield batch

    tensors = list(chain.from_iterable(loader(make)))
    assert len(lent) == 6
    for tensor, array in zip(tensors, lent, strict=True):
        assert np.shares_memory(tensor.numpy(), array)


def fresh(program: str) -> Any:
    """Return what a program prints as JSON at its end, in a Python of its own."""
    command = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


TRAINED = """
import json
import torch
from snippets.models.feeding_keras import make_pairs
from snippets.models.frameworks_feed import passes
from snippets.models.frameworks_rows import Whole
from snippets.models.frameworks_torch import loader
from torch.utils.data import DataLoader

torch.set_num_threads(1)
make = passes(*make_pairs(70, 4), 32)

def trained(feed, optimizer):
    torch.manual_seed(1)
    model = torch.nn.Sequential(
        torch.nn.Linear(8, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1)
    )
    steps = optimizer(model.parameters(), lr=0.01)
    for _ in range(3):
        for x, y in feed():
            steps.zero_grad()
            torch.nn.functional.mse_loss(model(x), y).backward()
            steps.step()
    return torch.cat([each.detach().ravel() for each in model.parameters()])

def plain():
    return ((torch.tensor(x), torch.tensor(y)) for x, y in make())

def apart(one, other):
    return float((one - other).abs().max())

found = {}
for optimizer in (torch.optim.SGD, torch.optim.Adam):
    wanted = trained(plain, optimizer)
    shared = loader(make, 2)
    twice = DataLoader(Whole(make), batch_size=None, num_workers=2)
    found[optimizer.__name__] = [
        apart(wanted, trained(lambda: shared, optimizer)),
        apart(wanted, trained(lambda: twice, optimizer)),
    ]
print(json.dumps(found))
"""


def test_two_workers_that_share_train_to_the_weights_of_a_plain_loop() -> None:
    for shared, twice in fresh(TRAINED).values():
        assert shared == 0
        assert twice > 0


SPAWNED = """
import json
import os
from torch.utils.data import DataLoader
from snippets.models.frameworks_rows import Whole, five
from snippets.models.frameworks_torch import Shared

def given(dataset):
    try:
        return list(DataLoader(
            dataset, batch_size=None, num_workers=1, multiprocessing_context="spawn"
        ))
    except TypeError as error:
        return str(error)

def processes():
    for _ in range(4):
        yield os.getpid()

forks = DataLoader(
    Shared(processes), batch_size=None, num_workers=2, multiprocessing_context="fork"
)
found = list(forks)
print(json.dumps([given(Whole(five())), given(Shared(five)), found, os.getpid()]))
"""


def test_workers_are_processes_that_take_the_function_and_if_sent_no_object() -> None:
    refused, taken, (one, other, *again), here = fresh(SPAWNED)
    assert len({one, other, here}) == 3
    assert again == [one, other]
    assert refused == "cannot pickle 'generator' object"
    assert taken == [0, 1, 2, 3, 4]
