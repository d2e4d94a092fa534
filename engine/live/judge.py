"""Judges an answer to an exercise: runs it, and asks the exercise's check about it."""

from __future__ import annotations

import contextlib
import re
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from engine.live.checks import Probe
from engine.live.exercise import around, read
from engine.live.letter import Answer
from engine.live.limits import STOPS
from engine.live.masks import masked
from engine.live.messages import message
from engine.live.output import Output
from engine.live.refusal import EndlessError, WrongError
from engine.live.sections import Section
from engine.live.sources import readable, remember

ANSWER = "<your answer>"


@dataclass(frozen=True)
class Verdict:
    """What became of an answer, as plain data.

    `line` is that of the answer where an error came from, 0 where there is none;
    `expected` and `got` are empty where there is nothing to compare. `full` says
    whether it filled the memory.
    """

    passed: bool
    message: str
    expected: str = ""
    got: str = ""
    printed: str = ""
    line: int = 0
    full: bool = False


def judge(source: str, name: str, text: str) -> Verdict:
    """Judge an answer's text by the exercise in `source`, whose file is `name`.

    Only what interrupts from outside is raised: KeyboardInterrupt, TimeIsUpError.

    Raises ExerciseError when the module is no exercise.
    """
    remember(ANSWER, text)
    return Judge(source, name).verdict(text, ANSWER, range(1, sys.maxsize))


def judge_section(source: str, name: str, section: Section) -> Verdict:
    """Judge a section of the exercise's own module, at the lines where it stands.

    With `name` the path of the module, coverage counts what runs.
    """
    text = "\n" * (section.start - 1) + "\n".join(section.lines) + "\n"
    return Judge(source, name).verdict(
        text, name, range(section.start, section.end + 1)
    )


class Judge:
    """The namespace in which one answer stands, and what is said of it."""

    def __init__(self, source: str, name: str) -> None:
        """Take an exercise's source and what its file is called."""
        self.exercise = read(source, name)
        self.name = name
        self.lines = around(source)
        self.around = compile("\n".join(self.lines), name, "exec", 0, True)
        self.module = types.ModuleType("exercise")
        self.module.__file__ = name
        self.probe = Probe()

    def verdict(self, text: str, file: str, its: range) -> Verdict:
        """Return the verdict on an answer, whose lines in `file` are `its`."""
        answer = Answer(text, file, its)
        printed = Output(lambda _: None)
        with self.in_place(printed):
            found = self.judged(answer)
        if not found.passed and not found.full and self.shares(answer):
            told = message("judge.shared", message=found.message)
            found = replace(found, message=told)
        return replace(found, printed=printed.getvalue())

    @contextlib.contextmanager
    def in_place(self, printed: Output) -> Iterator[None]:
        """Let the answer's module be importable, and what it prints be kept."""
        name = self.module.__name__
        outer, hook = sys.modules.get(name), sys.unraisablehook
        sys.modules[name] = self.module
        sys.unraisablehook = lambda _: None
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(printed),
            ):
                yield
        finally:
            sys.unraisablehook = hook
            sys.modules.pop(name, None)  # an answer may have done it
            if outer is not None:
                sys.modules[name] = outer

    def judged(self, answer: Answer) -> Verdict:
        """Run an answer, then the check on it."""
        try:
            given, check = self.begun(answer)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0) or 0
            told = message("judge.unreadable", message=getattr(error, "msg", error))
            return Verdict(False, told, line=line)
        wanted = self.exercise.answer_name
        try:
            given()
            if wanted not in self.module.__dict__:
                return Verdict(False, message("judge.nameless", name=wanted))
            self.asked(check, self.module.__dict__[wanted])
        except WrongError as error:
            told, expected, got = error.message, error.expected, error.got
            return Verdict(False, told, expected, got, line=error.line)
        except STOPS:
            raise
        except BaseException as error:  # an answer may have made its own kind
            return self.of_error(error, check, answer)
        return Verdict(True, message("judge.right"))

    def begun(self, answer: Answer) -> tuple[Callable[[], None], Callable[..., Any]]:
        """Return what runs an answer in the module, and the exercise's check.

        Raises SyntaxError or ValueError when it is not Python.
        """
        space = self.module.__dict__
        check = self.surrounded(space)
        flags = getattr(space.get("annotations"), "compiler_flag", 0)
        with readable():
            self.code = compile(answer.text, answer.file, "exec", flags, True)
        self.probe = Probe(answer)
        return lambda: exec(self.code, space), check

    def surrounded(self, space: dict[str, Any]) -> Callable[..., Any]:
        """Run what stands around answers, in a namespace; return the check."""
        exec(self.around, space)
        check: Callable[..., Any] = space.pop("check")
        return check

    def asked(self, check: Callable[..., Any], answered: Any) -> None:
        """Let a check ask; raise what it says, or what an answer has hidden from it."""
        check(answered, self.probe)
        for source in self.probe.sources:
            if source.asked > source.most:
                raise EndlessError(source.most)

    def shares(self, answer: Answer) -> bool:
        """Return whether an answer would pass if each of its calls were its first."""
        name = self.module.__name__

        with self.in_place(Output(lambda _: None)):
            try:
                _, check = self.begun(answer)

                def alone(*arguments: Any, **named: Any) -> Any:
                    space: dict[str, Any] = {"__name__": name}
                    self.surrounded(space)
                    exec(self.code, space)
                    return space[self.exercise.answer_name](*arguments, **named)

                self.asked(check, alone)
            except STOPS:
                raise
            except BaseException:
                return False
        return True

    def of_error(
        self, error: BaseException, check: Callable[..., Any], answer: Answer
    ) -> Verdict:
        """Return the verdict on an answer that raised."""
        case, line, full = self.probe.case, 0, isinstance(error, MemoryError)
        if full:  # what its frames hold may be all that there is
            traceback.clear_frames(error.__traceback__)
        each: BaseException | None = error
        # PEP 479's RuntimeError may leave the answer's frame to its cause
        while each and not line:
            for frame in traceback.extract_tb(each.__traceback__):
                number = frame.lineno or 0
                if frame.filename == answer.file and number in answer.its:
                    line = number
                elif frame.filename == self.name and frame.name == "check":
                    case = case or self.called(frame, check.__code__.co_varnames[0])
            each = each.__cause__ or each.__context__
        if isinstance(error, EndlessError):
            key = "judge.case_endless" if case else "judge.answer_endless"
            return Verdict(False, message(key, case=case, most=error.most), line=line)
        last = traceback.format_exception_only(type(error), error)[-1].strip()
        key = "judge.case_raised" if case else "judge.answer_raised"
        told = message(key, case=case, error=masked(last))
        return Verdict(False, told, line=line, full=full)

    def called(self, frame: traceback.FrameSummary, parameter: str) -> str:
        """Return the call that a frame of the check was in, by the answer's name."""
        first, last = frame.lineno or 1, frame.end_lineno or frame.lineno or 1
        rows = [line.encode() for line in self.lines[first - 1 : last]]
        if frame.end_colno is not None and rows:
            rows[-1] = rows[-1][: frame.end_colno]
            rows[0] = rows[0][frame.colno or 0 :]
        text = " ".join(row.decode().strip() for row in rows)
        return re.sub(rf"\b{parameter}\b", self.exercise.answer_name, text)
