"""How a script joins a cluster of Ray: the commands that the lesson shows, tried."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from snippets.models.machines_ray_rows import alone
from snippets.models.machines_tf_rows import free_ports
from tests.lessons.listening import to_others

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[3]
PATIENCE = 120
RAY = "from ray.scripts.scripts import main; main()"
# where Ray may bind to the loopback alone, `ray start --address` refuses to join
JOINS = (
    "from ray._private import ray_constants, services\n"
    "ray_constants.ENABLE_RAY_CLUSTER = True\n"
    "services.get_node_ip_address = lambda address=None: '127.0.0.1'\n" + RAY
)
SCRIPT = """
import time
import ray
from snippets.models.machines_ray import gathered

def make(shard, epoch):
    for n in range(3):
        yield shard, n, ray.get_runtime_context().get_node_id()

ray.init(address="auto", log_to_driver=False)
end = time.monotonic() + 60
while len(ray.nodes()) < 2 and time.monotonic() < end:
    time.sleep(0.1)
for shard, n, node in gathered(make, "ab", 0, 2):
    print(shard, n, node)
"""


@contextmanager
def running(
    log: Path, program: str, *arguments: str, env: dict[str, str]
) -> Iterator[Any]:
    """Run a command of Ray's that blocks; end it with all that it has started."""
    command = [sys.executable, "-c", program, "start", *arguments]
    small = ["--num-cpus=1", f"--object-store-memory={80 * 2**20}", "--block"]
    with log.open("w") as file:
        process = subprocess.Popen(
            [*command, *small],
            env=env,
            cwd=ROOT,
            start_new_session=True,
            stdout=file,
            stderr=file,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        while left := group(process.pid):
            for each in left:
                os.kill(each, signal.SIGKILL)
            time.sleep(0.05)


def group(session: int) -> list[int]:
    """Return the processes of a session that still run."""
    asked = ["ps", "-eo", "pid=,sess=,stat="]
    listed = subprocess.run(asked, capture_output=True, text=True).stdout
    parts = [line.split() for line in listed.splitlines()]
    return [int(p) for p, of, stat in parts if int(of) == session and stat[0] != "Z"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket below it may be no longer."""
    with TemporaryDirectory(prefix="r", ignore_cleanup_errors=True) as made:
        yield Path(made)


def test_a_script_asks_for_the_cluster_and_each_node_reads_a_shard(
    folder: Path,
) -> None:
    home = {"HOME": str(folder), "RAY_TMPDIR": str(folder)}
    env = {**os.environ, **alone(), **home}
    joins = {**env, "RAY_AUTH_MODE": "token"}
    log = folder / "first"
    port, client = map(str, free_ports(2))
    started = folder / "ray" / "ray_current_cluster"
    with ExitStack() as stack:
        head = ["--head", f"--port={port}", f"--ray-client-server-port={client}"]
        head += ["--include-dashboard=false"]
        first = stack.enter_context(running(log, RAY, *head, env=env))
        end = time.monotonic() + PATIENCE
        while not started.exists():
            assert first.poll() is None, log.read_text()
            assert time.monotonic() < end
            time.sleep(0.1)
        address = f"--address=127.0.0.1:{port}"
        second = stack.enter_context(
            running(folder / "second", JOINS, address, env=joins)
        )
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        stranger = subprocess.run(
            [sys.executable, "-c", "import ray; ray.init(address='auto')"],
            env={**joins, "RAY_AUTH_TOKEN": ""},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        nodes_here = group(first.pid) + group(second.pid)
        assert len(nodes_here) > 4
        assert to_others(nodes_here) == []
    second_log = (folder / "second").read_text()
    assert done.returncode == 0, f"{done.stderr}\n{second_log}"
    assert "AuthenticationError" in stranger.stderr
    found = [line.split() for line in done.stdout.splitlines()]
    assert [(shard, n) for shard, n, _ in found] == [
        (shard, n) for n in "012" for shard in "ab"
    ]
    nodes = {(shard, node) for shard, _, node in found}
    assert len(nodes) == len({node for _, node in nodes}) == 2


def test_a_token_is_made_where_ray_looks_for_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RAY, "get-auth-token", "--generate"],
        env={**os.environ, "HOME": str(tmp_path), "RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    kept = (tmp_path / ".ray" / "auth_token").read_text().strip()
    assert len(kept) > 20
    assert kept in done.stdout
