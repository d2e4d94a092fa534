"""A slow step shows that it lives, and a log of it stays short."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from engine.setup import step


class Terminal(io.StringIO):
    """A place to write that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let each wait take a hundredth of itself; return how long each was to be."""
    waits: list[float] = []

    class Hasty(subprocess.Popen[bytes]):
        def wait(self, timeout: float | None = None) -> int:
            if timeout is None:
                return super().wait()
            waits.append(timeout)
            return super().wait(timeout / 100)

    monkeypatch.setattr(subprocess, "Popen", Hasty)
    return waits


def python(script: str) -> list[str | Path]:
    return [sys.executable, "-c", script]


SLOW = "import time; print('Collecting tiny==1.0 (from x)', flush=True); time.sleep(1)"


def test_a_log_gets_a_whole_line_every_ten_seconds(
    hasty: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    assert step.run(python(SLOW)) == 0
    lines = capsys.readouterr().err.splitlines()
    assert set(hasty) == {10}
    assert len(lines) == len(hasty) - 1 > 0
    assert all("\r" not in line and " s" in line for line in lines)


def test_a_terminal_gets_one_line_that_moves_each_second_and_goes(
    hasty: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert step.run(python(SLOW)) == 0
    shown = terminal.getvalue()
    assert set(hasty) == {1}
    assert "\n" not in shown
    assert shown.count(" s") == len(hasty) - 1 > 1
    assert shown.endswith(step.BACK)


def test_a_quick_step_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert step.run(python("raise SystemExit(3)")) == 3
    assert capsys.readouterr() == ("", "")


def test_what_it_says_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "log"
    step.run(python("import sys; print('out'); print('err', file=sys.stderr)"), log)
    assert set(log.read_text().split()) == {"out", "err"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Collecting numpy==2.4.6 (from -r lock/test.txt (line 9))", ", numpy==2.4.6"),
        ("Downloading mkdocs (3.7MiB)", ", mkdocs"),
        (" Downloaded numpy", ", numpy"),
        ("Get:3 http://127.0.0.1/x bookworm/main amd64 chromium amd64 1", ", chromium"),
        ("  Downloading http://127.0.0.1/a-1.0.whl", ""),
        ("Looking in indexes: http://127.0.0.1/simple", ""),
    ],
)
def test_a_package_is_named_and_no_address(
    tmp_path: Path, line: str, said: str
) -> None:
    log = tmp_path / "log"
    log.write_text(f"{line}\n")
    assert step.at(log) == said


def test_one_that_takes_too_long_is_ended(hasty: list[float]) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        step.run(python("import time; time.sleep(60)"), limit=0.05)


def test_none_is_left_behind_by_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def interrupted(process: subprocess.Popen[bytes], *_: object) -> int:
        started.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(step, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        step.run(python("import time; time.sleep(60)"))
    assert started[0].returncode
