"""A module of snippets has sections that fit a page, and imports what is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import zip_longest

from engine.book.fault import Fault, nearest
from engine.book.imports import wanted
from engine.book.session import session
from engine.book.settings import FILE, pythons, settings
from engine.book.transcript import stray_lines
from engine.book.tree import Module, Tree
from engine.gates.gate import Gate, modules
from engine.live.names import PACKAGE
from engine.live.sources import lines_of
from engine.live.transcript import SessionError, docstring
from engine.record.replay import IN_ORDER, UNORDERED, shuffled


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the markers, the session and the imports of a module."""
    module = tree.module_at(path)
    for problem in module.problems:
        yield Fault(path, *problem)
    yield from sizes(tree, module)
    yield from untested(tree, module)
    try:
        evaluated = ast.get_docstring(ast.parse(module.source), clean=False) or ""
        examples = session(module.source)
    except SyntaxError as error:
        yield Fault(path, error.lineno or 1, error.msg, mend_of(error))
        return
    written, first = docstring(module.source)
    if written != evaluated:
        yield otherwise(path, first, written, evaluated)
    yield from (Fault(path, *problem) for problem in stray_lines(module.source))
    for example in examples:
        if "{" in example.output and shuffled(example.output):
            yield Fault(path, example.output_line, UNORDERED, IN_ORDER)
        if example.section is None:
            yield Fault(
                path,
                example.line,
                f"input outside every section: {example.source.splitlines()[0]}",
                "put it in a section, so that readers can follow the session",
            )
    yield from missing(tree, module)


def mend_of(error: SyntaxError) -> str:
    """Return the mend of a module that cannot be read."""
    return error.mend if isinstance(error, SessionError) else "fix the syntax"


def otherwise(path: str, first: int, written: str, evaluated: str) -> Fault:
    """Return the first line of a docstring that reads otherwise than it's written."""
    pairs = zip_longest(written.split("\n"), evaluated.split("\n"), fillvalue="")
    number, line = next((n, was) for n, (was, now) in enumerate(pairs) if was != now)
    what = "the docstring's value differs from what's written"
    mend = 'it has a backslash: write r"""'
    if "\\" not in line:
        mend = "write it as one string, in triple quotes"
    return Fault(path, first + number, what, mend)


def sizes(tree: Tree, module: Module) -> Iterator[Fault]:
    """Yield the sections that are too long or too wide for a page."""
    style = settings(tree).style
    lines = lines_of(module.source)
    for section in module.sections.values():
        if len(section.lines) > style.section_lines:
            yield Fault(
                module.path,
                section.start,
                f"section {section.name!r} has {len(section.lines)} lines",
                f"{style.section_lines} lines fit a phone's screen: split it",
            )
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if len(line) > style.section_columns and "8<--" not in line:
                yield Fault(
                    module.path,
                    number,
                    f"{len(line)} columns in section {section.name!r}",
                    f"{style.section_columns} columns fit the page: break the line",
                )


def untested(tree: Tree, module: Module) -> Iterator[Fault]:
    """Yield the sections that need a Python on which nothing is tested."""
    if not any(each.needs for each in module.sections.values()) or not tree.there(FILE):
        return
    tested = pythons(tree.text(FILE))
    for section in module.sections.values():
        needs = "{}.{}".format(*section.needs) if section.needs else ""
        if needs and tested and needs not in tested:
            yield Fault(
                module.path,
                section.start - 1,
                f"section {section.name!r} needs {needs}, which isn't in "
                "[tool.pythons] supported",
                f"no Python would test it: write one of {', '.join(tested)}",
            )


def missing(tree: Tree, module: Module) -> Iterator[Fault]:
    """Yield the imports of snippets that are not there."""
    paths = tree.files(PACKAGE, ".py")
    names = {path.removesuffix(".py").replace("/", ".") for path in paths}
    for line, (whole, *taken) in wanted(module.source):
        asked = [each for each in (whole, *taken) if each.startswith(f"{PACKAGE}.")]
        if not asked or not names.isdisjoint(asked):
            continue
        # what is taken from a part is meant, and not the part
        part = any(each.startswith(f"{whole}.") for each in names)
        name = asked[-1] if part else asked[0]
        mend = nearest(name, names) or "create it"
        yield Fault(module.path, line, f"imports {name}: no such file", mend)


GATE = Gate("modules", modules, judge)
