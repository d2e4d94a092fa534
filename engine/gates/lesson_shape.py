"""A lesson has its length and shape: short sentences, code early, key points last."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from statistics import mean

from engine.book.fault import Fault
from engine.book.kinds import CODE, QUESTION, SESSION
from engine.book.page import Page
from engine.book.settings import Style, settings
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.prose import counted, is_lesson, sentences

POINTS = "key-points"


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the length and the shape of a page that is a lesson."""
    page = tree.page_at(path)
    if is_lesson(page):
        style = settings(tree).style
        yield from length(page, style)
        yield from rhythm(page, style)
        yield from beginning(page, style)
        yield from key_points(page, style)


def top(page: Page) -> int:
    """Return the line of a page's title, which stands for the page."""
    lines = page.numbered()
    return next((n for n, each in lines if each.startswith("# ")), page.first_line)


def length(page: Page, style: Style) -> Iterator[Fault]:
    """Yield a fault where a lesson is too long, too short, or asks nothing."""
    least, most = style.lesson_words
    count = sum(counted(each.text) for each in page.text.passages)
    if not least <= count <= most:
        mend = f"keep a lesson between {least} and {most}"
        yield Fault(page.path, top(page), f"{count} words", mend)
    asks = any(each.name == QUESTION for each in page.text.edges)
    if style.question and not asks:
        mend = f"ask one, in a `//// {QUESTION} | …` block with choices"
        yield Fault(page.path, top(page), "a lesson without a question", mend)


def rhythm(page: Page, style: Style) -> Iterator[Fault]:
    """Yield a fault where sentences are long: on the whole, or one in ten of them."""
    found = sentences(page.text)
    if not found:
        return
    line, longest = max(found, key=lambda each: each[1])
    counts = sorted(count for _, count in found)
    average, p90 = mean(counts), counts[math.ceil(len(counts) * 0.9) - 1]
    mend = f"split some: the longest, here, has {longest} words"
    if average > style.mean_sentence:
        what = f"sentences of {average:.1f} words on average"
        yield Fault(page.path, line, what, mend)
    if p90 > style.long_sentence:
        what = f"one sentence in ten has {p90} words or more"
        yield Fault(page.path, line, what, mend)


def beginning(page: Page, style: Style) -> Iterator[Fault]:
    """Yield a fault where words stand long before the first code."""
    labels = (CODE, SESSION)
    first = next((f.line for f in page.fences if f.label in labels), None)
    waited = sum(
        counted(each.text)
        for each in page.text.passages
        if each.sentence and first and each.line < first
    )
    if first is None or waited > style.words_before_code:
        late = f"the first code comes after {waited} words"
        yield Fault(
            page.path,
            first or page.first_line,
            late if first else "a lesson without code",
            f"show code within the first {style.words_before_code} words",
        )


def key_points(page: Page, style: Style) -> Iterator[Fault]:
    """Yield a fault unless a lesson ends in its key points, each a sentence."""
    if not style.key_points:
        return
    lines = [line.rstrip() for line in page.lines]
    last = page.first_line + len(lines) - 1
    mend = f"end with a `/// {POINTS}` block of {style.key_points} bullets"
    while lines and not lines[-1]:
        lines.pop()
    opened = [each.line for each in page.text.edges if each.name == POINTS]
    if not opened:
        yield Fault(page.path, last, "a lesson without key points", mend)
        return
    start = opened[-1]
    block = lines[start - page.first_line + 1 :]
    if "///" not in block or block.index("///") != len(block) - 1:
        yield Fault(page.path, start, "the key points don't come last", mend)
        return
    points = re.split(r"^- ", "\n".join(block[:-1]), flags=re.MULTILINE)[1:]
    if len(points) != style.key_points:
        yield Fault(page.path, start, f"{len(points)} key points", mend)
    for point in points:
        if not point.strip().endswith("."):
            text = point.strip().splitlines()[0] if point.strip() else ""
            what = f"a key point that isn't a sentence: {text!r}"
            yield Fault(page.path, start, what, "write a full one, with a full stop")


GATE = Gate("lesson_shape", pages, judge, building=False)
