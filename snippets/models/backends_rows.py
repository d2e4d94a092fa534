"""What Keras does with feeds on three back ends, each asked in a Python of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

# whoever lacks one can't run this
import jax  # noqa: F401
import torch  # noqa: F401

Found = dict[str, Any]

BACK_ENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "torch"}
PROBES = "snippets.models.backends"
TOLD = "counts", "lent", "losses"
LENT = 30  # batches


def on(name: str, names: Iterable[str]) -> Found:
    """Return what some probes find on a back end, on a CPU."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    own = {**os.environ, **quiet, "JAX_PLATFORMS": "cpu", "KERAS_BACKEND": name}
    program = f"import sys; from {PROBES} import tell; tell(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, *names],
        env=own,
        cwd=Path(__file__).parents[2],
        check=True,
        stdout=subprocess.PIPE,
    )
    found: Found = json.loads(done.stdout)
    return found


@cache
def on_each() -> dict[str, Found]:
    """Return what the tables tell, by back end."""
    return {name: on(name, TOLD) for name in BACK_ENDS}


def table(title: str, head: str, probe: str, cell: Callable[[Any], Any]) -> Found:
    """Return a table of a probe, a column for each back end."""
    found = [each[probe] for each in on_each().values()]
    ran = {name: version(package).split("+")[0] for package, name in BACK_ENDS.items()}
    told = ", ".join(f"{name} {number}" for name, number in ran.items())
    return {
        "title": title,
        "platform": f"Keras {version('keras')} on {told}, on a CPU",
        "columns": [head, *BACK_ENDS.values()],
        "rows": [[row, *(cell(each[row]) for each in found)] for row in found[0]],
    }


def measure_counts() -> Found:
    """Return what the optimizer counts, feed by feed."""
    title = "Steps that Adam counts, where an epoch has 10 batches"
    return table(title, "feed", "counts", lambda found: found[0])


def measure_lent() -> Found:
    """Return how many batches change; which many differs from run to run."""
    title = f"How many of {LENT} batches aren't trained on as they were yielded"
    return table(title, "inputs", "lent", lambda n: "many" if n > 4 else str(n))


def measure_losses() -> Found:
    """Return how many losses there are in five epochs that change nothing."""
    title = "Different validation losses in five epochs, learning rate 0"
    return table(
        title, "validation data", "losses",
        lambda found: "one" if len(set(found)) == 1 else "several",
    )
