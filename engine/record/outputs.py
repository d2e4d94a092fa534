"""`make record`: run everything a page shows again, and rewrite what changed.

Transcripts, stages (in the Python of readers' browsers, under Node),
measurements (`measure_*` functions) and notebooks. The result is text to review as a
diff. With names of modules, only those are recorded.

    python -m engine.record.outputs [--no-notebook] [--times] [NAME …]

A recording that holds `samples` is of times, which differ at every run: it is made
anew only with `--times`, so that a diff shows what changed and not how busy a
machine was. So is a notebook in which nothing differs but times.
"""

from __future__ import annotations

import importlib
import inspect
import json
import math
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from engine.book import lesson, optional
from engine.book.fault import Fault, nearest
from engine.book.kinds import FIGURE
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.live.interpreter import ReplayError
from engine.live.names import below, dotted
from engine.live.sources import lines_of
from engine.record import replay
from engine.record.pyodide import Pyodide

# a number of its own, and none within a name such as "step_2"
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])")


def stages(tree: Tree) -> list[Include]:
    """Return the includes of all stage fences of the pages."""
    return [
        include
        for page in tree.pages()
        for fence in page.fences
        if fence.label == FIGURE
        for include in fence.includes()
    ]


def frames_text(python: Pyodide, module: Module, section: str) -> str:
    """Return the recording of a section as it stands in its file.

    Raises LookupError where the section has no generator to watch.
    """
    name = module.path.removeprefix("snippets/")
    place = lesson.SNIPPETS, name, section.lower()
    found = python.call("engine.record.stages:recorded", *place)
    if found is None:
        raise LookupError(f"section {section!r} has no generator to watch")
    return as_json(found)


def stage_faults(
    tree: Tree, include: Include, run: Callable[[Module, str], str]
) -> list[Fault]:
    """Return the first line of a recorded stage that a run records otherwise.

    `run` records a section of a module anew, as `frames_text` does.
    """
    file = tree.frames(include.file, include.section)
    path = file.relative_to(tree.root).as_posix()
    mend = "run `make record`"
    module = tree.module(include.file)
    if module is None or include.section is None:
        return [Fault(path, 0, "records a section that isn't there", "delete it")]
    if not file.is_file():
        return [Fault(path, 0, "not recorded", mend)]
    stored = lines_of(file.read_text(encoding="utf-8"))
    try:
        fresh = lines_of(run(module, include.section))
    except LookupError as error:
        return [no_generator(module, include.section, error)]
    for number, (was, now) in enumerate(zip_longest(stored, fresh), 1):
        if was != now:
            return [Fault(path, number, f"a run records {(now or '').strip()}", mend)]
    return []


def no_generator(module: Module, name: str, error: LookupError) -> Fault:
    """Return what to do about a stage of a section that has no generator."""
    section = module.sections.get(name)
    line = section.start - 1 if section else 0
    return Fault(module.path, line, str(error), "label its fence `pycon` on the page")


def as_json(recording: dict[str, Any]) -> str:
    """Return a recording as JSON, one row or frame a line, for readable diffs."""
    parts = []
    for key, value in recording.items():
        if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
            rows = ",\n".join(
                f"  {json.dumps(row, ensure_ascii=False)}" for row in value
            )
            parts.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def measurements(module: Module) -> Iterator[tuple[str, str]]:
    """Run a module's `measure_*` functions; yield each name and its recording.

    The name is that of the file below snippets.
    """
    name = below(PurePosixPath(module.path))
    if "def measure_" not in module.source:
        return
    loaded = importlib.import_module(dotted(name))
    for called, function in inspect.getmembers(loaded, inspect.isfunction):
        if called.startswith("measure_") and function.__module__ == loaded.__name__:
            what = f"{called.removeprefix('measure_')}.json"
            yield lesson.recording(name, what), as_json(function())


def measured_faults(tree: Tree, module: Module) -> list[Fault]:
    """Return the rows that a run of a module's measurements gives otherwise.

    In a Python of its own, since what watches tests takes memory too. Times differ
    from run to run: of a recording with `samples`, only its words are compared. Other
    numbers may differ by a tenth from one machine, or Python, to the next.
    """
    asked = f"outputs.Tree(outputs.Path()).module({module.path[9:]!r})"
    program = (
        "import json; from engine.record import outputs; "
        f"print(json.dumps(dict(outputs.measurements({asked}))))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tree.root, capture_output=True, text=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1]
        return [Fault(module.path, 0, f"a measurement failed: {last}", "fix it")]
    found = []
    for name, text in json.loads(done.stdout).items():
        path = f"snippets/{name}"
        if not (tree.root / path).is_file():
            found.append(Fault(path, 0, "not recorded", "run `make record`"))
            continue
        stored = (tree.root / path).read_text(encoding="utf-8")
        timed = "samples" in json.loads(stored)
        pairs = zip_longest(stored.splitlines(), text.splitlines(), fillvalue="")
        for number, (was, now) in enumerate(pairs, 1):
            if was.lstrip().startswith('"samples"'):
                break
            if not alike(was, now, timed):
                mend = "run `make record`" + (" TIMES=1" if timed else "")
                found.append(Fault(path, number, f"a run gives {now.strip()}", mend))
                break
    return found


def alike(was: str, now: str, timed: bool) -> bool:
    """Return whether two lines of recordings are the same but for what may differ."""
    if was.lstrip().startswith('"platform"'):
        return now.lstrip().startswith('"platform"')
    if NUMBER.sub("", was) != NUMBER.sub("", now):
        return False
    pairs = zip(NUMBER.findall(was), NUMBER.findall(now), strict=True)
    return timed or all(math.isclose(float(a), float(b), rel_tol=0.1) for a, b in pairs)


def measured(module: Module) -> list[tuple[str, str]]:
    """Return what `measurements` yields; end with a sentence where one raises."""
    try:
        return list(measurements(module))
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        own = [f.lineno or 0 for f in places if f.filename.endswith(module.path)]
        what = f"a measurement raised {type(error).__name__}: {error}"
        sys.exit(str(Fault(module.path, own[-1] if own else 0, what, "fix it")))


def write(file: Path, text: str) -> None:
    """Write a file if its text changed, and say so."""
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"recorded {file.as_posix()}")


def named(tree: Tree, names: list[str]) -> list[Module]:
    """Return the modules named, or all where none is; end with a sentence for none.

    A name is a stem, as long as one module alone has it, or a path: from the root,
    below docs or below snippets, with its suffix or without.
    """
    modules = {below(PurePosixPath(each.path)): each for each in tree.modules()}
    wanted = {}
    for name in names:
        bare = name.removeprefix(f"{lesson.DOCS}/").removeprefix(f"{lesson.SNIPPETS}/")
        path = lesson.module(bare)
        found = [path] if path in modules else []
        found = found or [each for each in modules if each.endswith(f"/{path}")]
        if not found:
            stems = [each.removesuffix(".py") for each in modules]
            stems += [PurePosixPath(each).stem for each in modules]
            mend = nearest(path.removesuffix(".py"), stems) or "name one of snippets"
            sys.exit(f"snippets/{path}: there's no such module — {mend}")
        if len(found) > 1:
            mend = f"name one: {' or '.join(found)}"
            sys.exit(f"snippets/**/{path}: there are {len(found)} of them — {mend}")
        wanted[found[0]] = modules[found[0]]
    return [*(wanted if names else modules).values()]


def main(arguments: list[str]) -> int:
    """Record all, or the modules named."""
    tree = Tree(Path())
    wanted = named(tree, [each for each in arguments if not each.startswith("-")])
    for line in optional.told(tree, wanted):
        print(f"not recorded: {line}")
    wanted = [m for m in wanted if not optional.lacking(m.source, tree)]
    for module in wanted:
        if not module.path.endswith("_notebook.py"):
            try:
                if replay.rewrite(tree.root / module.path):
                    print(f"recorded {module.path}")
            except ReplayError as error:
                fault = Fault(module.path, error.line, error.told, error.mend)
                sys.exit(str(fault))
    paths = {module.path for module in wanted}
    python = Pyodide()
    for include in stages(tree):
        shown = tree.module(include.file)
        if shown and include.section and shown.path in paths:
            try:
                text = frames_text(python, shown, include.section)
            except LookupError as error:
                sys.exit(str(no_generator(shown, include.section, error)))
            write(tree.frames(include.file, include.section), text)
    python.stop()
    for module in wanted:
        for name, text in measured(module):
            file = tree.root / lesson.SNIPPETS / name
            timed = '"samples"' in text and file.is_file()
            if not timed or "--times" in arguments:
                write(file, text)
    if "--no-notebook" not in arguments:
        from engine.record import notebook

        for module in wanted:
            if module.path.endswith("_notebook.py"):
                notebook.record(tree.root / module.path, "--times" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
