"""Each question of a probe lets a right answer pass, and says what a wrong one does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any

import pytest

from engine.live.checks import Probe
from engine.live.letter import Answer
from engine.live.limits import TimeIsUpError
from engine.live.refusal import EndlessError, WrongError


def refused(ask: Callable[[], object]) -> WrongError:
    with pytest.raises(WrongError) as found:
        ask()
    return found.value


def doubled(items: Any) -> Iterator[Any]:
    for item in items:
        yield item * 2


def written(text: str) -> tuple[Callable[..., Any], Probe]:
    """Return the function `f` of an answer, and a probe that knows its lines."""
    space: dict[str, Any] = {}
    exec(compile(text, "<answer>", "exec"), space)
    return space["f"], Probe(Answer(text, "<answer>", range(1, 100)))


def all_at_once(items: Any) -> Any:
    return iter([item * 2 for item in items])


def ahead(items: Any) -> Iterator[Any]:
    before = None
    for item in items:
        if before is not None:
            yield before * 2
        before = item
    if before is not None:
        yield before * 2


def quiet(items: Any) -> Iterator[Any]:
    try:
        yield from doubled(items)
    except ValueError:
        return


def other(items: Any) -> Iterator[Any]:
    try:
        yield from doubled(items)
    except ValueError as error:
        raise LookupError from error


def stubborn(items: Any) -> Iterator[Any]:
    for item in items:
        try:
            yield item * 2
        except BaseException:
            yield 0


class Shared:
    """Answers whose calls go on with one and the same source."""

    def __init__(self) -> None:
        self.source: Any = None

    def __call__(self, items: Any) -> Iterator[Any]:
        self.source = self.source or iter(items)
        yield from doubled(self.source)


class Doubled:
    """An iterator that is no generator, and as right."""

    def __init__(self, items: Any) -> None:
        self.items = iter(items)

    def __iter__(self) -> Doubled:
        return self

    def __next__(self) -> Any:
        return next(self.items) * 2


CALL = "doubled({})"
NEEDED = [0, 1, 2, 3, 3]


@pytest.mark.parametrize("answer", [doubled, Doubled])
def test_what_hands_items_over_one_by_one_passes(answer: Callable[[Any], Any]) -> None:
    Probe().one_by_one(CALL, answer, [1, 0, 3], [2, 0, 6], NEEDED)
    Probe().one_by_one(CALL, answer, count, [0, 2, 4], [0, 1, 2, 3])


@pytest.mark.parametrize(
    ("answer", "told", "expected", "got"),
    [
        (
            lambda items: [item * 2 for item in items],
            "`doubled(iter([1, 0, 3]))` gives you a list, with everything in it",
            "",
            "",
        ),
        (
            all_at_once,
            "`doubled(iter([1, 0, 3]))` took 3 items from its source before anybody",
            "0 items",
            "3 items",
        ),
        (
            ahead,
            "By item 1, `doubled(iter([1, 0, 3]))` has taken 2 items from its source, "
            "where 1 would do.",
            "1 item",
            "2 items",
        ),
        (
            quiet,
            "When its source raises an error before the first item, `doubled(source)` "
            "keeps quiet about it.",
            "ValueError: this source is broken",
            "no error: it ends",
        ),
        (
            other,
            "When its source raises an error before the first item, `doubled(source)` "
            "turns it into a different one.",
            "ValueError: this source is broken",
            "LookupError",
        ),
        (
            stubborn,
            "An error thrown into `doubled(iter([1, 0, 3]))` after 1 item never comes",
            "ValueError: thrown in",
            "no error: it gives 0",
        ),
        (
            Shared(),
            "With two of `doubled(iter([1, 0, 3]))` taking turns, number 1 ends "
            "after 0 items.",
            "[2, 0, 6]",
            "[]",
        ),
        (
            lambda items: doubled(islice(items, 2)),
            "`doubled(iter([1, 0, 3]))` ends after 2 items, but more should come.",
            "[2, 0, 6]",
            "[2, 0]",
        ),
    ],
)
def test_what_does_not_is_told_where_it_goes_wrong(
    answer: Callable[[Any], Any], told: str, expected: str, got: str
) -> None:
    probe = Probe()
    error = refused(
        lambda: probe.one_by_one(CALL, answer, [1, 0, 3], [2, 0, 6], NEEDED)
    )
    assert error.message.startswith(told)
    assert (error.expected, error.got) == (expected, got)


def test_what_goes_on_for_ever_is_told_that_more_came() -> None:
    ask = Probe().one_by_one
    error = refused(lambda: ask(CALL, doubled, count, [0, 1], [0, 1, 2]))
    assert error.message == "`doubled(count())` gives `2` as item 2, not `1`."
    assert (error.expected, error.got) == ("[0, 1, …]", "[0, 2, …]")


def test_what_takes_too_much_to_find_its_end_is_told_so() -> None:
    def below(items: Any) -> Iterator[Any]:
        for item in items:
            if item < 2:
                yield item
            if item > 3:
                return

    source = Probe().source(count())
    counts = [0, 1, 2, 3]
    error = refused(lambda: Probe().pulled_after("f()", below(source), source, counts))
    assert error.message == (
        "To find its end, `f()` takes 5 items from its source, where 3 would do."
    )


def test_a_source_raises_its_error_once_after_its_items() -> None:
    broken = ValueError("torn")
    source = Probe().source([None, 0], error=broken)
    assert [next(source), next(source)] == [None, 0]
    with pytest.raises(ValueError, match="torn") as found:
        next(source)
    assert found.value is broken
    assert next(source, "over") == "over"
    assert source.closed


def test_a_source_ends_what_asks_for_too_much() -> None:
    source = Probe().source(count(), most=3)
    with pytest.raises(EndlessError):
        list(source)


def test_an_error_comes_out_of_a_call_that_gives_no_iterator() -> None:
    probe = Probe()
    probe.source_error("total(source)", sum, [1, 2])

    def careful(items: Any) -> int:
        try:
            return sum(items)
        except ValueError:
            return 0

    error = refused(lambda: probe.source_error("total(source)", careful, [1, 2]))
    assert error.message.startswith("When its source raises an error after 2 items,")
    assert error.got == "no error: it gives 0"


def test_items_that_came_before_an_error_are_compared_too() -> None:
    def wrong() -> None:
        Probe().source_error("f(source)", doubled, [1, 2], [2, 5])

    assert refused(wrong).message == "`f(source)` gives `4` as item 2, not `5`."


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ([1, 9], "number 2 gives `9` as item 2, not `2`."),
        ([1], "number 2 ends after 1 item."),
        ([1, 2, 3], "number 2 goes on after 2 items."),
    ],
)
def test_two_answers_taken_in_turns_are_both_compared(
    second: list[int], told: str
) -> None:
    made = iter([[1, 2], second])
    error = refused(lambda: Probe().twice("f()", lambda: next(made), [1, 2]))
    assert told in error.message
    Probe().twice("f()", lambda: [1, 2], [1, 2])


def test_an_error_thrown_in_must_come_out_as_it_is() -> None:
    probe = Probe()
    probe.thrown("f()", lambda: doubled([1, 2]))

    def turns() -> Iterator[int]:
        try:
            yield 1
        except ValueError:
            raise KeyError("k") from None

    def ends() -> Iterator[int]:
        try:
            yield 1
        except ValueError:
            return

    error = refused(lambda: probe.thrown("f()", turns))
    assert (error.expected, error.got) == ("ValueError: thrown in", "KeyError: 'k'")
    assert refused(lambda: probe.thrown("f()", ends)).got == "no error: it ends"
    own = LookupError("mine")
    probe.thrown("f()", turns, 1, own)


@pytest.mark.parametrize("way", ["close", "del"])
def test_what_does_not_end_when_it_is_left_is_told_so(way: Any) -> None:
    probe = Probe()
    probe.dropped("f()", lambda: doubled([1, 2]), 1, way)
    error = refused(lambda: probe.dropped("f()", lambda: stubborn([1, 2]), 1, way))
    assert error.message == "`f()` won't end when it's closed after 1 item."

    def breaks() -> Iterator[int]:
        try:
            yield 1
        finally:
            raise OSError("full")

    error = refused(lambda: probe.dropped("f()", breaks, 1, way))
    assert error.message == "Closing `f()` after 1 item raises `OSError: full`."


class Stop(BaseException):
    """An error of a kind that an answer has made, and that no `Exception` is."""


class TestAnErrorOfAnyKind:
    """What an answer makes of an error is told, even where it is no Exception."""

    @staticmethod
    def turns(items: Any = ()) -> Iterator[int]:
        try:
            yield from items or [1, 2]
        except BaseException:
            raise Stop("mine") from None

    def test_is_told_where_it_comes_out_for_one_that_was_thrown_in(self) -> None:
        error = refused(lambda: Probe().thrown("f()", self.turns))
        assert (error.expected, error.got) == ("ValueError: thrown in", "Stop: mine")

    @pytest.mark.parametrize("way", ["close", "del"])
    def test_is_told_where_it_comes_of_a_closing(self, way: Any) -> None:
        error = refused(lambda: Probe().dropped("f()", self.turns, 1, way))
        assert error.message == "Closing `f()` after 1 item raises `Stop: mine`."

    def test_is_told_where_it_comes_out_for_that_of_a_source(self) -> None:
        error = refused(lambda: Probe().source_error("f(s)", self.turns, [1], [1]))
        assert error.got == "Stop: mine"

    @pytest.mark.parametrize("stop", [KeyboardInterrupt, TimeIsUpError, EndlessError])
    def test_is_none_of_those_that_end_a_check(self, stop: Any) -> None:
        def stops(_: Any = ()) -> Iterator[int]:
            try:
                yield 1
            finally:
                raise stop(9)

        probe = Probe()
        with pytest.raises(stop):
            probe.thrown("f()", stops)
        with pytest.raises(stop):
            probe.dropped("f()", stops)
        with pytest.raises(stop):
            probe.source_error("f(s)", stops, [1], [1])


def test_what_a_call_prints_is_refused_and_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def talks() -> Iterator[int]:
        print("begun")
        return iter([1])

    error = refused(lambda: Probe().printed_at_call("talks()", talks))
    assert error.message.startswith("Calling `talks()` prints something.")
    assert error.got == r"'begun\n'"
    assert capsys.readouterr().out == "begun\n"
    assert next(Probe().printed_at_call("f()", lambda: doubled([1]))) == 2


def test_a_call_that_closes_where_it_prints_is_asked_as_any() -> None:
    def closes() -> Iterator[int]:
        sys.stdout.close()
        return iter([1])

    assert list(Probe().printed_at_call("closes()", closes)) == [1]


def test_memory_is_asked_of_the_first_item_or_of_many() -> None:
    probe = Probe()

    def gathers() -> Iterator[int]:
        yield from list(range(50_000))

    def keeps() -> Iterator[int]:
        kept = []
        for number in count(1_000):
            kept.append(number)
            yield number

    error = refused(lambda: probe.memory("f()", gathers))
    assert error.message.startswith("The first value of `f()` takes as much memory as")
    assert error.expected == "at most 64 KiB"
    assert error.got.endswith(" KiB")
    probe.memory("f()", keeps)
    error = refused(lambda: probe.memory("f()", keeps, 5_000))
    assert error.message.startswith("`f()` takes more and more memory")
    probe.memory("f()", lambda: count(1_000), 5_000)


@pytest.mark.parametrize("items", [range(20), [f"word {n}" for n in range(20)]])
def test_a_weak_reference_tells_what_an_answer_keeps(items: Any) -> None:
    probe = Probe()
    probe.retained("f(items)", doubled, items)
    probe.retained("f(items)", lambda source: max(source), items)
    probe.retained("f(items)", sorted, items, most=20)

    def keeps(source: Any) -> Iterator[Any]:
        kept = []
        for item in source:
            kept.append(item)
            yield len(kept)

    error = refused(lambda: probe.retained("f(items)", keeps, items))
    assert error.message == (
        "`f(items)` holds on to 20 items of its source at once, where 3 would do."
    )
    assert (error.expected, error.got) == ("at most 3 kept", "20 kept")
    error = refused(lambda: probe.retained("f(items)", sorted, items))
    assert error.got == "20 kept"


LOOP = "def f(items):\n    for item in items:\n        yield item\n        yield 0\n"


def test_a_line_is_pointed_at_where_one_is_to_blame() -> None:
    answer, probe = written(LOOP)
    error = refused(lambda: probe.gives("f([1])", answer([1]), [1, 2]))
    assert error.line == 4
    error = refused(lambda: probe.gives("f([1])", answer([1]), []))
    assert error.line == 3
    answer, probe = written("def f(items):\n    return [*items]\n")
    assert refused(lambda: probe.generator(answer([1]), "f([1])")).line == 2
    assert refused(lambda: probe.iterator(answer([1]), "f([1])")).line == 2
    source = probe.source([1, 2])
    answer(source)
    assert refused(lambda: probe.pulled(source, 1, "calling `f`")).line == 2


def test_the_one_handler_that_takes_any_error_is_to_blame() -> None:
    head = "def f(items):\n    try:\n        yield from items\n"
    text = head + "    except {}:\n        {}\n"
    for caught, does, line in (
        ("Exception", "return", 4),
        ("BaseException", "pass", 4),
        ("ValueError", "pass", 4),
        ("KeyError", "pass", 0),
        ("Exception", "raise", 0),
    ):
        assert Answer(text.format(caught, does)).catches() == line
    answer, probe = written(text.format("Exception", "return"))
    error = refused(lambda: probe.source_error("f(source)", answer, [1], [1]))
    assert error.line == 4
    error = refused(lambda: probe.thrown("f([1])", lambda: answer([1])))
    assert error.line == 4


def test_the_letter_of_a_task_is_read_off_an_answer() -> None:
    _, probe = written(LOOP)
    probe.avoids("while", "max", "yield from")
    probe.uses("for", "yield")
    error = refused(lambda: probe.avoids("while", "for"))
    assert (error.message, error.line) == (
        "The task asks you to manage without `for`.",
        2,
    )
    error = refused(lambda: probe.uses("for", "next"))
    assert error.message == "The task asks for `next`, and your answer has none."


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("x = [\n    n\n    for n in y\n]", "for", 3),
        ("x = max(y)", "max", 1),
        ("max = 1\nx = max", "max", 0),
        ("def f(max):\n    return max", "max", 0),
        ("x = y.__next__()", "next", 1),
        ("x = y.sort()", "sort", 1),
        ("x = 'max'  # max", "max", 0),
        ("try:\n    pass\nexcept E:\n    pass", "try", 1),
    ],
)
def test_a_name_of_the_answers_own_is_not_pythons(
    text: str, name: str, line: int
) -> None:
    assert Answer(text).uses(name) == line


def test_a_check_says_no_in_its_own_words() -> None:
    error = refused(lambda: Probe().fail("It is blue.", "red", "blue"))
    assert (error.message, error.expected, error.got) == ("It is blue.", "red", "blue")


def test_a_call_is_told_of_while_it_runs() -> None:
    probe = Probe()
    with probe.during("f(1)"):
        assert probe.case == "f(1)"
    assert not probe.case
