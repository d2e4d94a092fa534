"""The notebook of *Where the time goes*: its counts, and what follows from times."""

from __future__ import annotations

import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.book.fault import listing
from engine.book.imports import imports
from engine.record import notebook
from snippets.models.ml_speed_rows import (
    POST,
    Sample,
    Times,
    case,
    recorded,
    shares,
    short,
)

ROOT = Path(__file__).parents[3]
MODULE = ROOT / "snippets" / "models" / "ml_speed_notebook.py"
STORED = ROOT / "docs" / "models" / "ml-speed-notebook.ipynb"

TASKS = ["small model", "large model", "wide rows"]
RACE = re.compile(r"^(\w+ \w+): microseconds a batch\n(.*\n)((?:.+\n)+)", re.MULTILINE)
ROW = re.compile(r"^(.{30}) +(\d+) +(\d+) +([\d.]+)$", re.MULTILINE)
PERCENT = re.compile(r"^(\w+ \w+) +(\d+) +(\d+) +(\d+)$", re.MULTILINE)
CASE = re.compile(r"^(\w+ \w+) +((?:waits for|has nothing) .+)$", re.MULTILINE)
COUNTED = re.compile(
    r"^(\w+ \w+) +([\d,]+) +([\d,]+) +(\d+) +(\d+) or (\d+)$", re.MULTILINE
)
BAR = re.compile(r'y="(?:76|142|208)" width="([\d.]+)"')


def printed(executed: dict[str, Any]) -> str:
    """Return what the cells of a notebook print."""
    return "".join(
        "".join(output["text"])
        for cell in executed["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


def drawn(executed: dict[str, Any]) -> str:
    """Return the one picture of a notebook, as SVG."""
    (svg,) = [
        "".join(output["data"]["image/svg+xml"])
        for cell in executed["cells"]
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]
    return svg


def races(said: str) -> dict[str, list[tuple[str, int, int, float]]]:
    """Return for each task its rows: feed, fastest, slowest, speed."""
    return {
        task: [
            (name.rstrip(), int(fastest), int(slowest), float(speed))
            for name, fastest, slowest, speed in ROW.findall(rows)
        ]
        for task, _, rows in RACE.findall(said)
    }


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(STORED.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return notebook.execute(MODULE)


def test_its_cells_are_those_of_its_module() -> None:
    found = notebook.check(MODULE)
    assert not found, "\n" + listing(found)


@pytest.mark.heavy
def test_its_outputs_are_what_a_run_gives_but_for_times(run: dict[str, Any]) -> None:
    found = notebook.differences(MODULE, run)
    assert not found, "\n" + listing(found)


@pytest.mark.heavy
def test_each_feed_trains_to_the_weights_that_arrays_give(run: dict[str, Any]) -> None:
    feeds = [row[0] for row in races(printed(run))["small model"]]
    found = re.findall(r"^(.{30}) (\d\.\S+)$", printed(run), re.MULTILINE)
    named = {name.rstrip(): difference for name, difference in found}
    assert set(named) == {feed for feed in feeds if "again" not in feed}
    assert set(named.values()) == {"0.0"}


def test_only_cells_with_times_in_them_may_differ(stored: dict[str, Any]) -> None:
    timed = ["race(task)", "waits[", "waits.items()", "strftime", "plot(waits)"]
    for cell in stored["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and cell["outputs"]:
            told = any(each in source for each in timed)
            assert cell["metadata"].get("timed", False) is told, source


# what follows from what: a number that was typed, or is of another run, stands out


def test_each_number_follows_from_the_times_above_it(stored: dict[str, Any]) -> None:
    said = printed(stored)
    found = races(said)
    assert [*found] == TASKS
    percent = {name: [*map(int, rest)] for name, *rest in PERCENT.findall(said)}
    cases = dict(CASE.findall(said))
    bars = iter(map(float, BAR.findall(drawn(stored))))
    for task, rows in found.items():
        assert len(rows) == 7
        fastest: Times = {name: [float(least)] for name, least, _, _ in rows}
        for name, least, most, speed in rows:
            assert 0 < least <= most
            follows = fastest[POST][0] / fastest[name][0]
            assert speed == pytest.approx(follows, rel=0.002, abs=0.006), name
        parts = shares(fastest)
        assert percent[task] == pytest.approx([*parts.values()], abs=0.7)
        assert sum(percent[task]) == pytest.approx(100, abs=1.5)
        assert [next(bars) for _ in parts] == pytest.approx(
            [4.4 * part for part in parts.values()], abs=0.7
        )
        assert cases[task] == case(parts)
    assert not [*bars]


@pytest.fixture
def replayed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, Any], str]:
    """What the notebook makes of the times of an H100, and prints."""
    from snippets.models import ml_speed

    samples: list[Sample] = [each for each in recorded() if short(each) == "GPU"]
    times = {each["task"]: each["microseconds"] for each in samples}
    monkeypatch.setattr(ml_speed, "race", lambda task: times[task.name])
    monkeypatch.setattr(ml_speed, "differences", lambda _: {POST: 0.0})
    made = runpy.run_module("snippets.models.ml_speed_notebook")
    return made, capsys.readouterr().out


@pytest.mark.heavy
def test_from_the_recorded_times_it_tells_the_cases_that_the_lesson_tells(
    replayed: tuple[dict[str, Any], str],
) -> None:
    made, said = replayed
    assert dict(CASE.findall(said)) == {
        "small model": "waits for calls",
        "large model": "has nothing to gain",
        "wide rows": "waits for copies",
    }
    samples = {each["task"]: each for each in recorded() if short(each) == "GPU"}
    for task, rows in races(said).items():
        times = samples[task]["microseconds"]
        for name, least, most, speed in rows:
            assert (least, most) == (round(min(times[name])), round(max(times[name])))
            assert speed == round(min(times[POST]) / min(times[name]), 2)
    assert made["plot"](made["waits"]).count("<rect") == 3 + 3 * 3


@pytest.mark.heavy
def test_its_tasks_are_those_of_the_lesson_made_smaller(
    replayed: tuple[dict[str, Any], str],
) -> None:
    made, said = replayed
    assert [task.name for task in made["tasks"]] == TASKS
    for task, told in zip(made["tasks"], COUNTED.findall(said), strict=True):
        name, weights, size, *calls = told
        assert name == task.name
        assert [*map(int, calls)] == [
            task.rounds,
            task.steps,
            task.steps // task.chunk,
        ]
        model = made["built"](made["Plain"], task)
        rows = made["make_data"](task).rows[: task.batch]
        model(rows[:1])
        assert model.count_params() == int(weights.replace(",", ""))
        assert rows.nbytes == int(size.replace(",", ""))


# the file


def test_it_needs_nothing_but_numpy_keras_and_jupyter(stored: dict[str, Any]) -> None:
    code = "\n".join(
        "".join(cell["source"])
        for cell in stored["cells"]
        if cell["cell_type"] == "code"
    )
    names = {name.split(".")[0] for _, name in imports(code)}
    # and one of the last two, whichever Keras runs on
    wanted = {"IPython", "keras", "numpy", "tensorflow", "jax"}
    assert names - sys.stdlib_module_names == wanted


def test_its_first_cell_is_a_title_with_a_link_to_the_lesson(
    stored: dict[str, Any],
) -> None:
    title, *rest = stored["cells"][0]["source"]
    assert title.startswith("# ")
    assert "](../ml-speed/)" in "".join(rest)


def test_its_bars_are_drawn_in_the_colour_of_the_text_around_them(
    stored: dict[str, Any],
) -> None:
    svg = drawn(stored)
    assert 'stroke="currentColor"' in svg
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|url\(|href", svg)


def test_it_is_light() -> None:
    assert STORED.stat().st_size < 32_000
