"""Each exercise: its starter fails, wrong answers are told why, its solution passes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from engine.gates import exercises
from engine.live import exercise
from engine.record.pyodide import Pyodide
from tests.interpreters import interpreters

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site
MODULES = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "snippets").rglob("exercises/*.py")
)


@pytest.mark.parametrize("path", MODULES)
def test_its_own_answers_are_judged_as_the_exercise_says(path: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    # under the file's whole path, so that coverage counts what the answers run
    found = exercises.problems(source) or exercises.failures(source, str(ROOT / path))
    assert not [f"{path}:{each.line}: {each.what} — {each.mend}" for each in found]


@pytest.mark.slow
@pytest.mark.parametrize("version", interpreters(), ids="{0[0]}.{0[1]}".format)
def test_exercises_are_judged_the_same_on(version: tuple[int, int]) -> None:
    done = subprocess.run(
        [interpreters()[version], "-m", "engine.gates.exercises", *MODULES],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    # verdicts are printed as well; what is wrong begins with its place
    told = [line for line in done.stdout.splitlines() if line.startswith("snippets/")]
    wrong = "\n".join(told) or f"{done.stdout}{done.stderr}"
    assert done.returncode == 0, f"\non Python {version}:\n{wrong}"


@pytest.mark.slow
@pytest.mark.parametrize("path", MODULES)
def test_it_is_judged_the_same_by_the_python_of_browsers(
    path: str, pyodide: Pyodide
) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert pyodide.call("engine.gates.exercises:failures", source, path) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", MODULES)
def test_its_solution_can_be_stepped_through_by_the_example(
    path: str, pyodide: Pyodide
) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    asked = exercise.read(source, path)
    request = ["step", "code", path.removeprefix("snippets/"), ["starter"]]
    solution = "\n".join(asked.solution.lines)
    (found,) = pyodide.call("tests.pyodide.inside:walk", "", [[*request, solution]])
    assert found["state"] == "ran", found["printed"]
    kinds = {each["kind"] for each in found["stepper"]["frames"]}
    assert kinds - {"module", "function"}, "no generator is seen"
    (as_given,) = pyodide.call("tests.pyodide.inside:walk", "", [request])
    assert as_given["stepper"]["scenes"]
