"""Every transcript is what Python prints, to the letter, on every Python here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from engine.book.imports import third_party
from engine.book.settings import settings
from engine.book.tree import Module, Tree
from engine.live.interpreter import ModuleError, supported
from engine.live.names import below
from engine.live.transcript import session
from engine.record import replay
from tests.interpreters import SUPPORTED, interpreters

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.site("snippets/")
SLOW = settings(Tree(ROOT)).heavy
MODULES = [m for m in Tree(ROOT).modules() if session(m.source)]


def marks(source: str) -> list[pytest.MarkDecorator]:
    heavy = third_party(source) & SLOW
    return [pytest.mark.heavy] if heavy else []


def sections() -> list[object]:
    return [
        pytest.param(
            module,
            name,
            id=f"{module.path}:{name}",
            marks=marks(module.source),
        )
        for module in MODULES
        for name in dict.fromkeys(
            e.section.name for e in session(module.source) if e.section
        )
    ]


@pytest.fixture(scope="session")
def replayed() -> dict[str, list[replay.Difference]]:
    return {}


@pytest.mark.parametrize(("module", "section"), sections())
def test_a_replay_prints_what_the_transcript_says(
    module: Module, section: str, replayed: dict[str, list[replay.Difference]]
) -> None:
    path = ROOT / module.path
    needs = module.sections[section].needs
    if needs and not supported(
        next(
            e for e in session(module.source) if e.section and e.section.name == section
        )
    ):
        pytest.skip(f"section {section!r} needs Python {needs[0]}.{needs[1]}")
    if module.path not in replayed:
        try:
            replayed[module.path] = replay.differences(
                path.read_text(encoding="utf-8"), below(path)
            )
        except ModuleError as error:
            pytest.fail(f"{module.path}:{error.line}: {error.told}", pytrace=False)
    wrong = [
        replay.report(Path(module.path), each)
        for each in replayed[module.path]
        if each.example.section and each.example.section.name == section
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("version", interpreters(), ids="{0[0]}.{0[1]}".format)
def test_the_standard_library_transcripts_read_the_same_on(
    version: tuple[int, int],
) -> None:
    paths = [m.path for m in MODULES if not third_party(m.source)]
    done = subprocess.run(
        [interpreters()[version], "-m", "engine.record.replay", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"\non Python {version}:\n{done.stdout}{done.stderr}"


def test_a_newer_python_is_asked_for_by_its_number() -> None:
    asked = [s.needs for m in MODULES for s in m.sections.values() if s.needs]
    assert all(SUPPORTED[0] < needs <= SUPPORTED[-1] for needs in asked), asked


def test_outputs_hold_no_doctest_directives_that_readers_would_see() -> None:
    found = [m.path for m in MODULES if re.search(r"#\s*doctest:", m.source)]
    assert not found
