"""That what doesn't end is told, and waited for no longer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.live.limits import TimeIsUpError, at_most
from tests.interpreters import interpreters

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


# programs that swallow whatever stops them, and what they're called
SWALLOWING = """
import contextlib, itertools, sys
from engine.live.limits import TimeIsUpError, at_most

def bare():
    while True:
        try:
            for each in itertools.count():
                pass
        except:
            pass

def called():
    while True:
        try:
            bare()
        except:
            pass

def kept():
    errors = []
    while True:
        try:
            called()
        except BaseException as error:
            errors.append(error)
            del errors[1:]

def at_last():
    while True:
        try:
            bare()
        finally:
            continue

def suppressed():
    while True:
        with contextlib.suppress(BaseException):
            kept()

def iterated():
    class Iterator:
        def __iter__(self):
            return self
        def __next__(self):
            try:
                bare()
            except:
                return 1
    while True:
        try:
            list(Iterator())
        except:
            pass

for each in (bare, called, kept, at_last, suppressed, iterated):
    try:
        with at_most(0.1):
            each()
    except TimeIsUpError as error:
        print(each.__name__, error)
"""


@pytest.mark.parametrize("version", interpreters(), ids="{0[0]}.{0[1]}".format)
def test_what_swallows_whatever_stops_it_is_stopped_on(
    version: tuple[int, int],
) -> None:
    command = [interpreters()[version], "-c", SWALLOWING]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    names = ("bare", "called", "kept", "at_last", "suppressed", "iterated")
    told = [f"{each} this did not end within 0.1 s" for each in names]
    assert (done.stdout.splitlines(), done.stderr) == (told, "")


def test_what_puts_things_in_order_is_left_in_peace() -> None:
    puts = "import contextlib, io\n" + SWALLOWING.partition("for each in (bare")[0]
    program = (
        "from engine.live.judge import judge\n"
        "from tests.engine.exercises import EVERY_OTHER\n"
        "def once():\n"
        "    text = 'while True:\\n    try: next(iter([]))\\n    except: pass\\n'\n"
        "    judge(EVERY_OTHER, 'snippets/exercises/x.py', text)\n"
        "before = sys.stdout, sys.stderr, sys.unraisablehook, {*sys.modules}\n"
        "for _ in range(5):\n"
        "    with contextlib.suppress(TimeIsUpError), at_most(0.1): once()\n"
        "    after = sys.stdout, sys.stderr, sys.unraisablehook, {*sys.modules}\n"
        "    print(before == after)\n"
    )
    command = [sys.executable, "-c", puts + program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("True\n" * 5, "")


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
