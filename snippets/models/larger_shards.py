"""Batches from files that are larger than memory, and what memory they take."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from snippets.explanation.why_generators import here, peak
from snippets.models.feeding_keras import Batch, pair_batches
from snippets.models.larger import shuffled

Array = NDArray[np.float32]


# --8<-- [start:rows]
def rows_of(paths: Sequence[Path]) -> Iterator[Array]:
    """Yield the rows of all shards, (d + 1,) float32."""
    for path in paths:
        for row in np.load(path, mmap_mode="r"):
            yield np.array(row)
# --8<-- [end:rows]


# --8<-- [start:passes]
def passes(
    paths: list[Path], batch: int, size: int, rng: Random
) -> Iterator[Batch]:
    """Yield (inputs, labels) without end, in new memory.

    inputs: (batch, d) float32; labels: (batch, 1) float32.
    """
    while True:
        rng.shuffle(paths)
        rows = shuffled(rows_of(paths), size, rng)
        while part := list(islice(rows, batch)):
            both = np.array(part)
            yield both[:, :-1], both[:, -1:]
# --8<-- [end:passes]


# --8<-- [start:counted]
def count_rows(paths: Sequence[Path]) -> int:
    """Return how many rows the shards have; read none of them.

    Raises ValueError unless each is (n, d + 1) float32.
    """
    rows, widths = 0, set()
    for path in paths:
        shard = np.load(path, mmap_mode="r")
        if shard.ndim != 2 or shard.dtype != np.float32:
            raise ValueError(f"{path}: {shard.dtype} {shard.shape}")
        rows += len(shard)
        widths.add(shard.shape[1])
    if len(widths) > 1:
        raise ValueError(f"unequal widths: {sorted(widths)}")
    return rows
# --8<-- [end:counted]


# --8<-- [start:checked]
def shard_batches(
    paths: Sequence[Path], batch: int, size: int, rng: Random
) -> Iterator[Batch]:
    """Return an endless generator of batches from shards.

    Each is a .npy of (n, d + 1) float32, the label last. To
    shuffle, `size` rows are held. Raises ValueError at the
    call: no rows, other shapes or types, a number below 1.
    """
    for name, number in (("batch", batch), ("size", size)):
        if not isinstance(number, int) or number < 1:
            raise ValueError(f"{name} is {number!r}")
    if count_rows(paths) == 0:
        raise ValueError("there are no rows")
    return passes(list(paths), batch, size, rng)
# --8<-- [end:checked]


# what is measured: rows of so many numbers, so many in a shard
WIDTH, SHARD = 1024, 512
NAMES = "s1", "s2", "labels"


def write(folder: Path, shards: int) -> None:
    """Write the same rows twice: as shards, and as three files for `pair_batches`.

    The three are written piece by piece, as data larger than memory would be.
    """
    rows = np.random.default_rng(0).random((SHARD, WIDTH + 1), np.float32)
    parts = np.split(rows, [WIDTH // 2, WIDTH], axis=1)
    for name, part in zip(NAMES, parts, strict=True):
        file, shape = folder / f"{name}.npy", (shards * SHARD, part.shape[1])
        whole = np.lib.format.open_memmap(file, "w+", np.float32, shape)
        for start in range(0, len(whole), SHARD):
            whole[start : start + SHARD] = part
    for number in range(shards):
        np.save(folder / f"shard-{number:03}.npy", rows)


def feeds(folder: Path) -> dict[str, Callable[[], Iterator[Batch]]]:
    """Return three ways to feed what `write` has written, by their names."""

    def pairs(mode: Any) -> Iterator[Batch]:
        s1, s2, labels = (np.load(folder / f"{name}.npy", mode) for name in NAMES)
        return pair_batches(s1, s2, labels, 32, np.random.default_rng(1))

    def shards() -> Iterator[Batch]:
        return shard_batches(sorted(folder.glob("shard-*")), 32, 1_000, Random(1))

    return {
        "loaded": lambda: pairs(None),
        "mapped": lambda: pairs("r"),
        "shards": shards,
    }


def held(make: Callable[[], Iterator[Batch]], steps: int) -> float:
    """Return the peak, in MiB to a tenth, of so many batches, one after the other."""

    def walk() -> None:
        for _ in islice(make(), steps):
            pass

    return round(peak(walk) / 2**20, 1)


def memory_row(times: int) -> list[float]:
    """Return the size of the data, and the peak of each feed, in MiB."""
    with TemporaryDirectory() as name:
        folder, rows = Path(name), times * 4 * SHARD
        write(folder, rows // SHARD)
        peaks = [held(make, rows // 32) for make in feeds(folder).values()]
    return [times * 8, *peaks]


def measure_memory(times: Sequence[int] = (1, 4, 16)) -> dict[str, Any]:
    """Return the peak memory, in MiB, of one pass over so many times 8 MiB of rows."""
    return {
        "title": "Peak memory while a pass is fed: 4 KiB a row, 32 rows a batch",
        "platform": f"{here()}, NumPy {np.__version__}",
        "columns": ["rows", "all loaded", "all mapped", "shards, 1,000 rows held"],
        "units": ["MiB", "MiB", "MiB", "MiB"],
        "rows": [memory_row(each) for each in times],
    }
