"""What each program of the corpus does, counted without any tracing.

A program's docstring holds its facts, derived by hand. The oracle finds the same
numbers by another way: it rewrites the program's syntax tree so that the program
counts for itself, and runs that on the Python at hand. No event, no frame, no state
of a generator is looked at. What the numbers mean:

generators: generator iterators made by the program's own code, from generator
    functions and generator expressions, asynchronous ones too, started or not.
    Coroutines are none, and the standard library's generators are not counted.
yields: how often a `yield` of the program's own code, or a generator expression,
    handed out a value. Passing one on through `yield from` is not counted: values of
    a list behind `yield from` are nobody's yield.
resumes: how often a generator went on from its own `yield`, which then returned a
    value or raised. Again not counted for who only passes a value on. A generator
    that is closed or collected counts only where `try` or `with` encloses the
    `yield`: elsewhere no code of it runs. The same holds for asynchronous ones.

How the rewriting does it:

- A generator function is decorated, innermost, with a function that counts calls.
- Its body moves into `with _tally.frame() as _frame:`, which is told at the end
  whether an exception left the body.
- `yield v` becomes `_frame.back((yield _frame.out(guarded, v)))`. `out` counts a
  yield; `back` runs only where `yield` returned, and counts a resume. Where `yield`
  raised, `back` never ran, and the next `out` or the end of the body finds that out
  and counts the resume then. Whether `try` or `with` encloses the `yield` stands in
  the tree, and is written down as `guarded`: a body that GeneratorExit leaves from an
  unguarded `yield` did not resume. (So `throw` of a GeneratorExit is taken for a
  closing; no program of the corpus does that.)
- A generator expression has no body to rewrite. It is read through a generator of the
  oracle's, which hands out and goes on when the expression does. Nothing can enclose
  its yield, so that a closing of it never counts.

Run as a script, it prints all outputs and counts as JSON: so does one Python ask
another.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import io
import json
import re
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, NamedTuple

PROGRAMS = Path(__file__).parent / "programs"
# asyncio.run has to wait, which Pyodide cannot do under every JavaScript
WAITING = "async_event_loop"
OURS = ("_tally", "_frame")
FACT = re.compile(r"^(\w+): +(\d+)$", re.MULTILINE)


class Facts(NamedTuple):
    """The three numbers of a program, defined above."""

    generators: int
    yields: int
    resumes: int


def programs() -> list[Path]:
    """Return the programs of the corpus, by name."""
    return sorted(PROGRAMS.glob("*.py"))


def facts(path: Path) -> Facts:
    """Return what a program's docstring says of it; ValueError where it does not."""
    lines = FACT.findall(ast.get_docstring(parsed(path)) or "")
    if [name for name, _ in lines] != list(Facts._fields):
        raise ValueError(
            f"{path.name}:1: a program's docstring gives {', '.join(Facts._fields)}, "
            "a line each and in this order: write `yields: 3`"
        )
    return Facts(*(int(number) for _, number in lines))


def output(path: Path) -> str:
    """Return what a program prints when it runs as it stands.

    An exception that it does not catch is the last line.
    """
    code = compile(path.read_text(encoding="utf-8"), path.name, "exec")
    return ran(code, {})[0]


def counted(path: Path) -> tuple[Facts, str]:
    """Return the counts of a program that counts for itself, and what it printed.

    ValueError if it goes on after its last line: then its counts depend on how the
    interpreter ends.
    """
    tally = Tally()
    code = compile(rewritten(parsed(path), path.name), path.name, "exec")
    text, at_end = ran(code, {"_tally": tally}, lambda: tally.facts)
    if tally.facts != at_end:
        raise ValueError(
            f"{path.name}:1: a generator is left suspended inside `try` or `with`, and "
            f"ends after the program: close it ({at_end}, then {tally.facts})"
        )
    return at_end, text


def parsed(path: Path) -> ast.Module:
    """Return a program's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), path.name)


def ran(
    code: CodeType, names: dict[str, Any], then: Callable[[], Any] = lambda: None
) -> tuple[str, Any]:
    """Run code as a program; return what it printed, and what `then` found after it."""
    space = {"__name__": "__main__", **names}
    text = io.StringIO()
    collects = gc.isenabled()
    try:
        with contextlib.redirect_stdout(text):
            try:
                exec(code, space)
            except Exception as error:
                print(traceback.format_exception_only(error)[-1], end="")
            found = then()
            space.clear()
    finally:
        if collects:
            gc.enable()
    return text.getvalue(), found


class Tally:
    """Counts what a rewritten program reports."""

    def __init__(self) -> None:
        self.generators = self.yields = self.resumes = 0

    @property
    def facts(self) -> Facts:
        return Facts(self.generators, self.yields, self.resumes)

    def function(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a generator function that counts the generators it makes."""

        @functools.wraps(function)
        def make(*args: Any, **kwargs: Any) -> Any:
            made = function(*args, **kwargs)
            self.generators += 1
            return made

        return make

    def frame(self) -> Frame:
        """Return what watches over one run of a generator function's body."""
        return Frame(self)

    def expression(self, inner: Iterator[Any]) -> Iterator[Any]:
        """Return a generator expression that counts itself and its items."""
        self.generators += 1
        return self.items(inner)

    def items(self, inner: Iterator[Any]) -> Iterator[Any]:
        for item in inner:
            with self.frame() as frame:
                frame.back((yield frame.out(False, item)))

    def async_expression(self, inner: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Return an asynchronous generator expression that counts the same."""
        self.generators += 1
        return self.async_items(inner)

    async def async_items(self, inner: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for item in inner:
            with self.frame() as frame:
                frame.back((yield frame.out(False, item)))


class Frame:
    """Knows whether one generator is at its own yield, and counts its resumes."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.paused = self.guarded = False

    def out(self, guarded: bool, value: Any) -> Any:
        """Count a yield that is about to hand out a value."""
        self.settle()
        self.paused, self.guarded = True, guarded
        self.tally.yields += 1
        return value

    def back(self, sent: Any) -> Any:
        """Count a resume that brought a value."""
        self.settle()
        return sent

    def settle(self) -> None:
        """Count the resume that must have been, if code runs after a yield."""
        self.tally.resumes += self.paused
        self.paused = False

    def __enter__(self) -> Frame:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        closed = isinstance(error, GeneratorExit)
        if self.guarded or not closed:
            self.settle()


def rewritten(tree: ast.Module, name: str) -> ast.Module:
    """Return a program that counts for itself; ValueError if the oracle cannot."""
    rewriting = Rewriting(name)
    for node in ast.walk(tree):
        for field in ("id", "arg", "name", "asname"):
            if getattr(node, field, None) in OURS:
                raise rewriting.refusal(node, f"{OURS} are the oracle's names: rename")
    tree.body = rewriting.each(tree.body)
    return ast.fix_missing_locations(tree)


class Scope:
    """One function's body while it is rewritten."""

    def __init__(self) -> None:
        self.generator = False
        self.guards = 0


class Rewriting(ast.NodeTransformer):
    """Puts the counting into a tree."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.scopes = [Scope()]

    def refusal(self, node: Any, why: str) -> ValueError:
        return ValueError(f"{self.program}:{getattr(node, 'lineno', 1)}: {why}")

    def visit(self, node: ast.AST) -> Any:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                return self.function(node)
            case ast.Lambda():
                return self.nameless(node)
            case ast.With() | ast.AsyncWith():
                return self.block(node)
            case ast.Try() | ast.TryStar():
                return self.attempt(node)
            case ast.Yield():
                return self.handing(node)
            case ast.YieldFrom():
                return self.delegating(node)
            case ast.GeneratorExp():
                return self.generator(node)
        return self.generic_visit(node)

    def each(self, nodes: list[Any], guard: bool = False) -> list[Any]:
        """Return nodes rewritten, within one more `try` or `with` if asked."""
        self.scopes[-1].guards += guard
        done = [self.visit(node) for node in nodes]
        self.scopes[-1].guards -= guard
        return done

    def function(self, node: Any) -> Any:
        # decorators and defaults run outside, in the scope around the function
        node.decorator_list = self.each(node.decorator_list)
        node.args = self.visit(node.args)
        self.scopes.append(Scope())
        body = self.each(node.body)
        if self.scopes.pop().generator:
            node.decorator_list.append(expression("_tally.function"))
            told = ast.get_docstring(node, clean=False) is not None
            frame = ast.withitem(
                expression("_tally.frame()"), ast.Name("_frame", ast.Store())
            )
            body = [*body[:told], ast.With([frame], body[told:])]
        node.body = body
        return node

    def nameless(self, node: ast.Lambda) -> ast.Lambda:
        node.args = self.visit(node.args)
        self.scopes.append(Scope())
        node.body = self.visit(node.body)
        if self.scopes.pop().generator:
            raise self.refusal(node, "a lambda that yields is not counted: use def")
        return node

    def block(self, node: Any) -> Any:
        node.items = self.each(node.items)
        node.body = self.each(node.body, guard=True)
        return node

    def attempt(self, node: Any) -> Any:
        for last in node.finalbody:
            if any(isinstance(part, ast.Yield) for part in ast.walk(last)):
                why = "a yield in `finally` is guarded or not: yield elsewhere"
                raise self.refusal(last, why)
        node.body = self.each(node.body, guard=True)
        node.handlers = self.each(node.handlers, guard=True)
        node.orelse = self.each(node.orelse, guard=bool(node.finalbody))
        node.finalbody = self.each(node.finalbody)
        return node

    def handing(self, node: ast.Yield) -> ast.Call:
        value = self.visit(node.value) if node.value else ast.Constant(None)
        self.scopes[-1].generator = True
        guarded = ast.Constant(self.scopes[-1].guards > 0)
        out = ast.Call(expression("_frame.out"), [guarded, value], [])
        return ast.Call(expression("_frame.back"), [ast.Yield(out)], [])

    def delegating(self, node: ast.YieldFrom) -> Any:
        self.scopes[-1].generator = True
        return self.generic_visit(node)

    def generator(self, node: ast.GeneratorExp) -> ast.Call:
        waits = is_async(node)
        self.generic_visit(node)
        name = "_tally.async_expression" if waits else "_tally.expression"
        return ast.Call(expression(name), [node], [])


def expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


def is_async(node: ast.GeneratorExp) -> bool:
    """Return whether a generator expression makes an asynchronous generator."""
    inside = [node.elt, *(test for part in node.generators for test in part.ifs)]
    inside += [part.iter for part in node.generators[1:]]
    return any(part.is_async for part in node.generators) or any(
        isinstance(part, ast.Await) for each in inside for part in ast.walk(each)
    )


def everything(*but: str) -> dict[str, tuple[str, Facts]]:
    """Return each program's output as it stands, and its counts, but for some."""
    return {
        path.stem: (output(path), counted(path)[0])
        for path in programs()
        if path.stem not in but
    }


if __name__ == "__main__":
    json.dump(everything(), sys.stdout)
