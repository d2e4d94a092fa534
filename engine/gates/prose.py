"""The prose gate: spelling, plain words, short sentences, front matter, true numbers.

`faults` judges the pages of docs (a page with a `question`, `needs` or `minutes` is
a lesson and has more to keep), the words of notebooks and exercises, README.md,
CONTRIBUTING.md and SECURITY.md.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

from spellchecker import SpellChecker

from engine.blocks.question import QUESTION
from engine.book import fences, lesson
from engine.book.fault import Fault
from engine.book.tree import Module, Page, Tree
from engine.gates import exercises
from engine.gates.provenance import holds_exercise
from engine.live import exercise
from engine.live.transcript import docstring

WORDS = "tests/lessons/words.txt"
SPOKEN = ("title", "description", "question")
LESSON = ("question", "needs", "minutes")

DEMOTIVATING = re.compile(
    r"\b(simply|just|easy|easily|obviously|of\s+course)\b", re.IGNORECASE
)
MOST_MEAN, MOST_P90 = 18, 28
WORD_COUNT = range(400, 1101)
DESCRIPTION = range(70, 156)
CODE_WITHIN = 60
KEY_POINTS = 3
WORDS_A_MINUTE = (60, 260)

CODE = "\0"  # stands for inline code: a word whose spelling nobody judges
MASKS = [
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL), CODE),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), "]"),
    (re.compile(r"\bhttps?://\S+"), CODE),
    (re.compile(r"\{[ :]*[.#][^}\n]*\}"), ""),
]
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
END = re.compile(r"(?<=[.?!])[\"”’)*_]*\s+(?=[\"“(*_]*[A-Z0-9\0])")
STARTS_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
HEADING = re.compile(r"^\s*(?:[-*+]\s+)?#{1,6}\s+")
BLOCK = re.compile(r"^\s*/{3,}\s*(?P<name>[\w-]+)?\s*(?:\|\s*(?P<title>.*))?$")

NUMBER = re.compile(r"(?<![\w.])\d+(?:[,_\u00a0\u202f]\d{3})*(?:\.\d+)?(?!\d|\.\d)")
ONLY_NUMBER = re.compile(r"(?<!`)`(\d[\d,_.]*)`(?!`)")
YEARS = range(2001, 2036)
TOOL = r"C?Python|PyPy|Keras|TensorFlow|NumPy|MkDocs|BY|OFL|Apache|WCAG|[Vv]ersions?"
NAMED = re.compile(
    rf"\b(?:{TOOL})\s+\d{{1,2}}(?:\.\d+)*(?:(?:,|,?\s+(?:and|or|to))\s+\d\.\d+)*"
    r"|\b(?:PEP|HTTP|[Qq]uestion|Overflow|RFC)\s+\d+"
)


@dataclass(frozen=True)
class Passage:
    """Words that belong together, at a line of their file: a paragraph or an item."""

    line: int
    text: str
    sentence: bool


@dataclass(frozen=True)
class Prose:
    """A file's words: `masked` has the file's own lines, with all code left out."""

    path: str
    masked: str

    def passages(self) -> list[Passage]:
        """Return the paragraphs, list items, block titles, headings and cells."""
        found: list[Passage] = []
        gathered: list[str] = []
        start = 1

        def close() -> None:
            text = " ".join(gathered).strip()
            if text:
                found.append(Passage(start, text, sentence=True))
            gathered.clear()

        for number, line in enumerate(self.masked.splitlines(), start=1):
            block = BLOCK.match(line)
            apart = block or HEADING.match(line) or line.lstrip().startswith("|")
            if apart or not line.strip() or STARTS_ITEM.match(line):
                close()
            if block:
                if block["title"]:
                    found.append(Passage(number, block["title"], sentence=True))
            elif apart:
                text = HEADING.sub("", line).replace("|", " ").strip()
                found.append(Passage(number, text, sentence=False))
            elif line.strip():
                if not gathered:
                    start = number
                gathered.append(STARTS_ITEM.sub("", line))
        close()
        return found

    def sentences(self) -> list[tuple[int, int]]:
        """Return for each sentence its line (or its paragraph's) and its words."""
        return [
            (passage.line, count)
            for passage in self.passages()
            if passage.sentence
            for sentence in END.split(passage.text)
            if (count := words(sentence))
        ]


def words(text: str) -> int:
    """Return how many words a text has, each piece of inline code counting as one."""
    return sum(any(c.isalnum() or c == CODE for c in each) for each in text.split())


def mask(text: str) -> str:
    """Return a text with code, tags and addresses left out, line for line."""
    lines = text.split("\n")
    for fence in fences.read(lines):
        for index in range(fence.line - 1, fence.end or len(lines)):
            lines[index] = ""
    text = "\n".join(lines)
    for pattern, standing in MASKS:

        def left_out(found: re.Match[str], standing: str = standing) -> str:
            return standing + "\n" * found[0].count("\n")

        text = pattern.sub(left_out, text)
    return text


def body(page: Page, keep_numbers: bool = False) -> Prose:
    """Return a page's words without its front matter; lines are the file's own."""
    text = "\n".join(page.lines)
    if keep_numbers:
        text = ONLY_NUMBER.sub(r"\1", text)
    return Prose(page.path, "\n" * (page.first_line - 1) + mask(text))


def faults(root: Path) -> list[Fault]:
    """Return every broken rule of prose in the tree at `root`."""
    tree = Tree(root)
    pages = tree.pages()
    stems = {lesson.last(page.path) for page in pages}
    stems |= {file.stem for file in (root / lesson.DOCS).rglob("*.ipynb")}
    known, found = dictionary(root)
    spoken = []
    for page in pages:
        raw = (root / page.path).read_text(encoding="utf-8-sig").splitlines()
        front = raw[: page.first_line - 1]
        spoken += [body(page), Prose(page.path, "\n".join(map(said, front)))]
        found += front_matter(page, front, stems)
        found += numbers(body(page, keep_numbers=True), shown(tree, page))
        if is_lesson(page):
            found += lesson_faults(page)
    for file in sorted((root / "docs").rglob("*.ipynb")):
        path = file.relative_to(root).as_posix()
        try:
            prose, source = notebook(file, path)
        except json.JSONDecodeError as error:
            mend = "make it again with `make record`"
            found.append(Fault(path, error.lineno, f"no JSON: {error.msg}", mend))
            continue
        spoken.append(prose)
        found += numbers(prose, source)
    for module in tree.modules():
        if holds_exercise(module) and not exercises.problems(module.source):
            prose, code = task(module)
            spoken.append(prose)
            found += numbers(prose, code)
    for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"):
        if (root / name).is_file():
            text = (root / name).read_text(encoding="utf-8")
            spoken.append(Prose(name, mask(text)))
    for prose in spoken:
        found += spelling(prose, known)
        found += demotivating(prose)
    return sorted(set(found))


def said(line: str) -> str:
    """Return a line of front matter if a reader will see its value, else nothing."""
    key, _, value = line.partition(":")
    return mask(value) if key in SPOKEN else ""


def is_lesson(page: Page) -> bool:
    """Return whether a page says what a lesson says of itself."""
    return any(key in page.meta for key in LESSON)


# spelling and words


@lru_cache(maxsize=1)
def english() -> SpellChecker:
    """Return the English dictionary; it takes a moment to load."""
    return SpellChecker(distance=1)


def dictionary(root: Path) -> tuple[Callable[[str], bool], list[Fault]]:
    """Return what tells known words, and what is wrong with the project's own list.

    A word that is listed with capitals, such as a product's name, needs them.
    """
    file = root / WORDS
    own = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    wrong = [
        Fault(WORDS, line, f"{after!r} after {before!r}", "sort the list, each once")
        for line, (before, after) in enumerate(pairwise(own), start=2)
        if (before.lower(), before) >= (after.lower(), after)
    ]
    listed = set(own)
    capital = {each.lower() for each in own if each != each.lower()}
    checker = english()

    def known(word: str) -> bool:
        word = word.replace("’", "'").removesuffix("'s")
        low = word.lower()
        if len(word) == 1 or word in listed or low in listed:
            return True
        return low not in capital and low in checker

    return known, wrong


def spelling(prose: Prose, known: Callable[[str], bool]) -> Iterator[Fault]:
    """Yield the words that no dictionary has, each with the nearest that one has."""
    for number, line in enumerate(prose.masked.splitlines(), start=1):
        block = BLOCK.match(line)
        for word in WORD.findall((block["title"] or "") if block else line):
            if not known(word):
                near = english().correction(word)
                hint = f"write {near!r}, or " if near and near != word else ""
                mend = f"{hint}add it to {WORDS}"
                yield Fault(prose.path, number, f"unknown word {word!r}", mend)


def demotivating(prose: Prose) -> Iterator[Fault]:
    """Yield the words that tell a struggling reader that it is no struggle."""
    for found in DEMOTIVATING.finditer(prose.masked):
        line = prose.masked.count("\n", 0, found.start()) + 1
        yield Fault(prose.path, line, f"the word {found[0]!r}", "delete it")


# front matter


def front_matter(page: Page, front: list[str], stems: set[str]) -> Iterator[Fault]:
    """Yield what is wrong with the values of a page's front matter.

    That title and description are there at all is the provenance gate's to say.
    """

    def fault(key: str, what: str, mend: str) -> Fault:
        lines = enumerate(front, start=1)
        line = next((n for n, each in lines if each.startswith(f"{key}:")), 1)
        return Fault(page.path, line, what, mend)

    title = str(page.meta.get("title", ""))
    heading = next((each for each in page.lines if each.startswith("# ")), "")
    if title and heading[2:].replace("`", "").strip() != title.replace("`", ""):
        yield fault("title", f"the title is not the heading {heading!r}", "match them")
    description = str(page.meta.get("description", ""))
    if description and len(description) not in DESCRIPTION:
        yield fault(
            "description",
            f"a description of {len(description)} characters",
            f"write {DESCRIPTION.start} to {DESCRIPTION.stop - 1}",
        )
    if not is_lesson(page):
        return
    for key in LESSON:
        if key not in page.meta:
            yield fault(key, f"a lesson without {key}", f"add `{key}:` in front matter")
    question = page.meta.get("question", "?")
    if not str(question).endswith("?"):
        yield fault("question", "a question without a question mark", "ask it")
    needs = page.meta.get("needs", [])
    for need in needs if isinstance(needs, list) else [needs]:
        if need not in stems or need == lesson.last(page.path):
            yield fault("needs", f"needs {need!r}", "name other pages of docs")
    if "minutes" in page.meta:
        yield from minutes(page, lambda *told: fault("minutes", *told))


def minutes(page: Page, fault: Callable[[str, str], Fault]) -> Iterator[Fault]:
    """Yield what is wrong with how long a lesson says it takes."""
    value = page.meta["minutes"]
    told = value if isinstance(value, dict) else {}
    if sorted(told) != ["do", "read"] or any(
        type(each) is not int for each in told.values()
    ):
        yield fault("minutes of another form", "write `minutes: {read: 6, do: 5}`")
        return
    count = words(body(page).masked)
    slow, quick = WORDS_A_MINUTE
    least, most = math.floor(count / quick), math.ceil(count / slow)
    if not least <= told["read"] <= most or told["read"] < 1:
        yield fault(
            f"{told['read']} minutes to read {count} words",
            f"between {max(least, 1)} and {most} would be true",
        )
    if not 0 <= told["do"] <= 60:
        yield fault(f"{told['do']} minutes to do", "between 0 and 60 would be true")


# lessons


def lesson_faults(page: Page) -> Iterator[Fault]:
    """Yield what is wrong with the length and the shape of a lesson."""
    prose = body(page)
    heading = next((n for n, each in enumerate(page.lines) if each.startswith("# ")), 0)
    top = page.first_line + heading
    count = sum(words(passage.text) for passage in prose.passages())
    if count not in WORD_COUNT:
        yield Fault(
            page.path,
            top,
            f"{count} words",
            f"a lesson has {WORD_COUNT.start} to {WORD_COUNT.stop - 1}",
        )
    sentences = prose.sentences()
    if sentences:
        yield from rhythm(page.path, sentences)
    if not any(re.match(rf"/{{3,}} *{QUESTION}\b", line) for line in page.lines):
        mend = f"ask one, in a `//// {QUESTION} | …` block with choices"
        yield Fault(page.path, top, "a lesson without a question", mend)
    first = next(
        (f.line for f in fences.read(page.lines) if f.label in ("python", "pycon")),
        None,
    )
    before = body(Page(page.path, {}, page.lines[: (first or 1) - 1], 1))
    waited = sum(words(each.text) for each in before.passages() if each.sentence)
    if first is None or waited > CODE_WITHIN:
        after = f"after {waited} words" if first else "nowhere"
        yield Fault(
            page.path,
            page.first_line + (first or 1) - 1,
            f"the first code stands {after}",
            f"show code within the first {CODE_WITHIN} words",
        )
    yield from key_points(page)


def rhythm(path: str, sentences: list[tuple[int, int]]) -> Iterator[Fault]:
    """Yield a fault where sentences are long: on the whole, or one in ten of them."""
    line, longest = max(sentences, key=lambda each: each[1])
    counts = sorted(count for _, count in sentences)
    average, p90 = mean(counts), counts[math.ceil(len(counts) * 0.9) - 1]
    mend = f"cut some in two: the longest, here, has {longest} words"
    if average > MOST_MEAN:
        yield Fault(path, line, f"sentences of {average:.1f} words on average", mend)
    if p90 > MOST_P90:
        yield Fault(path, line, f"one sentence in ten has {p90} words or more", mend)


def key_points(page: Page) -> Iterator[Fault]:
    """Yield a fault unless a lesson ends in three key points, each a sentence."""
    lines = [line.rstrip() for line in page.lines]
    last = page.first_line + len(lines) - 1
    mend = f"end with a `/// key-points` block of {KEY_POINTS} bullets"
    while lines and not lines[-1]:
        lines.pop()
    opened = [n for n, line in enumerate(lines) if line == "/// key-points"]
    if not opened:
        yield Fault(page.path, last, "a lesson without key points", mend)
        return
    start = page.first_line + opened[-1]
    block = lines[opened[-1] + 1 :]
    if "///" not in block or block.index("///") != len(block) - 1:
        yield Fault(page.path, start, "the key points are not the last thing", mend)
        return
    points = re.split(r"^- ", "\n".join(block[:-1]), flags=re.MULTILINE)[1:]
    if len(points) != KEY_POINTS:
        yield Fault(page.path, start, f"{len(points)} key points", mend)
    for point in points:
        if not point.strip().endswith("."):
            text = point.strip().splitlines()[0] if point.strip() else ""
            what = f"a key point that is no sentence: {text!r}"
            yield Fault(page.path, start, what, "write a full one, with a full stop")


# numbers


def shown(tree: Tree, page: Page) -> str:
    """Return all that the page includes: code, transcripts and recordings."""
    texts = []
    for fence in fences.read(page.lines):
        for include in fence.includes():
            if include.section is None:
                file = tree.root / "snippets" / include.file
                texts.append(file.read_text(encoding="utf-8") if file.is_file() else "")
                continue
            module = tree.module(include.file)
            section = module and module.sections.get(include.section.lower())
            texts.append("\n".join(section.lines) if section else "")
    return "\n".join(texts)


def values(text: str) -> set[float]:
    """Return the numbers that a text of code or JSON has."""
    found = set()
    for each in re.findall(r"\d+(?:[,_\u202f]\d{3})*(?:\.\d+)?", text):
        found.add(value(each))
        found.update(float(part) for part in re.split(r"[,_\u202f]", each))
    return found


def value(text: str) -> float:
    """Return a number as written in prose, with or without parted thousands."""
    return float(re.sub(r"[,_\u00a0\u202f]", "", text))


def numbers(prose: Prose, source: str) -> Iterator[Fault]:
    """Yield the numbers in prose that nothing shown on the page has."""
    proven = values(source)
    named = [range(*found.span()) for found in NAMED.finditer(prose.masked)]
    for found in NUMBER.finditer(prose.masked):
        text = found[0]
        small = "." not in text and len(re.sub(r"\D", "", text)) < 3
        year = len(text) == 4 and text.isdigit() and int(text) in YEARS
        told = any(found.start() in span for span in named)
        if small or year or told or value(text) in proven:
            continue
        yield Fault(
            prose.path,
            prose.masked.count("\n", 0, found.start()) + 1,
            f"the number {text} is in no section or recording on this page",
            "show what it comes from, or leave it out",
        )


# exercises and notebooks


def task(module: Module) -> tuple[Prose, str]:
    """Return an exercise's words, on the lines of its file, and its code.

    Its words are its docstring and what wrong answers are told. The latter count as
    code too: a test judges each answer, so their numbers are proven.
    """
    text, first = docstring(module.source)
    lines = module.source.splitlines()
    words_at = dict(enumerate(text.split("\n"), start=first))
    for step in exercise.stepped(module.source):
        del words_at[step.line]
    proven: list[str] = []
    for each in exercise.read(module.source, module.path).wrong.values():
        for number, line in enumerate(each.lines, start=each.line):
            words_at[number] = line
            proven.append(line)
    told = [words_at.get(number, "") for number in range(1, len(lines) + 1)]
    code = [line for number, line in enumerate(lines, 1) if number not in words_at]
    return Prose(module.path, mask("\n".join(told))), "\n".join(code + proven)


def notebook(file: Path, path: str) -> tuple[Prose, str]:
    """Return a notebook's words on the lines of its file, and its code and outputs."""
    raw = file.read_text(encoding="utf-8")
    lines = raw.splitlines()
    told = [""] * len(lines)
    shown = []
    at = 0
    for cell in json.loads(raw)["cells"]:
        source = cell["source"]
        parts = source.splitlines(True) if isinstance(source, str) else source
        if cell["cell_type"] != "markdown":
            shown += ["".join(parts), *outputs(cell.get("outputs", []))]
            continue
        masked = mask("".join(parts)).split("\n")
        for part, words_of_line in zip(parts, masked, strict=False):
            written = json.dumps(part, ensure_ascii=False)
            ends = (
                lines[n].rstrip(" ,").endswith(written) for n in range(at, len(lines))
            )
            at += next((n for n, found in enumerate(ends) if found), 0)
            told[at] += f" {words_of_line}"
    return Prose(path, "\n".join(told)), "\n".join(shown)


def outputs(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the text of a code cell's outputs."""
    for output in found:
        data = {"text": output.get("text", ""), **output.get("data", {})}
        for kind, text in data.items():
            if kind.startswith("text"):
                yield text if isinstance(text, str) else "".join(text)
