"""What the lesson *tf.data from a generator* says of its pipeline in small."""

from __future__ import annotations

from inspect import getgeneratorstate
from itertools import islice
from typing import Any

from snippets.models.tf_data_passes import passes


def test_a_call_within_the_function_gives_all_in_each_pass() -> None:
    assert list(islice(passes(lambda: iter([0, 1, 2])), 3)) == [[0, 1, 2]] * 3


def test_one_generator_gives_all_to_the_first_pass_and_is_closed() -> None:
    feed: Any = (number for number in range(3))
    g = passes(lambda: feed)
    assert getgeneratorstate(feed) == "GEN_CREATED"
    assert next(g) == [0, 1, 2]
    assert getgeneratorstate(feed) == "GEN_CLOSED"
    assert list(islice(g, 2)) == [[], []]


def test_the_function_is_called_once_a_pass_and_not_before() -> None:
    called: list[int] = []

    def make() -> list[int]:
        called.append(len(called))
        return called

    g = passes(lambda: iter(make()))
    assert called == []
    assert next(g) == [0]
    assert next(g) == [0, 1]
