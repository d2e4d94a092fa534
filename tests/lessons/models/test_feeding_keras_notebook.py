"""The notebook of *Feeding Keras* is what a run gives, learns, and stands alone."""

import json
import re
import runpy
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.book.fault import listing
from engine.book.imports import imports
from engine.record import notebook
from snippets.models.feeding_keras import make_pairs

ROOT = Path(__file__).parents[3]
MODULE = ROOT / "snippets" / "models" / "feeding_keras_notebook.py"
STORED = ROOT / "docs" / "models" / "feeding-keras-notebook.ipynb"
EPOCH = re.compile(r"^ +(\d)  +([\d.]+)  +([\d.]+)$", re.MULTILINE)


def printed(executed: dict[str, Any]) -> str:
    """Return what the cells of a notebook print."""
    return "".join(
        "".join(output["text"])
        for cell in executed["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return notebook.execute(MODULE)


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(STORED.read_text("utf-8"))
    return found


def test_its_cells_are_those_of_its_module() -> None:
    found = notebook.check(MODULE)
    assert not found, "\n" + listing(found)


@pytest.mark.heavy
def test_its_outputs_are_what_a_run_gives(run: dict[str, Any]) -> None:
    found = notebook.differences(MODULE, run)
    assert not found, "\n" + listing(found)


@pytest.mark.heavy
def test_it_learns_what_chance_cannot(run: dict[str, Any]) -> None:
    epochs = EPOCH.findall(printed(run))
    assert [int(number) for number, _, _ in epochs] == [1, 2, 3, 4, 5]
    assert all(float(validated) >= 0.9 for _, _, validated in epochs)


THRESHOLD = re.compile(r"^above (\d+): right ([\d.]+) of the time$", re.MULTILINE)


def test_a_threshold_on_the_dot_product_is_right_without_a_network_as_often_as_it_says(
    stored: dict[str, Any],
) -> None:
    ((threshold, share),) = THRESHOLD.findall(printed(stored))

    def right(rows: int, seed: int, border: float) -> float:
        first, second, labels = make_pairs(rows, seed=seed)
        dots = np.einsum("nd,nd->n", first, second)
        return float(np.mean((dots > border) == (labels[:, 0] == 1)))

    found = {border: right(30_000, 1, border) for border in range(-5, 30)}
    assert max(found, key=lambda border: found[border]) == int(threshold)
    assert right(10_000, 2, int(threshold)) == pytest.approx(float(share), abs=6e-4)
    assert float(share) == pytest.approx(0.93, abs=0.005)


@pytest.mark.heavy
def test_the_network_beats_the_threshold(run: dict[str, Any]) -> None:
    ((_, share),) = THRESHOLD.findall(printed(run))
    assert all(float(each) > float(share) for *_, each in EPOCH.findall(printed(run)))


@pytest.mark.heavy
def test_its_module_run_in_another_process_gives_the_same_numbers(
    run: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    here = runpy.run_module("snippets.models.feeding_keras_notebook")
    assert EPOCH.findall(capsys.readouterr().out) == EPOCH.findall(printed(run))
    assert len(here["training"][-1]) == 30_000
    assert len(here["validation"][-1]) == 10_000


def test_it_needs_nothing_but_numpy_keras_and_jupyter(stored: dict[str, Any]) -> None:
    code = "\n".join(
        "".join(cell["source"])
        for cell in stored["cells"]
        if cell["cell_type"] == "code"
    )
    tops = {name.split(".")[0] for _, name in imports(code)}
    assert tops - sys.stdlib_module_names == {"IPython", "keras", "numpy"}


def test_its_first_cell_is_a_title_with_a_link_to_the_lesson(
    stored: dict[str, Any],
) -> None:
    title, *rest = stored["cells"][0]["source"]
    assert title.startswith("# ")
    assert "](../feeding-keras/)" in "".join(rest)


def test_its_curve_is_drawn_in_the_colour_of_the_text_around_it(
    stored: dict[str, Any],
) -> None:
    (svg,) = [
        "".join(output["data"]["image/svg+xml"])
        for cell in stored["cells"]
        for output in cell.get("outputs", [])
        if "image/svg+xml" in output.get("data", {})
    ]
    assert 'stroke="currentColor"' in svg
    assert not re.search(r"#[0-9a-f]{3}|rgb|style=|url\(|href", svg)
    drawn = re.findall(r'points="([^"]+)"', svg)
    epochs = EPOCH.findall(printed(stored))
    assert drawn == [
        " ".join(f"{number},{trained}" for number, trained, _ in epochs),
        " ".join(f"{number},{validated}" for number, _, validated in epochs),
    ]


def test_it_is_light() -> None:
    assert STORED.stat().st_size < 20_000
