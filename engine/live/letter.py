"""An answer as it is written: what its code uses, and which of its lines runs."""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator, Sequence
from functools import cached_property

# keywords, as the parts of a program that they make
KEYWORDS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.AsyncFor, ast.comprehension),
    "while": (ast.While,),
    "yield": (ast.Yield,),
    "yield from": (ast.YieldFrom,),
    "try": (ast.Try, ast.TryStar),
    "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,),
    "with": (ast.With, ast.AsyncWith),
}
ANY = ("Exception", "BaseException", "ValueError")
UNDER = {"iter": "__iter__", "next": "__next__", "len": "__len__"}


class Answer:
    """The text of an answer, whose lines in `file` are `its`."""

    def __init__(
        self, text: str = "", file: str = "", its: Sequence[int] = range(0)
    ) -> None:
        """Take it."""
        self.text = text
        self.file = file
        self.its = its

    @cached_property
    def tree(self) -> ast.Module:
        """The answer, parsed; its text must be Python."""
        return ast.parse(self.text)

    @cached_property
    def own(self) -> set[str]:
        """The names that the answer gives to things of its own."""
        found = {
            node.id
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
        }
        return found | {
            node.arg for node in ast.walk(self.tree) if isinstance(node, ast.arg)
        }

    def line(self, frame: types.FrameType | None) -> int:
        """Return the answer's line that runs, in this frame or in what called it."""
        while frame:
            if frame.f_code.co_filename == self.file and frame.f_lineno in self.its:
                return frame.f_lineno
            frame = frame.f_back
        return 0

    def waits(self, value: object) -> int:
        """Return the answer's line where a generator iterator is suspended."""
        frame = value.gi_frame if isinstance(value, types.GeneratorType) else None
        if frame is None or frame.f_code.co_filename != self.file:
            return 0
        return frame.f_lineno if frame.f_lineno in self.its else 0

    def uses(self, name: str) -> int:
        """Return the first line that uses a keyword or a name of Python's; 0 if none.

        A name that the answer gives to something of its own does not count.
        """
        return min(self.places(name), default=0)

    def places(self, name: str) -> Iterator[int]:
        """Yield the lines that use a keyword or a name."""
        called = (name, UNDER.get(name, name))
        for node in ast.walk(self.tree):
            if isinstance(node, KEYWORDS.get(name, ())):
                # a comprehension's `for` has no line of its own
                yield vars(getattr(node, "target", node))["lineno"]
            elif isinstance(node, ast.Name) and node.id == name:
                if name not in self.own:
                    yield node.lineno
            elif isinstance(node, ast.Attribute) and node.attr in called:
                yield node.lineno

    def catches(self) -> int:
        """Return the line of the one `except` that takes any error; 0 if none or more.

        One that raises again does not count.
        """
        found = [
            node.lineno
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in ANY)
            and not any(isinstance(each, ast.Raise) for each in ast.walk(node))
        ]
        return found[0] if len(found) == 1 else 0

    def returns(self) -> int:
        """Return the line of the one `return` with a value; 0 where it has another."""
        found = [
            node.lineno
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Return) and node.value is not None
        ]
        return found[0] if len(found) == 1 else 0
