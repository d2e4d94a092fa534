"""How pytest reads snippets: what is heavy, what needs a newer Python, updating."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from engine.book.fault import Fault
from engine.book.imports import third_party
from engine.book.session import session as transcript
from engine.book.settings import settings
from engine.book.tree import Tree, UnreadableError
from engine.gates.modules import mend_of
from engine.live.interpreter import LIMIT, ReplayError, supported
from engine.live.limits import at_most
from engine.record import replay
from engine.record.bounds import going_on, restored
from tests import absent

# a notebook trains when it is imported; tests/lessons executes it instead
collect_ignore_glob = ["snippets/**/*_notebook.py", "**/node_modules"]


HANGS = 600  # seconds; what lives, a browser or a training, is through far sooner
LATE = ("slow", "browser", "heavy")
# marks that all tests of a file have
WHOLE = re.compile(r"^pytestmark = .+$", re.MULTILINE)
SNIPPETS = Path(__file__).parent / "snippets"
# the tests whose runs of snippets are counted; counting makes any other twice as long
COUNTED = [
    SNIPPETS,
    Path(__file__).parent / "tests" / "lessons",
    Path(__file__).parent / "tests" / "engine" / "test_exercises.py",
]
TREE = Tree(SNIPPETS.parent)
SLOW = settings(TREE).heavy
# what drives a browser; doctest imports every module there, whatever is asked for
DRIVING = [Path(__file__).parent / "tests" / name for name in ("browser", "bench")]


def is_notebook(file: Path) -> bool:
    """Return whether a module is the source of a notebook."""
    return file.stem.endswith("_notebook")


def is_heavy(file: Path) -> bool:
    """Return whether a module imports what is slow, or what is not here."""
    used = third_party(file.read_text(encoding="utf-8"))
    return any(each in SLOW or find_spec(each) is None for each in used)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Refuse a module that is no Python; rewrite transcripts where that is asked for.

    Both come before anything is collected: a broken module would fail that, far from
    its own line, and doctest reads a transcript once.
    """
    if hasattr(session.config, "workerinput"):
        return  # a process of pytest-xdist: the one that started it has seen to this
    tree = Tree(SNIPPETS.parent)
    try:
        tree.pages(), tree.modules(), tree.settings()
    except UnreadableError as error:
        raise pytest.UsageError(str(error)) from None
    update = session.config.getoption("--update-transcripts")
    for name in tree.files("snippets", ".py"):
        file = SNIPPETS.parent / name
        try:
            source = file.read_text(encoding="utf-8")
            compile(source, file.name, "exec")
            transcript(source)
            if update and not is_notebook(file):
                replay.rewrite(file)
        except SyntaxError as error:
            fault = Fault(name, error.lineno or 1, error.msg, mend_of(error))
            raise pytest.UsageError(str(fault)) from None
        except ReplayError as error:
            fault = Fault(name, error.line, error.told, error.mend)
            raise pytest.UsageError(str(fault)) from None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import nothing heavy, and no Playwright, for a run that asks to go without.

    Such a run is `make check`; a marker deselects only after everything is imported.
    """
    left: list[str] = config.getoption("--leave-out")
    if left and str(collection_path).removeprefix(f"{TREE.root}/") in left:
        return True
    asked = config.getoption("markexpr")
    if "not browser" in asked and collection_path in DRIVING:
        return True
    # some build a whole site as soon as they are imported, or import Keras
    test = collection_path.name.startswith("test_") and collection_path.is_file()
    whole = WHOLE.search(collection_path.read_text(encoding="utf-8")) if test else None
    marks = re.findall(r"\bmark\.(slow|heavy)\b", whole[0]) if whole else []
    if any(f"not {mark}" in asked for mark in marks):
        return True
    about = any(collection_path.is_relative_to(each) for each in COUNTED[:2])
    if about and collection_path.suffix == ".py" and absent.file(collection_path):
        return True  # the end of the run tells
    snippet = SNIPPETS in collection_path.parents
    if "not heavy" in asked and snippet and collection_path.suffix == ".py":
        return is_heavy(collection_path) or None
    return None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """Let nothing that a test needs hang."""
    with at_most(HANGS):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let no test hang, on a thread or a browser, and no doctest change the rest."""
    if isinstance(item, pytest.DoctestItem):
        limit = LIMIT * (10 if item.get_closest_marker("heavy") else 1)
        with restored(), at_most(limit), going_on():
            return (yield)
    with at_most(HANGS):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Let nothing hang that a test leaves to be ended."""
    with at_most(HANGS):
        return (yield)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what `make record` and `make check` ask for."""
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="rewrite the outputs in snippets with what a run prints",
    )
    # pytest's own --ignore looks at each of its paths anew for each file
    parser.addoption(
        "--leave-out",
        action="append",
        default=[],
        help="a file, from the root, that isn't collected",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    items: list[pytest.Item], config: pytest.Config
) -> None:
    """Mark what is heavy, and what isn't counted; put the tests that take long last.

    What is quick comes first, and so do its failures. Examples that need a newer
    Python are skipped; the replay tests skip the same sections by name, so that
    nothing is lost silently.
    """
    left = [item for item in items if absent.is_about_what_is_absent(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    for item in items:
        if not any(item.path.is_relative_to(each) for each in COUNTED):
            item.add_marker(pytest.mark.no_cover)
        if not isinstance(item, pytest.DoctestItem):
            continue
        if is_heavy(item.path):
            item.add_marker(pytest.mark.heavy)
        source = item.path.read_text(encoding="utf-8")
        newer = {e.line for e in transcript(source) if not supported(e)}
        for example in item.dtest.examples if item.dtest else []:
            if item.dtest.lineno is not None and (
                item.dtest.lineno + example.lineno + 1 in newer
            ):
                example.options[doctest.SKIP] = True

    def late(item: pytest.Item) -> int:
        marks = {mark.name for mark in item.iter_markers()}
        return max((n for n, name in enumerate(LATE, 1) if name in marks), default=0)

    items.sort(key=late)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Tell what could not be checked here, where everything was to be."""
    if "not heavy" in config.getoption("markexpr"):
        return
    for number, line in enumerate(absent.lines()):
        if not number:
            terminalreporter.section("not checked here")
        terminalreporter.line(line)
