"""Notebooks: built from a module in percent format, executed, compared, written.

The module `snippets/x_notebook.py` is the source of `docs/x-notebook.ipynb`:

- `# %%` starts a cell of code, `# %% [markdown]` one of text, whose lines are comments.
  What stands above the first cell stays out of the notebook.
- `from snippets.x import f  # --8<-- "x.py:f"` is an import to Python and to the
  linters; the notebook has the section itself in its place, so that it needs nothing of
  this repository once it is downloaded.
- `# %% tolerance=0.02` says how far each number in the cell's output may be from the
  recorded one, in the number's own unit. Without it, every character must be the same.
- `# %% timed` says that the numbers in the cell's output are times, or follow from
  times: any number may stand where one stood. All else must be the same: rows, columns,
  words, units. Only the room before a number may differ, since a number's length may.
- `# %% timed either="one|other"` says which words, too, hang on times: any of them may
  stand where one of them stood.

Nothing of the machine goes into the file but what cells print: no counts, no times, no
versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import takewhile, zip_longest
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from engine.book import lesson
from engine.book.fault import Fault
from engine.book.text import INCLUDE
from engine.live.names import below
from engine.live.sections import MARKER, read
from engine.live.sources import lines_of

HEADER = re.compile(
    r"^# %%(?: \[(?P<kind>markdown)\])?(?: tolerance=(?P<tolerance>\d+(?:\.\d+)?))?"
    r'(?P<timed> timed(?: either="(?P<either>[^"|]+(?:\|[^"|]+)+)")?)?$'
)
IMPORT = re.compile(r"^\s*(?:from|import) snippets\b")
MARKED = re.compile(r"#\s+(-+8<-+\s.*)$")
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)")
PADDED = re.compile(rf" *{NUMBER.pattern}")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
SECONDS = 600

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python"},
}

Notebook = dict[str, Any]
Place = tuple[str | int, ...]


class NotebookError(Exception):
    """A notebook's module that cannot become a notebook, and where it fails."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault, and say it."""
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Line:
    """A line of a cell, and the file (from the root) and line that it comes from."""

    text: str
    path: str
    number: int


@dataclass(frozen=True)
class Leeway:
    """How far a cell's output may be from the recorded one.

    By how much each number; or any number where it's `timed`, and there each of the
    words `either`, which `|` parts, for another one.
    """

    tolerance: float = 0.0
    timed: bool = False
    either: str = ""

    @classmethod
    def stated(cls, metadata: dict[str, Any]) -> Leeway:
        """Return what the metadata of a cell say."""
        return cls(**{key: metadata[key] for key in asdict(cls()) if key in metadata})

    @property
    def metadata(self) -> dict[str, Any]:
        """What a cell's metadata have of it: what isn't so anyway."""
        return {key: value for key, value in asdict(self).items() if value}

    def outline(self, text: str) -> str:
        """Return a timed text with a sign for each number, and for each such word."""
        found = PADDED.sub(" #", text)
        if self.either:
            words = sorted(self.either.split("|"), key=len, reverse=True)
            found = re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", "…", found)
        return found

    def alike(self, stored: str, fresh: str) -> bool:
        """Return whether two texts are the same, but for what may differ."""
        if stored == fresh:
            return True
        if self.timed:
            return self.outline(stored) == self.outline(fresh)
        if not self.tolerance:
            return False
        was, now = NUMBER.split(stored), NUMBER.split(fresh)
        return (
            len(was) == len(now)
            and was[::2] == now[::2]
            and all(
                abs(float(a) - float(b)) <= self.tolerance
                for a, b in zip(was[1::2], now[1::2], strict=True)
            )
        )


EXACT = Leeway()


@dataclass(frozen=True)
class Cell:
    """A cell: its lines, the line of its header, and how far its output may differ."""

    kind: str
    line: int
    lines: tuple[Line, ...]
    leeway: Leeway = EXACT

    @property
    def source(self) -> str:
        """The text of the cell, without a newline at its end."""
        return "\n".join(line.text for line in self.lines)


def target(module: Path) -> Path:
    """Return the notebook that a module is the source of."""
    name = below(module)
    root = module.parents[name.count("/") + 1]
    return root / lesson.DOCS / lesson.page(name)


def cells(module: Path) -> list[Cell]:
    """Return the cells of a module in percent format, sections put in their places.

    Raises NotebookError for a header that is none, an import from snippets that names
    no section, a section that does not exist, and code in a cell of text.
    """
    found: list[tuple[re.Match[str], int, list[Line]]] = []
    name = relative(module)
    for number, text in enumerate(lines_of(module.read_text("utf-8")), start=1):
        if text.startswith("# %%"):
            header = HEADER.match(text)
            if header is None:
                raise NotebookError(
                    Fault(
                        name,
                        number,
                        f"not the header of a cell: {text}",
                        "write `# %%`, `# %% [markdown]`, `# %% tolerance=0.02`, "
                        'or `# %% timed`, if need be with `either="one|other"`',
                    )
                )
            found.append((header, number, []))
        elif found:
            line = Line(text, name, number)
            markdown = found[-1][0]["kind"] is not None
            found[-1][2].extend([words(line)] if markdown else code(module, line))
    if not found:
        raise NotebookError(Fault(name, 1, "no cell in it", "start one with `# %%`"))
    return [
        Cell(
            header["kind"] or "code",
            number,
            trimmed(lines),
            Leeway(
                float(header["tolerance"] or 0),
                header["timed"] is not None,
                header["either"] or "",
            ),
        )
        for header, number, lines in found
    ]


def relative(file: Path) -> str:
    """Return the path of a module's file from the root."""
    return f"{lesson.SNIPPETS}/{below(file)}"


def words(line: Line) -> Line:
    """Return a line of a cell of text without its comment sign."""
    if line.text.strip() and not line.text.startswith("#"):
        raise NotebookError(
            Fault(
                line.path,
                line.number,
                f"code in a text cell: {line.text}",
                "start a code cell with `# %%`, or the line with `# `",
            )
        )
    return Line(line.text.removeprefix("#").removeprefix(" "), line.path, line.number)


def code(module: Path, line: Line) -> list[Line]:
    """Return a line of a cell of code, or the lines of the section that it imports."""
    if not IMPORT.match(line.text):
        return [line]
    marked = MARKED.search(line.text)
    include = INCLUDE.match(marked[1]) if marked else None
    if include is None or include["section"] is None:
        raise NotebookError(
            Fault(
                line.path,
                line.number,
                "an import that a downloaded notebook can't do",
                'end the line in `# --8<-- "file.py:section"`',
            )
        )
    file = module.parents[below(module).count("/")] / include["file"]
    sections = read(file.read_text("utf-8"))[0] if file.is_file() else {}
    section = sections.get(include["section"].lower())
    if section is None or section.session:
        raise NotebookError(
            Fault(
                line.path,
                line.number,
                f"no section of code {include['section']!r} in {relative(file)}",
                "name one that exists",
            )
        )
    numbered = enumerate(lines_of(file.read_text("utf-8")), start=1)
    return [
        Line(text, relative(file), number)
        for number, text in numbered
        if section.start <= number <= section.end and not MARKER.match(text)
    ]


def trimmed(lines: list[Line]) -> tuple[Line, ...]:
    """Return lines without the blank ones at either end."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()


def build(module: Path) -> Notebook:
    """Return the notebook of a module, not yet executed. Raises as `cells` does."""
    return {
        "cells": [built(cell) for cell in cells(module)],
        "metadata": METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def built(cell: Cell) -> Notebook:
    """Return one cell as nbformat has it; its id is made of what it says."""
    made: Notebook = {
        "cell_type": cell.kind,
        "id": hashlib.sha256(cell.source.encode()).hexdigest()[:8],
        "metadata": cell.leeway.metadata,
        "source": cell.source,
    }
    if cell.kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def execute(module: Path) -> Notebook:
    """Return the notebook of a module with the outputs of a run.

    The kernel is this Python's. It starts in an empty folder and without this
    repository on its path, as a reader's would. What libraries written in C log is
    left out; what Python writes to stderr is not what a lesson says, and is refused.

    Raises NotebookError as `cells` does, and where a cell raises, warns or never ends.
    """
    sources = cells(module)
    notebook = nbformat.from_dict(build(module))  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        extra_arguments=["--IPKernelApp.capture_fd_output=False"],
    )
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    with tempfile.TemporaryDirectory() as empty:
        try:
            client.execute(cwd=empty, env=outside, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            raise NotebookError(failure(sources, notebook, error)) from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise NotebookError(
                Fault(
                    relative(module),
                    0,
                    str(error).strip().splitlines()[0],
                    f"each cell has {SECONDS} s",
                )
            ) from None
    for cell, run in zip(sources, notebook["cells"], strict=True):
        clean(run)
        for output in run.get("outputs", []):
            if output.get("name") == "stderr":
                raise NotebookError(
                    Fault(
                        relative(module),
                        cell.line,
                        f"the cell warns: {output['text'].strip().splitlines()[0]}",
                        "fix what it warns about",
                    )
                )
    return {**notebook, "metadata": METADATA}


def failure(sources: list[Cell], notebook: Any, error: CellExecutionError) -> Fault:
    """Return which line of which file made a cell fail, and how."""
    what = re.sub(r" \(\d+\.py, line \d+\)$", "", f"{error.ename}: {error.evalue}")
    counted = {
        run.get("execution_count"): cell
        for cell, run in zip(sources, notebook["cells"], strict=True)
    }
    trace = re.sub(r"\x1b\[[\d;]*m", "", error.traceback)
    frames = re.findall(r"Cell In\[(\d+)\], line (\d+)", trace)
    count, number = map(int, frames[-1])
    line = counted[count].lines[number - 1]
    return Fault(line.path, line.number, what, "fix it: a cell must run")


def clean(cell: Any) -> None:
    """Take out of an executed cell what differs from run to run, in place."""
    cell["metadata"].pop("execution", None)
    if "execution_count" in cell:
        cell["execution_count"] = None
    for output in cell.get("outputs", []):
        if "execution_count" in output:
            output["execution_count"] = None


def written(notebook: Notebook) -> str:
    """Return a notebook as it stands in its file: as Jupyter itself would save it."""
    node = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    nbformat.validate(node)
    text: str = nbformat.writes(node)  # type: ignore[no-untyped-call]
    return text + "\n"


def check(module: Path) -> list[Fault]:
    """Return where the stored notebook is not its module's, without running it."""
    try:
        return differences(module, build(module), outputs=False)
    except NotebookError as refused:
        return [refused.fault]


def rerun(module: Path) -> list[Fault]:
    """Return where the stored notebook is not what its module says and prints now."""
    try:
        return differences(module, execute(module))
    except NotebookError as refused:
        return [refused.fault]


def record(module: Path, times: bool = False) -> None:
    """Run the notebook, and write it anew unless the stored one holds still.

    With `times`, also where nothing but times differ.
    """
    fresh = execute(module)
    file = target(module)
    timed = times and any(cell.leeway.timed for cell in cells(module))
    if file.is_file() and not timed and not differences(module, fresh):
        return
    file.write_text(written(fresh), "utf-8")
    print(f"recorded {file.as_posix()}")


def differences(module: Path, fresh: Notebook, outputs: bool = True) -> list[Fault]:
    """Return where a module's stored notebook differs from a fresh one.

    The first difference in each cell's source, and in its outputs where `outputs` is
    true, at the line of the stored file.
    """
    file = target(module)
    path = f"{lesson.DOCS}/{lesson.page(below(module))}"
    if not file.is_file():
        return [Fault(path, 0, "no such notebook", "run `make record`")]
    text = file.read_text("utf-8")
    try:
        stored = json.loads(text)
    except json.JSONDecodeError as error:
        return [Fault(path, error.lineno, "not JSON", "run `make record`")]
    if not isinstance(stored, dict) or not isinstance(stored.get("cells"), list):
        return [Fault(path, 1, "not a notebook", "run `make record`")]
    lines = positions(text)
    sources = cells(module)
    found: dict[Place, Fault] = {}
    renewed = json.loads(written(fresh))
    if not outputs:
        for cell in [*renewed["cells"], *stored["cells"]]:
            if isinstance(cell, dict):
                cell.pop("outputs", None)
    for place, was, now in unequal(stored, renewed):
        near = place
        while near not in lines:
            near = near[:-1]
        found.setdefault(
            place[:3], Fault(path, lines[near], *told(module, sources, place, was, now))
        )
    told_of = {place[:2] for place in found if place[2:3] == ("source",)}
    for place in list(found):
        if place[2:3] == ("id",) and place[:2] in told_of:
            del found[place]  # it follows from the source
    if len(stored["cells"]) != len(renewed["cells"]):
        moved = [place for place in found if place[0] == "cells"]
        for place in moved[1:]:
            del found[place]  # one cell too many or too few moves all below it
    return list(found.values())


def told(
    module: Path, sources: list[Cell], place: Place, was: Any, now: Any
) -> tuple[str, str]:
    """Return what differs at a place of the notebook, and the mend."""
    old, new = apart(was, now)
    match place:
        case ("cells", int(index), "source", int(number)) if index < len(sources):
            lines = sources[index].lines
            line = lines[min(number, len(lines) - 1)]
            return (
                f"the cell says {old}, its source {new}",
                f"edit {line.path}:{line.number} and run `make record`",
            )
        case ("cells", int(), "outputs", *_):
            return (
                f"recorded {old}, a run gives {new}",
                "run `make record` if the new output is right",
            )
        case ("cells", int(index)):
            header = sources[min(index, len(sources) - 1)].line
            return (
                f"{'no' if was is None else 'a'} cell here, unlike in its source",
                f"edit {relative(module)}:{header} and run `make record`",
            )
    return f"{old} where `make record` writes {new}", "run `make record`"


def apart(was: Any, now: Any) -> tuple[str, str]:
    """Return two values as a message can bear them: from where they part."""
    both = [each if isinstance(each, str) else json.dumps(each) for each in (was, now)]
    pairs = zip(*both, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = 0 if common < 40 else common - 20
    before, end = "…" * (start > 0), start + 60
    old, new = (
        f"`{before}{text[start:end]}{'…' * (len(text) > end)}`" for text in both
    )
    return "nothing" if was is None else old, "nothing" if now is None else new


def unequal(
    stored: Any, fresh: Any, place: Place = (), leeway: Leeway = EXACT
) -> Iterator[tuple[Place, Any, Any]]:
    """Yield each place where two notebooks differ, and what stands there in either.

    A cell's own leeway, which its fresh version states, holds for its outputs.
    """
    if isinstance(stored, dict) and isinstance(fresh, dict):
        stated = Leeway.stated(fresh.get("metadata", {}))
        for key in sorted(stored.keys() | fresh.keys()):
            within = stated if key == "outputs" else leeway
            yield from unequal(stored.get(key), fresh.get(key), (*place, key), within)
    elif isinstance(stored, list) and isinstance(fresh, list):
        for index, (was, now) in enumerate(zip_longest(stored, fresh)):
            if isinstance(was, str) and isinstance(now, str):
                # a line that is no longer the last one gains a newline: no change
                was, now = was.removesuffix("\n"), now.removesuffix("\n")
            yield from unequal(was, now, (*place, index), leeway)
    elif isinstance(stored, str) and isinstance(fresh, str):
        if not leeway.alike(stored, fresh):
            both = (stored, fresh)
            yield place, *(map(leeway.outline, both) if leeway.timed else both)
    elif stored != fresh:
        yield place, stored, fresh


def positions(text: str) -> dict[Place, int]:
    """Return the line, from 1, where each value of a JSON text starts."""
    lines: dict[Place, int] = {(): 1}
    open_: list[Any] = []  # per open bracket: the index to come, or the key
    keys = False  # whether the next string is a key
    newlines = [match.start() for match in re.finditer("\n", text)]
    passed = 0
    for token in TOKEN.finditer(text):
        while passed < len(newlines) and newlines[passed] < token.start():
            passed += 1
        mark = token[0]
        if mark in "]}":
            open_.pop()
            keys = False
        elif mark == ",":
            keys = isinstance(open_[-1], str)
            if not keys:
                open_[-1] += 1
        elif mark == ":":
            keys = False
        elif keys:
            open_[-1] = json.loads(mark)
        else:
            lines.setdefault(tuple(open_), passed + 1)
            if mark in "[{":
                open_.append(0 if mark == "[" else "")
                keys = mark == "{"
    return lines
