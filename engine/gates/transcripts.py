"""What a session shows is what Python prints, to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import PurePosixPath

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.imports import third_party
from engine.book.session import session
from engine.book.settings import settings
from engine.book.tree import Module, Tree
from engine.gates.gate import Gate
from engine.live.interpreter import ReplayError
from engine.live.names import below
from engine.record import replay

AGAIN = "run `make record`, or mend the code"


def runnable(tree: Tree) -> Iterator[str]:
    """Yield the modules with a session that can be run here, and in moments."""
    for module in tree.modules():
        try:
            if session(module.source) and not left_out(tree, module):
                yield module.path
        except SyntaxError:
            continue  # its own gate says so


def left_out(tree: Tree, module: Module) -> set[str]:
    """Return the packages for which a module is not run: slow and missing ones."""

    def read(path: str) -> str | None:
        return tree.text(path) if tree.there(path) else None

    slow = settings(tree).heavy
    needs = third_party(module.source, read)
    return {each for each in needs if each in slow or find_spec(each) is None}


def take_up(tree: Tree, module: Module) -> None:
    """Read what a run of a module may read: its imports, and data beside modules."""
    left_out(tree, module)
    for path in tree.files(lesson.SNIPPETS):
        if not path.endswith(".py"):
            tree.stamp(path)


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield a module's first output that a run gives otherwise, and how many follow.

    What is not recorded at all is one fault too: one `make record` mends all of it.
    """
    module = tree.module_at(path)
    take_up(tree, module)
    name = below(PurePosixPath(path))
    try:
        found = replay.differences(module.source, name)
    except ReplayError as error:
        yield Fault(path, error.line, error.told, error.mend)
        return
    if not found:
        return
    for each in found:
        what = replay.unshown(each.got)
        if what:
            unshown = replay.UnshownError(name, each.example.line, what)
            yield Fault(path, unshown.line, unshown.told, unshown.mend)
            return
    first, *more = found
    line = first.line
    if not any(each.example.output for each in found):
        outputs = f"{len(found)} outputs" if more else "an output"
        yield Fault(path, line, f"{outputs} not recorded", AGAIN)
        return
    at = line - first.example.output_line
    got = first.got.splitlines()
    printed = repr(got[at]) if at < len(got) else "nothing more"
    others = f", and {len(more)} other outputs differ" if more else ""
    yield Fault(path, line, f"a run prints {printed} here{others}", AGAIN)


GATE = Gate("transcripts", runnable, judge, building=False)
