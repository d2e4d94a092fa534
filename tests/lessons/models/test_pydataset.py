"""What the lesson *PyDataset: batches by number* says of its shelf."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import Any

import pytest

from snippets.models.pydataset import Batches, epoch


@pytest.mark.parametrize(
    ("rows", "size", "batches"),
    [
        ("abcde", 2, ["ab", "cd", "e"]),
        ("abcd", 2, ["ab", "cd"]),
        ("ab", 3, ["ab"]),
        ("ab", 1, ["a", "b"]),
        ("", 2, []),
    ],
)
def test_a_shelf_has_each_batch_at_its_number_however_often_it_is_asked(
    rows: str, size: int, batches: list[str]
) -> None:
    shelf = Batches(rows, size)
    assert len(shelf) == len(batches)
    for _ in range(2):
        for number in reversed(range(len(batches))):
            assert shelf[number] == batches[number]


@pytest.mark.parametrize("size", [0, -1, 2.5, "2"])
def test_a_size_that_is_no_number_of_rows_is_refused_at_the_call(size: Any) -> None:
    with pytest.raises(ValueError, match=f"no batch has {size!r} rows"):
        Batches("abcde", size)


def test_a_loop_over_it_has_no_end() -> None:
    assert list(islice(Batches("ab", 2), 50)) == ["ab"] + [""] * 49  # type: ignore[call-overload]


def test_an_epoch_has_each_batch_once_in_an_order_of_its_seed() -> None:
    shelf = Batches("abcdefghi", 2)
    orders = [list(epoch(shelf, Random(seed))) for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert all(sorted(each) == ["ab", "cd", "ef", "gh", "i"] for each in orders)


def test_epochs_from_one_source_of_chance_differ() -> None:
    rng, shelf = Random(1), Batches("abcdefghi", 2)
    assert list(epoch(shelf, rng)) != list(epoch(shelf, rng))


def test_a_batch_is_asked_for_when_it_is_wanted() -> None:
    asked: list[int] = []

    class Noted(Batches):
        def __getitem__(self, number: int) -> str:
            asked.append(number)
            return str(number)

    walk = epoch(Noted("abcde", 2), Random(6))
    assert asked == []
    assert [next(walk), next(walk)] == ["1", "0"]
    assert asked == [1, 0]
