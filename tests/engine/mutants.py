"""Small changes to docs and snippets, each of which some gate must catch."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.blocks.question import QUESTION, RIGHT, WRONG
from engine.book import fences
from engine.book.tree import Module, Page
from engine.gates import exercises, provenance
from engine.live import exercise
from engine.live.transcript import session


@dataclass(frozen=True)
class Mutant:
    """A file's changed text, the line where the change is, and what it is."""

    path: str
    text: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def changed_character(line: str) -> str:
    """Return a line with its last letter or digit changed, or one more character."""
    for index in range(len(line) - 1, -1, -1):
        letter = line[index]
        if letter.isdigit():
            return line[:index] + str((int(letter) + 1) % 10) + line[index + 1 :]
        if letter.isalpha():
            return line[:index] + ("q" if letter != "q" else "r") + line[index + 1 :]
    return line + line.strip()[-1:]


def changed_number(line: str) -> str:
    """Return a line with the first digit of a number changed, or any character."""
    number = re.search(r"(?<![\w.])\d", line)
    if number is None:
        return changed_character(line)
    at = number.start()
    return line[:at] + str((int(line[at]) + 5) % 10) + line[at + 1 :]


def with_line(text: str, number: int, new: str | None) -> str:
    """Return a text with line `number` (from 1) replaced, or deleted for None."""
    lines = text.splitlines()
    lines[number - 1 : number] = [] if new is None else new.split("\n")
    return "\n".join(lines) + "\n"


def outputs(module: Module) -> Iterator[Mutant]:
    """Yield a mutant for every line of output in a module's session."""
    lines = module.source.splitlines()
    for example in session(module.source):
        for offset in range(example.output.count("\n")):
            number = example.output_line + offset
            new = changed_character(lines[number - 1])
            yield Mutant(
                module.path,
                with_line(module.source, number, new),
                number,
                f"{lines[number - 1].strip()!r} → {new.strip()!r}",
            )


def markers(module: Module) -> Iterator[Mutant]:
    """Yield mutants of a module's section markers."""
    lines = module.source.splitlines()
    for section in module.sections.values():
        start, end = section.start - 1, section.end + 1
        prompt = ">>> " if section.session else ""
        yield Mutant(
            module.path,
            with_line(
                module.source,
                start,
                lines[start - 1].replace(f":{section.name}]", f":{section.name}-new]"),
            ),
            start,
            f"section {section.name} renamed at its start",
        )
        yield Mutant(
            module.path,
            with_line(module.source, end, None),
            start,
            f"end marker of {section.name} deleted",
        )
        yield Mutant(
            module.path,
            with_line(
                module.source,
                end,
                f"{lines[end - 1]}\n{prompt}# --8<-- [start:{section.name}]",
            ),
            end + 1,
            f"section {section.name} started twice",
        )
    last = module.source + "\n# --8<-- [start:extra]\nEXTRA = 1\n# --8<-- [end:extra]\n"
    yield Mutant(module.path, last, last.count("\n") - 2, "a section that no page uses")


def fence_changes(page: Page, file: str) -> Iterator[Mutant]:
    """Yield mutants of every woven fence of a page whose file reads `file`."""
    lines = file.splitlines()
    for fence in fences.read(page.lines):
        header = fence.line + page.first_line - 1
        for include in fence.includes():
            number = include.line + page.first_line - 1
            if fence.label in {"python", "pycon", *provenance.TASKS}:
                yield Mutant(
                    page.path,
                    with_line(file, header, lines[header - 1] + ' hl_lines="1"'),
                    header,
                    "hl_lines on a fence",
                )
                typed = ">>> 1" if fence.label == "pycon" else "x = 1"
                lead = lines[number - 1][: lines[number - 1].index("-")]
                yield Mutant(
                    page.path,
                    with_line(file, number, lead + typed),
                    number,
                    "an include replaced by typed Python",
                )
            yield Mutant(
                page.path,
                with_line(file, number, lines[number - 1].replace('"', '"no_', 1)),
                number,
                "an include of a missing file",
            )
            if fence.label in provenance.TASKS:
                lead = lines[number - 1].partition('"')[0]
                for section in (":starter", ":solution", ""):
                    asked = f":{include.section}" if include.section else ""
                    if section != asked:
                        yield Mutant(
                            page.path,
                            with_line(file, number, f'{lead}"{include.file}{section}"'),
                            number,
                            f"another part of an exercise: {section or 'all'}",
                        )


# each with the offset, in its lines, of the one that a gate must name
TYPED = {
    "a typed fence": ("```python\nprint(1)\n```", 1),
    "a typed fence in a list": ("1. word\n\n    ~~~pycon\n    >>> 1\n    ~~~", 3),
    "a fence without a label": ("```\n>>> 1\n```", 1),
    "indented code with a prompt": ("    >>> 1", 0),
    "indented code": ("    import os", 0),
    "a raw <pre>": ("<pre>x = 1</pre>", 0),
    "an include outside a fence": ('--8<-- "no.py:x"', 0),
    "an unclosed fence": ("```text", 0),
}
LINKS = {
    "a broken link": ("[word](no-such-page.md)", 0),
    "a broken anchor": ("[word](index.md#no-such-heading)", 0),
    "a remote image": ("![a cat](https://example.org/cat.png)", 0),
    "a remote image in HTML": ('<img src="https://example.org/c.png" alt="c">', 0),
    "a plain http link": ("[word](http://example.org/)", 0),
}


def question_changes(page: Page, file: str) -> Iterator[Mutant]:
    """Yield mutants of every question of a page whose file reads `file`."""
    lines = file.splitlines()
    asked = 0  # the line of the question that is being read
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        block = re.match(r"(/{3,}) ?([\w-]*)", line)
        if not block:
            continue
        name = block[2]
        if name:
            opened.append((number, name))
            start = number
        else:
            start, name = opened.pop()
            without = with_line(file, number, None)
            yield Mutant(page.path, without, start, f"{name} is not closed")
        if name == QUESTION:
            asked = start
        if name in (QUESTION, RIGHT, WRONG) and start == number:
            silent = with_line(file, number, line.partition("|")[0].rstrip())
            yield Mutant(page.path, silent, number, f"{name} without words")
        if name in (RIGHT, WRONG) and start == number:
            other = line.replace(name, WRONG if name == RIGHT else RIGHT, 1)
            text = with_line(file, number, other)
            yield Mutant(page.path, text, asked, f"the choice in {number} turned over")
        elif name in (RIGHT, WRONG):
            empty = "\n".join([*lines[:start], *lines[number - 1 :]]) + "\n"
            yield Mutant(page.path, empty, start, "a choice without its answer")


def additions(
    page: Page, file: str, kinds: dict[str, tuple[str, int]]
) -> Iterator[Mutant]:
    """Yield a page with each kind of fault added after its last line."""
    for what, (text, offset) in kinds.items():
        body = file.rstrip("\n") + "\n\n" + text + "\n"
        line = file.rstrip("\n").count("\n") + 3 + offset
        yield Mutant(page.path, body, line, what)


def behaviours(module: Module) -> Iterator[Mutant]:
    """Yield mutants of what the code sections do: values, comparisons, operators."""
    spans = [s for s in module.sections.values() if not s.session]
    tree = ast.parse(module.source)
    skipped = annotations_and_docstrings(tree) | loop_conditions(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if node in skipped or not any(s.start <= line <= s.end for s in spans):
            continue
        for target, new in replacements(node):
            if target.lineno != target.end_lineno:
                continue
            text = module.source.splitlines()[target.lineno - 1].encode()
            old = text[target.col_offset : target.end_col_offset].decode()
            changed = (
                text[: target.col_offset] + new.encode() + text[target.end_col_offset :]
            )
            yield Mutant(
                module.path,
                with_line(module.source, target.lineno, changed.decode()),
                target.lineno,
                f"{old} → {new}",
            )


def one_a_section(module: Module) -> Iterator[Mutant]:
    """Yield the first behaviour mutant of each section, for modules slow to judge."""
    seen: set[str] = set()
    for mutant in behaviours(module):
        for section in module.sections.values():
            if section.start <= mutant.line <= section.end and not section.session:
                if section.name not in seen:
                    yield mutant
                seen.add(section.name)


def exercise_parts(module: Module) -> Iterator[Mutant]:
    """Yield mutants of an exercise that lack one of its parts."""
    asked = exercise.read(module.source, module.path)
    lines = module.source.splitlines()

    def without(line: int, what: str, *changes: tuple[str, str]) -> Mutant:
        text = module.source
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return Mutant(module.path, text, line, what)

    title = f'"""{asked.title}'
    yield without(1, "no title", (title, '"""'))
    yield without(1, "no hints", (exercise.HINT, ""))
    yield without(1, "no call to step through", (exercise.STEP, exercise.HINT))
    yield without(1, "no task", *((lines[n.line - 1], "") for n in task_lines(module)))
    yield without(1, "no check", ("def check(", "def ask("))
    yield without(1, "no wrong answer", (":wrong-", ":other-"))
    for each in [asked.starter, asked.solution]:
        yield without(1, f"no {each.name}", (f":{each.name}]", f":{each.name}-new]"))
    for wrong in asked.wrong.values():
        new = lines[wrong.line - 1].replace("told: ", "")
        text = with_line(module.source, wrong.line, new)
        yield Mutant(module.path, text, wrong.line, f"{wrong.section.name} not told")
    for section in [asked.starter, *(each.section for each in asked.wrong.values())]:
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if re.match(rf"(def|class) {asked.answer_name}\b", line):
                text = with_line(
                    module.source, number, line.replace(asked.answer_name, "other", 1)
                )
                what = f"another name in {section.name}"
                yield Mutant(module.path, text, section.start, what)


def task_lines(module: Module) -> list[exercise.Passage]:
    """Return the lines of an exercise's task, each as a passage."""
    lines = module.source.splitlines()
    asked = exercise.read(module.source, module.path)
    return [
        exercise.Passage(number, lines[number - 1])
        for number in range(asked.task[0].line, asked.hints[0].line)
        if lines[number - 1].strip()
    ]


def answers(module: Module) -> Iterator[Mutant]:
    """Yield mutants of an exercise whose own answers are not judged as it says."""
    asked = exercise.read(module.source, module.path)
    lines = module.source.splitlines()
    for wrong in asked.wrong.values():
        new = changed_character(lines[wrong.line - 1])
        text = with_line(module.source, wrong.line, new)
        what = f"{wrong.section.name} is told otherwise"
        yield Mutant(module.path, text, wrong.line, what)
    solution, starter = asked.solution, asked.starter
    for mutant in behaviours(module):
        inside = solution.start <= mutant.line <= solution.end
        # changed, it may read like a distractor: then it is no exercise any more
        if inside and not exercises.problems(mutant.text):
            yield replace(mutant, line=solution.start)
    right = [
        *lines[: starter.start - 1],
        *solution.lines,
        *lines[starter.end :],
    ]
    text = "\n".join(right) + "\n"
    yield Mutant(module.path, text, starter.start, "the starter made right")


def annotations_and_docstrings(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes whose change would change no behaviour."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            held = getattr(node, field, None)
            if isinstance(held, ast.AST):
                found.update(ast.walk(held))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(node.value)
    return found


def loop_conditions(tree: ast.AST) -> set[ast.AST]:
    """Return the nodes whose change may make a loop endless."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.While)
        for inner in ast.walk(node.test)
    }


OPPOSITES = [("<", ">="), (">", "<="), ("==", "!="), ("is", "is not"), ("in", "not in")]
INVERTED = {
    type(ast.parse(f"a {one} b", mode="eval").body.ops[0]): other
    for pair in OPPOSITES
    for one, other in (pair, pair[::-1])
}
SWAPPED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.FloorDiv: "*", ast.Mod: "+"}


def replacements(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield the expressions to change at a node, each with its new text."""
    match node:
        case (
            ast.Yield(value=ast.expr() as value) | ast.Return(value=ast.expr() as value)
        ):
            if ast.unparse(value) != "None":
                yield value, "None"
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() as value):
            yield node, str(value + 1)
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            new = INVERTED[type(operator)]
            yield node, f"{ast.unparse(left)} {new} {ast.unparse(right)}"
        case ast.BinOp(left=left, op=operator, right=right) if (
            type(operator) in SWAPPED
        ):
            new = SWAPPED[type(operator)]
            yield node, f"({ast.unparse(left)}) {new} ({ast.unparse(right)})"


def recorded_numbers(path: str, text: str) -> Iterator[Mutant]:
    """Yield mutants of every number in the rows of a recorded measurement."""
    for row in json.loads(text)["rows"]:
        old = json.dumps(row, ensure_ascii=False)
        line = next(
            n for n, t in enumerate(text.splitlines(), 1) if t.strip(" ,") == old
        )
        for index, value in enumerate(row):
            if index and isinstance(value, int | float):
                new = json.dumps(
                    [*row[:index], 2 * value + 1, *row[index + 1 :]], ensure_ascii=False
                )
                yield Mutant(
                    path, text.replace(old, new, 1), line, f"{value} → {2 * value + 1}"
                )


def recorded_frames(path: str, text: str) -> Iterator[Mutant]:
    """Yield mutants of every value in the steps of a recorded strip."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("  {"):
            continue
        frame = json.loads(line.rstrip(","))
        for key, value in frame.items():
            changed = {**frame, key: "other" if value != "other" else "another"}
            new = line.replace(
                json.dumps(frame, ensure_ascii=False),
                json.dumps(changed, ensure_ascii=False),
            )
            yield Mutant(path, with_line(text, number, new), number, f"another {key}")


def cells(path: str, text: str, part: str) -> Iterator[Mutant]:
    """Yield mutants of a notebook: of each line of its cells' source, or outputs."""
    lines = text.splitlines()
    inside = ""
    for number, line in enumerate(lines, 1):
        name = re.match(r'^ +"([a-z_/+]+)": \[$', line)
        if name:
            inside = name[1]
        elif re.match(r"^ +\],?$", line):
            inside = ""
        elif (
            inside
            and (inside == "source") == (part == "source")
            and (quoted := re.match(r'^( +")(.*?[a-z\d].*?)((?:\\n)?",?)$', line))
        ):
            # an output's number is compared within a tolerance: change its first digit
            turn = changed_character if part == "source" else changed_number
            new = quoted[1] + turn(quoted[2]) + quoted[3]
            yield Mutant(path, with_line(text, number, new), number, line.strip())


def numbers_in_prose(page: Page, file: str) -> Iterator[Mutant]:
    """Yield mutants of the measured numbers that a page's words repeat."""
    inside: set[int] = set()
    for fence in fences.read(page.lines):
        inside.update(range(fence.line, (fence.end or len(page.lines)) + 1))
    for offset, line in enumerate(page.lines, 1):
        if offset in inside or "](" in line:
            continue
        # a version such as 3.12 is no measurement
        for number in re.finditer(
            r"(?<![\w.`])(?!3\.\d)\d[\d,]*\.\d+(?![\w.]*`)", line
        ):
            new = changed_character(number[0])
            at = offset + page.first_line - 1
            text = line[: number.start()] + new + line[number.end() :]
            yield Mutant(
                page.path,
                with_line(file, at, text),
                at,
                f"{number[0]} → {new} in prose",
            )
