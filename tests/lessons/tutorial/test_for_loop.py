"""What the lesson *What `for` really does* says beyond its transcripts."""

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import GeneratorType

import pytest

from snippets.tutorial.first_generator import countdown, launch
from snippets.tutorial.for_loop import kind, show_each, total


class Counted:
    """An iterable that counts the calls of `iter` and `next` made on it."""

    def __init__(self, values: Iterable[int]) -> None:
        self.values = iter(values)
        self.iters = self.nexts = 0

    def __iter__(self) -> Iterator[int]:
        self.iters += 1
        return self

    def __next__(self) -> int:
        self.nexts += 1
        return next(self.values)


def test_for_calls_iter_once_and_next_once_more_than_there_are_values() -> None:
    counted = Counted([3, 2, 1])
    for _ in counted:
        pass
    assert (counted.iters, counted.nexts) == (1, 4)


def test_the_loop_written_out_makes_the_same_calls_as_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counted = Counted([3, 2, 1])
    show_each(counted)
    assert (counted.iters, counted.nexts) == (1, 4)
    assert capsys.readouterr().out == "3\n2\n1\n"


def test_the_total_agrees_with_sum_for_values_that_look_like_an_end() -> None:
    assert total([3, 0, -1, 4]) == sum([3, 0, -1, 4])
    assert total(iter([])) == 0


def test_without_iter_a_list_cannot_be_asked() -> None:
    with pytest.raises(TypeError, match="'list' object is not an iterator"):
        next([3, 2, 1])  # type: ignore[call-overload]


def test_an_error_in_the_body_is_not_taken_for_the_end() -> None:
    rounds = []

    def walk() -> None:
        for number in countdown(3):
            rounds.append(number)
            next(countdown(0))

    with pytest.raises(StopIteration):
        walk()
    assert rounds == [3]


def test_the_loop_written_out_passes_on_an_error_of_its_body(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(value: object) -> None:
        raise StopIteration(value)

    monkeypatch.setattr("builtins.print", broken)
    with pytest.raises(StopIteration, match="3"):
        show_each(countdown(3))


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
        len(g)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'generator' object is not subscriptable"):
        g[1]  # type: ignore[index]


def test_the_body_never_runs_for_a_thing_that_is_not_iterable() -> None:
    rounds = []

    def walk(values: Iterable[int]) -> None:
        for number in values:
            rounds.append(number)

    with pytest.raises(TypeError, match="'int' object is not iterable"):
        walk(3)  # type: ignore[arg-type]
    assert rounds == []


def test_break_leaves_the_generator_suspended() -> None:
    g = countdown(3)
    for _ in g:
        break
    assert isinstance(g, GeneratorType)
    assert inspect.getgeneratorstate(g) == "GEN_SUSPENDED"


def test_next_with_a_default_gives_none_for_an_empty_run() -> None:
    runs = [countdown(2), countdown(0), countdown(5)]
    assert [next(run, None) for run in runs] == [2, None, 5]


def test_a_launch_prints_before_its_first_value_and_after_its_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(launch(1)) == [1, "lift-off"]
    assert capsys.readouterr().out == "ignition\nin orbit\n"
