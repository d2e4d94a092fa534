"""Code in a sentence names what the page's snippets have, or what Python has.

A name that is meant all the same, such as one of a package, stands under `names` in
the page's front matter.
"""

from __future__ import annotations

import builtins
import importlib
import keyword
import re
import sys
import types
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from engine.book.fault import Fault, nearest
from engine.book.imports import imported
from engine.book.kinds import FIGURE
from engine.book.page import Page
from engine.book.tree import Tree
from engine.gates.gate import Gate, pages
from engine.gates.prose import is_lesson

NAME = re.compile(r"[A-Za-z_]\w*")
# a name, what is asked of it, and perhaps a call
NAMED = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?:\(.*\))?", re.DOTALL)
# their attributes are Python's words as well
TYPES: tuple[type, ...] = (
    str,
    bytes,
    list,
    dict,
    set,
    tuple,
    int,
    float,
    object,
    type,
    BaseException,
    StopIteration,
    types.AsyncGeneratorType,
    types.CodeType,
    types.CoroutineType,
    types.FrameType,
    types.FunctionType,
    types.GeneratorType,
)
MARKER = re.compile(r"-8<-")
# to import these does something
LOUD = {"antigravity", "this", "idlelib", "tkinter", "turtle"}


def judge(tree: Tree, path: str) -> Iterator[Fault]:
    """Yield the names in a page's inline code that nothing has."""
    page = tree.page_at(path)
    known = own(tree, page)
    if not known:
        return
    meant = page.meta.get("names", [])
    if not isinstance(meant, list):
        line, mend = page.key_line("names"), "start each name with `- `"
        yield Fault(path, line, "`names` isn't a list", mend)
        return
    known |= {str(each) for each in meant}
    for code in page.text.codes:
        match = NAMED.fullmatch(code.text)
        for name in match[1].split(".") if match else ():
            if name in known or name in python():
                continue
            close = nearest(name, sorted(known), 0.75)
            yield Fault(
                path,
                code.line,
                f"`{code.text}` names {name!r}, which isn't in this page's snippets",
                f"{close or 'correct it,'} or list it under `names:` in front matter",
            )
            break


def own(tree: Tree, page: Page) -> set[str]:
    """Return the names that a page may use; none where it shows no code.

    A lesson speaks of its own modules. Another page may speak of any.
    """
    shown = {each.file for fence in page.fences for each in fence.includes()}
    found = [module for name in sorted(shown) if (module := tree.module(name))]
    if not found:
        return set()
    spoken_of = found if is_lesson(page) else tree.modules()
    names = {*names_in_all(tuple(each.source for each in spoken_of))}
    for fence in page.fences:
        if fence.label == FIGURE:
            continue  # what is asked of a stage stands there in words
        names.update(NAME.findall("\n".join(text for _, text in fence.typed())))
    return names


@lru_cache(maxsize=64)
def names_in_all(sources: tuple[str, ...]) -> frozenset[str]:
    """Return the names in any of some sources."""
    return frozenset[str]().union(*map(names_in, sources))


@lru_cache(maxsize=1024)
def names_in(source: str) -> frozenset[str]:
    """Return the names in a source, and those of what it imports of Python's own."""
    # a section may be called as what it held once
    lines = [line for line in source.splitlines() if not MARKER.search(line)]
    found = set(NAME.findall("\n".join(lines)))
    try:
        used = {name.split(".")[0] for name in imported(source)}
    except SyntaxError:
        used = set()
    for name in used & sys.stdlib_module_names - LOUD:
        with suppress(ImportError):  # what another system has
            found.update(dir(importlib.import_module(name)))
    return frozenset(found)


@lru_cache(maxsize=1)
def python() -> frozenset[str]:
    """Return the words of Python: builtins, keywords, modules, attributes of types."""
    found = {*dir(builtins), *keyword.kwlist, *keyword.softkwlist}
    found |= sys.stdlib_module_names
    for each in TYPES:
        found.update(dir(each))
    return frozenset(found)


GATE = Gate("names", pages, judge, building=False)
