"""The rule of exercises: each is whole, and its own answers are judged as it says.

The starter must fail, each wrong answer get the message that it must get, and the
solution pass, with each right answer that stands beside it. With the standard library
alone, so that any Python can ask.

    python -m engine.gates.exercises snippets/PART/exercises/NAME.py
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from engine.book.fault import Fault, nearest
from engine.live.exercise import COMMENT, STEP, defined, read, stepped, words, wrong
from engine.live.judge import Verdict, judge_section
from engine.live.limits import TimeIsUpError, at_most, or_no_more
from engine.live.sections import Problem, Section
from engine.live.sections import read as read_sections
from engine.record.bounds import going_on, restored

SECONDS = 10.0  # for one answer


@lru_cache(maxsize=256)
def problems(source: str) -> tuple[Problem, ...]:
    """Return what keeps a module from being an exercise, in the order of its lines."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return (Problem(error.lineno or 1, error.msg, "fix the syntax"),)
    sections, found = read_sections(source)
    if not found:
        found = [*of_words(source), *of_sections(sections), *of_check(tree, sections)]
        found += of_step(source, tree, sections)
        found += of_distractors(sections)
    return tuple(sorted(found))


def of_words(source: str) -> Iterator[Problem]:
    """Yield what is wrong with an exercise's docstring."""
    title, task, hints = words(source)
    if not title.text:
        yield Problem(
            title.line, "an exercise without a title", 'start with `"""Its title`'
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
        mend = f"end its docstring with `{STEP}` and a call to the answer"
        yield Problem(title.line, "an exercise without a call to step through", mend)
    for each in step[1:]:
        yield Problem(each.line, "a second call to step through", "keep one of them")
    if step and not is_expression(step[0].text):
        what = f"can't step through {step[0].text}"
        yield Problem(step[0].line, what, "write a call to the answer")
    for each in task:
        if hints and each.line > hints[0].line:
            yield Problem(
                each.line,
                "a task paragraph below the hints",
                "move it up, or start it with `Hint: `",
            )


def of_step(
    source: str, tree: ast.Module, sections: dict[str, Section]
) -> Iterator[Problem]:
    """Yield the names that a call to step through has and nobody defines.

    It may have what an answer defines, what stands around answers, and builtins.
    """
    solution, step = sections.get("solution"), stepped(source)
    own = defined(solution) if solution else []
    if not own or not step or not is_expression(step[0].text):
        return
    nodes = [*ast.walk(ast.parse(step[0].text, mode="eval"))]
    names = {each.id for each in nodes if isinstance(each, ast.Name)}
    bound = {
        each.id
        for each in nodes
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)
    }
    bound |= {each.arg for each in nodes if isinstance(each, ast.arg)}
    known = {*own, *bound, *dir(builtins), *bindings(tree)}
    for name in sorted(names - known):
        mend = nearest(name, known) or f"call {own[-1]}"
        yield Problem(step[0].line, f"steps through {name}: no such name", mend)
    if own[-1] not in names and names <= known:
        what = f"can't step through {step[0].text}"
        yield Problem(step[0].line, what, f"write a call to {own[-1]}")


def bindings(tree: ast.Module) -> Iterator[str]:
    """Yield all that a module's own lines bind."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((a.asname or a.name).split(".")[0] for a in node.names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        else:
            inner = (each for each in ast.walk(node) if isinstance(each, ast.Name))
            yield from (each.id for each in inner if isinstance(each.ctx, ast.Store))


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
                f"section {each.name!r} doesn't define {names[-1]}",
                "give it the name that the solution has",
            )
        if solution and each.start > solution.start:
            yield Problem(
                each.start,
                f"section {each.name!r} is below the solution",
                "move it up: the last definition is what the module exports",
            )
        if each.name.startswith("wrong-") and not wrong(each).told:
            yield Problem(
                each.start,
                f"section {each.name!r} doesn't say which message its answer gets",
                "start it with `# told: ` and the message",
            )
    for each in sections.values():
        if each.name != "distractors" and not is_answer(each):
            yield Problem(
                each.start - 1,
                f"section {each.name!r} doesn't belong in an exercise",
                "name it starter, solution, distractors, right-… or wrong-…",
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
                    f"a distractor that looks the same as the solution's line {text!r}",
                    "readers can't tell them apart on paper: change it",
                )
            elif not text:
                yield Problem(number, "a distractor without `# `", "make it a comment")


def is_answer(section: Section) -> bool:
    """Return whether a section is an answer, right or wrong."""
    return section.name in ("starter", "solution") or section.name.startswith(
        ("wrong-", "right-")
    )


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
        what = "a check that doesn't take two arguments"
        yield Problem(checks[-1].lineno, what, mend)


def verdict_of(source: str, name: str, section: Section, seconds: float) -> Verdict:
    """Return how an answer is judged; one that no error ends ends this process."""
    what = f"section {section.name!r} never ends, and swallows what stops it"
    fault = Fault(name, section.start, what, "let its `except` name an error")
    try:
        with restored(), or_no_more(2 * seconds, fault), at_most(seconds), going_on():
            return judge_section(source, name, section)
    except SystemExit:
        return Verdict(False, "It ends Python.")
    except TimeIsUpError:
        return Verdict(False, f"It didn't end within {seconds:g} s.")


def failures(source: str, name: str, seconds: float = SECONDS) -> list[Problem]:
    """Return which of an exercise's own answers are not judged as they should be.

    The starter must fail, each wrong answer get the message told, the others pass;
    each within `seconds`, where the platform can tell.

    Raises ExerciseError when the module is no exercise.
    """
    exercise = read(source, name)
    found: list[Problem] = []

    def asked(section: Section) -> Verdict:
        return verdict_of(source, name, section, seconds)

    starter = asked(exercise.starter)
    if starter.passed:
        found.append(
            Problem(
                exercise.starter.start,
                "the starter passes the check",
                "leave something to do, or make the check stricter",
            )
        )
    for each in exercise.wrong.values():
        verdict = asked(each.section)
        if verdict.passed or verdict.message != each.told:
            said = f"gets the message “{verdict.message}”"
            said = "passes" if verdict.passed else said
            found.append(
                Problem(
                    each.line,
                    f"section {each.section.name!r} {said}, not “{each.told}”",
                    "fix the message, the answer or the check",
                )
            )
    for section in [*exercise.right.values(), exercise.solution]:
        verdict = asked(section)
        if not verdict.passed:
            of = "the solution" if section is exercise.solution else "a right answer"
            found.append(
                Problem(
                    section.start,
                    f"{of} doesn't pass: {verdict.message}",
                    "fix the answer or the check",
                )
            )
    return found


def main(arguments: list[str]) -> int:
    """Judge all that the modules named hold, and say it; return how many are wrong."""
    failed = 0
    for path in [Path(each) for each in arguments]:
        source = path.read_text(encoding="utf-8")
        found = [*problems(source)]
        if not found:
            exercise = read(source, path.as_posix())
            parts = [exercise.starter, *(w.section for w in exercise.wrong.values())]
            for section in [*parts, *exercise.right.values(), exercise.solution]:
                verdict = verdict_of(source, path.as_posix(), section, SECONDS)
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
