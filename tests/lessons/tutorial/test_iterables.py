"""What the lesson *Iterable, iterator, generator* says beyond its transcripts."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from snippets.tutorial.first_generator import countdown
from snippets.tutorial.iterables import kind


@pytest.mark.parametrize("thing", [[3], (3,), "3", {3: 3}, {3}, range(3)])
def test_a_container_is_an_iterable_and_starts_afresh_in_each_loop(
    thing: Iterable[object],
) -> None:
    assert kind(thing) == "iterable"
    assert list(thing) == list(thing) != []


def test_a_second_loop_over_an_iterator_gets_what_the_first_has_left(
    tmp_path: Path,
) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("3\n2\n1\n", encoding="utf-8")
    with lines.open(encoding="utf-8") as file:
        for thing in (countdown(3), zip("abc", [3, 2, 1], strict=True), file):
            assert kind(thing) == "iterator"
            for _ in thing:
                break
            assert len(list(thing)) == 2
            assert list(thing) == []


def test_what_iter_gives_is_an_iterator() -> None:
    for thing in ([3], "3", {3: 3}, range(3), countdown(3)):
        assert kind(iter(thing)) == "iterator"


def test_a_range_has_a_length_and_an_index_and_a_generator_has_neither() -> None:
    assert len(range(3)) == 3
    assert range(3)[1] == 1
    assert (range(3).start, range(3).stop, range(3).step) == (0, 3, 1)
    g = countdown(3)
    with pytest.raises(TypeError, match=r"object of type 'generator' has no len\(\)"):
        len(g)
    with pytest.raises(TypeError, match="'generator' object is not subscriptable"):
        g[1]


def test_without_iter_a_list_cannot_be_asked() -> None:
    with pytest.raises(TypeError, match="'list' object is not an iterator"):
        next([3, 2, 1])  # type: ignore[call-overload]


def test_an_object_may_have_next_alone_and_for_refuses_it() -> None:
    class Forgetful:
        def __next__(self) -> int:
            return 1

    assert next(Forgetful()) == 1
    with pytest.raises(TypeError, match="'Forgetful' object is not iterable"):
        iter(Forgetful())  # type: ignore[call-overload]


def test_iter_of_square_brackets_asks_for_0_1_2_until_an_index_error() -> None:
    asked = []

    class Steps:
        def __getitem__(self, index: int) -> int:
            asked.append(index)
            if index > 2:
                raise IndexError
            return index

    assert list(iter(Steps())) == [0, 1, 2]
    assert asked == [0, 1, 2, 3]
    assert not hasattr(Steps, "__iter__")


def test_a_map_is_an_iterator() -> None:
    assert kind(map(abs, [1])) == "iterator"
