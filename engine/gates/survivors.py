"""Mutants of an exercise's solution are refused, each with a message that fits.

    python -m engine.gates.survivors snippets/PART/exercises/NAME.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from engine.gates.mutation import marked, mutants, refusal
from engine.live.exercise import read
from engine.live.sections import Problem


def survivors(source: str, name: str) -> list[Problem]:
    """Return the mutants that pass, and the marks of those that don't.

    A message fits that names the answer, or says `your answer`, or what the task asks.

    Raises ExerciseError when the module is no exercise.
    """
    exercise = read(source, name)
    same = marked(source)
    left = dict(same)
    found: list[Problem] = []
    first = exercise.solution.start
    for mutant in mutants(exercise, source):
        told = refusal(source, name, mutant)
        line = first + mutant.line - 1
        if not told and mutant.name in same:
            left.pop(mutant.name, None)
        elif not told:
            mend = "make the check stricter, or write `# same: …, because …`"
            found.append(Problem(line, f"a wrong answer passes: {mutant.name}", mend))
        elif not fits(told, exercise.answer_name):
            what = f"a wrong answer ({mutant.name}) gets the message “{told}”"
            found.append(Problem(line, what, "name the call that goes wrong"))
    for mutant_name, line in left.items():
        what = f"none of the mutants that pass is called {mutant_name}"
        found.append(Problem(line, what, "delete the comment, or correct the name"))
    return sorted(found)


def fits(told: str, name: str) -> bool:
    """Return whether a message says of what it speaks."""
    words = (f"`{name}", f"{name}(", "our answer", "The task asks", "does not end")
    return any(each in told for each in words)


def main(arguments: list[str]) -> int:
    """Say what each mutant of the exercises is told; return how many pass."""
    passed = 0
    for path in arguments:
        source = Path(path).read_text(encoding="utf-8")
        exercise = read(source, path)
        same = marked(source)
        for mutant in mutants(exercise, source):
            told = refusal(source, path, mutant)
            mark = "same" if not told and mutant.name in same else told or "PASSES"
            passed += mark == "PASSES"
            print(f"{path}: {mutant.name}: {mark}")
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
