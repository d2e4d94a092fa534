"""What the page *Test a generator* says beyond its transcripts."""

import unittest
from itertools import count, cycle

import pytest

from snippets.howto import how_test
from snippets.howto.how_test import known, noted, whole
from snippets.tutorial.endless_streams import trip_wire
from snippets.tutorial.states import fuel


def test_a_wrong_one_gives_the_right_values() -> None:
    readings = ["?", "63", "44", "?"]
    assert list(whole(readings)) == list(known(readings)) == [63, 44]


def test_a_test_that_notes_what_is_taken_refuses_the_wrong_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    how_test.test_it_takes_what_it_needs()
    monkeypatch.setattr(how_test, "known", whole)
    with pytest.raises(AssertionError):
        how_test.test_it_takes_what_it_needs()


def test_a_trip_wire_ends_what_would_never_return(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    how_test.test_it_works_without_an_end()
    monkeypatch.setattr(how_test, "known", whole)
    with pytest.raises(RuntimeError, match="more than 9"):
        how_test.test_it_works_without_an_end()


def test_noting_takes_nothing_at_the_call() -> None:
    taken: list[int] = []
    g = noted(count(), taken)
    assert taken == []
    assert next(g) == 0
    assert taken == [0]


def test_a_wire_round_an_endless_stream_lets_its_limit_through() -> None:
    wired = trip_wire(cycle(["63", "?"]), 9)
    assert sum(1 for _ in zip(range(9), wired, strict=False)) == 9


def test_any_generator_passes_for_true_and_an_empty_loop_asserts_nothing() -> None:
    assert whole(["63"])
    assert whole([])
    for n in whole([]):
        raise AssertionError(n)


def test_pytest_says_that_a_call_did_not_raise() -> None:
    told = pytest.fail.Exception
    with pytest.raises(told, match="DID NOT RAISE"):  # noqa: SIM117
        with pytest.raises(ValueError):  # noqa: PT011
            fuel([-1])
    with pytest.raises(ValueError, match="leak"):
        next(fuel([-1]))
    with pytest.raises(ValueError, match="leak"):
        list(fuel([-1]))


def test_unittest_says_the_same_in_other_words() -> None:
    raises = unittest.TestCase().assertRaises
    told = r"^ValueError not raised$"
    with pytest.raises(AssertionError, match=told), raises(ValueError):
        fuel([-1])
    with raises(ValueError):
        next(fuel([-1]))


def test_pytest_finds_functions_by_their_beginning(
    pytestconfig: pytest.Config,
) -> None:
    assert "test" in pytestconfig.getini("python_functions")


def test_assert_raises_what_it_is_said_to_raise() -> None:
    with pytest.raises(AssertionError):
        exec("assert [] == [1]")
    exec("assert [1] == [1]")
