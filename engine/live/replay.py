"""Verbatim replay: type a transcript into an interpreter and compare every line.

doctest ignores the frames of a traceback and what was printed before it; this does
not. It masks two things: the address of an object, shown as `0x...`, and the folder
that the snippets stand in.

    python -m engine.live.replay snippets/NAME.py            compare
    python -m engine.live.replay --update snippets/NAME.py   rewrite the outputs

An input that does not end within `--limit=60` seconds is reported and not waited for.
"""

from __future__ import annotations

import builtins
import code
import contextlib
import io
import linecache
import re
import signal
import sys
import threading
import traceback
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.live.names import below, dotted, file_name
from engine.live.transcript import Example, is_error, session

ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{6,}")

LIMIT = 60.0  # seconds for one input

# a frame in another snippets module: shown as that module's own frames are
FOLDER = re.compile(r'(?<=File ").*\bsnippets/(?:\w+/)*(?=\w+\.py", line )')


@dataclass(frozen=True)
class Difference:
    """An example whose output is not the recorded one."""

    example: Example
    got: str

    @property
    def line(self) -> int:
        """The file's line of the first line of output that differs."""
        want, got = self.example.output.splitlines(), self.got.splitlines()
        same = 0
        while same < min(len(want), len(got)) and want[same] == got[same]:
            same += 1
        return self.example.output_line + min(same, max(len(want) - 1, 0))


class ReplayError(Exception):
    """A module whose transcript cannot be replayed: at which line, and why not."""

    def __init__(self, name: str, line: int, told: str) -> None:
        """Take the module's file name, its line and what is wrong there."""
        self.line = line
        self.told = told
        super().__init__(f"{name}:{line}: {told}")


class ModuleError(ReplayError):
    """A module that raises when it runs, with the line of it that does."""

    def __init__(self, name: str, line: int, error: BaseException) -> None:
        """Take the module's file name, its line and what it raised."""
        told = f"raises {type(error).__name__} when imported: {error}"
        super().__init__(name, line, told)


class UnstableError(ReplayError):
    """A transcript that no run can record: it never ends, or differs every time."""


class TimeIsUpError(BaseException):
    """An input that did not end; no `except Exception` of its code can hide it."""


@contextlib.contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise TimeIsUpError inside when it lasts longer, where the platform can."""
    if (
        seconds is None
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeIsUpError(f"this did not end within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Interpreter(code.InteractiveInterpreter):
    """A REPL on a module's namespace that gives back what it would have printed."""

    def __init__(self, source: str, name: str) -> None:
        """Run the module, whose path below snippets is `name`, in a fresh namespace.

        Raises ModuleError when the module does not run to its end.
        """
        self.module = types.ModuleType(dotted(name))
        super().__init__(self.module.__dict__)
        self.printed = self.sink()
        self.shown = ""
        self.ended = True
        self.name = name
        file = file_name(name)
        linecache.cache[file] = (len(source), None, source.splitlines(True), file)
        with self.in_place():
            try:
                exec(compile(source, file, "exec"), self.module.__dict__)
            except (Exception, SystemExit) as error:
                raise ModuleError(name, line_in(file, error), error) from error

    def sink(self) -> io.StringIO:
        """Return what the next input prints into."""
        return io.StringIO()

    def write(self, data: str) -> None:
        """Take what the interpreter says of an error."""
        self.printed.write(data)

    def type(self, source: str, seconds: float | None = LIMIT) -> str:
        """Run one input as a REPL does; return all it printed, addresses masked.

        `shown` then holds the part of it that is an expression's own value, and
        `ended` whether the input came to an end in time.
        """
        self.printed = self.sink()
        self.shown = ""
        self.ended = True
        with self.in_place(), at_most(seconds):
            more = self.runsource(source, "<stdin>", "single")
        if not self.ended:
            return f"(it did not end within {seconds:g} s)\n"
        if more:
            return "(the input is not complete)\n"
        return masked(self.printed.getvalue())

    def showtraceback(self) -> None:
        """Show an error as a REPL does, but for ours, which is not the code's."""
        if isinstance(sys.exc_info()[1], TimeIsUpError):
            self.ended = False
        else:
            super().showtraceback()

    def display(self, value: object) -> None:
        """Print the value of an expression, and remember that it was one."""
        if value is not None:
            self.shown = masked(repr(value))
        sys.__displayhook__(value)

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Let what runs inside print here, and find its module where it looks."""
        hooks = sys.displayhook, sys.excepthook, sys.unraisablehook
        sys.displayhook = self.display
        sys.excepthook = sys.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        outer = sys.modules.get(self.module.__name__)
        sys.modules[self.module.__name__] = self.module
        try:
            with (
                contextlib.redirect_stdout(self.printed),
                contextlib.redirect_stderr(self.printed),
            ):
                yield
        finally:
            sys.displayhook, sys.excepthook, sys.unraisablehook = hooks
            if outer is None:
                del sys.modules[self.module.__name__]
            else:
                sys.modules[self.module.__name__] = outer
            vars(builtins).pop("_", None)


def masked(text: str) -> str:
    """Return a text without what differs from one machine to another."""
    return FOLDER.sub("", ADDRESS.sub("at 0x...", text))


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


def replay(
    source: str, name: str, seconds: float = LIMIT
) -> Iterator[tuple[Example, str]]:
    """Yield each example of a module's session with what it prints here and now.

    Examples of sections that need a newer Python are passed over; `supported` tells.
    One that does not end within `seconds` is the last.
    """
    interpreter = Interpreter(source, name)
    for example in session(source):
        if supported(example) and interpreter.ended:
            yield example, interpreter.type(example.source, seconds)


def differences(source: str, name: str, seconds: float = LIMIT) -> list[Difference]:
    """Return the examples whose output is not, to the letter, what is recorded."""
    return [
        Difference(example, got)
        for example, got in replay(source, name, seconds)
        if got != example.output
    ]


def updated(source: str, name: str) -> str:
    """Return the module's source with each output replaced by what a run prints.

    Repeated until it holds still, because a traceback names lines that move when an
    output above them grows.

    Raises UnstableError when the outputs differ from run to run, or one never comes.
    """
    line = 1
    for _ in range(5):
        lines = source.splitlines(keepends=True)
        replayed = list(replay(source, name))
        if replayed and replayed[-1][1].startswith("(it did not end"):
            told = f"this input does not end within {LIMIT:g} s"
            raise UnstableError(name, replayed[-1][0].line, told)
        for example, got in reversed(replayed):
            start = example.output_line - 1
            stop = start + example.output.count("\n")
            indent = " " * example.indent
            lines[start:stop] = [
                f"{indent}{line}\n" if line else "\n" for line in got.splitlines()
            ]
        renewed = "".join(lines)
        if renewed == source:
            return source
        both = zip(source.splitlines(), renewed.splitlines(), strict=False)
        line = next((n for n, (was, now) in enumerate(both, 1) if was != now), 1)
        source = renewed
    raise UnstableError(name, line, "its outputs differ from one run to the next")


def report(path: Path, difference: Difference) -> str:
    """Return one difference as `file:line`, what was recorded and what came."""
    example = difference.example

    def shown(text: str) -> str:
        return "".join(f"    {line}\n" for line in text.splitlines()) or "    nothing\n"

    mend = "if the new output is right, run `make record`"
    if is_error(difference.got) and not example.raises:
        mend = (
            "mend the code, or mark the section `needs 3.12` if it wants a newer Python"
        )
    return (
        f"{path.as_posix()}:{difference.line}: "
        f"the transcript is not what Python {sys.version.split()[0]} prints — {mend}\n"
        f"  input:\n{shown(example.source)}"
        f"  recorded:\n{shown(example.output)}"
        f"  printed:\n{shown(difference.got)}"
    )


def main(arguments: list[str]) -> int:
    """Compare or update the modules named; return the number that differ."""
    update = "--update" in arguments
    limits = [each for each in arguments if each.startswith("--limit=")]
    seconds = float(limits[-1].partition("=")[2]) if limits else LIMIT
    failed = 0
    for path in [Path(each) for each in arguments if not each.startswith("--")]:
        source = path.read_text(encoding="utf-8")
        try:
            if update:
                renewed = updated(source, below(path))
                if renewed != source:
                    path.write_text(renewed, encoding="utf-8")
                    print(f"{path.as_posix()}: transcript rewritten")
                continue
            found = differences(source, below(path), seconds)
        except ReplayError as error:
            print(f"{path.as_posix()}:{error.line}: {error.told} — mend the module")
            failed += 1
            continue
        for difference in found:
            print(report(path, difference))
        failed += bool(found)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
