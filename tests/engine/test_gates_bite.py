"""The proof that the gates bite: on a copy of the tree, every fault is caught.

Each change must be reported at its own file and line; a gate that only says that
something is wrong would send an author searching.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates import exercises, links, prose, provenance
from engine.gates.rooms import third_party
from engine.live.sections import read
from engine.live.transcript import session
from engine.record import notebook, outputs, replay
from tests.engine import mutants
from tests.interpreters import interpreters

ROOT = Path(__file__).parents[2]
TREE = Tree(ROOT)
PAGES = TREE.pages()
MODULES = TREE.modules()
SESSIONS = [m for m in MODULES if session(m.source)]
EXERCISES = [m for m in MODULES if provenance.holds_exercise(m)]

pytestmark = pytest.mark.slow


def by_path(each) -> str:
    return each.path


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for folder in ("docs", "snippets", "engine", "tests/lessons"):
        shutil.copytree(
            ROOT / folder,
            root / folder,
            ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
        )
    for file in (
        "mkdocs.yml",
        "pyproject.toml",
        "conftest.py",
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
    ):
        shutil.copy(ROOT / file, root / file)
    return root


@pytest.fixture
def survivors(copy, request):
    """Return a function that applies mutants and gives those that `gate` passed."""

    def run(made, gate) -> list[str]:
        total, passed = 0, []
        for mutant in made:
            file = copy / mutant.path
            before = file.read_text(encoding="utf-8")
            file.write_text(mutant.text, encoding="utf-8")
            total += 1
            try:
                faults = gate(mutant)
            finally:
                file.write_text(before, encoding="utf-8")
            if (mutant.path, mutant.line) not in {(f.path, f.line) for f in faults}:
                said = "; ".join(map(str, faults)) or "nothing"
                passed.append(f"{mutant}\n    the gate said: {said}")
        request.config.stash[TALLY].append((total - len(passed), total))
        return passed

    return run


TALLY = pytest.StashKey[list[tuple[int, int]]]()


@pytest.fixture(scope="module", autouse=True)
def tally(request):
    request.config.stash.setdefault(TALLY, [])
    yield
    counts = request.config.stash[TALLY]
    caught, total = (sum(column) for column in zip(*counts, strict=True))
    with request.config.pluginmanager.getplugin(
        "capturemanager"
    ).global_and_fixture_disabled():
        print(f"\nmutations caught: {caught} of {total}")


def differences(mutant, root) -> list[Fault]:
    """Judge a changed transcript by replay, on a newer Python where it needs one."""
    name = Path(mutant.path).name
    needs = [
        section.needs
        for section in read(mutant.text)[0].values()
        if section.needs and section.start <= mutant.line <= section.end
    ]
    if not needs or sys.version_info >= needs[0]:
        return [
            Fault(mutant.path, found.line, "differs", "record")
            for found in replay.differences(mutant.text, name)
        ]
    newer = [path for version, path in interpreters().items() if version >= needs[0]]
    if not newer:
        pytest.skip(f"{mutant} needs Python {needs[0]}, and none is here")
    done = subprocess.run(
        [newer[-1], "-m", "engine.record.replay", mutant.path],
        cwd=root,
        capture_output=True,
        text=True,
    )
    return [
        Fault(mutant.path, int(line), "differs", "record")
        for line in re.findall(rf"^{re.escape(mutant.path)}:(\d+): ", done.stdout, re.M)
    ]


@pytest.mark.parametrize(
    "module",
    [m for m in SESSIONS if not third_party(m.source) & {"keras", "tensorflow"}],
    ids=by_path,
)
def test_every_changed_line_of_output_is_caught(module, survivors, copy) -> None:
    made = mutants.outputs(module)
    assert not survivors(made, lambda mutant: differences(mutant, copy))


@pytest.mark.keras
@pytest.mark.parametrize(
    "module",
    [m for m in SESSIONS if third_party(m.source) & {"keras", "tensorflow"}],
    ids=by_path,
)
def test_every_changed_line_of_output_of_a_keras_session_is_caught(
    module, survivors
) -> None:
    # a session's run does not depend on what is recorded of it, so one run serves all
    name = Path(module.path).name
    printed = [got for _, got, _ in replay.replay(module.source, name)]

    def compare(mutant) -> list[Fault]:
        found = zip(session(mutant.text), printed, strict=True)
        return [
            Fault(mutant.path, replay.Difference(each, got).line, "differs", "record")
            for each, got in found
            if got != each.output
        ]

    assert not survivors(mutants.outputs(module), compare)


@pytest.mark.parametrize("module", MODULES, ids=by_path)
def test_every_broken_marker_is_caught(module, survivors, copy) -> None:
    assert not survivors(mutants.markers(module), lambda _: provenance.faults(copy))


def text(page) -> str:
    return (ROOT / page.path).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_every_fault_in_a_fence_is_caught(page, survivors, copy) -> None:
    made = mutants.fence_changes(page, text(page))
    assert not survivors(made, lambda _: provenance.faults(copy))


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_every_fault_in_a_question_is_caught(page, survivors, copy) -> None:
    def judged(_) -> list[Fault]:
        tree = Tree(copy)
        (changed,) = (each for each in tree.pages() if each.path == page.path)
        return list(provenance.page_faults(tree, changed))

    assert not survivors(mutants.question_changes(page, text(page)), judged)


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_typed_python_is_caught_in_every_form(page, survivors, copy) -> None:
    made = mutants.additions(page, text(page), mutants.TYPED)
    assert not survivors(made, lambda _: provenance.faults(copy))


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_bad_links_are_caught(page, survivors, copy) -> None:
    made = mutants.additions(page, text(page), mutants.LINKS)
    assert not survivors(made, lambda _: links.faults(copy))


def test_a_page_left_out_of_nav_is_caught(copy) -> None:
    for page in PAGES:
        name = page.path.removeprefix("docs/")
        file = copy / "mkdocs.yml"
        before = file.read_text(encoding="utf-8")
        line = next(n for n, t in enumerate(before.splitlines(), 1) if name in t)
        file.write_text(mutants.with_line(before, line, None), encoding="utf-8")
        found = [(f.path, f.what) for f in provenance.faults(copy)]
        file.write_text(before, encoding="utf-8")
        assert (page.path, "not in the nav of mkdocs.yml") in found


def lesson_faults(copy: Path, stem: str) -> list[Fault]:
    """Run one lesson's tests in the copy; return the places that their output names."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-k",
            "recorded",
            f"tests/lessons/test_{stem}.py",
        ],
        cwd=copy,
        capture_output=True,
        text=True,
        timeout=300,
    )
    places = re.findall(r"(snippets/recorded/[\w.-]+\.json):(\d+)", done.stdout)
    return [Fault(path, int(line), "differs", "record") for path, line in places]


MEASURED = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "snippets" / "recorded").glob("*.json")
    if not file.name.endswith(".strip.json")
)


@pytest.mark.parametrize("path", MEASURED)
def test_every_wrong_recorded_number_is_caught(path, survivors, copy) -> None:
    made = mutants.recorded_numbers(path, (ROOT / path).read_text(encoding="utf-8"))
    stem = Path(path).name.split(".")[0]
    assert not survivors(made, lambda _: lesson_faults(copy, stem))


@pytest.mark.slow
@pytest.mark.parametrize("include", outputs.strips(TREE), ids=lambda i: i.section)
def test_every_wrong_recorded_step_is_caught(include, survivors, copy, pyodide) -> None:
    file = TREE.frames(include.file, include.section)
    path = file.relative_to(ROOT).as_posix()
    made = mutants.recorded_frames(path, file.read_text(encoding="utf-8"))
    module = TREE.module(include.file)
    fresh = outputs.frames_text(pyodide, module, include.section)
    again = lambda *_: fresh  # noqa: E731 (no mutant changes what is recorded)
    assert not survivors(
        made, lambda _: outputs.strip_faults(Tree(copy), include, again)
    )


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_every_wrong_number_in_prose_is_caught(page, survivors, copy) -> None:
    made = mutants.numbers_in_prose(page, text(page))
    assert not survivors(made, lambda _: prose.faults(copy))


NOTEBOOKS = [m for m in MODULES if m.path.endswith("_notebook.py")]


@pytest.mark.parametrize("module", NOTEBOOKS, ids=by_path)
def test_every_edited_cell_of_a_notebook_is_caught(module, survivors, copy) -> None:
    file = notebook.target(copy / module.path)
    path = file.relative_to(copy).as_posix()
    made = mutants.cells(path, file.read_text(encoding="utf-8"), "source")
    assert not survivors(made, lambda _: notebook.check(copy / module.path))


@pytest.mark.keras
@pytest.mark.parametrize("module", NOTEBOOKS, ids=by_path)
def test_every_edited_output_of_a_notebook_is_caught(module, survivors, copy) -> None:
    fresh = notebook.execute(ROOT / module.path)
    file = notebook.target(copy / module.path)
    path = file.relative_to(copy).as_posix()
    made = mutants.cells(path, file.read_text(encoding="utf-8"), "outputs")
    assert not survivors(
        made, lambda _: notebook.differences(copy / module.path, fresh)
    )


def behaviour_faults(copy: Path, mutant) -> list[Fault]:
    """Judge changed code as CI does: by its transcript, then by its lesson's tests."""
    stem = Path(mutant.path).stem
    slow = third_party(mutant.text) & {"keras", "tensorflow"}
    limit = "--limit=60" if slow else "--limit=5"
    commands = [["-m", "engine.record.replay", limit, mutant.path]]
    about = [
        file.relative_to(copy).as_posix()
        for file in sorted((copy / "tests" / "lessons").glob("test_*.py"))
        if re.search(rf"\b{stem}\b", file.read_text(encoding="utf-8"))
    ]
    commands += [
        ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", tests] for tests in about
    ]
    for command in commands:
        try:
            done = subprocess.run(
                [sys.executable, *command],
                cwd=copy,
                capture_output=True,
                text=True,
                timeout=120,
            )
        except subprocess.TimeoutExpired:
            return []
        said = done.stdout + done.stderr
        if done.returncode and any(path in said for path in [mutant.path, *about]):
            return [Fault(mutant.path, mutant.line, "behaves otherwise", "mend it")]
    return []


@pytest.mark.parametrize(
    "module",
    [
        m
        for m in MODULES
        if not third_party(m.source) & {"keras", "tensorflow"} and m not in EXERCISES
    ],
    ids=by_path,
)
def test_every_change_of_behaviour_is_caught(module, survivors, copy) -> None:
    made = mutants.behaviours(module)
    assert not survivors(made, lambda mutant: behaviour_faults(copy, mutant))


@pytest.mark.parametrize("module", EXERCISES, ids=by_path)
def test_every_part_that_an_exercise_lacks_is_caught(module, survivors, copy) -> None:
    made = mutants.exercise_parts(module)
    assert not survivors(made, lambda _: provenance.faults(copy))


@pytest.mark.parametrize("module", EXERCISES, ids=by_path)
def test_an_exercise_that_no_page_shows_is_caught(module, copy) -> None:
    file = (copy / module.path).with_name("not_shown.py")
    shutil.copy(copy / module.path, file)
    found = {(fault.path, fault.line) for fault in provenance.faults(copy)}
    file.unlink()
    assert ("snippets/exercises/not_shown.py", 1) in found


@pytest.mark.parametrize("module", EXERCISES, ids=by_path)
def test_every_answer_that_is_judged_otherwise_is_caught(module, survivors) -> None:
    def judged(mutant) -> list[Fault]:
        found = exercises.failures(mutant.text, mutant.path, seconds=5)
        return [Fault(mutant.path, *problem) for problem in found]

    assert not survivors(mutants.answers(module), judged)


@pytest.mark.keras
@pytest.mark.parametrize(
    "module",
    [
        m
        for m in MODULES
        if third_party(m.source) & {"keras", "tensorflow"} and m not in NOTEBOOKS
    ],
    ids=by_path,
)
def test_a_change_of_behaviour_in_each_section_that_needs_keras_is_caught(
    module, survivors, copy
) -> None:
    made = mutants.one_a_section(module)
    assert not survivors(made, lambda mutant: behaviour_faults(copy, mutant))
