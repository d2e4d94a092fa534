"""Changes of a page: of its fences, questions, links and numbers, and more to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from engine.book.kinds import QUESTION, RIGHT, TASKS, WRONG
from engine.book.page import Page
from tests.engine.mutants import Mutant, changed_character, with_line


def fence_changes(page: Page, file: str) -> Iterator[Mutant]:
    """Yield mutants of every woven fence of a page whose file reads `file`."""
    lines = file.splitlines()
    for fence in page.fences:
        header = fence.line
        for include in fence.includes():
            number = include.line
            if fence.label in {"python", "pycon", *TASKS}:
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
            if fence.label in TASKS:
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
    "a function in a fence of another language": (
        "```yaml\na: 1\ndef f():\n    yield a\n```",
        2,
    ),
    "a call below words in a fence": ("```console\n$ word\n\nprint(1)\n```", 3),
    "an error that nobody had": (
        "```text\nTraceback (most recent call last):\nTypeError: 98765\n```",
        1,
    ),
    "indented code with a prompt": ("    >>> 1", 0),
    "indented code": ("    import os", 0),
    "a raw <pre>": ("<pre>x = 1</pre>", 0),
    "an include outside a fence": ('--8<-- "no.py:x"', 0),
    "an unclosed fence": ("```text", 0),
}
LAYOUT = {
    "a fence that falls out of its list": ("1. word\n\n   ```text\n   1\n   ```", 2),
    "a paragraph that falls out of its list": ("- word\n\n  word", 2),
    "an item that falls out of its list": ("- word\n  - word", 1),
    "a list cut in two": ("1. word\n\n```text\n1\n```\n\n2. word", 6),
    "two headings that read the same": ("## A `word`\n\n## A word", 2),
    "a heading without a space": ("##Words of a page", 0),
    "a heading that is underlined": ("Words of a page\n---", 1),
    "a list that touches words": ("Words of a page:\n- word", 1),
    "a table that touches words": ("Word:\n| a | b |\n| --- | --- |\n| a | b |", 1),
    "words half in bold": ("A **word of a page.", 0),
    "a link that isn't closed": ("A [word](index.md", 0),
    "a tag that HTML lacks": ("A word of <page> here.", 0),
    "a tag that is never closed": ('<div class="word">\n\nWords of a page.', 0),
    "a block with a setting it lacks": ("/// note\n    opne: 1\n\nWord.\n///", 0),
    "a fence on the line of a mark": ("- ```text\n  word\n  ```", 0),
    "inline code that names nothing": ("A word of `nothing_has_this()`.", 0),
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


def numbers_in_prose(page: Page, file: str) -> Iterator[Mutant]:
    """Yield mutants of the measured numbers that a page's words repeat."""
    for at, line in page.numbered():
        if at in page.fenced or "](" in line:
            continue
        # a version such as 3.12 is no measurement
        for number in re.finditer(
            r"(?<![\w.`])(?!3\.\d)\d[\d,]*\.\d+(?![\w.]*`)", line
        ):
            new = changed_character(number[0])
            text = line[: number.start()] + new + line[number.end() :]
            yield Mutant(
                page.path,
                with_line(file, at, text),
                at,
                f"{number[0]} → {new} in prose",
            )


def made_up_ratio(page: Page, file: str, shown: set[float]) -> Iterator[Mutant]:
    """Yield a page that says a ratio which no number shown on it is."""
    for number in sorted({*range(10, 100)} - shown)[-1:]:
        added = {f"{number} times in prose": (f"It is {number} times as quick.", 0)}
        yield from additions(page, file, added)


def asked_again(page: Page, file: str) -> Iterator[Mutant]:
    """Yield a page with each of its other wordings as its question has it already."""
    lines = file.splitlines()
    question = str(page.meta.get("question") or page.meta["title"])
    start = page.key_line("also_asked")
    for number in range(start + 1, start + 1 + wordings(page)):
        again = lines[number - 1].partition("-")[0] + f"- {json.dumps(question)}"
        text = with_line(file, number, again)
        yield Mutant(page.path, text, number, "a wording that is the question")


def wordings_cut(page: Page, file: str, least: int) -> Iterator[Mutant]:
    """Yield a lesson with one other wording less than it must have."""
    lines = file.splitlines()
    start = page.key_line("also_asked")
    left = [*lines[: start + least - 1], *lines[start + wordings(page) :]]
    text = "\n".join(left) + "\n"
    yield Mutant(page.path, text, start, f"{least - 1} wordings")


def wordings(page: Page) -> int:
    """Return how many other wordings a page has."""
    asked = page.meta.get("also_asked")
    return len(asked) if isinstance(asked, list) else 0


def needs_forward(page: Page, file: str, later: str) -> Iterator[Mutant]:
    """Yield a lesson that needs one which stands later in navigation."""
    for number, line in enumerate(file.splitlines(), 1):
        if line.startswith("needs:"):
            text = with_line(file, number, f"needs: [{later}]")
            yield Mutant(page.path, text, number, f"needs {later}, which comes later")
