"""That what doesn't end is told, and waited for no longer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.live.limits import TimeIsUpError, at_most

ROOT = Path(__file__).parents[2]

# the hooks of this project, with no patience
HASTY = f"""
from importlib.util import module_from_spec, spec_from_file_location

spec = spec_from_file_location("ours", {str(ROOT / "conftest.py")!r})
ours = module_from_spec(spec)
spec.loader.exec_module(ours)
ours.HANGS = 0.5
pytest_runtest_setup = ours.pytest_runtest_setup
pytest_runtest_call = ours.pytest_runtest_call
pytest_runtest_teardown = ours.pytest_runtest_teardown
"""

WAITING = """
import queue

import pytest


def wait():
    queue.Queue().get()


@pytest.fixture
def waits_before():
    wait()


@pytest.fixture
def waits_after():
    yield
    wait()


def test_before(waits_before):
    pass


def test_during():
    wait()


def test_after(waits_after):
    pass


def test_that_ends():
    pass
"""


def first_a_limit_of_its_own(inside: float) -> None:
    """Wait `inside` seconds within a limit of 30 s, then for longer than any."""
    with at_most(30):
        time.sleep(inside)
    time.sleep(30)


def test_a_limit_inside_another_leaves_it_in_force() -> None:
    with pytest.raises(TimeIsUpError, match=r"0\.3 s"), at_most(0.3):
        first_a_limit_of_its_own(inside=0)


def test_a_limit_that_runs_out_inside_a_longer_one_ends_both() -> None:
    with pytest.raises(TimeIsUpError, match=r"0\.1 s"), at_most(0.1):
        first_a_limit_of_its_own(inside=30)


def test_an_alarm_of_somebody_else_rings_inside_a_longer_limit() -> None:
    def rung(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, rung)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt), at_most(30):
            time.sleep(30)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_no_limit_is_left_behind() -> None:
    with at_most(0.2):
        pass
    time.sleep(0.4)


@pytest.mark.slow
def test_a_wait_for_ever_is_told_before_during_and_after_a_test(
    tmp_path: Path,
) -> None:
    (tmp_path / "conftest.py").write_text(HASTY, encoding="utf-8")
    (tmp_path / "test_waiting.py").write_text(WAITING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, str(tmp_path)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "1 failed, 2 passed, 2 errors" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count("this did not end within 0.5 s") >= 3
    assert "test_waiting.py:8: " in done.stdout
