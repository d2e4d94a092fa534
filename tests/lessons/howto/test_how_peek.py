"""What the recipes of *Look ahead without losing* say beyond transcripts."""

from itertools import chain, islice

import pytest

from snippets.tutorial.endless_streams import fibonacci, trip_wire


def test_chain_asks_for_nothing_before_it_is_asked() -> None:
    whole = chain(["first"], trip_wire(fibonacci(), 0))
    assert next(whole) == "first"
    with pytest.raises(RuntimeError):
        next(whole)


def test_what_was_taken_and_put_in_front_makes_the_stream_whole() -> None:
    g = fibonacci()
    whole = chain([next(g)], g)
    assert list(islice(whole, 6)) == list(islice(fibonacci(), 6))


def test_none_as_a_default_is_taken_for_an_item_that_is_none() -> None:
    assert next(iter([None]), None) is next(iter([]), None)
    nothing = object()
    assert next(iter([None]), nothing) is not next(iter([]), nothing)


def test_a_generator_counts_as_true_with_items_left_or_without() -> None:
    g = (letter for letter in "a")
    assert bool(g) is True
    assert next(g) == "a"
    assert next(g, None) is None
    assert bool(g) is True
