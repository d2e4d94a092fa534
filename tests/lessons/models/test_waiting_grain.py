"""What *Waiting for data* says of grain: its workers, draws and places.

A release that makes one of these fail changes the page.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from grain import IterDataset, MapDataset, MultiprocessingOptions

from snippets.models import waiting_grain_rows
from snippets.models.waiting_grain import cut, drawn
from snippets.models.waiting_grain_rows import SIZE, cuts, gone_on, place, told

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
PATIENCE = 180


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Iterator[None]:
    """Ask of each test here that it leaves no process behind."""
    before = {*multiprocessing.active_children()}
    yield
    gc.collect()
    assert {*multiprocessing.active_children()} <= before


def numbered(number: int, rng: object) -> tuple[int, int]:
    """Return the number, and which process this is."""
    return number, os.getpid()


def broken(number: int, rng: object) -> int:
    """Return a number, and fail at 5."""
    if number == 5:
        raise LookupError(f"no batch {number}")
    return number


def gap(number: int, rng: object) -> int | None:
    """Return a number, and None for 2."""
    return None if number == 2 else number


def dies(number: int, rng: object) -> int:
    """End the process, as the system does when memory runs out."""
    os._exit(1)


def noted(folder: Path, number: int, rng: object = None) -> int:
    """Return a number, and leave a file that says it was begun."""
    (folder / str(number)).touch()
    return number


def begun(folder: Path, expected: int) -> int:
    """Return how many were begun: once it's so many, and then a little later."""
    end = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) < expected and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)
    return len(list(folder.iterdir()))


def walked(dataset: IterDataset[Any]) -> list[Any]:
    """Return what a dataset gives, and close the walk."""
    with closing(iter(dataset)) as feed:
        return list(feed)


# order


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_batches_come_in_order_from_as_many_processes_as_there_are_workers(
    workers: int,
) -> None:
    numbers, processes = zip(*walked(drawn(numbered, 7, 3, workers)), strict=True)
    assert numbers == tuple(range(7))
    assert len(set(processes)) == max(workers, 1)
    assert (os.getpid() in processes) == (workers == 0)


def test_an_error_comes_in_its_turn_and_takes_what_its_worker_had_left() -> None:
    found: list[Any] = []
    with closing(iter(drawn(broken, 12, 3, 2))) as feed:
        found += [next(feed) for _ in range(5)]
        with pytest.raises(LookupError, match=r"^no batch 5"):
            next(feed)
        found += feed
    assert found == [0, 1, 2, 3, 4, 6, 8, 10]


def test_what_is_none_is_left_out_and_with_workers_changes_the_order() -> None:
    assert walked(drawn(gap, 6, 3, 0)) == [0, 1, 3, 4, 5]
    assert walked(drawn(gap, 6, 3, 2)) == [0, 1, 4, 3, 5]


# draws


def test_a_draw_hangs_on_the_seed_and_the_number_alone() -> None:
    every = cuts(0)
    assert len(set(every)) == SIZE
    assert walked(drawn(cut, SIZE - 2, 3, 0)) == every[:-2]
    backwards = MapDataset.range(SIZE).random_map(cut, seed=3)
    assert [backwards[n] for n in reversed(range(SIZE))] == every[::-1]
    assert walked(drawn(cut, SIZE, 4, 0)) != every
    assert cuts(2) == every


def test_a_second_walk_draws_the_same() -> None:
    dataset = drawn(cut, SIZE, 3, 0)
    assert walked(dataset) == walked(dataset)


# places


def test_a_place_counts_what_was_given_and_not_what_was_begun(tmp_path: Path) -> None:
    make = partial(noted, tmp_path)
    with closing(iter(drawn(make, 40, 3, 2))) as feed:
        assert [next(feed) for _ in range(3)] == [0, 1, 2]
        assert begun(tmp_path, 11) > 3
        saved = json.dumps(feed.get_state())
    with closing(iter(drawn(make, 40, 3, 2))) as feed:
        feed.set_state(json.loads(saved))
        assert list(feed) == list(range(3, 40))


def test_a_feed_goes_on_with_the_same_draws() -> None:
    every = cuts(0)
    assert gone_on(place(0, 5), 0) == every[5:]
    assert gone_on(place(1, 2), 1) == every[2:]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_a_place_fits_no_other_number_of_workers(workers: int) -> None:
    saved = place(2, 1)
    with pytest.raises(LookupError):
        gone_on(saved, workers)
    assert told(saved, workers) in ("KeyError", "IndexError")


def test_the_table_says_what_is_found() -> None:
    recorded = Path(waiting_grain_rows.__file__).parent / "recorded"
    shown = (recorded / "waiting_grain_rows.workers.json").read_text("utf-8")
    assert waiting_grain_rows.measure_workers() == json.loads(shown)


# ahead


@pytest.mark.parametrize("workers", [0, 2])
def test_each_worker_begins_four_ahead(workers: int, tmp_path: Path) -> None:
    with closing(iter(drawn(partial(noted, tmp_path), 99, 3, workers))) as feed:
        for given in (1, 2):
            next(feed)
            wanted = given + 4 * workers
            assert begun(tmp_path, wanted) == wanted


def test_without_read_options_a_worker_begins_hundreds_ahead(tmp_path: Path) -> None:
    made = MapDataset.range(2_000).map(partial(noted, tmp_path)).to_iter_dataset()
    with closing(iter(made.mp_prefetch(MultiprocessingOptions(1)))) as feed:
        next(feed)
        assert 500 < begun(tmp_path, 505) < 1_000


def test_a_walk_that_was_closed_or_dropped_has_no_workers() -> None:
    feed = iter(drawn(cut, 99, 3, 2))
    next(feed), next(feed)  # one of each
    assert len(multiprocessing.active_children()) == 2
    feed.close()
    assert multiprocessing.active_children() == []
    feed = iter(drawn(cut, 99, 3, 1))
    next(feed)
    assert len(multiprocessing.active_children()) == 1
    del feed
    gc.collect()
    assert multiprocessing.active_children() == []


# around it


@pytest.mark.parametrize(
    ("size", "seed", "workers"),
    [
        (0, 3, 2), (-1, 3, 2), (2.0, 3, 2), (6, -1, 2),
        (6, None, 2), (6, 3, -1), (6, 3, 1.0),
    ],
)
def test_what_cant_be_counted_or_seeded_is_refused_at_the_call(
    size: Any, seed: Any, workers: Any
) -> None:
    with pytest.raises(ValueError, match=r"^size=.*, seed=.*, workers="):
        drawn(cut, size, seed, workers)


def pair(number: int, rng: object) -> tuple[Any, Any]:
    """Return a batch of two rows that say which it is, and two labels."""
    return np.full((2, 1), number, np.float32), np.zeros((2, 1), np.float32)


def test_fit_takes_the_dataset_and_no_walk_of_it() -> None:
    import keras  # here, for each worker imports this file, too

    met: list[int] = []

    class Listens(keras.Model):
        def train_step(self, data: Any) -> dict[str, float]:
            met.append(int(np.max(data[0])))
            return {"loss": 0.0}

    model = Listens()
    model.compile(run_eagerly=True)
    model.fit(drawn(pair, 5, 3, 1), epochs=2, verbose=0)
    assert met == [0, 1, 2, 3, 4] * 2
    with closing(iter(drawn(pair, 5, 3, 0))) as feed, pytest.raises(
        ValueError, match="Unrecognized data type"
    ):
        model.fit(feed, verbose=0)


def test_a_worker_that_dies_is_no_end_without_a_word() -> None:
    with pytest.raises(RuntimeError, match="Worker process was terminated unexpected"):
        walked(drawn(dies, 3, 3, 1))


def ran(program: Path) -> tuple[str, str]:
    """Return what a program prints, and what it says of errors."""
    done = subprocess.run(
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout, done.stderr


def test_a_program_whose_lines_run_in_each_worker_is_told(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    lines = "from snippets.models.waiting_grain import cut, drawn\nprint('top')\n"
    wanted = "print(list(drawn(cut, 2, 3, 1)))\n"
    program.write_text(lines + wanted, encoding="utf-8")
    out, said = ran(program)
    assert out == "top\ntop\n"
    assert "An attempt has been made to start a new process before" in said
    assert "RuntimeError: Worker process was terminated unexpectedly" in said
    program.write_text(f'{lines}if __name__ == "__main__":\n    {wanted}', "utf-8")
    assert ran(program)[0] == f"top\ntop\n{cuts(0)[:2]}\n"


UNMARKED = """
import sys
sys.modules |= {without}
from absl import flags
from snippets.models.waiting_grain import cut, drawn
if __name__ == "__main__":
    if {unmark}:
        flags.FLAGS.unparse_flags()
    print(list(drawn(cut, 3, 3, 1)))
"""


@pytest.mark.parametrize("unmark", [True, False])
@pytest.mark.parametrize("without", [{}, {"jax": None}], ids=["JAX", "no JAX"])
def test_beside_jax_workers_are_refused_unless_flags_are_marked(
    unmark: bool, without: dict[str, None], tmp_path: Path
) -> None:
    program = tmp_path / "program.py"
    program.write_text(UNMARKED.format(unmark=unmark, without=without), "utf-8")
    out, said = ran(program)
    if unmark and not without:
        assert "UnparsedFlagAccessError" in said
    else:
        assert out == f"{cuts(0)[:3]}\n", said
