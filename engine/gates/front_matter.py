"""What a page says of itself in front matter is there, true, and kept by the page."""

from __future__ import annotations

import math
from collections.abc import Iterator

from engine.book import lesson
from engine.book.explained import parts, sought
from engine.book.fault import Fault, nearest
from engine.book.page import Page
from engine.book.settings import settings
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.prose import counted, is_lesson
from engine.gates.readable import unread

# what a page may say of itself, beside what MkDocs and Material read
LESSON = ("question", "needs", "minutes")
KEYS = (
    *("title", "description", *LESSON),
    *("also_asked", "explains", "notebook", "names", "unlinked", "forms"),
)

TEXTS = ("title", "description", "question", "notebook", "template")


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the front matter of one page."""
    page = tree.page_at(path)
    if page.broken:
        yield from unread(page)
        return
    for key in ("title", "description"):
        if not page.meta.get(key):
            yield Fault(path, 1, f"no {key}", f"add `{key}:` in front matter")
    for key in mistaken(page):
        yield Fault(path, page.key_line(key), f"`{key}` isn't text", "put it in quotes")
    yield from promised(tree, page)


def judge_words(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with what front matter tells readers."""
    page = tree.page_at(path)
    yield from spoken(tree, page)
    if is_lesson(page):
        yield from of_lesson(tree, page)


def mistaken(page: Page) -> list[str]:
    """Return the keys that YAML reads as a date, a number or a list, and are words."""
    found = [key for key in TEXTS if not isinstance(page.meta.get(key, ""), str)]
    # what has nothing is told as missing, or is as if it weren't there
    return [key for key in found if page.meta[key] is not None or key == "question"]


def promised(tree: Tree, page: Page) -> Iterator[Fault]:
    """Yield what front matter promises and the page does not keep.

    An error that it `explains` must stand on the page, in an output or in words; a
    `notebook` must be there.
    """

    def fault(text: str, what: str, mend: str) -> Fault:
        lines = enumerate(page.front, 1)
        line = next((n for n, each in lines if text in each), 1)
        return Fault(page.path, line, what, mend)

    notebook = page.meta.get("notebook")
    if (
        isinstance(notebook, str)
        and notebook
        and not tree.there(f"{lesson.DOCS}/{notebook}.ipynb")
    ):
        mend = "run `make record`, or name one that exists"
        yield fault("notebook:", f"no notebook docs/{notebook}.ipynb", mend)
    search = page.meta.get("search")
    boost = search.get("boost", 1) if isinstance(search, dict) else 1
    if type(boost) not in (int, float) or boost <= 0:
        mend = "write a number, as in `search: {boost: 0.5}`"
        yield fault("search:", f"a boost of {boost!r}", mend)
    for key in page.meta:
        near = nearest(str(key), KEYS, 0.8)
        if near and key not in KEYS:
            yield fault(f"{key}:", f"an unknown {key!r}", near)
    explained = page.meta.get("explains", [])
    errors = explained if isinstance(explained, list) else []
    taken = [each for each in errors if not isinstance(each, str)]
    if taken or not isinstance(explained, list):
        mend = "start each error with `- `, in quotes where it has a colon"
        # YAML makes a table of what has a colon
        key = next(iter(taken[0])) if taken and isinstance(taken[0], dict) else ""
        place = f"- {key}:" if key else "explains:"
        yield fault(place, "`explains` isn't a list of texts", mend)
        return
    shown = [text for _, text in parts(tree, page)] if explained else []
    for error in explained:
        if not any(map(sought(error).search, shown)):
            mend = "show it on this page, or take it out of `explains`"
            yield fault(error, f"{error!r} isn't on this page", mend)


def spoken(tree: Tree, page: Page) -> Iterator[Fault]:
    """Yield what is wrong with the title and the description."""
    said = {key: page.meta.get(key) for key in TEXTS if key not in mistaken(page)}
    title = str(said.get("title") or "").strip()
    heading = next((each for each in page.lines if each.startswith("# ")), "")
    if title and heading[2:].replace("`", "").strip() != title.replace("`", ""):
        line, what = page.key_line("title"), f"the title isn't the heading {heading!r}"
        yield Fault(page.path, line, what, "make them the same")
    description = str(said.get("description") or "").strip()
    least, most = settings(tree).style.description
    if description and not least <= len(description) <= most:
        yield Fault(
            page.path,
            page.key_line("description"),
            f"a description of {len(description)} characters",
            f"write {least} to {most}",
        )


def of_lesson(tree: Tree, page: Page) -> Iterator[Fault]:
    """Yield what is wrong with what a lesson says of itself alone."""

    def fault(key: str, what: str, mend: str) -> Fault:
        return Fault(page.path, page.key_line(key), what, mend)

    for key in LESSON:
        if key not in page.meta:
            yield fault(key, f"a lesson without {key}", f"add `{key}:` in front matter")
    question = page.meta.get("question")
    if isinstance(question, str) and not question.strip().endswith("?"):
        yield fault("question", "a question without a question mark", "end it with `?`")
    if "minutes" not in page.meta:
        return
    value = page.meta["minutes"]
    told = value if isinstance(value, dict) else {}
    if sorted(told) != ["do", "read"] or any(
        type(each) is not int for each in told.values()
    ):
        mend = "write `minutes: {read: 6, do: 5}`"
        yield fault("minutes", "`minutes` isn't written as expected", mend)
        return
    style = settings(tree).style
    count = sum(counted(each.text) for each in page.text.passages)
    slow, quick = style.words_a_minute
    least, most = math.floor(count / quick), math.ceil(count / slow)
    if not least <= told["read"] <= most or told["read"] < 1:
        yield fault(
            "minutes",
            f"{told['read']} minutes to read {count} words",
            f"write {max(least, 1)} to {most}",
        )
    least, most = style.minutes_to_do
    if not least <= told["do"] <= most:
        what = f"{told['do']} minutes to do"
        yield fault("minutes", what, f"write {least} to {most}")


GATE = Gate("front_matter", pages, judge)
WORDS = Gate("front_words", pages, judge_words, building=False)
