"""A REPL on a module's namespace: the one that types transcripts, here and there."""

from __future__ import annotations

import builtins
import code
import codeop
import contextlib
import importlib
import os
import sys
import traceback
import types
import warnings
from collections.abc import Iterator
from typing import Any

from engine.live.limits import STOPS, TimeIsUpError, at_most
from engine.live.masks import masked
from engine.live.messages import message
from engine.live.names import dotted, file_name
from engine.live.output import Printed
from engine.live.sources import readable, remember
from engine.live.transcript import Example

HERE = os.path.dirname(__file__) + os.sep
LIMIT = 60.0  # seconds for one input


class ReplayError(Exception):
    """A module whose transcript cannot be replayed: where, why not, and the mend."""

    def __init__(
        self, name: str, line: int, told: str, mend: str = "fix the module"
    ) -> None:
        """Take the module's file name, its line, what is wrong there and the mend."""
        self.line = line
        self.told = told
        self.mend = mend
        super().__init__(f"{name}:{line}: {told}")


class ModuleError(ReplayError):
    """A module that raises when it runs, with the line of it that does."""

    def __init__(self, name: str, line: int, error: BaseException) -> None:
        """Take the module's file name, its line and what it raised."""
        told = f"raises {type(error).__name__} when imported: {error}"
        super().__init__(name, line, told)


class Compiler(codeop.CommandCompiler):
    """Compiles inputs; one that is too deep for Python is none that it can read."""

    def __call__(self, *given: Any, **named: Any) -> types.CodeType | None:
        """Return the code of an input, None where it goes on. Raises SyntaxError."""
        with readable():
            return super().__call__(*given, **named)


class Interpreter(code.InteractiveInterpreter):
    """A REPL on a module's namespace that gives back what it would have printed."""

    def __init__(self, source: str, name: str) -> None:
        """Run the module, whose path below snippets is `name`, in a fresh namespace.

        Raises ModuleError when the module does not run to its end.
        """
        self.module = types.ModuleType(dotted(name))
        # else `import snippets.part.lesson as x` finds the lesson, and no part
        with contextlib.suppress(ImportError):
            importlib.import_module(self.module.__name__.rpartition(".")[0])
        super().__init__(self.module.__dict__)
        self.compile = Compiler()
        self.printed = self.sink()
        self.ended = True
        self.name = name
        file = file_name(name)
        remember(file, source)
        with self.in_place():
            try:
                exec(compile(source, file, "exec"), self.module.__dict__)
            except STOPS:
                raise
            except BaseException as error:
                raise ModuleError(name, line_in(file, error), error) from error

    def sink(self) -> Printed:
        """Return what the next input prints into."""
        return Printed()

    def write(self, data: str) -> None:
        """Take what the interpreter says of an error."""
        self.printed.write(data)

    def type(self, source: str, seconds: float | None = LIMIT) -> str:
        """Run one input as a REPL does; return all it printed, addresses masked.

        `ended` then says whether the input came to an end in time.
        """
        self.printed = self.sink()
        self.ended = True
        with self.in_place(), at_most(seconds):
            more = self.runsource(source, "<stdin>", "single")
        if not self.ended:
            return message("repl.endless", seconds=f"{seconds:g}") + "\n"
        if more:
            return message("repl.incomplete") + "\n"
        return masked(self.printed.getvalue())

    def showtraceback(self) -> None:
        """Show an error as a REPL does, but for ours, which is not the code's."""
        if isinstance(sys.exc_info()[1], TimeIsUpError):
            self.ended = False
        else:
            super().showtraceback()

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Let what runs inside print here, and find its module where it looks."""
        hooks = sys.displayhook, sys.excepthook, sys.unraisablehook
        sys.displayhook = sys.__displayhook__
        sys.excepthook = sys.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        outer = sys.modules.get(self.module.__name__)
        sys.modules[self.module.__name__] = self.module
        forget_warnings(self.module)
        before = warnings.showwarning
        warnings.showwarning = ours = placed(before)
        try:
            with (
                contextlib.redirect_stdout(self.printed),
                contextlib.redirect_stderr(self.printed),
            ):
                try:
                    yield
                finally:  # what goes now may still warn
                    vars(builtins).pop("_", None)
        finally:
            if warnings.showwarning is ours:
                warnings.showwarning = before
            sys.displayhook, sys.excepthook, sys.unraisablehook = hooks
            if outer is None:
                sys.modules.pop(self.module.__name__, None)  # the code may have
            else:
                sys.modules[self.module.__name__] = outer


def forget_warnings(module: types.ModuleType) -> None:
    """Let each run warn as the first did: Python warns once of each line."""
    for each in (module, *sys.modules.values()):
        if type(each) is types.ModuleType:  # a program may put there what it likes
            vars(each).pop("__warningregistry__", None)


def placed(show: Any) -> Any:
    """Return what shows a warning; one that comes from here is of no line of code."""

    def shown(
        text: Any,
        category: Any,
        file: str,
        number: int,
        to: Any = None,
        line: str | None = None,
    ) -> None:
        if file.startswith(HERE):
            file, number, line = "sys", 1, ""  # as a prompt says it
        show(text, category, file, number, to, line)

    return shown


def line_in(name: str, error: BaseException) -> int:
    """Return the last line of the file `name` that an error passed through."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return max([f.lineno or 1 for f in frames if f.filename == name][-1:], default=1)


def supported(example: Example) -> bool:
    """Return whether this interpreter is new enough for the example's section."""
    needs = example.section.needs if example.section else None
    return needs is None or sys.version_info >= needs
