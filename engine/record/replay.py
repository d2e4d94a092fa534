"""Verbatim replay: type a transcript into an interpreter and compare every line.

doctest ignores the frames of a traceback and what was printed before it; this does
not. It masks two things: the address of an object, shown as `0x...`, and the folder
that the snippets stand in.

    python -m engine.record.replay snippets/NAME.py            compare
    python -m engine.record.replay --update snippets/NAME.py   rewrite the outputs

What does not end within `--limit=60` seconds is reported and not waited for.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from engine.book.fault import Fault
from engine.live.interpreter import (
    LIMIT,
    Interpreter,
    ReplayError,
    line_in,
    supported,
)
from engine.live.limits import TimeIsUpError, at_most, or_no_more
from engine.live.names import PACKAGE, below, file_name
from engine.live.sources import lines_of
from engine.live.transcript import Example, SessionError, is_error, session
from engine.record.bounds import going_on, restored

UNSTABLE = "its outputs differ from one run to the next"
UNORDERED = "shows a set of texts, whose order differs from one run to the next"
IN_ORDER = "show `sorted(…)` of it"


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


class Replayed(NamedTuple):
    """An example, what it prints here and now, and whether it came to an end."""

    example: Example
    got: str
    ended: bool = True


class UnstableError(ReplayError):
    """A transcript no run can record: it never ends, differs, or can't be shown."""


class UnshownError(UnstableError):
    """An input that prints what no session can show, by its line; with the mend."""

    def __init__(self, name: str, line: int, what: str) -> None:
        """Take the module's file name, the input's line and what it prints."""
        told = f"prints {what}, which a session can't show"
        mend = "print it differently, or show the code in a fence labelled `python`"
        super().__init__(name, line, told, mend)


def replay(source: str, name: str, seconds: float = LIMIT) -> Iterator[Replayed]:
    """Yield each example of a module's session with what it prints here and now.

    Examples of sections that need a newer Python are passed over; `supported` tells.
    One that does not end within `seconds` is the last. Raises ReplayError. What no
    error ends ends this process, with its line.
    """
    with restored():
        yield from played(source, name, seconds)


def played(source: str, name: str, seconds: float) -> Iterator[Replayed]:
    """Yield what `replay` does, and leave what the session has changed as it is."""

    def limited(line: int, what: str) -> AbstractContextManager[None]:
        told = f"{what} never ends, and swallows what stops it"
        mend = "let its `except` name an error"
        return or_no_more(2 * seconds, Fault(f"{PACKAGE}/{name}", line, told, mend))

    own = os.getpid()
    try:
        with limited(1, "this module"), at_most(seconds), going_on(own):
            interpreter = Interpreter(source, name)
    except SystemExit as error:
        raise ReplayError(name, 1, "ends Python when imported") from error
    except TimeIsUpError as error:
        told = f"doesn't end within {seconds:g} s when imported"
        raise ReplayError(name, line_in(file_name(name), error), told) from error
    try:
        examples = session(source)
    except SessionError as error:
        raise ReplayError(name, error.lineno or 1, error.msg, error.mend) from error
    for example in examples:
        if supported(example) and interpreter.ended:
            try:
                with limited(example.line, "this input"), going_on(own):
                    got = interpreter.type(example.source, seconds)
            except SystemExit as error:
                mend = "leave it out, or show the code in a fence labelled `python`"
                told = "this input ends Python"
                raise ReplayError(name, example.line, told, mend) from error
            yield Replayed(example, got, interpreter.ended)


def differences(source: str, name: str, seconds: float = LIMIT) -> list[Difference]:
    """Return the examples whose output is not, to the letter, what is recorded."""
    return [
        Difference(example, got)
        for example, got, _ in replay(source, name, seconds)
        if got != example.output
    ]


def updated(source: str, name: str) -> str:
    """Return the module's source with each output replaced by what a run prints.

    Repeated until it holds still, because a traceback names lines that move when an
    output above them grows.

    Raises UnstableError when the outputs differ from run to run, one never comes, or
    one can't be shown.
    """
    line = 1
    for _ in range(5):
        lines = source.split("\n")
        replayed = list(replay(source, name))
        if replayed and not replayed[-1].ended:
            told = f"this input doesn't end within {LIMIT:g} s"
            raise UnstableError(name, replayed[-1].example.line, told)
        for example, got, _ in replayed:
            what = got != example.output and unshown(got)
            if what:
                raise UnshownError(name, example.line, what)
            if shuffled(got):
                raise UnstableError(name, example.line, UNORDERED, IN_ORDER)
        for example, got, _ in reversed(replayed):
            start = example.output_line - 1
            stop = start + example.output.count("\n")
            indent = " " * example.indent
            lines[start:stop] = [
                f"{indent}{line}" if line else "" for line in lines_of(got)
            ]
        renewed = "\n".join(lines)
        if renewed == source:
            return source
        both = zip(source.split("\n"), lines, strict=False)
        line = next((n for n, (was, now) in enumerate(both, 1) if was != now), 1)
        source = renewed
    raise UnstableError(name, line, UNSTABLE)


def shuffled(got: str) -> bool:
    """Return whether an output shows a set in an order that the next run has not.

    Python hashes a text anew in each process, and a number alike in all.
    """
    shown = [line for line in got.splitlines() if "{" in line]
    return any(map(has_shuffled, shown))


def has_shuffled(line: str) -> bool:
    """Return whether a line is a value that has a set of texts in it."""
    try:
        value = ast.parse(line.strip(), mode="eval")
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(node, ast.Set)
        and len(node.elts) > 1
        and any(
            isinstance(each, ast.Constant) and isinstance(each.value, str | bytes)
            for element in node.elts
            for each in ast.walk(element)
        )
        for node in ast.walk(value)
    )


def hold_elsewhere(source: str, name: str) -> None:
    """Replay in another process, which hashes otherwise; raise ReplayError."""
    program = (
        "import sys; from engine.record import replay\n"
        f"found = replay.differences(sys.stdin.read(), {name!r})\n"
        "print('differs', found[0].line if found else '')"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=source.encode(),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
    )
    if done.returncode:
        *_, last = "", *lines_of(done.stderr.decode(errors="replace").rstrip())
        raise ReplayError(name, 1, f"a run in another process fails: {last}")
    last = done.stdout.decode(errors="replace").split()[-1]
    if last != "differs":
        raise UnstableError(name, int(last), UNSTABLE)


def unshown(got: str) -> str:
    """Return what of an output no session can show; nothing where all of it can be."""
    if reads_back(got):
        return ""
    lines = got.split("\n")
    for number, line in enumerate(lines[:-1], 1):
        if not reads_back("".join(f"{each}\n" for each in lines[:number])):
            return repr(line) if line.strip() else "a blank line"
    return "no newline at its end"


def reads_back(got: str) -> bool:
    """Return whether an output is read from a session as it was printed.

    doctest ends it at a blank line or a prompt, and makes blanks of a tab.
    """
    try:
        read = [each.output for each in session(f'r"""\n>>> 0\n{got}"""\n')]
    except (SyntaxError, ValueError):
        return False
    return read == [got] and got.splitlines() == got.split("\n")[:-1]


def rewrite(file: Path) -> bool:
    """Rewrite the outputs in a module's file; return whether they differed.

    Raises ReplayError, and leaves the file alone, where somebody has saved or deleted
    it since it was read, and what `updated` raises.
    """
    name = below(file)
    try:
        source = file.read_text(encoding="utf-8-sig")
        renewed = updated(source, name)
        if renewed == source:
            return False
        hold_elsewhere(renewed, name)
        # a run takes minutes, in which its author goes on
        if file.read_text(encoding="utf-8-sig") != source:
            told = "edited while it was being recorded"
            raise ReplayError(name, 0, told, "run the same again")
    except FileNotFoundError:
        told = "there's no such file"
        raise ReplayError(name, 0, told, "name modules that exist") from None
    file = file.resolve()
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(renewed, encoding="utf-8")
    shutil.copymode(file, fresh)
    fresh.replace(file)  # an interrupt leaves the one or the other, and no half
    return True


def report(path: Path, difference: Difference) -> str:
    """Return one difference as `file:line`, what was recorded and what came."""
    example = difference.example

    def shown(text: str) -> str:
        return "".join(f"    {line}\n" for line in text.splitlines()) or "    nothing\n"

    mend = "if the new output is right, run `make record`"
    if is_error(difference.got) and not example.raises:
        mend = (
            "fix the code, or mark the section `needs 3.12` if it wants a newer Python"
        )
    return (
        f"{path.as_posix()}:{difference.line}: "
        f"the transcript isn't what Python {sys.version.split()[0]} prints — {mend}\n"
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
        try:
            if update:
                if rewrite(path):
                    print(f"{path.as_posix()}: transcript rewritten")
                continue
            source = path.read_text(encoding="utf-8")
            found = differences(source, below(path), seconds)
        except ReplayError as error:
            print(Fault(path.as_posix(), error.line, error.told, error.mend))
            failed += 1
            continue
        for difference in found:
            print(report(path, difference))
        failed += bool(found)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
