"""The provenance gate: every line of Python on a page is a tested section.

`faults` judges a whole tree; `page_faults` one page, which is what the Markdown
extension asks before it lets a page through.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from engine.blocks import question
from engine.book import fences, lesson
from engine.book.fault import Fault
from engine.book.transcript import stray_lines
from engine.book.tree import Module, Page, Tree
from engine.gates import exercises
from engine.gates.rooms import imports
from engine.live import exercise
from engine.live.names import EXERCISES, below, is_exercise
from engine.live.transcript import docstring, session

CODE, SESSION, FIGURE, RECORDED = "python", "pycon", "strip", ("table", "chart")
EXERCISE, PARSONS = TASKS = "exercise", "parsons"
WOVEN = {CODE, SESSION, FIGURE, *RECORDED, *TASKS}
PLAIN = {"console", "text", "yaml", "toml", "markdown", "json", "html", "css", "make"}
MOST_LINES, MOST_COLUMNS = 20, 72
LEAST_LINES = 4  # of a solution that is to be put in order

# a task's words are drawn as they stand, but for `code`
MARKUP = re.compile(r"\]\(|\*\*|</?[a-z]|\bhttps?://")

# in a notebook's module, an import that the notebook replaces by the section itself
IMPORTED = re.compile(r"import .*#\s+(-+8<-+\s.*)$")

# what a page may say of itself, beside what MkDocs and Material read
BLOCKS = "pymdownx.blocks."
DEFAULTS = ("note", "attention", "caution", "danger", "error", "tip", "hint", "warning")
KEYS = ("title", "description", "question", "needs", "minutes", "explains", "notebook")

AtLine = Callable[[int, str, str], Fault]


def faults(root: Path) -> list[Fault]:
    """Return every broken rule of provenance in the tree at `root`."""
    tree = Tree(root)
    pages, modules = tree.pages(), tree.modules()
    found = [fault for page in pages for fault in page_faults(tree, page)]
    found += [fault for module in modules for fault in module_faults(module)]
    found += unused(pages, tree, modules)
    found += unlisted(tree, pages)
    found += missing(tree, modules)
    return sorted(set(found))


def page_faults(tree: Tree, page: Page) -> Iterator[Fault]:
    """Yield what is wrong with one page, line by line."""

    def fault(line: int, what: str, mend: str) -> Fault:
        return Fault(page.path, line + page.first_line - 1 if line else 0, what, mend)

    broken = page.meta.get("broken")
    if isinstance(broken, tuple):
        yield Fault(page.path, broken[0], f"front matter: {broken[1]}", "mend the YAML")
    else:
        for key in ("title", "description"):
            if not page.meta.get(key):
                yield Fault(page.path, 1, f"no {key}", f"add `{key}:` in front matter")
        yield from promised(tree, page)
    inside: set[int] = set()
    for fence in fences.read(page.lines):
        inside.update(range(fence.line, (fence.end or len(page.lines)) + 1))
        yield from fence_faults(tree, fence, fault)
    if not any(map(unclosed, fences.read(page.lines))):
        yield from question.faults(page.lines, inside, fault, blocks(tree))
    for number, line in enumerate(page.lines, start=1):
        if number in inside:
            continue
        text = fences.bare(line)
        if text.startswith((">>> ", ">> ")) or text == ">>>":
            yield fault(
                number,
                f"typed by hand: {text}",
                "move it to snippets/ and include it in a fence",
            )
        elif re.search(r"<(pre|samp|listing|xmp)\b", line, re.IGNORECASE):
            yield fault(
                number, "raw <pre>", "use a fence that includes a section of snippets"
            )
        elif re.match(r"^-+8<-+", text):
            yield fault(number, "an include outside a fence", "put a fence around it")
        elif (
            line.startswith("    ")
            and is_python(text)
            and (number == 1 or not page.lines[number - 2].strip())
        ):
            yield fault(
                number,
                f"typed by hand: {text}",
                "move it to snippets/ and include it in a fence",
            )


def promised(tree: Tree, page: Page) -> Iterator[Fault]:
    """Yield what front matter promises and the page does not keep.

    An error that it `explains` must stand on the page, in an output or in words; a
    `notebook` must be there.
    """
    file = tree.root / page.path
    # a text that is no page's has no front matter
    head = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []

    def fault(text: str, what: str, mend: str) -> Fault:
        line = next((n for n, each in enumerate(head, 1) if text in each), 1)
        return Fault(page.path, line, what, mend)

    notebook = page.meta.get("notebook")
    if notebook and not (tree.root / "docs" / f"{notebook}.ipynb").is_file():
        mend = "run `make record`, or name one that is there"
        yield fault("notebook:", f"no notebook docs/{notebook}.ipynb", mend)
    for key in page.meta:
        near = difflib.get_close_matches(str(key), KEYS, n=1, cutoff=0.8)
        if near and key not in KEYS:
            yield fault(f"{key}:", f"an unknown {key!r}", f"did you mean {near[0]!r}?")
    explained = page.meta.get("explains", [])
    if not isinstance(explained, list):
        yield fault("explains:", "`explains` is no list", "start each error with `- `")
        return
    shown = "\n".join(page.lines) + "\n"
    for fence in fences.read(page.lines):
        for include in fence.includes():
            module = tree.module(include.file)
            if module and fence.label == SESSION and not unparsable(module):
                for each in session(module.source):
                    if each.section and each.section.name == include.section:
                        shown += each.output
    for error in explained:
        parts = [re.escape(part) for part in str(error).split("*")]
        if not re.search(".*".join(parts), shown):
            mend = "show it on this page, or take it out of `explains`"
            yield fault(str(error), f"{error!r} is not on this page", mend)


def unclosed(fence: fences.Fence) -> bool:
    """Return whether a fence has no end, or another begins before it."""
    within = (fences.OPENING.match(line) for line in fence.body)
    nested = (match and match["info"].strip() for match in within)
    return fence.end is None or (fence.label in WOVEN and any(nested))


def unparsable(module: Module) -> bool:
    """Return whether a module is no Python, as its own faults will say."""
    try:
        ast.parse(module.source)
    except SyntaxError:
        return True
    return False


def fence_faults(tree: Tree, fence: fences.Fence, fault: AtLine) -> Iterator[Fault]:
    """Yield what is wrong with one fence."""
    by_hand = "move it to snippets/ and include it by section"
    if unclosed(fence):
        # all that follows stands inside it, and would be called typed by hand
        yield fault(fence.line, "a fence that is never closed", "close it")
        return
    if fence.options:
        yield fault(
            fence.line,
            f"{fence.options!r} in a fence's header",
            "delete it: only the section's name says what is shown",
        )
    if fence.label not in WOVEN | PLAIN:
        yield fault(
            fence.line,
            f"a fence labelled {fence.label!r}",
            f"use `{CODE}` or `{SESSION}` for Python, else one of "
            + ", ".join(sorted(PLAIN)),
        )
    if fence.label not in WOVEN:
        if fence.includes() and fence.label not in PLAIN:
            return
        body = "\n".join(fences.bare(line) for line in fence.body)
        for line, text in fence.typed():
            if text.startswith((">>> ", ">> ")):
                yield fault(line, f"typed by hand: {text}", by_hand)
                return
        if fence.label in {"text", ""} and is_python(body):
            line, text = fence.typed()[0]
            yield fault(line, f"typed by hand: {text}", by_hand)
        return
    for line, text in fence.typed():
        if text.startswith("--8<--"):
            right = '`--8<-- "NAME.py:section"`'
            yield fault(line, f"not an include: {text}", f"write {right}")
        else:
            yield fault(line, f"typed by hand: {text}", by_hand)
    if not fence.includes() and not fence.typed():
        yield fault(fence.line, "an empty fence", "include a section, or delete it")
    for include in fence.includes():
        yield from include_faults(tree, fence.label, include, fault)
    if fence.label in TASKS:
        for include in fence.includes()[1:]:
            yield fault(include.line, "a second exercise in a fence", "give it its own")


def include_faults(
    tree: Tree, label: str, include: fences.Include, fault: AtLine
) -> Iterator[Fault]:
    """Yield what is wrong with one include line."""
    line = include.line
    if label in RECORDED:
        if not (tree.root / "snippets" / include.file).is_file():
            yield fault(
                line,
                f"no recording snippets/{include.file}",
                "write the function that measures it and run `make record`",
            )
            return
        yield from recording_faults(tree, label, f"snippets/{include.file}")
        return
    module = tree.module(include.file)
    if module is None:
        near = nearest(
            include.file, [m.path.removeprefix("snippets/") for m in tree.modules()]
        )
        yield fault(line, f"no file snippets/{include.file}", near or "create it")
        return
    if label in TASKS:
        yield from task_faults(module, label, include, fault)
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
    elif label == FIGURE and not tree.frames(include.file, include.section).is_file():
        yield fault(
            line,
            f"section {section.name!r} was never recorded as a strip",
            "run `make record`",
        )
    elif section.session != (label != CODE):
        right = SESSION if section.session else CODE
        yield fault(
            line,
            f"section {section.name!r} in a fence labelled {label!r}",
            f"label the fence `{right}`",
        )


def recording_faults(tree: Tree, label: str, path: str) -> Iterator[Fault]:
    """Yield what keeps a recorded measurement from being drawn."""
    mend = "run `make record`"
    try:
        recording = json.loads((tree.root / path).read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        yield Fault(path, error.lineno, f"not JSON: {error.msg}", mend)
        return
    wanted = ["title", "platform", "columns", "rows", *(["chart"] * (label == "chart"))]
    lacks = [key for key in wanted if not recording.get(key)]
    if lacks:
        yield Fault(path, 0, f"no {lacks[0]} in it", f"measure it, and {mend}")


def task_faults(
    module: Module, label: str, include: fences.Include, fault: AtLine
) -> Iterator[Fault]:
    """Yield what is wrong with an include in an exercise's or a Parsons fence."""
    line, file = include.line, include.file
    if not holds_exercise(module):
        yield fault(
            line,
            f"snippets/{file} is no exercise",
            f"include one that stands in a folder `{EXERCISES}`",
        )
        return
    wanted = None if label == EXERCISE else "solution"
    if include.section != wanted:
        what = f"section {include.section!r} of" if include.section else "all of"
        right = f"{file}:{wanted}" if wanted else file
        yield fault(
            line, f"{what} {file} in a fence labelled {label!r}", f'write "{right}"'
        )
    broken = list(exercise_faults(module))
    yield from broken
    if label == PARSONS and not broken:
        found = sum(bool(each.strip()) for each in module.sections["solution"].lines)
        if found < LEAST_LINES:
            yield fault(
                line,
                f"a Parsons problem of {found} lines",
                f"take an exercise whose solution has {LEAST_LINES} or more",
            )


def holds_exercise(module: Module) -> bool:
    """Return whether a module stands where exercises do."""
    return is_exercise(below(PurePosixPath(module.path)))


def exercise_faults(module: Module) -> Iterator[Fault]:
    """Yield what keeps a module from being an exercise, and from being drawn as one."""
    found = exercises.problems(module.source)
    yield from (Fault(module.path, *problem) for problem in found)
    if found:
        return
    title, task, hints = exercise.words(module.source)
    for each in [title, *task, *hints]:
        if re.search(MARKUP, re.sub(r"`[^`]+`", "", each.text)):
            yield Fault(
                module.path,
                each.line,
                "markup in the words of an exercise",
                "leave `code` alone; what needs a link stands on the page",
            )


def module_faults(module: Module) -> Iterator[Fault]:
    """Yield what is wrong with the markers and the session of one module."""
    for problem in module.problems:
        yield Fault(module.path, *problem)
    if holds_exercise(module):
        yield from exercise_faults(module)
    lines = module.source.splitlines()
    for section in module.sections.values():
        if len(section.lines) > MOST_LINES:
            yield Fault(
                module.path,
                section.start,
                f"section {section.name!r} has {len(section.lines)} lines",
                f"{MOST_LINES} fit a phone's screen: cut it in two",
            )
        for number in range(section.start, section.end + 1):
            line = lines[number - 1]
            if len(line) > MOST_COLUMNS and "8<--" not in line:
                yield Fault(
                    module.path,
                    number,
                    f"{len(line)} columns in section {section.name!r}",
                    f"{MOST_COLUMNS} fit the page: break the line",
                )
    try:
        evaluated = ast.get_docstring(ast.parse(module.source), clean=False) or ""
        examples = session(module.source)
    except SyntaxError as error:
        yield Fault(module.path, error.lineno or 1, f"{error.msg}", "mend the syntax")
        return
    written, first = docstring(module.source)
    if written != evaluated:
        yield Fault(
            module.path,
            first,
            "the docstring reads otherwise than it is written",
            'a backslash in it: write r"""',
        )
    yield from (Fault(module.path, *problem) for problem in stray_lines(module.source))
    for example in examples:
        if example.section is None:
            yield Fault(
                module.path,
                example.line,
                f"input outside every section: {example.source.splitlines()[0]}",
                "put it in a section, so that readers can follow the session",
            )


def missing(tree: Tree, modules: list[Module]) -> Iterator[Fault]:
    """Yield the imports of snippets that are not there."""
    names = [m.path.removesuffix(".py").replace("/", ".") for m in modules]
    for module in modules:
        if unparsable(module):
            continue
        for line, name in imports(module.source):
            if name.startswith("snippets.") and name not in names:
                mend = nearest(name, names) or "create it"
                yield Fault(module.path, line, f"imports {name}: no such file", mend)


def blocks(tree: Tree) -> set[str]:
    """Return the names of the blocks that mkdocs.yml lets a page have."""
    found: set[str] = set()
    listed = tree.settings().get("markdown_extensions")
    for each in listed if isinstance(listed, list) else []:
        for name, options in each.items() if isinstance(each, dict) else [(each, None)]:
            if str(name).startswith(BLOCKS):
                types = (options or {}).get("types", DEFAULTS)
                found.add(name.removeprefix(BLOCKS))
                found |= {t["name"] if isinstance(t, dict) else t for t in types}
    return found


def unused(pages: list[Page], tree: Tree, modules: list[Module]) -> Iterator[Fault]:
    """Yield the sections and recordings that no page and no notebook shows."""
    shown: set[tuple[str, str | None]] = set()
    drawn: set[str] = set()
    for page in pages:
        for fence in fences.read(page.lines):
            shown |= {
                (each.file, each.section and each.section.lower())
                for each in fence.includes()
            }
            if fence.label == EXERCISE:
                drawn |= {each.file for each in fence.includes()}
            elif fence.label == PARSONS:
                shown |= {(each.file, "distractors") for each in fence.includes()}
    for module in modules:
        for line in module.source.splitlines():
            marked = IMPORTED.search(line)
            include = marked and fences.INCLUDE.match(marked[1])
            if include:
                shown.add((include["file"], include["section"]))
    for module in modules:
        name = module.path.removeprefix("snippets/")
        if holds_exercise(module) and name not in drawn:
            yield Fault(
                module.path,
                1,
                "an exercise on no page",
                f'include `--8<-- "{name}"` in a fence labelled `{EXERCISE}`, or '
                "delete it",
            )
        for section in module.sections.values():
            if holds_exercise(module) and section.name != "distractors":
                continue
            if (name, section.name) not in shown:
                yield Fault(
                    module.path,
                    section.start - 1,
                    f"section {section.name!r} is on no page",
                    (
                        f'include `--8<-- "{name}:solution"` in a fence labelled '
                        f"`{PARSONS}`, or delete it"
                        if holds_exercise(module)
                        else f'include `--8<-- "{name}:{section.name}"`, or delete it'
                    ),
                )
    for file in sorted((tree.root / lesson.SNIPPETS).rglob("*.json")):
        path = file.relative_to(tree.root / lesson.SNIPPETS).as_posix()
        if not lesson.is_recording(path):
            continue
        hero = file.name.endswith(lesson.STRIP)
        if not hero and (path, None) not in shown:
            yield Fault(
                f"snippets/{path}", 0, "a recording on no page", "show it or delete it"
            )


def unlisted(tree: Tree, pages: list[Page]) -> Iterator[Fault]:
    """Yield the pages that nav leaves out, and the names in nav without a page."""
    listed = tree.nav()
    for page in pages:
        name = page.path.removeprefix("docs/")
        if name not in listed:
            yield Fault(
                page.path, 0, "not in the nav of mkdocs.yml", f"add a line for {name}"
            )
    text = (tree.root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    for name in listed:
        if not (tree.root / "docs" / name).is_file():
            line = next((n for n, each in enumerate(text, 1) if name in each), 0)
            yield Fault(
                "mkdocs.yml", line, f"nav names docs/{name}", "create it, or drop it"
            )


def nearest(name: str, names: list[str]) -> str:
    """Return a sentence that proposes the most similar name, or nothing."""
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def is_python(text: str) -> bool:
    """Return whether a text parses as Python that does something."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    doing = (
        ast.Call,
        ast.FunctionDef,
        ast.ClassDef,
        ast.Import,
        ast.ImportFrom,
        ast.Assign,
        ast.For,
        ast.While,
        ast.With,
        ast.Return,
        ast.Yield,
    )
    return any(isinstance(node, doing) for each in body for node in ast.walk(each))
