"""What the page *Why `StopIteration` must not escape* says beyond its transcripts."""

import traceback
from collections.abc import Iterator

import pytest

from snippets.explanation.stopiteration import firsts, until_empty

GUARDED = r"^generator raised StopIteration$"


def test_an_uncaught_one_shows_two_tracebacks_the_cause_first() -> None:
    with pytest.raises(RuntimeError, match=GUARDED) as caught:
        list(firsts([[1], []]))
    told = "".join(traceback.format_exception(caught.value))
    upper, between, lower = told.partition("The above exception was the direct cause")
    assert between
    assert "in firsts" in upper
    assert upper.rstrip().endswith("StopIteration")
    assert lower.rstrip().endswith("RuntimeError: generator raised StopIteration")


def test_after_it_the_generator_is_closed() -> None:
    g = firsts([[], [3, 4]])
    with pytest.raises(RuntimeError, match=GUARDED):
        next(g)
    assert next(g, None) is None


def test_with_no_empty_list_a_caught_end_ends_nothing() -> None:
    assert list(until_empty([[1, 2], [3, 4]])) == [1, 3]


def test_a_generator_expression_is_guarded_too() -> None:
    with pytest.raises(RuntimeError, match=GUARDED):
        list(next(iter(each)) for each in [[1], []])  # noqa: C400 (not a comprehension)


def test_a_list_comprehension_lets_it_pass() -> None:
    with pytest.raises(StopIteration):
        [next(iter(each)) for each in [[1], []]]


def test_map_and_iter_with_a_function_end_in_silence() -> None:
    def told() -> int:
        return next(numbers)

    numbers = iter([3, 1])
    assert list(iter(told, 9)) == [3, 1]
    runs: list[Iterator[int]] = [iter([1]), iter([]), iter([3])]
    assert list(map(next, runs)) == [1]
    assert [next(run) for run in runs[2:]] == [3]


def test_next_with_a_second_argument_gives_none_if_that_is_said() -> None:
    assert [next(iter(each), None) for each in ([1], [], [3])] == [1, None, 3]


def test_return_ends_a_generator_like_coming_to_the_end() -> None:
    def one() -> Iterator[int]:
        yield 1
        return

    assert list(one()) == [1]
