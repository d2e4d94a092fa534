"""Navigation names each page once, and what a lesson needs stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.book import lesson
from engine.book.fault import Fault, nearest
from engine.book.mapping import leaves
from engine.book.tree import SETTINGS, Tree
from engine.gates.gate import Gate, whole
from engine.gates.prose import is_lesson

# how MkDocs lets a page's name end
MARKDOWN = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}


def judge(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield the pages and names that do not match, and the needs that point forward."""
    listed = tree.nav()
    for path in tree.files(lesson.DOCS, ".md"):
        name = path.removeprefix(f"{lesson.DOCS}/")
        if name not in listed:
            yield Fault(
                path, 0, f"not in the nav of {SETTINGS}", f"add a line for {name}"
            )
    for path in tree.files(lesson.DOCS):
        file = PurePosixPath(path)
        if file.suffix.lower() in MARKDOWN and file.suffix != ".md":
            what = f"a page named {file.suffix}, which no gate reads"
            mend = f"name it {file.stem}.md, in the nav of {SETTINGS} too"
            yield Fault(path, 0, what, mend)
    own = [name for name in listed if "://" not in name]
    there = {name for name in own if tree.there(f"{lesson.DOCS}/{name}")}
    if len(there) == len(own):
        return
    known = set[str]()
    # only now, because it takes longer than all else here
    for name, line in leaves(tree.text(SETTINGS), "nav"):
        if name not in own:
            continue
        if name not in there:
            what = f"nav names docs/{name}, which doesn't exist"
            yield Fault(SETTINGS, line, what, "create it, or remove the line")
        elif name in known:
            what = f"nav names docs/{name} twice"
            yield Fault(SETTINGS, line, what, "keep one of the lines")
        known.add(name)


def judge_needs(tree: Tree, _: str) -> Iterator[Fault]:
    """Yield what lessons need and no page is, or none that a reader has met before."""
    listed = tree.nav()
    places = {lesson.last(name): n for n, name in enumerate(listed)}
    stems = {lesson.last(path) for path in tree.files(lesson.DOCS, ".md", ".ipynb")}
    for page in tree.pages():
        if not is_lesson(page):
            continue
        needs = page.meta.get("needs", [])
        own = lesson.last(page.path)
        for need in map(str, needs if isinstance(needs, list) else [needs]):
            line = page.key_line("needs")
            if need not in stems or need == own:
                mend = nearest(need, stems - {own}) or "name other pages in docs"
                what = f"needs {need!r}, which isn't another page"
                yield Fault(page.path, line, what, mend)
            elif places.get(need, -1) > places.get(own, len(places)):
                what = f"needs {need!r}, which comes later in navigation"
                mend = f"move one of them in the nav of {SETTINGS}, or need another"
                yield Fault(page.path, line, what, mend)


GATE = Gate("nav", whole, judge)
NEEDS = Gate("needs", whole, judge_needs, building=False)
