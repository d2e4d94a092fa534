"""What comes when a worker of Ray is killed, and the Ray that this is tried on."""

import os
import platform
import secrets
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import ray
from ray._private import ray_constants

ROWS, KILLED_AT = 40, 20
# one for all, since Ray reads it once; without, it writes one into the home folder
TOKEN = secrets.token_hex(16)


def alone() -> dict[str, str]:
    """Return what the environment says, so that Ray talks to this machine alone."""
    return {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # binds to the loopback, on Linux too
        "RAY_AUTH_TOKEN": TOKEN,
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
        "PYTHONPATH": str(Path.cwd()),
    }


@contextmanager
def ray_here(cpus: int = 2) -> Iterator[None]:
    """Start a small Ray on this machine, and end it in any case."""
    with (
        TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder,
        patch.dict(os.environ, alone()),
        patch.object(ray_constants, "ENABLE_RAY_CLUSTER", False),
    ):
        try:
            ray.init(
                address="local",
                num_cpus=cpus,
                include_dashboard=False,
                object_store_memory=80 * 2**20,
                log_to_driver=False,
                logging_level="ERROR",
                _temp_dir=folder,
            )
            yield
        finally:
            ray.shutdown()


Row = tuple[int, int]  # its number, and the process that made it


def rows(tries: Path, anew: bool) -> Iterator[Row]:
    """Yield all rows, in an order of each try's own if `anew`; write down each."""
    written = tries.read_text().split("|") if tries.exists() else []
    order = list(range(ROWS))
    if anew:
        Random(len(written)).shuffle(order)
    with tries.open("a") as file:
        print("|", end="", file=file)
        for row in order:
            print(row, file=file, flush=True)
            yield row, os.getpid()


def killed(tries: Path, anew: bool, **options: Any) -> tuple[list[int], str]:
    """Kill the worker in the middle; return the rows that came, and what was said."""
    task = ray.remote(
        num_returns="streaming", _generator_backpressure_num_objects=2, **options
    )(rows)
    came: list[int] = []
    said = "nothing"
    try:
        for place in task.remote(tries, anew):
            row, process = ray.get(place, timeout=60)
            came.append(row)
            if len(came) == KILLED_AT:
                os.kill(process, signal.SIGKILL)
    except ray.exceptions.WorkerCrashedError as error:
        said = f"{type(error).__name__}: {str(error).split('. ')[0]}"
    return came, said


def told(came: list[int]) -> str:
    """Return in words which rows came; how many do at the end differs by run."""
    times = Counter(came)
    if len(came) < ROWS and came == list(range(len(came))):
        return "the first ones"
    if len(times) == ROWS == len(came):
        return "each once"
    if len(came) == ROWS:
        return f"{ROWS}, some of them twice; others never"
    return str(came)


def measure_killed() -> dict[str, Any]:
    """Return what came of three shards whose worker was killed in the middle."""
    once: dict[str, Any] = {"max_retries": 0}
    cases: list[tuple[str, bool, dict[str, Any]]] = [
        ("no: max_retries=0", False, once),
        ("yes, by default", False, {}),
        ("yes, by default", True, {}),
    ]
    found = []
    # what Ray prints of its own accord isn't what is measured
    aside = redirect_stdout(sys.stderr)
    with aside, ray_here(), TemporaryDirectory() as folder:
        for number, (again, anew, options) in enumerate(cases):
            came, said = killed(Path(folder, str(number)), anew, **options)
            order = "another each time" if anew else "the same each time"
            found.append([again, order, told(came), said])
    return {
        "title": f"A shard of {ROWS} rows, whose worker is killed after {KILLED_AT}",
        "platform": f"Ray {ray.__version__}, CPython {platform.python_version()}, "
        "two workers on one machine",
        "columns": ["does Ray start it again?", "its order", "rows that came", "error"],
        "rows": found,
    }
