"""Every line of Python on a page is a tested section, included by its name."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from posixpath import normpath

from engine.blocks.prediction import is_line
from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.kinds import CODE, FIGURE, PLAIN, RECORDED, SESSION, TASKS, WOVEN
from engine.book.page import Page
from engine.book.settings import settings
from engine.book.text import OPENING, Fence, Include, bare
from engine.book.tree import Module, Tree
from engine.gates.gate import Gate, pages
from engine.gates.recordings import shape
from engine.gates.tasks import task_faults
from engine.live.sections import MARKER, Section
from engine.live.sources import lines_of

AtLine = Callable[[int, str, str], Fault]
RAW = {"pre", "samp", "listing", "xmp"}
# labels of what may be Python as well, and have no language of their own
ANY = {"text", "console", ""}
BLOCKS = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    *(ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try),
)
DOING = (
    *BLOCKS,
    *(ast.Call, ast.Import, ast.ImportFrom, ast.Assign, ast.Return, ast.Yield),
)
# how a block begins, and how an error reads
HEAD = re.compile(r"\s*(?:@|(?:async|def|class|for|while|with) |try:)")
FAILED = re.compile(
    r"\s*(?:Traceback \(most recent call last\)"
    r"|(?:\w+\.)*(?:\w+Error|\w*Exception|Stop\w*Iteration|KeyboardInterrupt)(?:: |$))"
)
QUOTED = re.compile(r"^(?:[ \t]*> ?)+")
# what asks for files as well, where the build includes them, and isn't read here
MISSED = re.compile(r"-+8<-+(?:[ \t]+[\"'].*)?$")
INCLUDED = '`--8<-- "NAME.py:section"`'
BY_HAND = "move it to snippets/ and include it in a fence"


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the code of one page."""
    page = tree.page_at(path)

    def fault(line: int, what: str, mend: str) -> Fault:
        return Fault(path, line, what, mend)

    for fence in page.fences:
        yield from fence_faults(tree, fence, fault)
    yield from crowded(page, fault)
    yield from hidden(page, fault)
    yield from typed(page, fault)
    for tag in page.text.tags:
        if tag.name in RAW:
            mend = "use a fence that includes a section of snippets"
            yield fault(tag.line, f"raw <{tag.name}>", mend)


def crowded(page: Page, fault: AtLine) -> Iterator[Fault]:
    """Yield the words that touch a fence: its figure would stand in their paragraph."""
    lines = dict(page.numbered())
    for fence in page.fences:
        if fence.label in WOVEN and not fence.lead and not unclosed(fence):
            for beside in (fence.line - 1, fence.last + 1):
                text = lines.get(beside, "").strip()
                if text and not text.startswith("///"):
                    mend = "leave a blank line between them"
                    yield fault(beside, "text that touches a fence", mend)


def hidden(page: Page, fault: AtLine) -> Iterator[Fault]:
    """Yield the fences that a comment hides, which count as shown."""
    begins = {fence.line for fence in page.fences}
    fenced = page.fenced
    within: list[int] = []
    opened = False
    for number, line in page.numbered():
        if opened and number in begins:
            within.append(number)
        if number in fenced:
            continue
        opened = opened or line.lstrip().startswith("<!--")
        if opened and "-->" in line:
            for each in within:
                mend = "end the comment above it, or delete the fence"
                yield fault(each, "a fence inside a comment, which nobody sees", mend)
            within, opened = [], False


def typed(page: Page, fault: AtLine) -> Iterator[Fault]:
    """Yield the lines outside fences that are Python, or would be."""
    inside = page.fenced
    above = ""
    for number, line in page.numbered():
        before, above = above, line
        if number in inside:
            continue
        text = bare(line)
        if text.startswith((">>> ", ">> ")) or text == ">>>":
            yield fault(number, f"typed by hand: {text}", BY_HAND)
        elif re.match(r"^-+8<-+", text):
            yield fault(number, "an include outside a fence", "put a fence around it")
        elif indented(line) and is_python(text) and not bare(before):
            yield fault(number, f"typed by hand: {text}", BY_HAND)


def indented(line: str) -> bool:
    """Return whether a line begins as code by indentation does, in a quotation too."""
    return QUOTED.sub("", line).expandtabs(4).startswith("    ")


def fence_faults(tree: Tree, fence: Fence, fault: AtLine) -> Iterator[Fault]:
    """Yield what is wrong with one fence."""
    by_hand = "move it to snippets/ and include it by section"
    if unclosed(fence):
        # all that follows stands inside it, and would be called typed by hand
        yield fault(fence.line, "a fence that is never closed", "close it")
        return
    if re.search(r"[-*+\d]", fence.lead):
        what = "a fence that begins on the line of a list's mark isn't drawn"
        mend = "give it its own line below, indented by 4, with a blank line above"
        yield fault(fence.line, what, mend)
    elif ">" in fence.lead and fence.includes():
        # snippets are included only in lines that begin with nothing but space
        what = "a fence with an include isn't drawn in a quotation"
        yield fault(fence.line, what, "take it out of the quotation")
    if fence.options:
        yield fault(
            fence.line,
            f"{fence.options!r} in a fence's header",
            "delete it: only the section's name says what is shown",
        )
    plain = PLAIN | set(settings(tree).style.languages)
    if fence.label not in WOVEN | plain:
        yield fault(
            fence.line,
            f"a fence labelled {fence.label!r}",
            f"use `{CODE}` or `{SESSION}` for Python, else one of "
            + ", ".join(sorted(plain)),
        )
    if fence.label not in WOVEN:
        if fence.includes() and fence.label not in plain:
            return
        for include in fence.includes():
            yield from file_faults(tree, include, fault)
        for line, text in fence.typed():
            if MISSED.match(text):
                yield fault(line, f"not an include: {text}", f"write {INCLUDED}")
                return
            if text.startswith((">>> ", ">> ")):
                yield fault(line, f"typed by hand: {text}", by_hand)
                return
        offset = first_python(fence)
        if offset is not None:
            text = bare(fence.body[offset])
            yield fault(fence.line + 1 + offset, f"typed by hand: {text}", by_hand)
        return
    for line, text in fence.typed():
        if fence.label == FIGURE and is_line(text):
            continue  # a question of a stage
        if text.startswith("--8<--"):
            yield fault(line, f"not an include: {text}", f"write {INCLUDED}")
        else:
            yield fault(line, f"typed by hand: {text}", by_hand)
    if not fence.includes() and not fence.typed():
        yield fault(fence.line, "an empty fence", "include a section, or delete it")
    for include in fence.includes():
        yield from include_faults(tree, fence.label, include, fault)
    if fence.label in TASKS:
        for include in fence.includes()[1:]:
            yield fault(include.line, "a second exercise in a fence", "give it its own")


def first_python(fence: Fence) -> int | None:
    """Return which line of a plain fence begins Python, or an error of it.

    Other languages have assignments and calls too, but no block of Python's.
    """
    raw = "\n".join(line.removeprefix(fence.lead) for line in fence.body)
    lines = textwrap.dedent(raw).split("\n")
    for number, line in enumerate(lines):
        if fence.label in PLAIN | ANY and FAILED.match(line):
            return number
        begins = not number or not lines[number - 1].strip()
        rest = "\n".join(lines[number:])
        if fence.label in ANY and begins and is_python(rest.split("\n\n")[0]):
            return number
        if HEAD.match(line):
            for end in range(len(lines), number, -1):
                if is_python("\n".join(lines[number:end]), BLOCKS):
                    return number
    return None


def unclosed(fence: Fence) -> bool:
    """Return whether a fence has no end, or another begins before it."""
    within = (OPENING.match(line) for line in fence.body)
    nested = (match and match["info"].strip() for match in within)
    return fence.end is None or (fence.label in WOVEN and any(nested))


def include_faults(
    tree: Tree, label: str, include: Include, fault: AtLine
) -> Iterator[Fault]:
    """Yield what is wrong with one include line."""
    line = include.line
    if outside(include):
        yield from file_faults(tree, include, fault)
        return
    if label in RECORDED:
        path = f"{lesson.SNIPPETS}/{include.file}"
        if not tree.there(path):
            mend = "write the function that measures it and run `make record`"
            yield fault(line, f"no recording {path}", mend)
        else:
            yield from shape(tree, label, path)
        return
    module = tree.module(include.file)
    if module is None:
        names = [p.removeprefix("snippets/") for p in tree.files("snippets", ".py")]
        near = nearest(include.file, names)
        yield fault(line, f"no file snippets/{include.file}", near or "create it")
        return
    if label in TASKS:
        yield from task_faults(tree, module, label, include, fault)
        return
    if include.section is None:
        yield fault(
            line,
            f"{include.file} without a section",
            f'write `--8<-- "{include.file}:name"`',
        )
        return
    name = include.section.lower()
    section = module.sections.get(name)
    if section is None and any(repr(name) in each.what for each in module.problems):
        return  # its markers are at fault, and the module's own faults say so
    if section is None:
        near = nearest(include.section, list(module.sections))
        yield fault(
            line,
            f"no section {include.section!r} in snippets/{include.file}",
            near or f"mark it there with `# --8<-- [start:{include.section}]`",
        )
    elif include.section != (written := marked(module, section)):
        # the build asks for it to the letter
        what = f"section {written!r} written as {include.section!r}"
        yield fault(line, what, f'write `--8<-- "{include.file}:{written}"`')
    elif label == FIGURE and not tree.there(
        f"{lesson.SNIPPETS}/{lesson.stage(include.file, include.section)}"
    ):
        yield fault(
            line,
            f"section {section.name!r} was never recorded as a stage",
            "run `make record`",
        )
    elif section.session != (label != CODE):
        right = SESSION if section.session else CODE
        yield fault(
            line,
            f"section {section.name!r} in a fence labelled {label!r}",
            f"label the fence `{right}`",
        )


def outside(include: Include) -> bool:
    """Return whether an include names no path below snippets, as the build asks."""
    path = f"{lesson.SNIPPETS}/{include.file}"
    return normpath(path) != path


def file_faults(tree: Tree, include: Include, fault: AtLine) -> Iterator[Fault]:
    """Yield what is wrong with an include of a file of any kind, or a part of it."""
    path, section = f"{lesson.SNIPPETS}/{include.file}", include.section
    if outside(include):
        what = f"{include.file!r} is no path below {lesson.SNIPPETS}/"
        yield fault(include.line, what, "write it as in `part/name.py`")
    elif not tree.there(path):
        names = [each.partition("/")[2] for each in tree.files(lesson.SNIPPETS)]
        near = nearest(include.file, names)
        yield fault(include.line, f"no file {path}", near or "create it")
    elif section is not None:
        markers = map(MARKER.match, tree.text(path).split("\n"))
        known = [each["name"] for each in markers if each]
        if section not in known:
            mend = nearest(section, known) or "mark it there, or include the file"
            yield fault(include.line, f"no section {section!r} in {path}", mend)


def marked(module: Module, section: Section) -> str:
    """Return a section's name as its marker has it, in capitals or not."""
    found = MARKER.match(lines_of(module.source)[section.start - 2])
    return found["name"] if found else section.name


def is_python(text: str, doing: tuple[type[ast.AST], ...] = DOING) -> bool:
    """Return whether a text parses as Python that does something."""
    try:
        body = ast.parse(textwrap.dedent(text)).body
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, doing) for each in body for node in ast.walk(each))


GATE = Gate("pages", pages, judge)
