"""A page shows what a session binds before what needs it, as the session was run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from engine.book.fault import Fault
from engine.book.session import session
from engine.book.tree import Module, Tree
from engine.gates.exercises import bindings
from engine.gates.gate import Gate, pages
from engine.live.sections import Section
from engine.live.transcript import Example


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the sections that a page shows below one that needs what they bind.

    A section that stands for itself may be shown anywhere, and again.
    """
    shown: dict[str, list[Section]] = {}
    for fence in tree.page_at(path).fences:
        for include in fence.includes():
            if include.section is None:
                continue
            module = tree.module(include.file)
            section = module and module.sections.get(include.section.lower())
            if not module or not section or not section.session:
                continue
            above = shown.setdefault(include.file, [])
            if section in above:
                continue
            for each in above:
                names = (
                    needed(module, each, section) if each.start > section.end else []
                )
                if names:
                    what = (
                        f"section {section.name!r} is shown below {each.name!r}, "
                        f"which needs its {', '.join(names)}"
                    )
                    mend = "show it above, as it stands in its module"
                    yield Fault(path, include.line, what, mend)
                    break
            above.append(section)


def needed(module: Module, later: Section, sooner: Section) -> list[str]:
    """Return the names that a section needs and another of its session binds last."""
    try:
        examples = session(module.source)
        given = {*bindings(ast.parse(module.source))}
    except SyntaxError:
        return []
    found: dict[str, bool] = {}
    for each in within(examples, 0, later.start - 1):
        inside = sooner.start <= each.line <= sooner.end
        found.update(dict.fromkeys(bound(each), inside))
    own: set[str] = set()
    wanted: set[str] = set()
    for each in within(examples, later.start, later.end):
        own |= bound(each)
        wanted |= read(each) - own - given
    return sorted(name for name in wanted if found.get(name))


def within(examples: Iterable[Example], first: int, last: int) -> Iterator[Example]:
    """Yield the inputs that stand in some lines."""
    return (each for each in examples if first <= each.line <= last)


def parsed(example: Example) -> Iterator[ast.AST]:
    """Yield what an input is made of; nothing of one that's no Python."""
    try:
        yield from ast.walk(ast.parse(example.source))
    except (SyntaxError, ValueError):
        return


def bound(example: Example) -> set[str]:
    """Return what an input binds, at any depth."""
    names: set[str] = set()
    for node in parsed(example):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Import(names=taken) | ast.ImportFrom(names=taken):
                names |= {(a.asname or a.name).split(".")[0] for a in taken}
    return names


def read(example: Example) -> set[str]:
    """Return the names that an input reads."""
    nodes = (node for node in parsed(example) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


GATE = Gate("order", pages, judge)
