"""What the lesson *Data larger than memory* says of its files and of its memory."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tracemalloc
from inspect import isgenerator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from snippets.models import larger_shards
from snippets.models.larger_shards import count_rows, rows_of, shard_batches
from tests.lessons.places import place

ROOT = Path(__file__).resolve().parents[3]
MEMORY = ROOT / "snippets/models/recorded/larger_shards.memory.json"
BAR = 32  # MiB that a feed may take more, however large the data


# shards


@pytest.fixture
def shards(tmp_path: Path) -> list[Path]:
    """Three files, of 5, 0 and 3 rows; each row has its number, and as its label."""
    paths = [tmp_path / f"{letter}.npy" for letter in "abc"]
    number = iter(range(99))
    for path, rows in zip(paths, (5, 0, 3), strict=True):
        found = [next(number) for _ in range(rows)]
        column = np.array(found, np.float32).reshape(rows, 1)
        np.save(path, np.hstack([column, column, -column]))
    return paths


def test_rows_come_file_by_file_in_memory_of_their_own(shards: list[Path]) -> None:
    rows = list(rows_of(shards))
    assert [row[0] for row in rows] == [*range(8)]
    assert all(type(row) is np.ndarray and row.base is None for row in rows)
    assert {(row.shape, row.dtype) for row in rows} == {((3,), np.dtype(np.float32))}


@pytest.mark.parametrize("size", [1, 3, 99])
def test_each_pass_has_every_row_once_in_an_order_of_its_own(
    shards: list[Path], size: int
) -> None:
    def passes() -> list[list[float]]:
        feed, found = shard_batches(shards, 3, size, Random(1)), []
        for _ in range(4):
            batches = list(itertools.islice(feed, 3))
            assert [len(y) for _, y in batches] == [3, 3, 2]
            x, y = (np.concatenate(part) for part in zip(*batches, strict=True))
            assert np.array_equal(x, np.hstack([-y, -y]))
            found.append(y.ravel().tolist())
        return found

    orders = passes()
    assert all(sorted(each) == [-7, -6, -5, -4, -3, -2, -1, 0] for each in orders)
    assert len(set(map(tuple, orders))) > 1
    assert orders == passes()


def test_a_batch_is_a_tuple_of_float32_and_shares_no_memory(shards: list[Path]) -> None:
    feed = shard_batches(shards, 4, 2, Random(1))
    assert isgenerator(feed)
    pairs: list[Any] = list(itertools.islice(feed, 5))
    assert all(type(pair) is tuple for pair in pairs)
    for x, y in pairs:
        assert (x.shape[1], y.shape[1]) == (2, 1)
        assert x.dtype == y.dtype == np.float32
    for one, other in itertools.combinations([x for x, _ in pairs], 2):
        assert not np.shares_memory(one, other)


def test_the_callers_list_of_paths_stays_as_it_was(shards: list[Path]) -> None:
    kept = [*shards]
    feed = shard_batches(shards, 2, 2, Random(1))
    for _ in itertools.islice(feed, 40):
        pass
    assert shards == kept


def test_rows_are_counted_without_reading_one(
    shards: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    load = np.load

    def noted(path: Path, mmap_mode: Any) -> Any:
        asked.append(mmap_mode)
        return load(path, mmap_mode)

    monkeypatch.setattr(np, "load", noted)
    assert count_rows(shards) == 8
    assert count_rows([]) == 0
    assert asked == ["r"] * 3


@pytest.mark.parametrize("bad", [0, -1, 2.5, "32", None])
@pytest.mark.parametrize("name", ["batch", "size"])
def test_a_number_below_one_or_none_at_all_is_refused_at_the_call(
    shards: list[Path], name: str, bad: Any
) -> None:
    numbers = {"batch": 2, "size": 2, name: bad}
    with pytest.raises(ValueError, match=f"{name} is {bad!r}"):
        shard_batches(shards, **numbers, rng=Random(1))


def test_no_files_and_files_without_rows_are_refused_at_the_call(
    shards: list[Path],
) -> None:
    for paths in ([], [shards[1]], [shards[1], shards[1]]):
        with pytest.raises(ValueError, match="there are no rows"):
            shard_batches(paths, 2, 2, Random(1))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (np.zeros((2, 3)), r"d\.npy: float64 \(2, 3\)"),
        (np.zeros(3, np.float32), r"d\.npy: float32 \(3,\)"),
        (np.zeros((2, 3, 1), np.float32), r"d\.npy: float32 \(2, 3, 1\)"),
        (np.zeros((2, 4), np.float32), r"unequal widths: \[3, 4\]"),
    ],
)
def test_a_file_unlike_the_others_is_refused_at_the_call(
    shards: list[Path], tmp_path: Path, rows: Any, told: str
) -> None:
    np.save(tmp_path / "d.npy", rows)
    with pytest.raises(ValueError, match=told):
        shard_batches([*shards, tmp_path / "d.npy"], 2, 2, Random(1))


def test_a_view_of_a_row_would_keep_its_file_mapped(shards: list[Path]) -> None:
    row = next(iter(np.load(shards[0], mmap_mode="r")))
    assert row.base is not None
    assert not row._mmap.closed
    assert next(rows_of(shards)).base is None


def test_a_mapped_array_reads_what_is_touched_and_a_pick_of_it_is_a_copy(
    shards: list[Path],
) -> None:
    mapped = np.load(shards[0], mmap_mode="r")
    assert isinstance(mapped, np.memmap)
    assert not np.shares_memory(mapped[[2, 0]], mapped)
    # what is written to the file later is seen: nothing was read before
    np.load(shards[0], mmap_mode="r+")[4] = 77
    assert mapped[4].tolist() == [77, 77, 77]


# memory


def recorded() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(MEMORY.read_text(encoding="utf-8"))
    return found


def test_the_recorded_memory_has_the_sizes_and_the_form_of_a_measurement() -> None:
    measured, shown = larger_shards.measure_memory([]), recorded()
    for key in ("title", "columns", "units"):
        assert measured[key] == shown[key], key
    assert [row[0] for row in shown["rows"]] == [8, 32, 128]


@pytest.mark.parametrize("row", recorded()["rows"], ids=lambda row: str(row[0]))
def test_a_new_measurement_gives_the_recorded_memory(row: list[float]) -> None:
    """In a fresh interpreter: a debugger's or coverage's own bytes count too."""
    program = (
        "import json; from snippets.models.larger_shards import memory_row; "
        f"print(json.dumps(memory_row({int(row[0] // 8)})))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    ).stdout
    # what a version of NumPy or Python takes beside the rows is less than this
    near = pytest.approx(row, abs=0.1 + 1e-9)
    assert json.loads(out) == near, place(MEMORY.relative_to(ROOT), row)


def test_by_the_recorded_memory_a_feed_is_flat_while_what_is_loaded_grows() -> None:
    rows = recorded()["rows"]
    assert np.arange(3).itemsize == 8  # a position, of which there is one a row
    for column in (2, 3):
        peaks = [row[column] for row in rows]
        assert max(peaks) - min(peaks) < 1 < BAR
    for data, loaded, _, shards in rows:
        assert data < loaded < data + 1
        assert 1_000 * 1025 * 4 / 2**20 < shards < 5


def test_the_peak_counts_the_memory_of_numpy_and_not_what_is_mapped(
    tmp_path: Path,
) -> None:
    np.save(tmp_path / "rows.npy", np.zeros((1024, 1024), np.float32))
    tracemalloc.start()
    mapped = np.load(tmp_path / "rows.npy", mmap_mode="r")
    mapped.sum()
    _, touched = tracemalloc.get_traced_memory()
    loaded = np.array(mapped)
    _, read = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert touched < 2**20 < loaded.nbytes <= read


def test_the_measured_feeds_give_every_row_in_the_same_shapes(tmp_path: Path) -> None:
    larger_shards.write(tmp_path, 1)
    rows = np.load(tmp_path / "shard-000.npy")
    for feed in larger_shards.feeds(tmp_path).values():
        batches = list(itertools.islice(feed(), larger_shards.SHARD // 32))
        x, y = (np.concatenate(part) for part in zip(*batches, strict=True))
        assert sorted(map(tuple, np.hstack([x, y]))) == sorted(map(tuple, rows))


def test_the_program_measures_in_small(tmp_path: Path) -> None:
    data, *peaks = larger_shards.memory_row(1)
    assert data == 8
    assert len(peaks) == 3
    assert all(peak > 0 for peak in peaks)
