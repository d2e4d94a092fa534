"""What belongs to a page: its module, its test, what only it shows, what is recorded.

Pages are named as a person does: by stem, `for-loop`, or with folders.
"""

from __future__ import annotations

import difflib
import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from engine.book import lesson
from engine.book.page import FRONT_MATTER
from engine.kit.draft import Draft, RefusalError
from engine.live.names import EXERCISES, PACKAGE, is_exercise
from engine.site.release import RESERVED

STEM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
INCLUDED = re.compile(r"8<-+[ \t]+[\"'](?P<file>[^\"':]+\.py)(?::[^\"']+)?[\"']")
TAKEN = ("index", EXERCISES, lesson.RECORDED)


@dataclass(frozen=True)
class Place:
    """A page's files that are there, from the root.

    `exercises` and `companions` are modules that no other page shows; the latter have
    no page of their own. `tests` are those of all its modules, and what measures them.
    """

    page: str
    module: str
    exercises: tuple[str, ...]
    companions: tuple[str, ...]
    tests: tuple[str, ...]
    recordings: tuple[str, ...]

    @property
    def files(self) -> list[str]:
        """All of them."""
        own = [self.page, self.module] if self.module else [self.page]
        return [*own, *self.exercises, *self.companions, *self.tests, *self.recordings]


def name(path: str) -> str:
    """Return a file's name below its room: docs, snippets."""
    for room in (lesson.DOCS, PACKAGE):
        path = path.removeprefix(f"{room}/")
    return path


def tests_of(module: str) -> tuple[str, str]:
    """Return where the tests of the module named stand, and what measures it."""
    beside = PurePosixPath(lesson.TESTS, module)
    test, bench = (beside.with_name(f"{e}_{beside.name}") for e in ("test", "bench"))
    return test.as_posix(), bench.as_posix()


def pages(draft: Draft) -> list[str]:
    """Return the names of all pages, notebooks among them."""
    return [name(path) for path in draft.files(lesson.DOCS, ".md", ".ipynb")]


def parts(draft: Draft) -> list[str]:
    """Return the parts that have a page, and those that hold such a part."""
    found = {lesson.part(page) for page in pages(draft)}
    above = {p.as_posix() for each in found for p in PurePosixPath(each).parents}
    return sorted((found | above) - {"", "."})


def find(draft: Draft, asked: str) -> str:
    """Return the name of the one page that is asked for.

    Raises RefusalError where none or more than one is meant.
    """
    if not asked:
        raise RefusalError("NAME is missing — name a page, as in NAME=my-lesson")
    wanted = lesson.stem(asked.removesuffix(".py"))
    known = pages(draft)
    found: list[str] = []
    # as it is written, before what differs in its hyphens alone, as modules do
    spellings: tuple[Callable[[str], str], ...] = (str, hyphened)
    for spelt, called in product(spellings, (lesson.stem, lesson.last)):
        found = found or [p for p in known if spelt(called(p)) == spelt(wanted)]
    if not found:
        stems = [lesson.last(page) for page in known]
        raise RefusalError(
            f"{lesson.DOCS}: no page {asked!r} — {nearest(wanted, stems)}"
        )
    if len(found) > 1:
        those = " or ".join(lesson.stem(page) for page in found)
        raise RefusalError(f"{asked!r} is the name of two pages — say {those}")
    if lesson.last(found[0]) == "index":
        raise RefusalError(f"{lesson.DOCS}/{found[0]}: a start page stays where it is")
    return found[0]


def hyphened(stem: str) -> str:
    """Return a stem with hyphens for underscores."""
    return stem.replace("_", "-")


def valid(draft: Draft, part: str, stem: str, suffix: str = ".md") -> str:
    """Return the name of a page to be; raise RefusalError where it can't be one."""
    if not STEM.fullmatch(stem):
        close = "-".join(re.findall(r"[a-z0-9]+", stem.lower())).lstrip("0123456789-")
        mend = f"NAME={close}" if STEM.fullmatch(close) else "NAME=my-lesson"
        raise RefusalError(
            f"{stem!r} can't name a page: take small letters, digits, hyphens — {mend}"
        )
    last = stem.replace("-", "_")
    notebook = suffix == ".ipynb"
    if notebook and not last.endswith(lesson.NOTEBOOK):
        ending = lesson.NOTEBOOK.replace("_", "-")
        raise RefusalError(
            f"{stem!r} can't name a notebook: its module is known by its ending — "
            f"TO={stem}{ending}"
        )
    taken = last.endswith(lesson.NOTEBOOK) and not notebook
    if stem in TAKEN or keyword.iskeyword(last) or taken:
        raise RefusalError(f"{stem!r} means something else here — take another name")
    same = [page for page in pages(draft) if lesson.last(page) == stem]
    if same:
        raise RefusalError(
            f"{lesson.DOCS}/{same[0]}: has that name already, and `needs` finds a page "
            "by it — take another name"
        )
    return f"{part}/{stem}{suffix}" if part else f"{stem}{suffix}"


def known_part(draft: Draft, part: str, new: bool) -> None:
    """Raise RefusalError unless a part is there, or may be begun."""
    for folder in part.split("/") if part else ():
        if not STEM.fullmatch(folder) or keyword.iskeyword(folder) or folder in TAKEN:
            raise RefusalError(f"{folder!r} can't name a part: take letters a to z")
        if "-" in folder:
            # folders of snippets are what Python imports
            raise RefusalError(
                f"{folder!r} can't name a part, for Python imports what stands there "
                f"— PART={part.replace('-', '')}"
            )
    if part.split("/")[0] in RESERVED:
        raise RefusalError(
            f"{part!r} can't name a part: the site's own files stand there — take "
            "another name"
        )
    if part and part not in parts(draft) and not new:
        raise RefusalError(
            f"{lesson.DOCS}/{part}: no such part — {nearest(part, parts(draft))}, "
            "or NEW=1 to begin it"
        )


def nearest(wanted: str, known: list[str]) -> str:
    """Return a sentence that proposes the most similar name, or lists some."""
    close = difflib.get_close_matches(wanted, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return (
        f"there are {', '.join(sorted(set(known))[:12])}" if known else "none is there"
    )


def read(draft: Draft, page: str) -> Place:
    """Return what belongs to the page named."""
    path = f"{lesson.DOCS}/{page}"
    module = f"{PACKAGE}/{lesson.module(page)}"
    owned = {
        f"{PACKAGE}/{lesson.module(each)}" for each in pages(draft) if each != page
    }
    here, elsewhere = shown(draft, path), set[str]()
    for other in draft.files(lesson.DOCS, ".md"):
        if other != path:
            elsewhere |= shown(draft, other)
    for other in draft.files(PACKAGE, f"{lesson.NOTEBOOK}.py"):
        elsewhere |= shown(draft, other)
    alone = sorted(here - elsewhere - owned - {module})
    alone = [each for each in alone if draft.there(each)]
    tasks = tuple(each for each in alone if is_exercise(name(each)))
    part = lesson.part(page)
    companions = tuple(
        each for each in alone if each not in tasks and lesson.part(name(each)) == part
    )
    bases = [lesson.recording(name(each), "") for each in (module, *companions)]
    recordings = tuple(
        each
        for each in draft.files(PACKAGE, ".json")
        if name(each).startswith(tuple(bases))
    )
    exercises = tuple(each for each in tasks if lesson.part(name(each)) == part)
    modules = (module, *exercises, *companions)
    tests = tuple(test for each in modules for test in tests_of(name(each)))
    return Place(
        page=path,
        module=module if draft.there(module) else "",
        exercises=exercises,
        companions=companions,
        tests=tuple(filter(draft.there, tests)),
        recordings=recordings,
    )


def shown(draft: Draft, path: str) -> set[str]:
    """Return the modules that a file includes, from the root."""
    found = INCLUDED.finditer(draft.text(path))
    return {f"{PACKAGE}/{each['file']}" for each in found}


def front(draft: Draft, path: str) -> str:
    """Return a page's front matter, with its dashes, or nothing."""
    found = FRONT_MATTER.match(draft.text(path))
    return found[0] if found else ""
