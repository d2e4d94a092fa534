"""A page says in people's own words what it answers: a lesson in several wordings.

Search ranks by them (`also_asked` in front matter), because who is lost seldom knows
the words of a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.book.fault import Fault
from engine.book.page import Page
from engine.book.settings import settings
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.prose import is_lesson

KEY = "also_asked"


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the wordings of one page."""
    page = tree.page_at(path)
    line = page.key_line(KEY)
    asked = page.meta.get(KEY, [])
    if not isinstance(asked, list) or not all(isinstance(each, str) for each in asked):
        mend = "start each wording with `- `, in quotes where it has a colon"
        yield Fault(path, line, f"`{KEY}` isn't a list of texts", mend)
        return
    known = {plain(str(page.meta.get(key, ""))) for key in ("title", "question")}
    for each in asked:
        if not plain(each) or plain(each) in known:
            what = f"{each!r} adds nothing to the title, question and other wordings"
            mend = "word it the way people would ask"
            yield Fault(path, placed(page, each), what, mend)
        known.add(plain(each))
    least = settings(tree).style.also_asked
    if is_lesson(page) and len(asked) < least:
        mend = f"add `{KEY}:` with {least} or more that people would type into a search"
        what = f"a lesson with too few other wordings ({len(asked)})"
        yield Fault(path, line, what, mend)


def plain(text: str) -> str:
    """Return the words of a text alone."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def placed(page: Page, text: str) -> int:
    """Return the last line of front matter that has a text."""
    lines = enumerate(page.front, start=1)
    return max((n for n, each in lines if text in each), default=page.key_line(KEY))


GATE = Gate("also_asked", pages, judge, building=False)
