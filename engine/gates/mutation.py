"""Mutants of an exercise's solution: each is wrong in one place, or all around.

A mutant has a name, by which an exercise can say that it is as right as the solution:
in a comment outside its sections, `# same: NAME; NAME, because REASON`.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.gates import spoiled
from engine.live.exercise import Exercise
from engine.live.judge import judge
from engine.live.limits import TimeIsUpError
from engine.live.sources import lines_of

SAME = "# same: "
ENDS = (SAME, "# --8<--")
MOST_ROUNDS = 100_000  # of all `while` loops of a mutant
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
OTHERS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    **{each: tuple(o for o in ORDER if o is not each) for each in ORDER},
    **{ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,)},
    **{ast.In: (ast.NotIn,), ast.NotIn: (ast.In,)},
    **{ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Add, ast.Div)},
    **{ast.Div: (ast.FloorDiv, ast.Mult), ast.FloorDiv: (ast.Div,)},
    **{ast.Mod: (ast.FloorDiv,), ast.And: (ast.Or,), ast.Or: (ast.And,)},
}
COUNTED = "if next(_rounds) > {most}: raise _TimeIsUpError"
COUNTER = """\
from itertools import count as _count
from engine.live.limits import TimeIsUpError as _TimeIsUpError
_rounds = _count()
"""
SPOILED = "from engine.gates import spoiled as _spoiled\n{name} = {made}\n"
# what walks through what it is given, beside all of itertools
WALKS = {
    *("iter", "list", "tuple", "set", "frozenset", "dict", "deque", "reversed"),
    *("sum", "min", "max", "any", "all", "sorted", "reduce", "enumerate", "zip"),
    *("map", "filter", *dir(itertools)),
}


@dataclass(frozen=True)
class Mutant:
    """A wrong answer that a machine made, at a line of the solution's section."""

    name: str
    text: str
    line: int


def mutants(exercise: Exercise, source: str) -> Iterator[Mutant]:
    """Yield the mutants of the solution of an exercise whose module is `source`."""
    solution = bare(ast.parse("\n".join(exercise.solution.lines)))
    seen = {ast.unparse(solution)}
    for mutant in [
        *edits(solution, constants(exercise, source)),
        *around(exercise, solution),
    ]:
        if mutant.text not in seen:
            seen.add(mutant.text)
            yield mutant


def refusal(source: str, name: str, mutant: Mutant) -> str:
    """Return what a mutant is told, "" if it passes."""
    try:
        verdict = judge(source, name, counting(mutant.text))
    except TimeIsUpError:
        return "It does not end."
    return "" if verdict.passed else verdict.message


def counting(text: str) -> str:
    """Return an answer's text whose loops end when they go round too often."""
    tree = ast.parse(text)
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.While)]
    for loop in loops:
        loop.body[:0] = ast.parse(COUNTED.format(most=MOST_ROUNDS)).body
    return (COUNTER if loops else "") + ast.unparse(tree)


class Bare(ast.NodeTransformer):
    """Leaves out docstrings and annotations."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave out those of a function."""
        self.generic_visit(node)
        if ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        node.returns = None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Leave out that of a parameter."""
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Leave out that of a name."""
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def bare(tree: ast.Module) -> ast.Module:
    """Return a solution as it runs."""
    Bare().visit(tree)
    return ast.fix_missing_locations(tree)


def main(tree: ast.Module) -> ast.FunctionDef | None:
    """Return the function that is the answer."""
    found = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    return found[-1] if found else None


def constants(exercise: Exercise, source: str) -> dict[str, list[ast.expr]]:
    """Return what the example and the check give for each parameter, literally."""
    function = main(ast.parse("\n".join(exercise.solution.lines)))
    if function is None:
        return {}
    found: dict[str, list[ast.expr]] = {each.arg: [] for each in function.args.args}
    calls = [*ast.walk(ast.parse(source)), *ast.walk(ast.parse(exercise.example))]
    for call in calls:
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id not in ("answer", exercise.answer_name):
            continue
        for value, held in zip(call.args, found.values(), strict=False):
            try:
                ast.literal_eval(value)
            except ValueError:
                continue
            if ast.dump(value) not in map(ast.dump, held):
                held.append(value)
    return found


def edits(tree: ast.Module, given: dict[str, list[ast.expr]]) -> Iterator[Mutant]:
    """Yield the mutants that differ from a solution in one node."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            places = range(len(value)) if isinstance(value, list) else [None]
            for place in places:
                node = value if place is None else value[place]
                if not isinstance(node, ast.AST) or isinstance(parent, ast.Module):
                    continue
                for other in instead(node, parent, field, given):
                    put(parent, field, place, other)
                    text = ast.unparse(ast.fix_missing_locations(tree))
                    put(parent, field, place, node)
                    line = getattr(node, "lineno", getattr(parent, "lineno", 1))
                    yield Mutant(named(node, other, parent), text, line)


def put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    """Put a node into a place of its parent."""
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def named(node: ast.AST, other: ast.AST, parent: ast.AST) -> str:
    """Return the name of an edit: what was written, and what is instead."""
    if isinstance(node, ast.operator | ast.cmpop | ast.boolop):
        old = ast.unparse(parent)
        changed = copy.copy(parent)
        if isinstance(changed, ast.Compare):
            changed.ops = [other]  # type: ignore[list-item]
        else:
            changed.op = other  # type: ignore[attr-defined]
        new = ast.unparse(changed)
    else:
        old, new = ast.unparse(node), ast.unparse(other)
    first = old.splitlines()[0]
    return f"`{first}` -> `{' / '.join(new.split(chr(10)))}`"


def instead(
    node: ast.AST, parent: ast.AST, field: str, given: dict[str, list[ast.expr]]
) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node."""
    if isinstance(node, ast.operator | ast.cmpop | ast.boolop):
        if not isinstance(parent, ast.Compare) or len(parent.ops) == 1:
            yield from (each() for each in OTHERS.get(type(node), ()))
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(each) for each in beside(node.value))
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        yield from given.get(node.id, ())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Call):
        yield from called(node)
    elif isinstance(node, ast.ExceptHandler):
        yield ast.ExceptHandler(ast.Name("BaseException"), node.name, node.body)
    elif isinstance(node, ast.Yield) and node.value is not None:
        yield ast.Yield(None)
    if isinstance(node, ast.expr) and (field in ("test", "ifs")):
        yield ast.Constant(True)
        yield ast.UnaryOp(ast.Not(), node)
    if isinstance(node, ast.stmt) and field in ("body", "orelse", "finalbody"):
        if not isinstance(node, ast.Pass):
            yield ast.Pass()
        if isinstance(node, ast.Try) and node.finalbody:
            always = ast.Constant(True)
            yield ast.If(always, [*node.body, *node.finalbody], [])


def beside(value: Any) -> Iterator[Any]:
    """Yield constants that a slip would write for one."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1)
    elif isinstance(value, str):
        yield value + "x"


def called(node: ast.Call) -> Iterator[ast.expr]:
    """Yield what a slip would write for a call."""
    if isinstance(node.func, ast.Attribute):
        yield node.func.value
    elif isinstance(node.func, ast.Name):
        if node.func.id == "next" and len(node.args) == 1:
            yield ast.Call(node.func, [*node.args, ast.Constant(None)], [])
        elif node.args:
            yield node.args[-1]


def around(exercise: Exercise, solution: ast.Module) -> Iterator[Mutant]:
    """Yield the mutants that are a solution with something put around it."""
    function = main(solution)
    if function is None:
        return
    text = ast.unparse(solution)
    made = [(f"_spoiled.CALLS[{name!r}]({{}})", name) for name in spoiled.CALLS]
    if iterates(function):
        divides = any(isinstance(node, ast.Div) for node in ast.walk(function))
        for name in spoiled.RESULTS:
            if name.startswith("rounds") and not divides:
                continue
            made.append((f"_spoiled.on_result({{}}, _spoiled.RESULTS[{name!r}])", name))
    else:
        made = [each for each in made if "goes on" not in each[1]]
    for place in sources(function):
        for name in spoiled.SOURCES:
            change = f"_spoiled.SOURCES[{name!r}]"
            made.append((f"_spoiled.on_source({{}}, {place}, {change})", name))
    for call, name in made:
        wrapped = call.format(exercise.answer_name)
        tail = SPOILED.format(name=exercise.answer_name, made=wrapped)
        yield Mutant(name, f"{text}\n{tail}", function.lineno)


def iterates(function: ast.FunctionDef) -> bool:
    """Return whether a function gives an iterator."""
    return any(
        isinstance(node, ast.Yield | ast.YieldFrom)
        or (isinstance(node, ast.Return) and isinstance(node.value, ast.GeneratorExp))
        for node in ast.walk(function)
    )


def sources(function: ast.FunctionDef) -> list[int]:
    """Return the places of the parameters that a function walks through."""
    walked: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension):
            walked.update(n.id for n in [node.iter] if isinstance(n, ast.Name))
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name in WALKS:
                walked.update(n.id for n in node.args if isinstance(n, ast.Name))
    return [n for n, each in enumerate(function.args.args) if each.arg in walked]


def marked(source: str) -> dict[str, int]:
    """Return the names of the mutants that an exercise calls right, with the lines."""
    found: dict[str, int] = {}
    lines = lines_of(source)
    for number, line in enumerate(lines, 1):
        if not line.startswith(SAME):
            continue
        rest = itertools.takewhile(lambda each: each.startswith("# "), lines[number:])
        more = itertools.takewhile(lambda each: not each.startswith(ENDS), rest)
        told = " ".join([line.removeprefix(SAME), *(each[2:] for each in more)])
        names, _, reason = told.partition(", because ")
        if reason:
            found.update(dict.fromkeys(names.split("; "), number))
    return found
