"""What pages say of the tables on three back ends; no Keras is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from snippets.models import backends_rows
from snippets.models.backends_rows import BACK_ENDS, LENT, TOLD, Found
from tests.lessons.places import place

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
FOLDER = Path("snippets/models/recorded")
BATCHES = 10  # of an epoch


def path(probe: str) -> Path:
    """Return where a table stands, from the root."""
    return FOLDER / f"backends_rows.{probe}.json"


def shown(probe: str) -> dict[str, Any]:
    """Return a table as it is recorded."""
    found: dict[str, Any] = json.loads((ROOT / path(probe)).read_text(encoding="utf-8"))
    return found


def steps(feed: str, name: str) -> int | str:
    """Return the steps that the page says an optimizer counts."""
    epochs = int(feed.rpartition(", ")[2].split()[0])
    if "4 a call" in feed:
        return "refused" if name == "torch" else 12 * epochs
    more = name == "TensorFlow" and "ends" in feed
    return (BATCHES + more) * epochs


@pytest.mark.parametrize("row", shown("counts")["rows"], ids=lambda row: row[0])
def test_each_recorded_count_is_what_the_page_says(row: list[Any]) -> None:
    expected = [steps(row[0], name) for name in BACK_ENDS.values()]
    assert row[1:] == expected, place(path("counts"), row)


@pytest.mark.parametrize("probe", TOLD)
def test_a_recording_has_a_column_for_each_back_end(probe: str) -> None:
    assert shown(probe)["columns"][1:] == ["TensorFlow", "JAX", "torch"]


def test_the_recording_of_what_changes_names_as_many_batches_as_there_were() -> None:
    assert f" of {LENT} batches" in shown("lent")["title"]


def test_each_back_end_is_asked_once_in_a_python_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []

    def noted(name: str, names: tuple[str, ...]) -> Found:
        asked.append((name, names))
        return {"name": name}

    monkeypatch.setattr(backends_rows, "on", noted)
    backends_rows.on_each.cache_clear()
    try:
        assert backends_rows.on_each() == {name: {"name": name} for name in BACK_ENDS}
        backends_rows.on_each()
    finally:
        backends_rows.on_each.cache_clear()
    assert asked == [(name, backends_rows.TOLD) for name in BACK_ENDS]
