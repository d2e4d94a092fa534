"""What the lesson *Why generators* says beyond its transcripts."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from snippets.explanation import why_generators
from snippets.explanation.why_generators import (
    Climb,
    climb,
    measure_memory,
    peak,
    squares,
    squares_list,
)
from tests.lessons.places import place

ROOT = Path(__file__).resolve().parents[3]
MEMORY = ROOT / "snippets/explanation/recorded/why_generators.memory.json"


def recorded(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def changed(before: str, after: str) -> ModuleType:
    """Return the lesson's module with one piece of its code replaced."""
    source = Path(why_generators.__file__).read_text(encoding="utf-8")
    assert source.count(before) == 1
    module = ModuleType("changed")
    exec(compile(source.replace(before, after), "changed", "exec"), vars(module))
    return module


# the same idea, twice


@pytest.mark.parametrize("top", range(-2, 9))
def test_the_class_and_the_generator_function_give_the_same_walk(top: int) -> None:
    assert list(Climb(top)) == list(climb(top))


def test_a_walk_goes_up_and_then_down() -> None:
    assert list(climb(4)) == [1, 2, 3, 4, 3, 2, 1]


@pytest.mark.parametrize("make", [Climb, climb])
def test_both_stay_exhausted_however_often_they_are_asked(
    make: Callable[[int], Iterator[int]],
) -> None:
    walk = make(2)
    assert list(walk) == [1, 2, 1]
    assert list(islice(walk, 3)) == []
    for _ in range(3):
        with pytest.raises(StopIteration):
            next(walk)


def test_one_more_in_the_first_range_makes_the_walk_pause_at_the_top() -> None:
    module = changed("range(1, top):", "range(1, top + 1):")
    assert list(module.climb(3)) == [1, 2, 3, 3, 2, 1]


# memory


def test_both_functions_give_the_same_squares() -> None:
    assert list(squares(5)) == squares_list(5) == [0, 1, 4, 9, 16]


def test_peak_counts_what_is_held_at_one_time_and_not_what_was_freed_before() -> None:
    assert 1_000_000 <= peak(lambda: bytearray(1_000_000)) < 1_010_000
    assert peak(lambda: [bytearray(10_000) and None for _ in range(50)]) < 25_000


def test_peak_stops_counting_when_the_task_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        peak(lambda: 1 // 0)
    assert not tracemalloc.is_tracing()


def test_the_measurement_has_the_form_of_the_recording() -> None:
    measured, shown = measure_memory([100]), recorded(MEMORY)
    for key in ("title", "columns", "units", "chart"):
        assert measured[key] == shown[key], key
    assert measured["platform"].startswith(("CPython ", "PyPy "))
    assert [row[0] for row in measured["rows"]] == [100]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=str(row[0]), marks=[pytest.mark.slow] * (row[0] > 10**5))
        for row in recorded(MEMORY)["rows"]
    ],
)
def test_a_new_measurement_gives_the_recorded_memory(row: list[float]) -> None:
    """In a fresh interpreter: a debugger's or coverage's own bytes count too."""
    program = (
        "import json; from snippets.explanation.why_generators import measure_memory; "
        f"print(json.dumps(measure_memory([{row[0]}])))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    ).stdout
    got = json.loads(out)["rows"][0]
    same = f"CPython {sys.version_info.major}.{sys.version_info.minor}."
    if recorded(MEMORY)["platform"].startswith(same):
        at = place(MEMORY.relative_to(ROOT), row)
        assert got == row, f"{at}: measured {got} — run `make record`"
    else:
        # a rounded number's last digit may be another by one
        near = pytest.approx(row, rel=0.1, abs=0.1 + 1e-9)
        assert got == near, f"{place(MEMORY.relative_to(ROOT), row)}: {got}"


def test_the_sizes_are_a_thousand_to_a_million() -> None:
    rows = recorded(MEMORY)["rows"]
    assert [row[0] for row in rows] == [10**3, 10**4, 10**5, 10**6]


def test_the_list_grows_with_the_items_and_the_generator_does_not() -> None:
    rows = recorded(MEMORY)["rows"]
    assert rows[-1][1] / rows[0][1] == pytest.approx(1000, rel=0.05)
    assert len({row[2] for row in rows}) == 1


def test_over_a_list_the_generator_saves_the_second_list_and_never_the_first() -> None:
    for count, eager, _, second, over in recorded(MEMORY)["rows"]:
        assert second == pytest.approx(eager, rel=0.05)
        assert over < 1
        there = list(range(count))
        g = (n * n for n in there)
        assert there in gc.get_referents(g) or any(
            there in gc.get_referents(each) for each in gc.get_referents(g)
        )


@pytest.mark.parametrize("door", ["send", "throw", "close"])
def test_the_class_keeps_to_the_protocol_and_has_no_more(door: str) -> None:
    assert iter(walk := Climb(2)) is walk
    assert hasattr(climb(2), door)
    assert not hasattr(walk, door)


def test_getsizeof_counts_the_object_and_not_the_list_that_it_holds() -> None:
    few, many = (n for n in [1]), (n for n in [1] * 10**6)
    assert sys.getsizeof(few) == sys.getsizeof(many) < 1000
