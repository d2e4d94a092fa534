"""Nothing is left of a lesson that is gone, and no two go by one name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.tree import Tree
from engine.gates.gate import Gate, whole


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield tests and notebooks of no lesson, and files of a name that is taken."""
    modules = [path.partition("/")[2] for path in tree.files(lesson.SNIPPETS, ".py")]
    pages = [path.partition("/")[2] for path in tree.files(lesson.DOCS, ".md")]
    made = {lesson.page(each) for each in modules}
    for path in tree.files(lesson.DOCS, ".ipynb"):
        name = path.partition("/")[2]
        if name not in made:
            module = name.removesuffix(".ipynb").replace("-", "_")
            mend = f"write snippets/{module}.py for it, or delete it"
            yield Fault(path, 0, "a notebook without a module", mend)
    parts = {f"{PurePosixPath(each).parent}.py" for each in pages}
    known = {lesson.module(each) for each in pages} | set(modules) | parts
    for path in tree.files(lesson.TESTS, ".py"):
        test = PurePosixPath(path.removeprefix(f"{lesson.TESTS}/"))
        if not test.name.startswith("test_"):
            continue
        about = (test.parent / test.name.removeprefix("test_")).as_posix()
        if about not in known:
            what = f"tests without a lesson: there's no snippets/{about}"
            yield Fault(path, 0, what, "move it to its lesson, or delete it")
    yield from taken(lesson.DOCS, pages, "`needs`")
    yield from taken(lesson.SNIPPETS, modules, "a traceback and `make record`")


def taken(room: str, names: list[str], who: str) -> Iterator[Fault]:
    """Yield the files of a room whose name another has, in whatever folder."""
    first: dict[str, str] = {}
    # the shallower has it, whichever comes first in the alphabet
    for name in sorted(names, key=lambda each: (each.count("/"), each)):
        last = PurePosixPath(name).name
        other = first.setdefault(last, name)
        if other != name and last != "index.md":
            what = f"has the same name as {room}/{other}"
            mend = f"{who} couldn't tell them apart: rename one"
            yield Fault(f"{room}/{name}", 0, what, mend)


GATE = Gate("leftovers", whole, judge)
