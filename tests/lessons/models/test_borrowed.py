"""What the page *A batch you have yielded is no longer yours* says without Keras."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from snippets.models.borrowed import lent
from snippets.models.borrowed_arrays import array_at, copied, in_one_array, parts
from snippets.models.feeding_keras import Array


def columns(rows: int) -> tuple[Array, Array, Array]:
    """Sentences of two numbers and labels, in which each number names its row."""
    number = np.arange(rows, dtype=np.float32).reshape(rows, 1)
    return np.hstack([number, number]), np.hstack([-number, -number]), number


def wanted(rows: int, size: int) -> list[list[list[float]]]:
    """The inputs of each batch, as they should reach whoever trains on them."""
    whole = np.concatenate(columns(rows)[:2], axis=-1).tolist()
    return [whole[start : start + size] for start in range(0, rows, size)]


# in plain Python


def test_who_is_done_with_a_batch_before_the_next_meets_each_one() -> None:
    assert [str(batch) for batch in lent(3)] == ["[0, 0]", "[1, 1]", "[2, 2]"]
    assert [sum(batch) for batch in lent(3)] == [0, 2, 4]


def test_it_is_one_list_each_time() -> None:
    assert len({id(batch) for batch in list(lent(5))}) == 1


def test_who_asks_ahead_holds_each_time_the_batch_behind_its_own() -> None:
    held = [(str(held), str(batch)) for held, batch in itertools.pairwise(lent(3))]
    assert held == [("[1, 1]", "[1, 1]"), ("[2, 2]", "[2, 2]")]


# with arrays


@pytest.mark.parametrize(("rows", "size"), [(8, 4), (10, 4), (3, 4), (0, 4)])
def test_each_batch_is_right_at_its_yield_and_the_last_one_may_be_shorter(
    rows: int, size: int
) -> None:
    x = np.zeros((size, 4), np.float32)
    inputs, labels = [], []
    for each, label in in_one_array(*columns(rows), x):
        assert np.shares_memory(each, x)
        inputs.append(each.tolist())
        labels.append(label.ravel().tolist())
    assert inputs == wanted(rows, size)
    assert list(itertools.chain(*labels)) == list(range(rows))


def test_whoever_keeps_them_finds_the_last_and_copies_stay_as_they_were() -> None:
    def feed() -> itertools.chain[Array]:
        made = in_one_array(*columns(8), np.zeros((4, 4), np.float32))
        return itertools.chain.from_iterable(made)

    first, _, last, _ = feed()
    assert np.array_equal(first, last)
    made = copied(in_one_array(*columns(8), np.zeros((4, 4), np.float32)))
    assert [inputs.tolist() for inputs, _ in list(made)] == wanted(8, 4)


def test_parts_are_views_of_rows_and_labels() -> None:
    whole, labels = np.concatenate(columns(10)[:2], axis=-1), columns(10)[2]
    made = list(parts(whole, labels, 4))
    assert [inputs.tolist() for inputs, _ in made] == wanted(10, 4)
    assert [len(each) for _, each in made] == [4, 4, 2]
    for inputs, each in made:
        assert np.shares_memory(inputs, whole)
        assert np.shares_memory(each, labels)


@pytest.mark.parametrize("behind", [0, 4, 16, 48])
def test_an_array_begins_where_it_is_asked_to(behind: int) -> None:
    found = array_at(behind, (3, 5))
    assert found.ctypes.data % 64 == behind
    assert found.dtype == np.float32
    assert found.tolist() == [[0.0] * 5] * 3


def test_where_an_array_of_a_batch_begins_is_chance() -> None:
    made = [np.empty((32, 32), np.float32) for _ in range(400)]
    assert {each.ctypes.data % 64 == 0 for each in made} == {True, False}


# under NumPy's watch


def test_data_that_are_read_only_refuse_to_be_shuffled_or_filled() -> None:
    rows = columns(4)[0]
    before = rows.copy()
    rows.setflags(write=False)
    with pytest.raises(ValueError, match="read-only"):
        np.random.default_rng(0).shuffle(rows)
    with pytest.raises(ValueError, match="read-only"):
        np.concatenate(columns(2)[:2], axis=0, out=rows)
    assert np.array_equal(rows, before)


def test_a_view_is_read_only_if_the_data_were_when_it_was_taken() -> None:
    rows = columns(4)[0]
    early = rows[:2]
    rows.setflags(write=False)
    with pytest.raises(ValueError, match="output array is read-only"):
        rows[:2] *= 2
    early[0] = 9
    assert rows[0, 0] == 9
