"""Each exercise: its starter fails, wrong answers are told why, its solution passes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from engine.gates import exercises
from engine.gates.survivors import survivors
from engine.live import exercise
from engine.record.pyodide import Pyodide
from engine.site import offer
from tests.interpreters import interpreters

ROOT = Path(__file__).parents[2]

WALK = "tests.pyodide.inside:walk"

pytestmark = pytest.mark.site("snippets/")
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
    name = path.removeprefix("snippets/")
    request = ["step", "code", name, ["starter"]]
    solved = [*request, "\n".join(asked.solution.lines)]
    names = offer.modules(ROOT)[name]
    (found,) = pyodide.call(WALK, "", [solved], names)
    assert found["state"] == "ran", found["printed"]
    cards = found["stage"]["boards"][0]["cards"]
    assert any("plain" not in each for each in cards), "no generator is seen"
    (as_given,) = pyodide.call(WALK, "", [request], names)
    assert as_given["stage"]["steps"]


def state(path: str) -> str:
    """Return a digest of all that what is told of an exercise's mutants hangs on."""
    digest = hashlib.sha256(sys.version.encode())
    machine = [*(ROOT / "engine/live").glob("*.py"), *(ROOT / "engine/gates").glob("*")]
    for file in sorted([ROOT / path, ROOT / "engine/theme/messages/en.json", *machine]):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


# some are spoiled so that they don't close when they are dropped
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", MODULES)
def test_a_solution_that_a_machine_spoiled_is_refused(
    path: str, request: pytest.FixtureRequest
) -> None:
    noted = ROOT / ".cache/spoiled" / Path(path).name
    now = state(path)
    # `make check` leaves out what is as it was when it was green, `make test` nothing
    quick = "not slow" in request.config.getoption("markexpr")
    if quick and noted.is_file() and noted.read_text(encoding="utf-8") == now:
        pytest.skip("unchanged since it was green")
    found = survivors((ROOT / path).read_text(encoding="utf-8"), path)
    assert not [f"{path}:{each.line}: {each.what} — {each.mend}" for each in found]
    noted.parent.mkdir(parents=True, exist_ok=True)
    noted.write_text(now, encoding="utf-8")
