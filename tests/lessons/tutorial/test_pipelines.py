"""What the lesson *Pipelines* says beyond its transcripts."""

import heapq
import inspect
import weakref
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from snippets.launch_log import LOG
from snippets.tutorial.pipelines import below, only, parse

Output = pytest.CaptureFixture[str]


def note(name: str, source: Iterable[int]) -> Iterator[int]:
    """Tell of each item that passes, as the session's function does."""
    for item in source:
        print(name, item)
        yield item


class Counted(Iterator[Any]):
    """An iterator that counts what is taken from it."""

    def __init__(self, items: Any) -> None:
        self.items = iter(items)
        self.pulls = 0

    def __next__(self) -> Any:
        item = next(self.items)
        self.pulls += 1
        return item


# the launch log


def test_a_line_of_the_log_has_a_time_a_stage_and_a_reading() -> None:
    rows = [line.split() for line in LOG]
    assert len(rows) == 40
    assert {stage for _, stage, _ in rows} == {"booster", "upper"}
    assert [int(time) for time, _, _ in rows] == sorted(int(row[0]) for row in rows)
    readings = [reading for _, _, reading in rows if reading != "?"]
    assert all(0 <= int(reading) <= 100 for reading in readings)
    assert len(readings) == len(rows) - 1


def test_a_tank_never_fills_again() -> None:
    for name in ("booster", "upper"):
        rows = (line.split() for line in LOG if "?" not in line)
        fuel = [int(reading) for _, stage, reading in rows if stage == name]
        assert fuel == sorted(fuel, reverse=True)


# who asks whom


def test_a_pipeline_that_nobody_asks_takes_no_line() -> None:
    lines = Counted(LOG)
    below(50, only("booster", parse(lines)))
    assert lines.pulls == 0


def test_the_first_low_reading_costs_thirteen_lines_of_forty() -> None:
    lines = Counted(LOG)
    rows = parse(lines)
    low = below(50, only("booster", rows))
    assert next(low) == (60, "booster", 44)
    assert lines.pulls == 13
    assert next(rows) == (60, "upper", 100)


def test_who_asks_in_the_middle_takes_a_row_from_the_end() -> None:
    rows = parse(line for line in LOG if "?" not in line)
    every = only("upper", rows)
    assert next(every) == (0, "upper", 100)
    assert list(islice(rows, 2)) == [(10, "booster", 91), (10, "upper", 100)]
    assert next(every) == (20, "upper", 100)


def test_an_open_file_can_be_the_source(tmp_path: Path) -> None:
    file = tmp_path / "launch.log"
    file.write_text("\n".join(LOG) + "\n", encoding="utf-8")
    with file.open(encoding="utf-8") as lines:
        low = below(50, only("booster", parse(lines)))
        assert next(low) == (60, "booster", 44)


def test_functions_that_return_lists_finish_one_after_the_other(
    capsys: Output,
) -> None:
    def noted(name: str, source: list[int]) -> list[int]:
        return list(note(name, source))

    noted("c", noted("b", noted("a", [1, 2])))
    assert capsys.readouterr().out.split("\n")[:-1] == [
        *("a 1", "a 2", "b 1", "b 2", "c 1", "c 2")
    ]


def test_nothing_is_told_until_somebody_asks(capsys: Output) -> None:
    c = note("c", note("b", note("a", [1, 2])))
    assert capsys.readouterr().out == ""
    assert next(c) == 1
    assert capsys.readouterr().out == "a 1\nb 1\nc 1\n"


def test_the_last_is_asked_first() -> None:
    asked = []

    def part(name: str, source: Iterator[int]) -> Iterator[int]:
        asked.append(name)
        yield from source

    assert next(part("c", part("b", part("a", iter([1, 2]))))) == 1
    assert asked == ["c", "b", "a"]


def test_one_item_is_on_its_way() -> None:
    class Line(str):
        """A line of the log that can be watched."""

    alive: list[int] = []
    held: weakref.WeakSet[Line] = weakref.WeakSet()

    def watched() -> Iterator[Line]:
        for text in LOG:
            if "?" not in text:
                line = Line(text)
                held.add(line)
                yield line
                del line

    for _ in only("upper", parse(watched())):
        alive.append(len(held))
    assert max(alive) == 1
    assert len(alive) == 28


# what one value costs


def test_a_part_asks_until_a_row_fits_and_to_the_end_if_none_does() -> None:
    fuel = Counted([63, -1, 44])
    good = (n for n in fuel if n >= 0)
    assert next(good) == 63
    assert fuel.pulls == 1
    assert next(good) == 44
    assert fuel.pulls == 3
    lines = Counted(line for line in LOG if "?" not in line)
    assert list(only("core", parse(lines))) == []
    assert lines.pulls == 39


# an error on its way


def test_an_error_at_the_front_closes_every_part() -> None:
    rows = parse(["0 upper ?", "9 upper 1"])
    upper = only("upper", rows)
    low = below(50, upper)
    with pytest.raises(ValueError, match=r"^invalid literal for int\(\) .* '\?'$"):
        next(low)
    for part in (rows, upper, low):
        assert inspect.getgeneratorstate(part) == "GEN_CLOSED"


def test_an_error_passes_the_frames_of_all_that_wait() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        next(below(50, only("upper", parse(["0 upper ?"]))))
    names = [entry.name for entry in caught.traceback][1:]
    assert names == ["below", "only", "parse"]


def test_the_first_value_came_without_the_broken_line() -> None:
    assert [number for number, line in enumerate(LOG, 1) if "?" in line] == [16]


# where it breaks


def test_sorted_in_the_middle_reads_all_before_it_gives_anything() -> None:
    lines = Counted(line for line in LOG if "?" not in line)
    rows = (row for row in sorted(parse(lines)))
    assert lines.pulls == 39
    assert next(rows) == (0, "booster", 100)


def test_merge_takes_one_item_of_each_before_it_gives_the_first() -> None:
    one, other = Counted(count(0, 2)), Counted(count(0, 3))
    both = heapq.merge(one, other)
    assert (one.pulls, other.pulls) == (0, 0)
    assert next(both) == 0
    assert (one.pulls, other.pulls) == (1, 1)
    assert list(islice(both, 5)) == [0, 2, 3, 4, 6]
    assert one.pulls + other.pulls <= 8
