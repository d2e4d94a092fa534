"""An exercise: read from its module, and an answer to it judged.

The module's docstring is the task: a title, paragraphs, hints that begin with
`Hint: `, and a call of the answer, after `Step: `, for who wants to see it run step by
step. Its sections are `starter`, `solution`, two or more `wrong-…` whose first
comment, `# told: …`, is the message that each must get, and perhaps `distractors`.
Its function `check(answer, probe)` asks of an answer what the task says. What stands
outside the sections is given to every answer.

    python -m engine.live.exercise snippets/exercises/NAME.py   judge all that it holds
"""

from __future__ import annotations

import ast
import contextlib
import linecache
import re
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.live.checks import EndlessError, Probe, WrongError
from engine.live.replay import TimeIsUpError, at_most, masked
from engine.live.sections import Problem, Section
from engine.live.sections import read as read_sections
from engine.live.session import Output
from engine.live.transcript import docstring

HINT, STEP = "Hint: ", "Step: "
TOLD = re.compile(r"^#[ \t]*told:[ \t]*(.*)$")
COMMENT = re.compile(r"^#[ \t]?(.*)$")
RIGHT = "It does all that the task asks."
DEFINING = (
    *(ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)
SECONDS = 10.0  # for one answer in the tests
ANSWER = "<your answer>"


@dataclass(frozen=True)
class Passage:
    """A paragraph of the task, or a hint, at a line of the file."""

    line: int
    text: str


@dataclass(frozen=True)
class Wrong:
    """A wrong answer and the message that it must get, in `lines` of its comment.

    `line` is that of the first of them.
    """

    section: Section
    lines: tuple[str, ...]
    line: int

    @property
    def told(self) -> str:
        """The message, in one line."""
        return " ".join(self.lines).strip()


@dataclass(frozen=True)
class Exercise:
    """What an exercise's module holds.

    `answer_name` is what an answer defines, and `example` an expression that calls it.
    """

    name: str
    title: str
    task: tuple[Passage, ...]
    hints: tuple[Passage, ...]
    starter: Section
    solution: Section
    wrong: dict[str, Wrong]
    distractors: tuple[str, ...]
    answer_name: str
    example: str


@dataclass(frozen=True)
class Verdict:
    """What became of an answer, as plain data.

    `line` is that of the answer where an error came from, 0 where there is none;
    `expected` and `got` are empty where there is nothing to compare.
    """

    passed: bool
    message: str
    expected: str = ""
    got: str = ""
    printed: str = ""
    line: int = 0


class ExerciseError(Exception):
    """A module that is no exercise: the first thing that is wrong with it."""

    def __init__(self, name: str, problem: Problem) -> None:
        """Take the module's name and the problem."""
        self.problem = problem
        super().__init__(f"{name}:{problem.line}: {problem.what} — {problem.mend}")


def read(source: str, name: str) -> Exercise:
    """Return the exercise in a module's source, `name` being what to call the file.

    Raises ExerciseError when a part is missing.
    """
    found = problems(source)
    if found:
        raise ExerciseError(name, found[0])
    title, task, hints = words(source)
    sections, _ = read_sections(source)
    (step,) = stepped(source)
    odd = sections.get("distractors")
    return Exercise(
        name=name,
        title=title.text,
        task=tuple(task),
        hints=tuple(hints),
        starter=sections["starter"],
        solution=sections["solution"],
        wrong={
            each.name: wrong(each)
            for each in sections.values()
            if each.name.startswith("wrong-")
        },
        distractors=tuple(
            match[1]
            for line in (odd.lines if odd else ())
            if (match := COMMENT.match(line)) and match[1].strip()
        ),
        answer_name=defined(sections["solution"])[-1],
        example=step.text,
    )


def words(source: str) -> tuple[Passage, list[Passage], list[Passage]]:
    """Return a docstring's title, the task's paragraphs and the hints."""
    title, rest = passages(source)
    task = [each for each in rest if not each.text.startswith((HINT, STEP))]
    return title, task, begun(rest, HINT)


def stepped(source: str) -> list[Passage]:
    """Return the expressions that a docstring gives for stepping."""
    return begun(passages(source)[1], STEP)


def begun(found: list[Passage], sign: str) -> list[Passage]:
    """Return what follows a sign, of the passages that begin with it."""
    return [
        Passage(each.line, each.text.removeprefix(sign))
        for each in found
        if each.text.startswith(sign)
    ]


def passages(source: str) -> tuple[Passage, list[Passage]]:
    """Return a docstring's title, and its paragraphs."""
    text, first = docstring(source)
    found: list[Passage] = []
    gathered: list[str] = []
    start = first
    for number, line in enumerate([*text.split("\n"), ""], start=first):
        if line.strip():
            start = start if gathered else number
            gathered.append(line.strip())
        elif gathered:
            found.append(Passage(start, " ".join(gathered)))
            gathered = []
    if found and found[0].line == first:
        return found[0], found[1:]
    return Passage(first, ""), found


def with_example(source: str, text: str) -> str:
    """Return an answer with its exercise's example below, unless it does something."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return text
    if not all(isinstance(each, DEFINING) for each in body):
        return text
    return f"{text.rstrip()}\n\n{read(source, '').example}\n"


def wrong(section: Section) -> Wrong:
    """Return a wrong answer with the message told in its first comment."""
    lines: list[str] = []
    for line in section.lines:
        match = COMMENT.match(line) if lines else TOLD.match(line)
        if match is None:
            break
        lines.append(match[1].strip())
    return Wrong(section, tuple(lines), section.start)


def defined(section: Section) -> list[str]:
    """Return the functions and classes that a section defines, in order."""
    return [
        node.name
        for node in ast.parse("\n".join(section.lines)).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]


def problems(source: str) -> list[Problem]:
    """Return what keeps a module from being an exercise, in the order of its lines."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [Problem(error.lineno or 1, error.msg, "mend the syntax")]
    sections, found = read_sections(source)
    if not found:
        found = [*of_words(source), *of_sections(sections), *of_check(tree, sections)]
        found += of_distractors(sections)
    return sorted(found)


def of_words(source: str) -> Iterator[Problem]:
    """Yield what is wrong with an exercise's docstring."""
    title, task, hints = words(source)
    if not title.text:
        yield Problem(
            title.line, "an exercise without a title", 'begin with `"""Its title`'
        )
        return
    if not task:
        yield Problem(
            title.line, "an exercise without a task", "add a paragraph below the title"
        )
    if not hints:
        yield Problem(
            title.line,
            "an exercise without a hint",
            "end its docstring with a paragraph that starts with `Hint: `",
        )
    step = stepped(source)
    if not step:
        mend = f"end its docstring with `{STEP}` and a call of the answer"
        yield Problem(title.line, "an exercise without a call to step through", mend)
    for each in step[1:]:
        yield Problem(each.line, "a second call to step through", "keep one of them")
    if step and not is_expression(step[0].text):
        what = f"no expression to step through: {step[0].text}"
        yield Problem(step[0].line, what, "write a call of the answer")
    for each in task:
        if hints and each.line > hints[0].line:
            yield Problem(
                each.line,
                "a paragraph of the task below the hints",
                "move it up, or start it with `Hint: `",
            )


def is_expression(text: str) -> bool:
    """Return whether a text is one expression of Python."""
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return False
    return True


def of_sections(sections: dict[str, Section]) -> Iterator[Problem]:
    """Yield what is wrong with an exercise's sections."""
    for name in ("starter", "solution"):
        if name not in sections:
            yield Problem(
                1, f"an exercise without a {name}", f"add a section named {name!r}"
            )
    answers = [each for each in sections.values() if is_answer(each)]
    if not any(each.name.startswith("wrong-") for each in answers):
        yield Problem(
            1,
            "an exercise without a wrong answer",
            "add a section `wrong-…` with the message that it must get",
        )
    solution = sections.get("solution")
    names = defined(solution) if solution else []
    if solution and not names:
        yield Problem(
            solution.start,
            "a solution that defines nothing",
            "define the function or class that the task asks for",
        )
    for each in answers:
        if names and names[-1] not in defined(each):
            yield Problem(
                each.start,
                f"section {each.name!r} does not define {names[-1]}",
                "give it the name that the solution has",
            )
        if solution and each.start > solution.start:
            yield Problem(
                each.start,
                f"section {each.name!r} stands below the solution",
                "move it up: the last definition is what the module exports",
            )
        if each.name.startswith("wrong-") and not wrong(each).told:
            yield Problem(
                each.start,
                f"section {each.name!r} does not say what its answer is told",
                "begin it with `# told: ` and the message",
            )
    for each in sections.values():
        if each.name != "distractors" and not is_answer(each):
            yield Problem(
                each.start - 1,
                f"section {each.name!r} is no part of an exercise",
                "name it starter, solution, distractors or wrong-…",
            )


def of_distractors(sections: dict[str, Section]) -> Iterator[Problem]:
    """Yield the distractors that, without indentation, are lines of the solution."""
    odd, solution = sections.get("distractors"), sections.get("solution")
    if odd and solution:
        right = {line.strip() for line in solution.lines}
        for number, line in enumerate(odd.lines, start=odd.start):
            match = COMMENT.match(line)
            text = match[1].strip() if match else ""
            if text in right:
                yield Problem(
                    number,
                    f"a distractor that reads like the solution's line {text!r}",
                    "on paper nobody can tell them apart: change it",
                )
            elif not text:
                yield Problem(number, "a distractor without `# `", "write it as one")


def is_answer(section: Section) -> bool:
    """Return whether a section is an answer, right or wrong."""
    return section.name in ("starter", "solution") or section.name.startswith("wrong-")


def of_check(tree: ast.Module, sections: dict[str, Section]) -> Iterator[Problem]:
    """Yield a problem unless a module has a check outside its sections."""
    mend = "define `check(answer, probe)` outside the sections"
    checks = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and node.name == "check"
        and not any(s.start <= node.lineno <= s.end for s in sections.values())
    ]
    if not checks:
        yield Problem(1, "an exercise without a check", mend)
    elif len(checks[-1].args.args) != 2:
        yield Problem(checks[-1].lineno, "a check of another form", mend)


# judging


def judge(source: str, name: str, text: str) -> Verdict:
    """Judge an answer's text by the exercise in `source`, whose file is `name`.

    Only what interrupts from outside is raised: KeyboardInterrupt, TimeIsUpError.

    Raises ExerciseError when the module is no exercise.
    """
    linecache.cache[ANSWER] = (len(text), None, text.splitlines(True), ANSWER)
    return Judge(source, name).verdict(text, ANSWER, range(1, sys.maxsize))


def judge_section(source: str, name: str, section: Section) -> Verdict:
    """Judge a section of the exercise's own module, at the lines where it stands.

    With `name` the path of the module, coverage counts what runs.
    """
    text = "\n" * (section.start - 1) + "\n".join(section.lines) + "\n"
    return Judge(source, name).verdict(
        text, name, range(section.start, section.end + 1)
    )


def around(source: str) -> list[str]:
    """Return a module's lines, those of its sections left blank."""
    lines = source.splitlines()
    for each in read_sections(source)[0].values():
        for number in range(each.start, each.end + 1):
            lines[number - 1] = ""
    return lines


class Judge:
    """The namespace in which one answer stands, and what is said of it."""

    def __init__(self, source: str, name: str) -> None:
        """Take an exercise's source and what its file is called."""
        self.exercise = read(source, name)
        self.name = name
        self.lines = around(source)
        self.module = types.ModuleType("exercise")
        self.module.__file__ = name
        self.probe = Probe()

    def verdict(self, text: str, file: str, its: range) -> Verdict:
        """Return the verdict on an answer, whose lines in `file` are `its`."""
        printed = Output(lambda _: None)
        with self.in_place(printed):
            found = self.judged(text, file, its)
        return Verdict(
            found.passed,
            found.message,
            found.expected,
            found.got,
            printed.getvalue(),
            found.line,
        )

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
            del sys.modules[name]
            if outer is not None:
                sys.modules[name] = outer

    def judged(self, text: str, file: str, its: range) -> Verdict:
        """Run the answer, then the check on it."""
        space = self.module.__dict__
        exec(compile("\n".join(self.lines), self.name, "exec", 0, True), space)
        check: Callable[..., Any] = space.pop("check")
        future = space.get("annotations")
        flags = getattr(future, "compiler_flag", 0)
        wanted = self.exercise.answer_name
        try:
            code = compile(text, file, "exec", flags, True)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0) or 0
            message = getattr(error, "msg", str(error))
            told = f"Python cannot read it: `{message}`."
            return Verdict(False, told, line=line)
        try:
            exec(code, space)
            if wanted not in space:
                return Verdict(
                    False,
                    f"There is no `{wanted}` in the answer: the task gives that name.",
                )
            check(space[wanted], self.probe)
            for source in self.probe.sources:
                if source.asked > source.most:
                    raise EndlessError(source.most)
        except WrongError as error:
            return Verdict(False, error.message, error.expected, error.got)
        except (Exception, SystemExit, GeneratorExit, EndlessError) as error:
            return self.of_error(error, check, file, its)
        return Verdict(True, RIGHT)

    def of_error(
        self, error: BaseException, check: Callable[..., Any], file: str, its: range
    ) -> Verdict:
        """Return the verdict on an answer that raised."""
        case, line = self.probe.case, 0
        each: BaseException | None = error
        # PEP 479's RuntimeError may leave the answer's frame to its cause
        while each and not line:
            for frame in traceback.extract_tb(each.__traceback__):
                number = frame.lineno or 0
                if frame.filename == file and number in its:
                    line = number
                elif frame.filename == self.name and frame.name == "check":
                    case = case or self.called(frame, check.__code__.co_varnames[0])
            each = each.__cause__ or each.__context__
        if isinstance(error, EndlessError):
            what = str(error) + "."
        else:
            last = traceback.format_exception_only(type(error), error)[-1].strip()
            what = f"raised `{masked(last)}`."
        if case:
            return Verdict(False, f"`{case}` {what}", line=line)
        return Verdict(False, f"The answer {what}", line=line)

    def called(self, frame: traceback.FrameSummary, parameter: str) -> str:
        """Return the call that a frame of the check was in, by the answer's name."""
        first, last = frame.lineno or 1, frame.end_lineno or frame.lineno or 1
        rows = [line.encode() for line in self.lines[first - 1 : last]]
        if frame.end_colno is not None and rows:
            rows[-1] = rows[-1][: frame.end_colno]
            rows[0] = rows[0][frame.colno or 0 :]
        text = " ".join(row.decode().strip() for row in rows)
        return re.sub(rf"\b{parameter}\b", self.exercise.answer_name, text)


def failures(source: str, name: str, seconds: float = SECONDS) -> list[Problem]:
    """Return which of an exercise's own answers are not judged as they should be.

    The starter must fail, each wrong answer get the message told, the solution pass;
    each within `seconds`, where the platform can tell.

    Raises ExerciseError when the module is no exercise.
    """
    exercise = read(source, name)
    found: list[Problem] = []

    def asked(section: Section) -> Verdict:
        try:
            with at_most(seconds):
                return judge_section(source, name, section)
        except TimeIsUpError:
            return Verdict(False, f"It did not end within {seconds:g} s.")

    starter = asked(exercise.starter)
    if starter.passed:
        found.append(
            Problem(
                exercise.starter.start,
                "the starter passes the check",
                "leave something to do, or let the check ask more",
            )
        )
    for each in exercise.wrong.values():
        verdict = asked(each.section)
        if verdict.passed or verdict.message != each.told:
            said = "passes" if verdict.passed else f"is told “{verdict.message}”"
            found.append(
                Problem(
                    each.line,
                    f"section {each.section.name!r} {said}, not “{each.told}”",
                    "mend the message, the answer or the check",
                )
            )
    verdict = asked(exercise.solution)
    if not verdict.passed:
        found.append(
            Problem(
                exercise.solution.start,
                f"the solution does not pass: {verdict.message}",
                "mend the solution or the check",
            )
        )
    return found


def main(arguments: list[str]) -> int:
    """Judge all that the modules named hold, and say it; return how many are wrong."""
    failed = 0
    for path in [Path(each) for each in arguments]:
        source = path.read_text(encoding="utf-8")
        found = problems(source)
        if not found:
            exercise = read(source, path.as_posix())
            parts = [exercise.starter, *(w.section for w in exercise.wrong.values())]
            for section in [*parts, exercise.solution]:
                try:
                    with at_most(SECONDS):
                        verdict = judge_section(source, path.as_posix(), section)
                except TimeIsUpError:
                    verdict = Verdict(False, "It did not end.")
                print(f"{section.name}: {verdict.message}")
                if verdict.expected or verdict.got:
                    print(f"    expected {verdict.expected}, got {verdict.got}")
            found = failures(source, path.as_posix())
        for problem in found:
            print(f"{path.as_posix()}:{problem.line}: {problem.what} — {problem.mend}")
        failed += bool(found)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
