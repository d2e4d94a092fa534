"""The proof that the gates bite: on a copy of the tree, every fault is caught.

Each change must be reported at its own file and line; a gate that only says that
something is wrong would send an author searching. What gates read off files is asked of
a tree with that change, which no disk has seen, and they judge again only what hangs on
it; the last tests hold that to be the same as judging everything.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.imports import third_party
from engine.book.optional import lacking
from engine.book.page import Page
from engine.book.settings import settings
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.gates import rules
from engine.gates.exercises import failures
from engine.gates.gate import Bench
from engine.gates.numbers import values
from engine.gates.prose import is_lesson, prose
from engine.gates.tasks import holds_exercise
from engine.live.interpreter import supported
from engine.live.transcript import session
from engine.record import notebook, outputs, replay
from engine.record.pyodide import Pyodide
from tests.engine.mutants import (
    Mutant,
    code,
    exercises,
    files,
    modules,
    pages,
    recordings,
    with_line,
)
from tests.engine.mutants.warm import Done, Warm

ROOT = Path(__file__).parents[2]
SLOW = settings(Tree(ROOT)).heavy
TREE = Tree(ROOT)
PAGES = TREE.pages()
MODULES = TREE.modules()
SESSIONS = [m for m in MODULES if session(m.source)]
EXERCISES = [m for m in MODULES if holds_exercise(m)]

pytestmark = [pytest.mark.slow, pytest.mark.site]


Judged = Callable[[Mutant], list[Fault]]
Survivors = Callable[[Iterable[Mutant], Judged], list[str]]


def by_path(each: Page | Module) -> str:
    return each.path


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
        "tests/absent.py",
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
    ):
        shutil.copy(ROOT / file, root / file)
    return root


class Warmed:
    """Processes in a folder, one for each set of heavy packages that a module needs."""

    def __init__(self, folder: Path) -> None:
        """Start none yet."""
        self.folder = folder
        self.started: dict[tuple[str, ...], Warm] = {}

    def run(self, source: str, *argv: str, seconds: float) -> Done:
        """Run a command for a module with what that imports imported already."""
        packages = tuple(sorted(third_party(source) & SLOW))
        if packages not in self.started:
            self.started[packages] = Warm(self.folder, packages)
        return self.started[packages].run(*argv, seconds=seconds)

    def close(self) -> None:
        """End all of them."""
        for each in self.started.values():
            each.close()


@pytest.fixture(scope="module")
def warm(copy: Path) -> Iterator[Warmed]:
    with closing(Warmed(copy)) as started:
        yield started


@pytest.fixture
def survivors(request: pytest.FixtureRequest) -> Survivors:
    """Return a function that judges mutants and gives those that `gate` passed."""

    def run(made: Iterable[Mutant], gate: Judged) -> list[str]:
        total, passed = 0, []
        for mutant in made:
            total += 1
            faults = gate(mutant)
            if mutant.told not in {(f.path, f.line) for f in faults}:
                said = "; ".join(map(str, faults)) or "nothing"
                passed.append(f"{mutant}\n    the gate said: {said}")
        request.config.stash[TALLY].append((total - len(passed), total))
        return passed

    return run


def read_off(mutant: Mutant) -> list[Fault]:
    """Judge a change by all that can be read off the files."""
    return rules.faults(Tree(ROOT, {mutant.path: mutant.text}))


def on_disk(copy: Path, gate: Judged) -> Judged:
    """Return a gate that finds the change in a copy of the tree."""

    def judged(mutant: Mutant) -> list[Fault]:
        file = copy / mutant.path
        before = file.read_text(encoding="utf-8")
        file.write_text(mutant.text, encoding="utf-8")
        try:
            return gate(mutant)
        finally:
            file.write_text(before, encoding="utf-8")

    return judged


TALLY = pytest.StashKey[list[tuple[int, int]]]()


@pytest.fixture(scope="module", autouse=True)
def tally(request: pytest.FixtureRequest) -> Iterator[None]:
    request.config.stash.setdefault(TALLY, [])
    yield
    counts = request.config.stash[TALLY]
    caught, total = (sum(each[column] for each in counts) for column in (0, 1))
    with request.config.pluginmanager.getplugin(
        "capturemanager"
    ).global_and_fixture_disabled():
        print(f"\nmutations caught: {caught} of {total}")


def differences(module: Module, pyodide: Pyodide) -> Judged:
    """Return a gate of changed transcripts: one run serves all.

    What a session prints does not hang on what is recorded of it. Sections that want a
    newer Python than this run in that of the readers.
    """
    name = module.path.removeprefix("snippets/")
    examples = session(module.source)
    here = replay.replay(module.source, name)
    newer = []
    if not all(map(supported, examples)):
        newer = pyodide.call("tests.pyodide.inside:printed", module.source, name)
    printed = [
        next(here).got if supported(example) else newer[number]
        for number, example in enumerate(examples)
    ]

    def judged(mutant: Mutant) -> list[Fault]:
        found = zip(session(mutant.text), printed, strict=True)
        return [
            Fault(mutant.path, replay.Difference(each, got).line, "differs", "record")
            for each, got in found
            if got != each.output
        ]

    assert not judged(Mutant(module.path, module.source, 1, "nothing"))
    return judged


def marked(module: Module) -> Any:
    heavy = [pytest.mark.heavy] if third_party(module.source) & SLOW else []
    return pytest.param(module, marks=heavy)


@pytest.mark.parametrize("module", [*map(marked, SESSIONS)], ids=by_path)
def test_every_changed_line_of_output_is_caught(
    module: Module, survivors: Survivors, pyodide: Pyodide
) -> None:
    assert not survivors(modules.outputs(module), differences(module, pyodide))


@pytest.mark.parametrize("module", SESSIONS, ids=by_path)
def test_every_prompt_that_touches_what_was_typed_is_caught(
    module: Module, survivors: Survivors
) -> None:
    assert not survivors(modules.prompts(module), read_off)


@pytest.mark.parametrize("module", MODULES, ids=by_path)
def test_every_broken_marker_is_caught(module: Module, survivors: Survivors) -> None:
    assert not survivors(modules.markers(module), read_off)


def text(page: Page) -> str:
    return (ROOT / page.path).read_text(encoding="utf-8")


def of_page(page: Page) -> list[Mutant]:
    """Return all changes of a page that can be read off it."""
    written = text(page)
    added = {**pages.TYPED, **pages.LAYOUT, **pages.LINKS}
    # a page that shows no code may name any
    if not any(fence.includes() for fence in page.fences):
        del added["inline code that names nothing"]
    return [
        *pages.fence_changes(page, written),
        *pages.question_changes(page, written),
        *pages.additions(page, written, added),
        *pages.numbers_in_prose(page, written),
        *pages.made_up_ratio(page, written, values(prose(TREE, page.path).shown or "")),
    ]


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_every_fault_of_a_page_is_caught(page: Page, survivors: Survivors) -> None:
    assert not survivors(of_page(page), read_off)


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_a_need_that_points_forward_is_caught(page: Page, survivors: Survivors) -> None:
    listed = [lesson.last(name) for name in TREE.nav()]
    own = listed.index(lesson.last(page.path))
    made = [
        mutant
        for later in listed[own + 1 : own + 2]
        for mutant in pages.needs_forward(page, text(page), later)
    ]
    assert not survivors(made, read_off)


@pytest.mark.parametrize("page", PAGES, ids=by_path)
def test_a_wording_that_says_nothing_new_or_lacks_is_caught(
    page: Page, survivors: Survivors
) -> None:
    made = list(pages.asked_again(page, text(page)))
    least = settings(TREE).style.also_asked
    if is_lesson(page) and least:
        made += pages.wordings_cut(page, text(page), least)
    assert not survivors(made, read_off)


@pytest.mark.parametrize("module", MODULES, ids=by_path)
def test_a_page_that_says_a_name_of_old_is_caught(
    module: Module, survivors: Survivors
) -> None:
    name = module.path.removeprefix("snippets/")
    made = [
        mutant
        for page in PAGES
        if lesson.module(page.path) == name and is_lesson(page)
        for mutant in modules.renamed(module, page, beside(page, module))
    ]
    assert not survivors(made, read_off)


def beside(page: Page, module: Module) -> tuple[Module, ...]:
    """Return the other modules that a page shows."""
    shown = {each.file for fence in page.fences for each in fence.includes()}
    found = [other for name in sorted(shown) if (other := TREE.module(name))]
    return tuple(other for other in found if other != module)


def test_every_file_that_is_left_over_is_caught(survivors: Survivors) -> None:
    assert not survivors(files.left(TREE), read_off)


def test_a_page_left_out_of_nav_is_caught(survivors: Survivors) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    made = []
    for page in PAGES:
        name = page.path.removeprefix("docs/")
        lines = settings.splitlines()
        line = next(n for n, t in enumerate(lines, 1) if t.endswith(f": {name}"))
        without = with_line(settings, line, None)
        made.append(Mutant("mkdocs.yml", without, 0, name, place=page.path))
    assert not survivors(made, read_off)


def lesson_faults(copy: Path, warm: Warmed, stem: str) -> list[Fault]:
    """Run one lesson's tests in the copy; return the places that their output names."""
    source = next(each.source for each in MODULES if Path(each.path).stem == stem)
    tests = map(str, sorted(copy.glob(f"tests/lessons/**/test_{stem}.py")))
    rest = ["-p", "no:cacheprovider", "-k", "recorded", *tests]
    said = warm.run(source, "pytest", "-x", "-q", *rest, seconds=300).said
    places = re.findall(r"(snippets/[\w/.-]+\.json):(\d+)", said)
    return [Fault(path, int(line), "differs", "record") for path, line in places]


MEASURED = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "snippets").rglob("recorded/*.json")
    if not file.name.endswith(".stage.json")
)


@pytest.mark.parametrize("path", MEASURED)
def test_every_wrong_recorded_number_is_caught(
    path: str, survivors: Survivors, copy: Path, warm: Warmed
) -> None:
    made = recordings.recorded_numbers(path, (ROOT / path).read_text(encoding="utf-8"))
    stem = Path(path).name.split(".")[0]
    judged = on_disk(copy, lambda _: lesson_faults(copy, warm, stem))
    assert not survivors(made, judged)


@pytest.mark.slow
@pytest.mark.parametrize("include", outputs.stages(TREE), ids=lambda i: i.section)
def test_every_wrong_recorded_step_is_caught(
    include: Include, survivors: Survivors, copy: Path, pyodide: Pyodide
) -> None:
    file = TREE.frames(include.file, include.section)
    path = file.relative_to(ROOT).as_posix()
    made = recordings.recorded_frames(path, file.read_text(encoding="utf-8"))
    module = TREE.module(include.file)
    assert module is not None
    assert include.section is not None
    fresh = outputs.frames_text(pyodide, module, include.section)
    again = lambda *_: fresh  # noqa: E731 (no mutant changes what is recorded)
    judged = on_disk(copy, lambda _: outputs.stage_faults(Tree(copy), include, again))
    assert not survivors(made, judged)


NOTEBOOKS = [m for m in MODULES if m.path.endswith("_notebook.py")]


@pytest.mark.parametrize("module", NOTEBOOKS, ids=by_path)
def test_every_edited_cell_of_a_notebook_is_caught(
    module: Module, survivors: Survivors, copy: Path
) -> None:
    file = notebook.target(copy / module.path)
    path = file.relative_to(copy).as_posix()
    made = recordings.cells(path, file.read_text(encoding="utf-8"), "source")
    judged = on_disk(copy, lambda _: notebook.check(copy / module.path))
    assert not survivors(made, judged)


@pytest.mark.heavy
@pytest.mark.parametrize("module", NOTEBOOKS, ids=by_path)
def test_every_edited_output_of_a_notebook_is_caught(
    module: Module, survivors: Survivors, copy: Path
) -> None:
    fresh = notebook.execute(ROOT / module.path)
    file = notebook.target(copy / module.path)
    path = file.relative_to(copy).as_posix()
    made = recordings.cells(path, file.read_text(encoding="utf-8"), "outputs")
    judged = on_disk(copy, lambda _: notebook.differences(copy / module.path, fresh))
    assert not survivors(made, judged)


def behaviour_faults(copy: Path, warm: Warmed, mutant: Mutant) -> list[Fault]:
    """Judge changed code as CI does: by its transcript, then by its lesson's tests."""
    stem = Path(mutant.path).stem
    slow = third_party(mutant.text) & SLOW
    limit = "--limit=60" if slow else "--limit=2"
    replayed = ["engine.record.replay", limit, mutant.path]
    commands = [replayed] if session(mutant.text) else []
    about = {
        file.relative_to(copy).as_posix(): text
        for file in sorted((copy / "tests" / "lessons").rglob("test_*.py"))
        if re.search(rf"\b{stem}\b", text := file.read_text(encoding="utf-8"))
        and not lacking(text, TREE)
    }

    def late(tests: str) -> tuple[bool, bool, int]:
        """Own tests come first; those that ask most lessons take long."""
        heavy = bool(SLOW & third_party(about[tests]))
        lessons = about[tests].count("from snippets.")
        return heavy, Path(tests).stem != f"test_{stem}", lessons

    options = ["-x", "-q", "-p", "no:cacheprovider"]
    commands += [["pytest", *options, tests] for tests in sorted(about, key=late)]
    endless = []
    for command in commands:
        code, said = warm.run(mutant.text, *command, seconds=120)
        if code is None:
            endless.append(" ".join(command))
        elif code and any(path in said for path in [mutant.path, *about]):
            return [Fault(mutant.path, mutant.line, "behaves otherwise", "mend it")]
    assert not endless, f"{mutant}: these took more than 120 s: {endless}"
    return []


@pytest.mark.parametrize(
    "module",
    [m for m in MODULES if not third_party(m.source) & SLOW and m not in EXERCISES],
    ids=by_path,
)
def test_every_change_of_behaviour_is_caught(
    module: Module, survivors: Survivors, copy: Path, warm: Warmed
) -> None:
    made = code.behaviours(module)
    judged = on_disk(copy, lambda mutant: behaviour_faults(copy, warm, mutant))
    assert not survivors(made, judged)


@pytest.mark.parametrize("module", EXERCISES, ids=by_path)
def test_every_part_that_an_exercise_lacks_is_caught(
    module: Module, survivors: Survivors
) -> None:
    assert not survivors(exercises.exercise_parts(module), read_off)


@pytest.mark.parametrize("module", EXERCISES, ids=by_path)
def test_every_answer_that_is_judged_otherwise_is_caught(
    module: Module, survivors: Survivors
) -> None:
    def judged(mutant: Mutant) -> list[Fault]:
        found = failures(mutant.text, mutant.path, seconds=5)
        return [Fault(mutant.path, *problem) for problem in found]

    assert not survivors(exercises.answers(module), judged)


# each of these takes many seconds, so it's a test of its own
HEAVY = [
    mutant
    for module in MODULES
    if third_party(module.source) & SLOW and module not in NOTEBOOKS
    for mutant in code.one_a_section(module)
]


@pytest.mark.heavy
@pytest.mark.parametrize("mutant", HEAVY, ids=str)
def test_a_change_of_behaviour_in_each_section_that_needs_keras_is_caught(
    mutant: Mutant, survivors: Survivors, copy: Path, warm: Warmed
) -> None:
    judged = on_disk(copy, lambda changed: behaviour_faults(copy, warm, changed))
    assert not survivors([mutant], judged)


# each asks every gate of every file: were there more of them on a site with more
# pages, what they take would grow with its square
SAMPLED = 64


def sample() -> list[Mutant]:
    """Return changes that can be read off the files, evenly spread over all of them."""
    made = [mutant for page in PAGES for mutant in of_page(page)]
    made += [mutant for module in MODULES for mutant in modules.markers(module)]
    made += [mutant for task in EXERCISES for mutant in exercises.exercise_parts(task)]
    made += files.left(TREE)
    return made[:: max(1, len(made) // SAMPLED)]


@pytest.mark.parametrize("mutant", sample(), ids=str)
def test_judging_what_a_change_touches_is_judging_everything(mutant: Mutant) -> None:
    changed = Tree(ROOT, {mutant.path: mutant.text})
    assert rules.faults(changed) == rules.faults(changed, bench=Bench())
